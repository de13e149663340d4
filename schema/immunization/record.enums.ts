import { registerEnumType } from 'type-graphql';
import { RECORD_FAULT_CODES, RECORD_WARNING_CODES } from '../../src/immunization-records/record-texts.js';
import {
  CHANGE_KINDS,
  CHANGE_STATES,
  EVIDENCE,
  ORIGINS,
  WAYS,
} from '../../src/immunization-records/terms.js';
import { enumOf } from '../enum-of.js';

export const ImmunizationState = enumOf(['RECORDED', 'CORRECTED', 'WITHDRAWN'] as const);
export const RecordWayTerm = enumOf(WAYS);
export const RecordSourceTerm = enumOf(['HEALTH_MANAGEMENT', ...WAYS] as const);
export const RecordOriginTerm = enumOf(ORIGINS);
export const RecordEvidenceTerm = enumOf(EVIDENCE);
export const ChangeKindTerm = enumOf(CHANGE_KINDS);
export const ChangeStateTerm = enumOf(CHANGE_STATES);
export const WaitingChangeTerm = enumOf(['AWAITING_APPROVAL', 'PENDING'] as const);
export const ChangeDecisionTerm = enumOf(['APPROVE', 'REJECT'] as const);
export const RecordErrorCodeTerm = enumOf(RECORD_FAULT_CODES);
export const RecordWarningCodeTerm = enumOf(RECORD_WARNING_CODES);

registerEnumType(ImmunizationState, {
  name: 'ImmunizationState',
  description:
    '記録の状態。WITHDRAWN は取り消された記録で、残るが接種に数えない。/ What became of the record: as entered, corrected since, or withdrawn: it stays on file and is no dose',
});
registerEnumType(RecordWayTerm, {
  name: 'ImmunizationWay',
  description:
    '入力の経路。窓口、予診票、他市等の証明書、VRSの取込み。取込みは確定した記録を変えない。/ By which way it came: counter, slip, certificate of another place, import from the VRS, which changes nothing that is locked',
});
registerEnumType(RecordSourceTerm, {
  name: 'ImmunizationSource',
  description:
    '記録の出所。HEALTH_MANAGEMENT は健康管理システムで入力されたもの。/ Where the record comes from; HEALTH_MANAGEMENT: it was entered in that system itself',
});
registerEnumType(RecordOriginTerm, {
  name: 'ImmunizationOrigin',
  description:
    '接種の区分。市の接種、市外で受けて証明書が提出されたもの(予防接種法9条の3後段)、任意接種(自費)。/ A dose of the city’s programme, one given elsewhere and shown by a certificate, or one paid privately',
});
registerEnumType(RecordEvidenceTerm, {
  name: 'ImmunizationEvidence',
  description: '市外での接種を確認した書類 / What shows a dose that was given elsewhere',
});
registerEnumType(ChangeKindTerm, {
  name: 'ImmunizationChangeKind',
  description: '入力・訂正・取消の別 / Entered, corrected or withdrawn',
});
registerEnumType(ChangeStateTerm, {
  name: 'ImmunizationChangeState',
  description:
    '変更の状態。PENDING は健康管理システムへの反映を確かめられていないもの。/ DONE; waiting for approval; PENDING: nobody knows yet whether health management has it; REJECTED; REFUSED: the record had changed',
});
registerEnumType(WaitingChangeTerm, {
  name: 'WaitingChangeState',
  description: '終わっていない変更の状態 / A change that has not ended',
});
registerEnumType(ChangeDecisionTerm, {
  name: 'ImmunizationChangeDecision',
  description: '承認又は差戻し / To approve a change, or to reject it',
});
registerEnumType(RecordErrorCodeTerm, {
  name: 'ImmunizationErrorCode',
  description: '接種記録の業務上の誤り / Business fault of an act on a vaccination record',
});
registerEnumType(RecordWarningCodeTerm, {
  name: 'ImmunizationWarningCode',
  description: '理由を求める確認事項 / What asks for a look and a reason',
});
