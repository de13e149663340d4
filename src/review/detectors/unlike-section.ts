import { pointedOperations, type OperationOfAccount } from '../accesses.js';
import { groupsBy } from '../../collections/group-by.js';
import { findingOfOperations } from '../finding-of.js';
import type { Finding } from '../finding.js';
import type { ReviewedOperation } from '../reviewed-operation.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

/** Makes the median absolute deviation comparable to a standard deviation, for data that is about normal. */
const TO_SIGMA = 1.4826;

/**
 * An account's day against all days of its section that are counted together with it. Median and MAD, because mean and
 * deviation move with the very days that are looked for.
 */
export const unlikeSection: Detector = (day) => {
  const { sections } = day.rules;
  const inSections = pointedOperations(day.window, day).filter(({ role }) => sections.has(role ?? ''));
  return groupsBy(inSections, ({ role }) => sections.get(role ?? '')).flatMap((section) =>
    judge(section, day),
  );
};

function judge(section: readonly OperationOfAccount[], { day, rules }: ReviewedDay): readonly Finding[] {
  const { score: most, persons: fewest, samples } = rules.unlikeSection;
  const days = groupsBy(section, ({ account, japan }) => `${account} ${japan.day}`);
  if (days.length < samples) return [];
  const { median, spread } = spreadOf(days.map(personsOn));
  const isUnlike = (persons: number): boolean => persons >= fewest && (persons - median) / spread > most;
  return days
    .filter((operations) => operations[0]?.japan.day === day && isUnlike(personsOn(operations)))
    .map((operations) =>
      findingOfOperations(operations, {
        detector: 'UNLIKE_SECTION',
        severity: 'ATTENTION',
        count: personsOn(operations),
        textJa: `1日に${personsOn(operations)}人を名指しで照会した(所属の中央値は1日${median}人)。`,
        textEn: `Asked for ${personsOn(operations)} persons in a day; the section's median is ${median}.`,
      }),
    );
}

function personsOn(operations: readonly ReviewedOperation[]): number {
  return new Set(operations.flatMap(({ persons }) => persons.map(({ subject }) => subject))).size;
}

/** `spread` is at least one person: a section in which every day is the same has no deviation. */
export function spreadOf(values: readonly number[]): { readonly median: number; readonly spread: number } {
  const median = medianOf(values);
  return {
    median,
    spread: Math.max(1, TO_SIGMA * medianOf(values.map((value) => Math.abs(value - median)))),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
