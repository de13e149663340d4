import { CaseActsResolver } from './case/case-acts.resolver.js';
import { CaseResolver } from './case/case.resolver.js';
import { FindingResolver } from './case/finding.resolver.js';
import { CityResolver } from './city/city.resolver.js';
import { ResidentCertificatesResolver } from './certificate/certificate.resolver.js';
import { AUDIT_DOMAINS } from './audit-domains.js';
import type { Domain } from './domain.js';
import { FederationResolver } from './federation/federation.resolver.js';
import { ResidentHouseholdResolver } from './household/household.resolver.js';
import {
  ImmunizationChangesResolver,
  ImmunizationEvaluationResolver,
  InstitutionsResolver,
  ResidentImmunizationsResolver,
  ResidentRecommendationsResolver,
} from './immunization/immunization.resolver.js';
import { DueRecordsResolver } from './immunization/due-records.resolver.js';
import { RecordFormResolver } from './immunization/record-form.resolver.js';
import { RecordActsResolver } from './immunization/record-acts.resolver.js';
import { ChangedPersonResolver, WaitingChangesResolver } from './immunization/waiting-changes.resolver.js';
import { DecisionResolver } from './linkage/decision.resolver.js';
import { InquiryResolver } from './linkage/inquiry.resolver.js';
import {
  ExchangeExtractResolver,
  LinkageResolver,
  ResidentLinkageResolver,
} from './linkage/linkage.resolver.js';
import { ProtectionResolver } from './linkage/protection.resolver.js';
import { ProvisionRequestCountResolver, ProvisionRequestResolver } from './linkage/provision.resolver.js';
import { InformationRequestCountResolver, InformationRequestResolver } from './linkage/request.resolver.js';
import { LinkageRowResolver } from './linkage/row.resolver.js';
import { MovementResolver } from './movement/movement.resolver.js';
import { RecallResolver } from './recall/recall.resolver.js';
import { ReconciliationResolver } from './reconciliation/finding.resolver.js';
import { ResidentProtectionResolver } from './resident/protection.resolver.js';
import { ResidentResolver } from './resident/resident.resolver.js';
import { ResidentsResolver } from './resident/residents.resolver.js';
import { AccountResolver } from './staff/account.resolver.js';
import { ContractResolver } from './staff/contract.resolver.js';
import { DirectoryResolver } from './staff/directory.resolver.js';
import { GrantResolver } from './staff/grant.resolver.js';
import { OfficeResolver } from './staff/office.resolver.js';
import { SessionResolver } from './staff/session.resolver.js';
import { ViewerResolver } from './staff/viewer.resolver.js';
import { CoverageResolver } from './statistics/coverage.resolver.js';
import { CertificateApplicationResolver } from './vaccination-record/application.resolver.js';
import { DoseActsResolver } from './vaccination-record/dose-acts.resolver.js';
import { RecordInquiryResolver } from './vaccination-record/inquiry-acts.resolver.js';
import {
  CouponDoseResolver,
  ResidentRecordResolver,
  VaccinationRecordResolver,
} from './vaccination-record/record.resolver.js';
import { TargetActsResolver } from './vaccination-record/target-acts.resolver.js';

/**
 * The order of the schema: `Query` and `Mutation`, then domain after domain as they stand here. Within a domain
 * a type stands before what it is made of, and a payload beside its input, so that the text reads from the top.
 * The order is written down because the one that falls out of the imports changes when a file is moved: a diff of
 * `schema.graphql` shall show what was changed, not what moved. A test compares these lists with the sources.
 */
