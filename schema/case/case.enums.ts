import { registerEnumType } from 'type-graphql';
import {
  CASE_OUTCOMES,
  CASE_STATES,
  CONSENT_SCOPES,
  DOCUMENT_KINDS,
  MATCH_DECISIONS,
  OFFICE_KINDS,
  PROXY_GROUNDS,
  REQUESTERS,
} from '../../src/cases/case-terms.js';
import { CASE_FAULT_CODES } from '../../src/cases/case-texts.js';
import { enumOf } from '../enum-of.js';

export const RequesterTerm = enumOf(REQUESTERS);
export const ProxyGroundTerm = enumOf(PROXY_GROUNDS);
export const OfficeKindTerm = enumOf(OFFICE_KINDS);
export const DocumentKindTerm = enumOf(DOCUMENT_KINDS);
export const ConsentScopeTerm = enumOf(CONSENT_SCOPES);
export const CaseStateTerm = enumOf(CASE_STATES);
export const CaseOutcomeTerm = enumOf(CASE_OUTCOMES);
export const MatchDecisionTerm = enumOf(MATCH_DECISIONS);
export const CaseErrorCodeTerm = enumOf(CASE_FAULT_CODES);

registerEnumType(RequesterTerm, {
  name: 'CaseRequester',
  description: '求めた者 (R060-R062)。本人、代理人、機関。/ Who asked: the person, a proxy, another office',
});
registerEnumType(ProxyGroundTerm, {
  name: 'ProxyGround',
  description: '代理の根拠 (R060)。親権者、後見人等、委任状。/ What a proxy rests on',
});
registerEnumType(OfficeKindTerm, {
  name: 'CaseOffice',
  description:
    '求めた機関の種類。行政機関等、中間サーバー、VRS に限り受け付ける (R061-R063)。/ Which office asked; only the first three are taken from',
});
registerEnumType(DocumentKindTerm, {
  name: 'DocumentKind',
  description:
    '確認した書類の種類。番号は記録しない (R166, R227, R231)。/ Kinds of documents seen, never their numbers',
});
registerEnumType(ConsentScopeTerm, {
  name: 'ConsentScope',
  description: '同意の範囲 (R226) / What a consent covers',
});
registerEnumType(CaseStateTerm, {
  name: 'CaseState',
  description: '案件の状態。OPEN のみ対象者を開く。/ Only an OPEN case opens anybody',
});
registerEnumType(CaseOutcomeTerm, { name: 'CaseOutcome', description: '案件の結果 / How a case ended' });
registerEnumType(MatchDecisionTerm, {
  name: 'MatchDecision',
  description: '突合の結果。INVALID は検査用数字の誤り。/ INVALID: the check digit does not hold',
});
registerEnumType(CaseErrorCodeTerm, {
  name: 'CaseErrorCode',
  description: '案件の業務上の誤り / Business fault of an act on a case',
});
