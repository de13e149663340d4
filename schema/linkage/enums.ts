import { registerEnumType } from 'type-graphql';
import { LINKAGE_TERMS } from '../../src/linkage/states.js';
import { BODY_KINDS } from '../../src/policy/permission-list.js';
import { LINKAGE_FAULTS, QUARANTINE_REASONS } from '../../src/linkage/views.js';
import { enumOf } from '../enum-of.js';

export const RequestStateTerm = enumOf(LINKAGE_TERMS.request);
export const QuarantineTerm = enumOf(QUARANTINE_REASONS);
export const RefusalCodeTerm = enumOf(LINKAGE_TERMS.refusal);
export const ProvisionStateTerm = enumOf(LINKAGE_TERMS.provision);
export const HoldTerm = enumOf(LINKAGE_TERMS.hold);
export const NotProvidedTerm = enumOf(LINKAGE_TERMS.notProvided);
export const ExchangeSideTerm = enumOf(['INQUIRER', 'PROVIDER'] as const);
export const BodyKindTerm = enumOf(BODY_KINDS);
export const ProvisionOrderTerm = enumOf(LINKAGE_TERMS.provisionOrder.map((order) => `${order}_AT` as const));
export const ProtectionTerm = enumOf(['NO_AUTOMATIC_ANSWER', 'NON_DISCLOSURE'] as const);
export const LinkageErrorCodeTerm = enumOf(LINKAGE_FAULTS);

registerEnumType(RequestStateTerm, {
  name: 'InformationRequestState',
  description:
    '情報照会の状態 (R186, R187)。UNSENT は未送信、QUARANTINED は照会と一致しない回答を隔離したもの。/ How far an inquiry is; QUARANTINED: an answer that does not match it was set aside',
});
registerEnumType(QuarantineTerm, {
  name: 'QuarantineReason',
  description: '回答を隔離した理由 (R157) / Why an answer was set aside, for ever',
});
registerEnumType(RefusalCodeTerm, {
  name: 'InquiryRefusalCode',
  description: '照会が認められなかった理由 (R188, R191) / Why an inquiry was refused',
});
registerEnumType(ProvisionStateTerm, {
  name: 'ProvisionState',
  description: '情報提供の状態 (R198-R205) / How far a provision is',
});
registerEnumType(HoldTerm, {
  name: 'ProvisionHold',
  description: '自動で回答しない理由 (R198, R202) / Why a provision does not answer by itself',
});
registerEnumType(NotProvidedTerm, {
  name: 'NotProvidedReason',
  description:
    '項目を提供しない理由。照会元には伝わらない。/ Why an item is not provided; the inquirer is never told',
});
registerEnumType(ExchangeSideTerm, {
  name: 'ExchangeSide',
  description: '市がどちら側か / Which side the city was on',
});
registerEnumType(BodyKindTerm, {
  name: 'LinkageBodyKind',
  description:
    '機関の種別 (R191)。項番が照会者・提供者をこれで定める。/ Kinds of bodies, as the rows name who asks and who provides',
});
registerEnumType(ProvisionOrderTerm, {
  name: 'ProvisionOrder',
  description:
    '情報提供の一覧の順。受付日時か、許可証の期限。早いものが先。/ Order of provisions: as they came in, or by the end of their permit, the next first',
});
registerEnumType(ProtectionTerm, {
  name: 'LinkageProtection',
  description: '提供の制限 (R196, R202)。自動応答不可、不開示。/ Not answered automatically; not disclosed',
});
registerEnumType(LinkageErrorCodeTerm, {
  name: 'LinkageErrorCode',
  description: '情報連携の業務上の誤り / Business fault of a linkage mutation',
});
