import type { Page } from '../paging/page.js';
import type { ComparedDose } from './compared-dose.js';
import type { FindingRow } from './finding-row.js';
import type { FindingFault } from './finding-texts.js';
import type { Decision, DecisionReason, FindingKind, FindingState, Suspect } from './terms.js';

export interface FindingActInput {
  readonly idempotencyKey: string;
  /** Everything is judged and nothing is done: no key is taken, no intent is sealed. */
  readonly validateOnly: boolean;
  readonly id: string;
  /** `shownDigest` of the finding as it was read: what has changed since is not decided on, nor approved. */
  readonly digest: string;
}

/** What is right, of a decision CORRECT; null: as it is. */
export interface GivenValues {
  readonly day: string | null;
  readonly doseNumber: number | null;
  /** Code of health management, 2 digits. */
  readonly manufacturer: string | null;
  readonly lot: string | null;
}

export interface DecideFindingInput extends FindingActInput {
  readonly decision: Decision;
  readonly reason: DecisionReason;
  readonly values: GivenValues;
}

export interface ApproveFindingInput extends FindingActInput {
  readonly approve: boolean;
}

export interface FindingListing {
  readonly first: number;
  readonly after: string | null;
  readonly states: readonly FindingState[];
  readonly kinds: readonly FindingKind[];
  readonly suspected: readonly Suspect[];
  /** 0 to 1. */
  readonly leastConfidence: number;
  /** 宛名番号 of one person; null: of everybody. */
  readonly atenaNumber: string | null;
}

/** Both sides as they stand now; null where a side has no such dose, or may not be read by this caller. */
export interface SidesOfFinding {
  readonly ledger: ComparedDose | null;
  readonly vrs: ComparedDose | null;
}

/** `finding` is null where nothing was done: a fault, or `validateOnly`. */
export interface FindingResult {
  readonly finding: FindingRow | null;
  readonly faults: readonly FindingFault[];
}

/** Findings as one request may use them, in its caller's name. Rejects with SOURCE_UNAVAILABLE. */
export interface FindingAccess {
  find(id: string): Promise<FindingRow | null>;
  list(listing: FindingListing): Promise<Page<FindingRow>>;
  /** In the order of the findings. `vrs`: from where, and by whom, VRS may be read (R180). */
  sidesOf(rows: readonly FindingRow[], may: { readonly vrs: boolean }): Promise<readonly SidesOfFinding[]>;
  decide(input: DecideFindingInput): Promise<FindingResult>;
  approve(input: ApproveFindingInput): Promise<FindingResult>;
}
