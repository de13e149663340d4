import { registerEnumType } from 'type-graphql';
import { VRS_FAULT_CODES } from '../../src/vaccination-record/vrs-faults.js';
import { VRS_TERMS } from '../../src/vaccination-record/vrs-terms.js';
import { enumOf } from '../enum-of.js';

export const TargetStateTerm = enumOf(VRS_TERMS.targetState);
export const FlagKindTerm = enumOf(VRS_TERMS.flagKind);
export const FlagStateTerm = enumOf(VRS_TERMS.flagState);
/** RETURNED is the system's own: registering anew does it, and `reissueCoupon` refuses it with these words. */
export const ReissueReasonTerm = enumOf(VRS_TERMS.reissueReason);
export const ReadingTerm = enumOf(VRS_TERMS.reading);
export const DoseWarningTerm = enumOf(VRS_TERMS.doseWarning);
export const CorrectionReasonTerm = enumOf(VRS_TERMS.correctionReason);
export const RecordNeedTerm = enumOf(VRS_TERMS.need);
export const RecordConsentTerm = enumOf(VRS_TERMS.consent);
export const RecordOutcomeTerm = enumOf(VRS_TERMS.outcome);
export const RecordSideTerm = enumOf(['INQUIRER', 'PROVIDER'] as const);
export const CertificateKindTerm = enumOf(VRS_TERMS.certificateKind);
export const ApplicationChannelTerm = enumOf(VRS_TERMS.channel);
export const IdentityCheckTerm = enumOf(VRS_TERMS.identityCheck);
export const ApplicationStateTerm = enumOf(VRS_TERMS.applicationState);
export const ApplicationDecisionTerm = enumOf(VRS_TERMS.decision);
export const RecordErrorCodeTerm = enumOf(VRS_FAULT_CODES);

registerEnumType(TargetStateTerm, {
  name: 'TargetState',
  description: '接種対象者の状態。フラグの発効日から決まる。/ Worked out of the flags of the day',
});
registerEnumType(FlagKindTerm, {
  name: 'TargetFlagKind',
  description: '転出、死亡 (R021) / Move-out, death',
});
registerEnumType(FlagStateTerm, {
  name: 'TargetFlagState',
  description:
    'フラグの状態。PENDING は発効日前、CANCELLED は異動の取消。/ PENDING before its day; CANCELLED: as if it had never been',
});
registerEnumType(ReissueReasonTerm, {
  name: 'ReissueReason',
  description:
    '再発行の理由。RETURNED は選べない(registerTarget による)。/ Why a coupon is made anew; RETURNED is refused, registerTarget does it',
});
registerEnumType(ReadingTerm, {
  name: 'CouponReading',
  description: '18桁の番号の読み取り方 / How the line came in',
});
registerEnumType(DoseWarningTerm, {
  name: 'DoseWarning',
  description: '登録された接種についての注意 / Nothing is wrong for certain',
});
registerEnumType(CorrectionReasonTerm, {
  name: 'DoseCorrectionReason',
  description: '訂正・取消の理由 / Why a dose is corrected or withdrawn',
});
registerEnumType(RecordNeedTerm, {
  name: 'RecordNeed',
  description: '照会の必要性 (R151) / What the records are needed for',
});
registerEnumType(RecordConsentTerm, {
  name: 'RecordConsent',
  description: '照会の根拠となる同意 (R148) / On what an inquiry rested',
});
registerEnumType(RecordOutcomeTerm, {
  name: 'RecordOutcome',
  description: '照会の結果。NOT_PROVIDED の理由は区別しない。/ Why nothing was provided is never told apart',
});
registerEnumType(RecordSideTerm, {
  name: 'RecordSide',
  description: '市がどちら側か / Which side the city was on',
});
registerEnumType(CertificateKindTerm, {
  name: 'CertificateKind',
  description: '国内用、海外用 / For use here or abroad',
});
registerEnumType(ApplicationChannelTerm, {
  name: 'ApplicationChannel',
  description: '窓口、電子申請 (R024) / At the counter, or electronically',
});
registerEnumType(IdentityCheckTerm, {
  name: 'IdentityCheck',
  description: '本人確認の方法 (番号法16条) / How the applicant’s identity was established',
});
registerEnumType(ApplicationStateTerm, {
  name: 'ApplicationState',
  description: '申請の状態 / How far an application is',
});
registerEnumType(ApplicationDecisionTerm, {
  name: 'ApplicationDecision',
  description: '申請への決定 / Decision on an application',
});
registerEnumType(RecordErrorCodeTerm, {
  name: 'RecordErrorCode',
  description:
    'ワクチン接種記録システムの操作の業務上の誤り / Business fault of an act at the vaccination record system',
});
