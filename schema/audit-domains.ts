import {
  AccessHistoryResolver,
  AccessRecordEdgeResolver,
  AccountRecordEdgeResolver,
} from './access/access.resolver.js';
import { LogStateResolver } from './access/log-state.resolver.js';
import { LoginHistoryResolver, LoginRecordEdgeResolver } from './access/login.resolver.js';
import { OperationRecordResolver } from './access/operation.resolver.js';
import { ReviewResolver } from './review/review.resolver.js';
import { AdministrationResolver } from './administration/administration.resolver.js';
import { SystemResolver } from './administration/system.resolver.js';
import type { Domain } from './domain.js';

/** What the auditor, the disclosure desk and administrators read, as `domains.ts` lists it. */
export const AUDIT_DOMAINS: readonly Domain[] = [
  {
    name: 'access',
    resolvers: [
      AccessHistoryResolver,
      AccessRecordEdgeResolver,
      AccountRecordEdgeResolver,
      OperationRecordResolver,
      LogStateResolver,
      LoginHistoryResolver,
      LoginRecordEdgeResolver,
    ],
    types: [
      ...['AccessRecordConnection', 'AccessRecordEdge', 'AccessRecord'],
      ...['AccountRecordConnection', 'AccountRecordEdge', 'AccountRecord'],
      ...['AccessConditionsInput', 'AccessOutcome'],
      ...['AccessAccount', 'AccessPurpose', 'FieldAccess', 'IndexedUpTo'],
      ...['DisclosureExtract', 'ExtractEntry', 'ExtractItem'],
      ...['OperationRecord', 'OperationStatus', 'AskedField'],
      ...['RecordAccessConnection', 'RecordAccessEdge', 'RecordAccess'],
      ...['LoginRecordConnection', 'LoginRecordEdge', 'LoginRecord', 'LoginKind'],
      ...['AuditLogState', 'LogWriterState', 'LogCheckpoint', 'LogVerification', 'LogVerdict'],
    ],
  },
  {
    name: 'review',
    resolvers: [ReviewResolver],
    types: [
      ...['Review', 'ReviewFinding', 'DetectorName', 'FindingSeverity', 'FindingVerdict', 'DetectorSummary'],
      ...['SignedReview', 'ReportDocument', 'ReportSection', 'ReportWords', 'ContractorReportKind'],
      ...['ClassifyFindingInput', 'ClassifyFindingPayload', 'SignReviewInput', 'SignReviewPayload'],
      ...['ReviewError', 'ReviewErrorCode'],
    ],
  },
  {
    name: 'administration',
    resolvers: [AdministrationResolver, SystemResolver],
    types: [
      ...['Role', 'Office', 'Expiry', 'ExpiryKind', 'PolicyState', 'ShadowDifferences'],
      ...['OpenSession', 'PolicyMatrixRow', 'SystemHealth', 'SharedState', 'SourceHealth', 'CircuitState'],
      ...[
        'ExplainInput',
        'PersonLabel',
        'Explanation',
        'WithheldReason',
        'CitedRequirement',
        'PolicySentence',
        'EffectivePermissions',
        'PurposePermissions',
      ],
    ],
  },
];
