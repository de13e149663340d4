/** Somebody who comes to the city in docs/a-day.md, as the systems beside the gateway know them. */
export interface Newcomer {
  /** 宛名番号 of the registry. */
  readonly atenaNumber: string;
  readonly kanji: string;
  /** Half-width, as health management has it. */
  readonly kana: string;
  readonly sex: 'M' | 'F';
  /** `YYYY-MM-DD`. */
  readonly born: string;
  /** First eleven digits of the individual number: nobody of the synthetic city has them. */
  readonly numberBody: string;
}

export const MOTHER: Newcomer = {
  ...{ atenaNumber: '777777777700101', kanji: '見本　春', kana: 'ﾐﾎﾝ ﾊﾙ', sex: 'F', born: '1990-02-28' },
  numberBody: '99000000001',
};
export const CHILD: Newcomer = {
  ...{ atenaNumber: '777777777700102', kanji: '見本　光', kana: 'ﾐﾎﾝ ﾋｶﾙ', sex: 'M', born: '2022-01-15' },
  numberBody: '99000000002',
};

/** What the neighbour gave the mother, and VRS has under her number. */
export const FORMER_DOSES = [
  { dose: 1, day: '2021-07-06', maker: 'ファイザー', lot: 'FC3661' },
  { dose: 2, day: '2021-07-27', maker: 'ファイザー', lot: 'FE8206' },
] as const;
