import { createHmac, type KeyObject } from 'node:crypto';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { Cohort } from '../immunization/target-cohorts.js';

/**
 * Which people a cell holds, whatever table it stands in. Two cells of the same people are the same cell: they get
 * the same offset, so that asking in another way, for another vaccine or on another day brings no second rounding
 * to compare with.
 */
export interface CellPeople {
  /** Oldest first. */
  readonly cohorts: readonly Cohort[];
  /** null: everybody. */
  readonly sex: Sex | null;
  /** null: the whole city. */
  readonly district: string | null;
}

/**
 * Rounds every count of a cell down after adding the cell's own secret offset, 0 to base - 1. Offsets are evenly
 * spread, so that a rounded count is right on average; none is more than base - 1 away from the truth.
 *
 * All counts of one cell share its offset. So the vaccinated never exceed the population, nor second doses first
 * ones; and as nobody knows the offset, the same published figures fit counts that are all larger or all smaller
 * by some, on all days together: a count that changes shows at most once in `base` steps, and never how high it is.
 */
export class KeyedRounding {
  constructor(
    private readonly key: KeyObject,
    private readonly base: number,
  ) {}

  of(people: CellPeople): (count: number) => number {
    const offset = this.offset(people);
    return (count) => Math.floor((count + offset) / this.base) * this.base;
  }

  /** Of 48 bits the remainder: no offset is likelier than another by more than one in 10^12. */
  private offset({ cohorts, sex, district }: CellPeople): number {
    return (
      createHmac('sha256', this.key)
        .update(JSON.stringify(['sekisho cell 1', this.base, cohorts, sex, district]))
        .digest()
        .readUIntBE(0, 6) % this.base
    );
  }
}

/** Names the key without betraying it: two that round differently must not publish into one store. */
export function nameOfKey(key: KeyObject): string {
  return createHmac('sha256', key).update('sekisho statistics key 1').digest('base64url').slice(0, 12);
}
