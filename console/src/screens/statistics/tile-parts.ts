import type { Part } from './coverage-part.js';

/** A part of the table by school year of birth and district. */
export interface CohortPart {
  readonly cohort: string;
  readonly part: Part;
}

/** A district with its parts, the oldest school year first, and its place on the map. */
export interface Tile {
  readonly code: string;
  readonly name: string;
  /** From the north-west, from 1. */
  readonly row: number;
  readonly column: number;
  readonly parts: readonly CohortPart[];
}

/** School years that a tile has room for. */
export const YEARS_AT_ONCE = 6;

/** The school years in groups that a map shows at once, the youngest group the fullest. */
export function yearGroups(cohorts: readonly string[]): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  for (let end = cohorts.length; end > 0; end -= YEARS_AT_ONCE)
    groups.push(cohorts.slice(Math.max(0, end - YEARS_AT_ONCE), end));
  return groups;
}
