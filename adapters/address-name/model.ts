import type { Sealed } from '../../src/individual-number/sealed.js';
import type { SourceError } from '../../src/errors/source-error.js';
import type { Adapter, AdapterCall, LoadMany, HasSetAside } from '../adapter.js';

export type AddressNameItem = 'individualNumber' | 'integratedNumber' | 'shownIntegratedNumber';

/**
 * FROM_UNKNOWN, INTO_UNKNOWN: nobody has the number here (yet), so that nothing can be compared. TWO_PERSONS: their
 * individual numbers differ. MERGED: they are one already.
 */
export type MergeVerdict = 'MERGEABLE' | 'FROM_UNKNOWN' | 'INTO_UNKNOWN' | 'TWO_PERSONS' | 'MERGED';

/** 統合 of two numbers of the registry that mean one person. */
export interface NumberMerger {
  /** Rejects as CORRUPT where a row or an individual number of theirs cannot be read: nothing could be compared. */
  judge(from: string, into: string, call: AdapterCall): Promise<MergeVerdict>;
  /** Once, however often it is asked for. `on`: `YYYY-MM-DD`. */
  merge(from: string, into: string, on: string, call: AdapterCall): Promise<void>;
}

/** Every number by which the registry has ever known one person. */
export interface PersonNumbers {
  /** The one that stands: the current one, and where none is said to be, the one that changed last. */
  readonly atenaNumber: string;
  /** All of them, that one first. */
  readonly atenaNumbers: readonly string[];
  /** A row of the person cannot be read: they may have one more. */
  readonly incomplete?: true;
}

/** How one person is known in each system. None of these numbers is shown, but the registry's own 宛名番号 and `shown…`. */
export interface PersonKeys extends HasSetAside {
  /** 宛名番号 of the resident registry, 15 digits: the key of `Resident` in the graph. */
  readonly atenaNumber: string;
  /**
   * 宛名番号 of health management, current one first, then old ones whose rows were never rewritten. CORRUPT where a row
   * of the person cannot be read: it may hold one more, and whoever asks under the others alone would miss what is there.
   */
  readonly healthNumbers: readonly string[] | SourceError;
  /** Present only when asked for; null where the person has none, or what stands there is none. */
  readonly individualNumber?: Sealed<string> | null;
  /**
   * What stands in the number's column is no individual number: digits too few, letters, a placeholder, a wrong check
   * digit. It was set aside and reported; that the person has none is not known.
   */
  readonly numberSetAside?: true;
  /**
   * 団体内統合宛名番号: what the intermediate server calls the person. Present only when asked for, and opened
   * by its adapter alone. CORRUPT where what stands there is none.
   */
  readonly integratedNumber?: Sealed<string> | SourceError;
  /** The same number for whom it is open to; null where what stands there is none. Present only when asked for. */
  readonly shownIntegratedNumber?: string | null;
}

/** CORRUPT: the person has a row here, and nobody can say what it holds. */
export type LoadedKeys = PersonKeys | SourceError;

/** 宛名システム等: the only place that maps 宛名番号, 統合宛名番号 and 個人番号 (R031). */
export interface AddressName extends Adapter {
  readonly system: 'ADDRESS_NAME';
  readonly merger: NumberMerger;
  /** By the registry's 宛名番号. Old, merged numbers find the person they were merged into. */
  loadMany: LoadMany<string, LoadedKeys, AddressNameItem>;
  /**
   * Who a registry number stands for by now, and all numbers of that person: however often it was merged, and even
   * where no number is left that is said to be current. null where the number was never given.
   * @param call.standing so many of the numbers, the first ones, are asked about with nearly every question
   */
  loadNumbers(
    keys: readonly string[],
    call: AdapterCall & { readonly standing?: number },
  ): Promise<readonly (PersonNumbers | null)[]>;
  /** By a 宛名番号 of health management. Never carries the individual number. */
  loadByHealthNumber: LoadMany<string, LoadedKeys>;
  /**
   * Who stands behind 統合宛名番号: the registry's 宛名番号, or null. A merged one leads to nobody: it has no number of its
   * own. CORRUPT where a row that says so cannot be read.
   */
  loadByIntegratedNumber: LoadMany<Sealed<string>, string | SourceError>;
  /**
   * Exact look-up (R168): the registry's 宛名番号 of the person who has the number, or null. Rejects as CORRUPT where a row
   * of that person cannot be read.
   */
  findByIndividualNumber(number: Sealed<string>, call: AdapterCall): Promise<string | null>;
  /** Verification (R167): compares inside the adapter, in constant time; returns no number. */
  verify(atenaNumber: string, number: Sealed<string>, call: AdapterCall): Promise<'MATCH' | 'MISMATCH'>;
}