export const DOMAINS: readonly Domain[] = [
  {
    name: 'resident',
    resolvers: [ResidentResolver, ResidentProtectionResolver, ResidentsResolver],
    types: [
      ...['Resident', 'ResidentStatus', 'PersonName', 'Sex'],
      ...['PartialDate', 'DatePrecision'],
      ...['IndividualNumber', 'Disclosure', 'NumberVerdict'],
      ...['Caution', 'SupportMeasures', 'SupportMeasuresState'],
      ...['SourceStatus', 'SourceSystem', 'SourceAvailability'],
      ...['ResidentFilter', 'ResidentOrder', 'ResidentSort', 'SortDirection'],
      ...['ResidentConnection', 'ResidentEdge'],
    ],
  },
  {
    name: 'household',
    resolvers: [ResidentHouseholdResolver],
    types: ['Household', 'HouseholdMember'],
  },
  {
    name: 'immunization',
    resolvers: [
      ResidentImmunizationsResolver,
      ResidentRecommendationsResolver,
      ImmunizationChangesResolver,
      ImmunizationEvaluationResolver,
      InstitutionsResolver,
      RecordFormResolver,
      WaitingChangesResolver,
      ChangedPersonResolver,
      DueRecordsResolver,
      RecordActsResolver,
    ],
    types: [
      ...['Immunization', 'ImmunizationState', 'Vaccine', 'ImmunizationSetting'],
      ...['PreExam', 'PreExamResult', 'MedicalInstitution'],
      ...['DoseEvaluation', 'DoseFinding', 'DoseFindingCode'],
      ...['Recommendation', 'RecommendationStatus', 'NotTargetReason'],
      ...['ImmunizationForm', 'VaccineChoice', 'MakerChoice'],
      ...['ImmunizationProvenance', 'ImmunizationSource', 'ImmunizationOrigin', 'ImmunizationEvidence'],
      ...['ImmunizationChangeConnection', 'ImmunizationChangeEdge', 'ImmunizationChange'],
      ...['ImmunizationChangeKind', 'ImmunizationChangeState', 'WaitingChangeState', 'ImmunizationContent'],
      ...['DueRecordConnection', 'DueRecord'],
      ...[
        'RecordImmunizationInput',
        'ImmunizationWay',
        'CorrectImmunizationInput',
        'ImmunizationChangesInput',
      ],
      ...['WithdrawImmunizationInput', 'DecideImmunizationChangeInput', 'ImmunizationChangeDecision'],
      ...['ImmunizationPayload', 'ImmunizationWarning', 'ImmunizationWarningCode'],
      ...['ImmunizationError', 'ImmunizationErrorCode'],
    ],
  },
  {
    name: 'reconciliation',
    resolvers: [ReconciliationResolver],
    types: [
      ...['ReconciliationFindingFilter', 'ReconciliationFindingConnection', 'ReconciliationFindingEdge'],
      ...[
        'ReconciliationFinding',
        'FindingKind',
        'FindingState',
        'FindingSuspect',
        'FindingReasonText',
        'ComparedSide',
      ],
      ...[
        'DecideFindingInput',
        'FindingDecision',
        'FindingDecisionReason',
        'FindingValuesInput',
        'ApproveFindingInput',
      ],
      ...['FindingPayload', 'FindingError', 'FindingErrorCode'],
    ],
  },
  {
    name: 'certificate',
    resolvers: [ResidentCertificatesResolver],
    types: ['Certificate', 'PassportData'],
  },
  {
    name: 'recall',
    resolvers: [RecallResolver],
    types: [
      ...['RecallFilter', 'RecallTargetConnection', 'RecallTargetEdge', 'RecallTarget', 'RecallStatus'],
      ...['RecallLeftOut', 'LeftOutReason'],
    ],
  },
  {
    name: 'statistics',
    resolvers: [CoverageResolver],
    types: ['CoverageCell', 'CoverageKey', 'CoverageDimension'],
  },
  {
    name: 'linkage',
    resolvers: [
      ResidentLinkageResolver,
      LinkageResolver,
      InformationRequestResolver,
      InformationRequestCountResolver,
      ProvisionRequestResolver,
      ProvisionRequestCountResolver,
      LinkageRowResolver,
      ExchangeExtractResolver,
      InquiryResolver,
      DecisionResolver,
      ProtectionResolver,
    ],
    types: [
      ...['Linkage', 'LinkageBody', 'LinkageBodyKind', 'LinkageItem', 'LinkageRow', 'LinkageConflict'],
      ...['InformationRequestConnection', 'InformationRequestEdge', 'InformationRequest'],
      ...[
        'InformationRequestState',
        'InformationRequestChange',
        'InquiryRefusal',
        'InquiryRefusalCode',
        'QuarantineReason',
      ],
      ...['LinkageAnswer', 'LinkedCopy', 'LinkedValue'],
      ...['ProvisionRequestConnection', 'ProvisionRequestEdge', 'ProvisionRequest'],
      ...['ProvisionState', 'ProvisionChange', 'ProvisionHold', 'ProvisionOrder'],
      ...['ProvisionPayload', 'LinkageWithheldItem', 'NotProvidedReason'],
      ...['ExchangeRecord', 'ExchangeSide', 'ExchangeExtract', 'ExchangeExtractEntry'],
      ...['LinkageRestriction', 'LinkageProtection', 'LinkageCopyStatus'],
      ...['RequestInformationInput', 'RequestInformationPayload', 'ProvisionDecisionPayload'],
      ...['SetNonDisclosureInput', 'SetNonDisclosurePayload'],
      ...['RegisterCopiesInput', 'RegisterCopiesPayload', 'CopyLeftOut', 'CopyRefusal'],
      ...['LinkageError', 'LinkageErrorCode'],
    ],
  },
  {
    name: 'case',
    resolvers: [CaseResolver, FindingResolver, CaseActsResolver],
    types: [
      ...['CaseConnection', 'CaseEdge', 'Case', 'CaseState', 'CaseOutcome', 'CaseWindow'],
      ...['CaseRequester', 'ProxyGround', 'CaseOffice', 'DocumentKind'],
      ...['CaseConsent', 'ConsentScope', 'CasePerson', 'CaseMatch', 'MatchDecision'],
      'CaseIdentityCheck',
      ...['PersonSearch', 'FoundPersons', 'FoundPerson'],
      ...['OpenCaseInput', 'ConsentInput', 'AddCasePersonsInput', 'AddCaseDocumentsInput'],
      'AddCaseConsentInput',
      ...['CloseCaseInput', 'WithdrawConsentInput', 'CasePayload'],
      ...['MatchPersonInput', 'MatchPersonPayload', 'CaseError', 'CaseErrorCode'],
    ],
  },
  {
    name: 'movement',
    resolvers: [MovementResolver],
    types: [
      ...['ResidentChangeConnection', 'ResidentChangeEdge', 'ResidentChange', 'MovementKind', 'ChangePhase'],
      ...['MovementFlag', 'FlagTarget', 'FlagAction', 'FlagState'],
      ...['ApplyMovementInput', 'MovementNameInput', 'MovementAddressInput', 'MovementHouseholdInput'],
      ...['MovementPayload', 'MovementStanding', 'MovementError', 'MovementErrorCode'],
    ],
  },
  {
    name: 'vaccination-record',
    resolvers: [
      ResidentRecordResolver,
      VaccinationRecordResolver,
      CouponDoseResolver,
      TargetActsResolver,
      DoseActsResolver,
      RecordInquiryResolver,
      CertificateApplicationResolver,
    ],
    types: [
      ...['VaccinationRecord', 'TargetState', 'VaccinationCoupon'],
      ...['TargetFlag', 'TargetFlagKind', 'TargetFlagState'],
      ...['CouponDose', 'CouponReading', 'RecordInquiry', 'RecordSide', 'RecordConsent'],
      ...['RegisterTargetInput', 'ReissueCouponInput', 'ReissueReason'],
      ...['SetTargetFlagInput', 'CancelTargetFlagInput', 'TargetPayload'],
      ...['RecordCouponDoseInput', 'CorrectCouponDoseInput', 'WithdrawCouponDoseInput'],
      ...['DoseCorrectionReason', 'CouponDosePayload', 'DoseWarning'],
      ...['AskVaccinationRecordInput', 'RecordNeed', 'AskVaccinationRecordPayload', 'RecordAnswer'],
      ...['RecordOutcome', 'ProvidedDose'],
      ...['CertificateApplication', 'CertificateKind', 'ApplicationChannel', 'IdentityCheck'],
      ...['ApplicationState', 'ApplyForCertificateInput', 'DecideApplicationInput', 'ApplicationDecision'],
      ...['MarkApplicationIssuedInput', 'CertificateApplicationPayload'],
      ...['RecordError', 'RecordErrorCode'],
    ],
  },
  ...AUDIT_DOMAINS,
  {
    name: 'staff',
    resolvers: [
      ViewerResolver,
      DirectoryResolver,
      AccountResolver,
      GrantResolver,
      OfficeResolver,
      ContractResolver,
      SessionResolver,
    ],
    types: [
      ...['Viewer', 'Purpose', 'Zone', 'ViewerSession', 'ViewerMenu', 'Budget', 'BudgetKind'],
      ...['TaskCount', 'TaskKind', 'Permission', 'PermissionNeed'],
      ...['DirectoryAccount', 'AccountKind', 'AccountStanding', 'EndReason'],
      ...['CreateAccountInput', 'SecondmentInput', 'AssignDepartmentInput', 'AccountPayload'],
      ...['Menu', 'MenuGrant', 'GrantState', 'GrantMenuInput', 'GrantPayload'],
      'OverridePayload',
      ...['OfficeHolding', 'OfficeInput', 'OfficePayload'],
      ...['ContractRegister', 'Contract', 'ContractWork', 'RegisterContractInput', 'ReEntrustmentInput'],
      ...['CompleteContractInput', 'ContractPayload'],
      ...['RosterLine', 'RosterLineInput', 'RosterPayload'],
      ...['LogoutPayload', 'EndSessionPayload'],
      ...['UserError', 'UserErrorCode'],
    ],
  },
  {
    name: 'city',
    resolvers: [CityResolver],
    types: ['City', 'CityDesk', 'CityDistrict', 'VaccineInfo', 'VaccineCategory', 'FieldSource'],
  },
  { name: 'paging', resolvers: [], types: ['PageInfo'] },
  { name: 'scalars', resolvers: [], types: ['Date', 'DateTime', 'IndividualNumberInput'] },
  { name: 'federation', resolvers: [FederationResolver], types: ['_Service', '_Entity', '_Any'] },
  { name: 'classified', resolvers: [], types: ['FieldClass', 'FieldVerb', 'ColumnKind', 'NobodyReason'] },
];
