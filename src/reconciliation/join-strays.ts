import { judge } from './confidence.js';
import type { Finding } from './finding.js';
import { priorOf } from './judge-pair.js';
import type { Stray } from './compare-person.js';
import type { Reason } from './reasons.js';
import type { Side } from './terms.js';

/** A stray as far as a join needs it. */
export interface Joinable {
  readonly id: string;
  readonly side: Side;
  readonly doseId: string;
  /** 宛名番号 of whom it stands with. */
  readonly person: string;
  /** Hash of the place, and of the doctor; '' where none is known. */
  readonly venue: string;
  readonly doctor: string;
  readonly unfitting: boolean;
  readonly locked: boolean;
}

export interface Joined {
  /** Stands with the person `ledger.person` in the ledger, with `vrs.person` in VRS. */
  readonly ledger: Joinable;
  readonly vrs: Joinable;
  readonly finding: Finding;
}

/** What two strays must share to be one vaccination; null: too little is known of this one. */
export function joinKey({ dose }: Stray): string | null {
  const { day, number, lotKey } = dose;
  return day === null || number === null || lotKey === null ? null : `${day}/${number}/${lotKey}`;
}

/**
 * Which strays of different persons are one vaccination, among those with one key. At a place where many are given
 * one lot on one day several may share it: the coupon that a camera confuses decides, then the place and the doctor;
 * what is then still more than one on either side stays apart, for a wrong person is worse than an open question.
 * @param mayBe whose coupons, in number of persons, the coupon of a record may be misread from
 */
export function joinStrays(
  strays: readonly Joinable[],
  mayBe: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Joined[] {
  const ledger = new Set(strays.filter(({ side }) => side === 'LEDGER'));
  const vrs = new Set(strays.filter(({ side }) => side === 'VRS'));
  const joined: Joined[] = [];
  for (const fits of [
    (row: Joinable, record: Joinable) => mayBe.get(record.doseId)?.has(row.person) ?? false,
    (row: Joinable, record: Joinable) => row.venue === record.venue && row.doctor === record.doctor,
    () => true,
  ]) {
    for (const record of [...vrs]) {
      const rows = [...ledger].filter((row) => row.person !== record.person && fits(row, record));
      const [row] = rows;
      if (row === undefined || rows.length > 1) continue;
      const rivals = [...vrs].filter((other) => other.person !== row.person && fits(row, other));
      if (rivals.length > 1) continue;
      ledger.delete(row);
      vrs.delete(record);
      joined.push({ ledger: row, vrs: record, finding: wrongPerson(row, record, mayBe) });
    }
  }
  return joined;
}

function wrongPerson(
  row: Joinable,
  record: Joinable,
  mayBe: ReadonlyMap<string, ReadonlySet<string>>,
): Finding {
  const venue = row.venue !== '' && row.venue === record.venue;
  const misread = mayBe.get(record.doseId)?.has(row.person) ?? false;
  const reasons: readonly Reason[] = [
    ...priorOf(record),
    'SAME_VACCINATION',
    ...(venue ? (['SAME_VENUE'] as const) : []),
    ...(misread ? (['CONFUSABLE_LINE'] as const) : []),
    ...(row.unfitting ? (['LEDGER_ROW_UNFITTING'] as const) : []),
    ...(record.unfitting ? (['VRS_RECORD_UNFITTING'] as const) : []),
  ];
  const ids = { ledgerId: row.doseId, vrsId: record.doseId, besideId: null };
  return { kind: 'WRONG_PERSON', ...judge(reasons), ...ids };
}
