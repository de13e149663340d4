import type { ReviewedOperation } from '../reviewed-operation.js';
import { findingOfOperations, groupsBy, pointedOperations, unique, type Detector } from '../review-period.js';

/** Makes the median absolute deviation comparable to a standard deviation, for data that is about normal. */
const TO_SIGMA = 1.4826;

/**
 * An account's day against all days of its section in the span. Median and MAD, because mean and deviation move
 * with the very days that are looked for.
 */
export const unlikeSection: Detector = (period) => {
  const { score: most, persons: fewest, samples } = period.rules.unlikeSection;
  const inSections = pointedOperations(period).filter(({ role }) => period.rules.sections.has(role ?? ''));
  return groupsBy(inSections, ({ role }) => period.rules.sections.get(role ?? '') ?? '').flatMap(
    (section) => {
      const days = groupsBy(section, ({ account, japan }) => `${account} ${japan.day}`);
      if (days.length < samples) return [];
      const { median, spread } = spreadOf(days.map(personsOn));
      return days
        .filter(
          (operations) => personsOn(operations) >= fewest && (personsOn(operations) - median) / spread > most,
        )
        .map((operations) =>
          findingOfOperations(operations, {
            detector: 'UNLIKE_SECTION',
            severity: 'ATTENTION',
            count: personsOn(operations),
            textJa: `1日に${personsOn(operations)}人を名指しで照会した(所属の中央値は1日${median}人)。`,
            textEn: `Asked for ${personsOn(operations)} persons in a day; the section's median is ${median}.`,
          }),
        );
    },
  );
};

function personsOn(operations: readonly ReviewedOperation[]): number {
  return unique(operations.flatMap(({ persons }) => persons.map(({ subject }) => subject))).length;
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
