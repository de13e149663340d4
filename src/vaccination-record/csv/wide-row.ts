import { z } from 'zod';
import { doseFacts } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import type { personNumber } from '../../../adapters/vaccination-record-system/protocol/fields.js';
import { couponNumber, instant } from '../../../adapters/vaccination-record-system/protocol/fields.js';

/**
 * The wide form of the vaccination record system's export (予防接種台帳向け出力): a person a line, and eight columns a
 * dose. A dose that was not given has eight empty ones, also between two that were.
 */
export const PERSON_COLUMN = '個別宛名番号';

/** Columns of the n-th dose, in order. */
export const doseColumns = (n: number): readonly string[] => [
  `${n}回目接種履歴登録日時`,
  `${n}回目接種日`,
  `${n}回目券番号`,
  `${n}回目接種自治体コード`,
  `${n}回目接種会場`,
  `${n}回目接種医師`,
  `${n}回目ワクチンメーカー`,
  `${n}回目ロット番号`,
];
export const DOSE_COLUMNS = 8;
export const MOST_DOSES = 9;

/** @param doses how many doses a line has room for, 1 to 9 */
export function headerOf(doses: number): readonly string[] {
  return [PERSON_COLUMN, ...Array.from({ length: doses }, (_, at) => doseColumns(at + 1)).flat()];
}

export const wideDose = doseFacts.extend({
  dose: z.int().min(1).max(MOST_DOSES),
  coupon: couponNumber,
  /** To the second. */
  registeredAt: instant,
});
export type WideDose = z.infer<typeof wideDose>;

export interface WideRow {
  /** null: the column is left empty, which it may be. */
  readonly person: z.infer<typeof personNumber> | null;
  /** By number; each number once. */
  readonly doses: readonly WideDose[];
}

/** Why a line is set aside. The line itself stays in its file: what may stand in it is nowhere else. */
export const LINE_FAULTS = [
  'NOT_UTF8',
  'TOO_LONG',
  'BAD_QUOTES',
  'WRONG_COLUMNS',
  'BAD_PERSON',
  'BAD_INSTANT',
  'BAD_DAY',
  'BAD_COUPON',
  'BAD_MUNICIPALITY',
  /** Longer than its column, or with characters that no line may hold. */
  'BAD_TEXT',
  /** Some columns of a dose are filled, and one without which it is none is empty. */
  'HALF_A_DOSE',
  /** Free text that may hold an individual number. */
  'NUMBER_IN_TEXT',
  'NO_DOSE',
  /** Of somebody who is closed to whoever reads the file in: it is looked at again when somebody else does. */
  'CLOSED_PERSON',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export interface LineSetAside {
  /** As an editor counts them, from 1; the header is the first. */
  readonly line: number;
  readonly fault: LineFault;
  /** Name of the column, where one is at fault. */
  readonly column: string | null;
}
