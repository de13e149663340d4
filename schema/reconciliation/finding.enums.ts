import { registerEnumType } from 'type-graphql';
import { FINDING_FAULT_CODES } from '../../src/reconciliation/finding-texts.js';
import {
  DECISION_REASONS,
  DECISIONS,
  FINDING_KINDS,
  FINDING_STATES,
  SUSPECTS,
} from '../../src/reconciliation/terms.js';
import { enumOf } from '../enum-of.js';

export const FindingKindTerm = enumOf(FINDING_KINDS);
export const FindingStateTerm = enumOf(FINDING_STATES);
export const SuspectTerm = enumOf(SUSPECTS);
export const FindingDecisionTerm = enumOf(DECISIONS);
export const FindingReasonTerm = enumOf(DECISION_REASONS);
export const FindingErrorCodeTerm = enumOf(FINDING_FAULT_CODES);

registerEnumType(FindingKindTerm, {
  name: 'FindingKind',
  description: '突合の指摘の種類 / Kind of a finding of the reconciliation',
});
registerEnumType(FindingStateTerm, {
  name: 'FindingState',
  description:
    '指摘の状態。DECIDED は両側が変わらない限り再び指摘しない。/ State of a finding; a decided one stays so while both sides stay the same',
});
registerEnumType(SuspectTerm, {
  name: 'FindingSuspect',
  description: '誤りと疑われる側 / The side that is suspected',
});
registerEnumType(FindingDecisionTerm, {
  name: 'FindingDecision',
  description:
    'ACCEPT_LEDGER は台帳が正、ACCEPT_VRS はVRSが正、CORRECT は指定の値に両方を訂正、NO_FAULT は誤りなし / Which side is right, or neither, or both',
});
registerEnumType(FindingReasonTerm, {
  name: 'FindingDecisionReason',
  description: '決定の根拠 / What a decision rests on',
});
registerEnumType(FindingErrorCodeTerm, {
  name: 'FindingErrorCode',
  description: '指摘の決定についての業務上の誤り / Business faults of deciding on findings',
});
