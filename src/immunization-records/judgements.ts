import type { NamedBy } from '../acts/named-by.js';
import type { Named } from '../errors/business-fault.js';
import type { SeenFile } from './change-row.js';
import { isKeepable } from './judge-dose.js';
import type { RecordActInput } from './record-access.js';
import type { Judgement } from './record-acts.js';
import { recordFault, type RecordFault, type RecordFaultCode } from './record-texts.js';

/** A reason is a sentence: what it is about stands in the record. */
const MOST_REASON = 200;

/** What the key stands for: the act, on the person as they were named. */
export function factsOf<Input extends RecordActInput>({
  idempotencyKey: _key,
  validateOnly: _only,
  atenaNumber: _led,
  namedBy,
  ...facts
}: Input): Omit<Input, 'idempotencyKey' | 'validateOnly' | 'namedBy' | 'atenaNumber'> & {
  readonly atenaNumber: NamedBy;
} {
  return { ...facts, atenaNumber: namedBy };
}

/** An act that is refused for one reason. */
export function against(
  code: RecordFaultCode,
  field: string | null = null,
  doseId: string | null = null,
  named: readonly Named[] = [],
): Judgement {
  return { faults: [recordFault(code, field, named)], warnings: [], doseId, write: null };
}

export const faultsOfReason = (reason: string | null): readonly RecordFault[] =>
  reason === null || isKeepable(reason, MOST_REASON) ? [] : [recordFault('TEXT', 'reason')];

/** Whoever sends a change back says why: whoever asked for it has to do something else then. */
export const faultsOfDecision = (approve: boolean, reason: string | null): readonly RecordFault[] =>
  !approve && reason === null ? [recordFault('REASON_NEEDED', 'reason')] : faultsOfReason(reason);

/** What has come up against a change that waits, and the file by which that was judged: null where none bears on it. */
export interface News {
  readonly news: readonly RecordFault[];
  readonly seen: SeenFile | null;
}

export const NO_NEWS: News = { news: [], seen: null };
