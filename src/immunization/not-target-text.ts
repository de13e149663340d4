import { birthRanges, type BirthRange, type NotTargetReason } from './no-target.js';
import type { ScheduleVersion } from './version.js';

interface Both {
  readonly ja: string;
  readonly en: string;
}

/** That a measure is not for somebody, and for each reason whom it is for. */
export function notTargetInWords(version: ScheduleVersion, reasons: readonly NotTargetReason[]): Both {
  const why = reasons.map((reason) => IN_WORDS[reason](version));
  return {
    ja: `この予防接種の対象ではありません。${why.map(({ ja }) => `${ja}。`).join('')}`,
    en: ['Not a target of this vaccination.', ...why.map(({ en }) => `${en}.`)].join(' '),
  };
}

const IN_WORDS: Readonly<Record<NotTargetReason, (version: ScheduleVersion) => Both>> = {
  SEX: ({ target: { sex } }) =>
    sex === 'MALE'
      ? { ja: '男性が対象です', en: 'It is for men' }
      : { ja: '女性が対象です', en: 'It is for women' },
  BIRTH_DAY: (version) => {
    const ranges = birthRanges(version);
    return {
      ja: `対象は、${ranges.map(bornJa).join('又は')}に生まれた方です`,
      en: `It is for those born ${ranges.map(bornEn).join(' or ')}`,
    };
  },
  NOT_BORN: () => ({
    ja: '基準日には、まだ生まれていません',
    en: 'On the day asked about this person is not born',
  }),
  TOO_FEW_DOSES: ({ atLeastDoses }) => ({
    ja: `このワクチンで${atLeastDoses}回以上接種した方が対象です`,
    en: `It is for those who have had ${atLeastDoses} or more doses of this vaccine`,
  }),
  FIRST_DOSE_DAY: () => ({
    ja: '初回の接種の日(接種がまだの方は基準日)が、対象の期間にありません',
    en: 'The day of the first dose, or where there is none the day asked about, is not among those that it is for',
  }),
  TOO_OLD: () => ({
    ja: 'この制度が始まる前に、対象の年齢を過ぎています',
    en: 'The age that it is for was over before the measure began',
  }),
  TOO_YOUNG: () => ({
    ja: 'この制度が終わるまでに、対象の年齢になりません',
    en: 'The age that it is for comes after the end of the measure',
  }),
};

function bornJa({ bornFrom, bornTo }: BirthRange): string {
  if (bornFrom === null) return `${dayJa(bornTo ?? '')}まで`;
  return bornTo === null ? `${dayJa(bornFrom)}以後` : `${dayJa(bornFrom)}から${dayJa(bornTo)}まで`;
}

function bornEn({ bornFrom, bornTo }: BirthRange): string {
  if (bornFrom === null) return `by ${bornTo ?? ''}`;
  return bornTo === null ? `on or after ${bornFrom}` : `from ${bornFrom} to ${bornTo}`;
}

function dayJa(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
