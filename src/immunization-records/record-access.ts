import type { NamedBy } from '../acts/named-by.js';
import type { DoseContent } from '../../adapters/health-management/model.js';
import type { VaccineChoice } from './form.js';
import type { Page } from '../paging/page.js';
import type { RecordFault, RecordWarning, RecordWarningCode } from './record-texts.js';
import type { RowContent } from './row-content.js';
import type { ChangeKind, ChangeState, Evidence, Origin, Way } from './terms.js';

/** What every act is given under. */
export interface RecordActInput {
  readonly idempotencyKey: string;
  readonly validateOnly: boolean;
  /** 宛名番号 of the registry: found and judged by the guard. */
  readonly atenaNumber: string;
  /** As the client named the person: what the key stands for. */
  readonly namedBy: NamedBy;
}

/** What a reason is for, as it was seen: where anything else asks for a look by then, nothing is done. Left out: for anything. */
export type Despite = readonly RecordWarningCode[] | undefined;

export interface RecordInput extends RecordActInput {
  /** `dose` may be left to the desk: one more than those given by that day. */
  readonly content: DoseContent;
  readonly way: Way;
  readonly origin: Origin;
  readonly evidence: Evidence | null;
  readonly coupon: string | null;
  readonly reason: string | null;
  readonly despite?: Despite;
}

export interface CorrectInput extends RecordActInput {
  /** Number of the record. */
  readonly id: string;
  /** Version as it was read. */
  readonly version: string;
  /** What changes; null empties an item, and what is not named stays as it is. */
  readonly changes: Partial<DoseContent>;
  readonly way: Way;
  readonly reason: string;
  readonly despite?: Despite;
}

export interface WithdrawInput extends RecordActInput {
  readonly id: string;
  readonly version: string;
  readonly way: Way;
  readonly reason: string;
}

export interface DecideInput extends RecordActInput {
  /** Id of the change. */
  readonly id: string;
  readonly contentHash: string;
  readonly approve: boolean;
  /** Left out: none was given. Whoever sends a change back gives one. */
  readonly reason?: string | undefined;
}

/** One act on a record as people read it. */
export interface ChangeView {
  readonly id: string;
  readonly atenaNumber: string;
  readonly doseId: string | null;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly way: Way;
  readonly origin: Origin | null;
  readonly evidence: Evidence | null;
  readonly reason: string | null;
  readonly warnings: readonly RecordWarningCode[];
  readonly before: RowContent | null;
  readonly after: RowContent | null;
  readonly baseVersion: string | null;
  readonly version: string | null;
  readonly locks: boolean;
  readonly account: string;
  /** UTC. */
  readonly at: string;
  readonly contentHash: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
}

export interface RecordResult {
  /** Null where nothing was done, and with `validateOnly`. */
  readonly change: ChangeView | null;
  /** Row of the ledger that the act is about, also where it was refused; null where it found none. */
  readonly doseId: string | null;
  readonly faults: readonly RecordFault[];
  readonly warnings: readonly RecordWarning[];
}

export interface RecordForm {
  readonly date: string;
  readonly vaccines: readonly VaccineChoice[];
  readonly approverOffice: string;
}

/** Vaccination records as one caller may change them. The persons have been judged by the guard. */
export interface RecordAccess {
  /** Defaults and choices of the form of a dose given on a day, `YYYY-MM-DD`. */
  form(date: string): RecordForm;
  record(input: RecordInput): Promise<RecordResult>;
  correct(input: CorrectInput): Promise<RecordResult>;
  withdraw(input: WithdrawInput): Promise<RecordResult>;
  decide(input: DecideInput): Promise<RecordResult>;
  /** By row of the ledger, each oldest first; rows without a change are left out. */
  changesOf(doseIds: readonly string[]): Promise<ReadonlyMap<string, readonly ChangeView[]>>;
  /** Changes that wait for an approver, or of which nobody knows yet whether the legacy system has them. */
  waiting(
    state: 'AWAITING_APPROVAL' | 'PENDING',
    page: { readonly first: number; readonly after: string | null },
  ): Promise<Page<ChangeView>>;
}
