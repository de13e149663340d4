import { registerEnumType } from 'type-graphql';
import { DETECTORS, SEVERITIES } from '../../src/review/finding.js';
import { VERDICTS } from '../../src/review/review-terms.js';
import { REVIEW_FAULT_CODES } from '../../src/review/review-texts.js';
import { enumOf } from '../enum-of.js';

export const DetectorTerm = enumOf(DETECTORS);
export const SeverityTerm = enumOf(SEVERITIES);
export const VerdictTerm = enumOf(VERDICTS);
export const ReviewErrorCodeTerm = enumOf(REVIEW_FAULT_CODES);
export const ContractorReportTerm = enumOf(['ACCESS', 'RECORDS', 'PERFORMANCE']);

registerEnumType(DetectorTerm, {
  name: 'DetectorName',
  description: '点検項目。名称は DetectorSummary にある / What is looked for; DetectorSummary has the names',
});
registerEnumType(SeverityTerm, {
  name: 'FindingSeverity',
  description:
    '指摘の重さ。ALARM は至急、ATTENTION は点検のうちに確認、INFO は参考 / Weight. ALARM: ask the person today, ATTENTION: within the review, INFO: know it',
});
registerEnumType(VerdictTerm, {
  name: 'FindingVerdict',
  description:
    '指摘の判定。JUSTIFIED は正当、TO_BE_ASKED は要確認、SUSPECTED は不正の疑い / What asking came to: justified, still to be asked, misuse suspected',
});
registerEnumType(ReviewErrorCodeTerm, {
  name: 'ReviewErrorCode',
  description: '点検についての業務上の誤り / Business faults of acts on the review',
});
registerEnumType(ContractorReportTerm, {
  name: 'ContractorReportKind',
  description:
    '委託先の報告書。ACCESS はアクセス制御 (R130)、RECORDS は記録 (R132)、PERFORMANCE は履行 (R136) / Reports on a contract: access control, records, performance',
});
