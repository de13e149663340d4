import { daysBetween, isPlainDate } from '../calendar/plain-date.js';
import type { ComparedDose } from './compared-dose.js';
import { contradict } from '../../adapters/vaccination-record-system/makers.js';
import { isNearLot } from './writings.js';

export interface Pair {
  readonly ledger: ComparedDose;
  readonly vrs: ComparedDose;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  readonly ledgerOnly: readonly ComparedDose[];
  readonly vrsOnly: readonly ComparedDose[];
}

/** Points from which two rows are one dose: as many as number and near day have with three things beside them. */
const ENOUGH = 6;
/** With number and doctor the same: a dose with two faults at once. */
const ENOUGH_WITH_DOCTOR = 5;
/** A day that was typed wrong is rarely further away. */
const NEAR_DAYS = 31;

/**
 * Which row of the ledger is which record of VRS: the pair with the most in common first, then the next of what is left.
 * Nobody has more than a handful of doses, so that all pairs are looked at.
 */
export function matchDoses(ledger: readonly ComparedDose[], vrs: readonly ComparedDose[]): Matched {
  const possible = ledger.flatMap((row) =>
    vrs.flatMap((record) => {
      const points = pointsOf(row, record);
      return points === null ? [] : [{ ledger: row, vrs: record, points }];
    }),
  );
  // Ids decide between equals, so that every run says the same.
  possible.sort(
    (a, b) => b.points - a.points || compare(a.ledger.id, b.ledger.id) || compare(a.vrs.id, b.vrs.id),
  );
  const taken = new Set<ComparedDose>();
  const pairs: Pair[] = [];
  for (const pair of possible) {
    if (taken.has(pair.ledger) || taken.has(pair.vrs)) continue;
    taken.add(pair.ledger).add(pair.vrs);
    pairs.push({ ledger: pair.ledger, vrs: pair.vrs });
  }
  const left = (doses: readonly ComparedDose[]) => doses.filter((dose) => !taken.has(dose));
  return { pairs, ledgerOnly: left(ledger), vrsOnly: left(vrs) };
}

/** null: these two are no one dose. */
function pointsOf(ledger: ComparedDose, vrs: ComparedDose): number | null {
  const sameNumber = ledger.number !== null && ledger.number === vrs.number;
  const sameDay = isSameDay(ledger.day, vrs.day);
  const sameLot = ledger.lotKey !== null && ledger.lotKey === vrs.lotKey;
  // What has a code of no vaccine may be a dose of anything.
  if (!ledger.readable && !(sameDay && sameLot)) return null;
  const nearLot = !sameLot && isNearLot(ledger.lot, vrs.lot);
  const sameDoctor = isSameWord(ledger.doctorKey, vrs.doctorKey);
  const points =
    (sameNumber ? 3 : 0) +
    (sameDay ? 4 : isNearDay(ledger.day, vrs.day) ? 1 : 0) +
    (sameLot ? 4 : nearLot ? 2 : 0) +
    (contradict(ledger.makers, vrs.makers) ? -1 : 1) +
    (isSameWord(ledger.venueKey, vrs.venueKey) ? 1 : 0) +
    (sameDoctor ? 1 : 0);
  const enough = sameNumber && sameDoctor ? ENOUGH_WITH_DOCTOR : ENOUGH;
  // Two doses of one person are often of one lot: it takes more than that to be one dose.
  const nearest = sameLot && sameDoctor;
  return (sameDay || sameNumber || nearest) && points >= enough ? points : null;
}

/** As far as both are known. */
export function isSameDay(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const known = Math.min(a.length, b.length);
  return a.slice(0, known) === b.slice(0, known);
}

function isNearDay(a: string | null, b: string | null): boolean {
  if (a === null || b === null || !isPlainDate(a) || !isPlainDate(b)) return false;
  return Math.abs(daysBetween(a, b)) <= NEAR_DAYS;
}

/** One may be cut off where its column ends. */
function isSameWord(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
