import { LABEL } from '../../../src/policy/terms.js';
import type { Circumstances } from './harness.js';

const { SUPPORT_MEASURES, OWN_HOUSEHOLD, OTHER_MUNICIPALITY, NOT_RESIDENT } = LABEL;

/** What the rules must say: the act, the verdict, and the circumstances where they are not the usual ones. */
export type RuleCase = readonly [act: string, verdict: string, circumstances?: Circumstances];

export const RULE_CASES: readonly RuleCase[] = [
  // Nothing about a person needs no purpose and no place.
  ['clerk - READ PUBLIC', 'permit by public.open', { zone: null }],
  ['contractor - FILTER PUBLIC', 'permit by public.open', { zone: null }],
  ['admin - SORT PUBLIC', 'permit by public.open', { zone: null }],
  ['dashboard - READ STAFF', 'permit by staff.own-account', { zone: null }],
  ['clerk - FILTER STAFF', 'NOT_GRANTED by default-deny'],
  ['clerk - READ BASIC', 'PURPOSE by default-deny'],

  // R068: histories.
  ['clerk HISTORY READ BASIC', 'permit by history.record'],
  ['clerk HISTORY FILTER HEALTH', 'permit by history.record'],
  ['manager HISTORY SORT HEALTH', 'permit by history.record'],
  ['number-clerk HISTORY READ BASIC', 'permit by history.record'],
  ['clerk HISTORY READ PRACTITIONER', 'permit by history.practitioner'],
  ['clerk HISTORY FILTER PRACTITIONER', 'NOT_GRANTED by default-deny'],
  ['clerk HISTORY EXPORT HEALTH', 'NOT_GRANTED by default-deny'],
  ['clerk HISTORY READ BASIC', 'permit by history.record', { hasCase: false }],

  // R069: inquiries, with a case only.
  ['clerk INQUIRY READ BASIC', 'permit by inquiry.record'],
  ['manager INQUIRY SORT HEALTH', 'permit by inquiry.record'],
  ['clerk INQUIRY READ PRACTITIONER', 'permit by inquiry.practitioner'],
  ['clerk INQUIRY READ BASIC', 'CASE_REQUIRED by case.inquiry', { hasCase: false }],
  ['clerk INQUIRY READ PUBLIC', 'permit by public.open', { hasCase: false }],

  // R056, R070: the address serves recommendations and nothing else.
  ['clerk RECOMMEND READ CONTACT', 'permit by recommend.notice'],
  ['number-clerk RECOMMEND FILTER CONTACT', 'permit by recommend.notice'],
  ['manager RECOMMEND SORT HEALTH', 'permit by recommend.notice'],
  ['clerk HISTORY READ CONTACT', 'PURPOSE by default-deny'],
  ['clerk INQUIRY READ CONTACT', 'PURPOSE by default-deny'],
  ['clerk CERTIFICATE READ CONTACT', 'PURPOSE by default-deny'],
  ['clerk RECOMMEND READ PRACTITIONER', 'PURPOSE by default-deny'],

  // R072, R100, R230: certificates, on application only.
  ['clerk CERTIFICATE READ PASSPORT', 'permit by certificate.face'],
  ['manager CERTIFICATE READ HEALTH', 'permit by certificate.face'],
  ['clerk CERTIFICATE FILTER BASIC', 'permit by certificate.find-applicant'],
  ['clerk CERTIFICATE FILTER HEALTH', 'PURPOSE by default-deny'],
  ['clerk CERTIFICATE FILTER PASSPORT', 'NOT_GRANTED by default-deny'],
  ['clerk CERTIFICATE READ PRACTITIONER', 'PURPOSE by default-deny'],
  ['clerk CERTIFICATE READ PASSPORT', 'CASE_REQUIRED by case.certificate', { hasCase: false }],
  ['clerk HISTORY READ PASSPORT', 'PURPOSE by default-deny'],

  // Statistics, and that the dashboard sees nobody.
  ['clerk STATISTICS AGGREGATE STATISTICS', 'permit by statistics.counts'],
  ['manager STATISTICS READ STATISTICS', 'permit by statistics.counts'],
  ['dashboard STATISTICS READ STATISTICS', 'permit by statistics.counts'],
  ['number-clerk STATISTICS READ STATISTICS', 'NOT_GRANTED by default-deny'],
  ['clerk HISTORY READ STATISTICS', 'PURPOSE by default-deny'],
  ['dashboard STATISTICS READ BASIC', 'NOT_GRANTED by access-log.no-resident-data'],

  // The address-name system: looks up and verifies, and is shown nothing.
  ['address-name INTEGRATION FILTER BASIC', 'permit by integration.match', { amr: [] }],
  ['address-name INTEGRATION LOOK_UP NUMBER', 'permit by integration.number', { amr: [], hasCase: false }],
  ['address-name INTEGRATION VERIFY NUMBER', 'permit by integration.number', { amr: [], hasCase: false }],
  ['address-name INTEGRATION REVEAL NUMBER', 'NOT_GRANTED by default-deny', { amr: [] }],
  ['address-name INTEGRATION READ HEALTH', 'NOT_GRANTED by default-deny', { amr: [] }],
  ['address-name INTEGRATION LOOK_UP NUMBER', 'ZONE by number.zone', { amr: [], zone: 'INTRANET' }],

  // The individual number.
  ['number-clerk HISTORY REVEAL NUMBER', 'permit by number.reveal'],
  ['number-clerk INQUIRY REVEAL NUMBER', 'permit by number.reveal'],
  ['number-clerk CERTIFICATE REVEAL NUMBER', 'permit by number.reveal'],
  ['number-clerk RECOMMEND REVEAL NUMBER', 'PURPOSE by default-deny'],
  ['number-clerk - REVEAL NUMBER', 'PURPOSE by default-deny'],
  ['clerk HISTORY REVEAL NUMBER', 'NOT_GRANTED by default-deny'],
  // No case number and no palm vein would open it, so none is asked for.
  ['clerk HISTORY REVEAL NUMBER', 'NOT_GRANTED by number.palm-vein', { amr: [], hasCase: false }],
  ['clerk INQUIRY READ CONTACT', 'PURPOSE by case.inquiry', { hasCase: false }],
  ['manager HISTORY REVEAL NUMBER', 'NOT_GRANTED by default-deny'],
  ['number-clerk HISTORY READ NUMBER', 'NOT_GRANTED by default-deny'],
  ['number-clerk HISTORY REVEAL NUMBER', 'CASE_REQUIRED by number.case', { hasCase: false }],
  ['number-clerk HISTORY REVEAL NUMBER', 'AUTHENTICATION by number.palm-vein', { amr: ['uid'] }],
  ['number-clerk HISTORY REVEAL NUMBER', 'ZONE by number.zone', { zone: 'INTRANET' }],
  ['number-clerk HISTORY REVEAL NUMBER', 'SEVERAL_PERSONS by number.one-person', { severalPersons: true }],
  ['number-clerk HISTORY LOOK_UP NUMBER', 'permit by number.look-up', { severalPersons: true }],
  ['number-clerk HISTORY LOOK_UP NUMBER', 'CASE_REQUIRED by number.case', { hasCase: false }],
  ['number-clerk HISTORY LOOK_UP NUMBER', 'AUTHENTICATION by number.palm-vein', { amr: [] }],
  ['clerk HISTORY LOOK_UP NUMBER', 'NOT_GRANTED by default-deny'],
  ['clerk HISTORY VERIFY NUMBER', 'permit by number.verify', { hasCase: false }],
  ['number-clerk CERTIFICATE VERIFY NUMBER', 'permit by number.verify'],
  ['clerk HISTORY VERIFY NUMBER', 'AUTHENTICATION by number.palm-vein', { amr: ['uid'] }],
  ['clerk RECOMMEND VERIFY NUMBER', 'PURPOSE by default-deny'],
  ['number-clerk HISTORY FILTER NUMBER', 'NOT_GRANTED by number.never-searched'],
  ['number-clerk HISTORY SORT NUMBER', 'NOT_GRANTED by number.never-searched'],
  ['number-clerk HISTORY AGGREGATE NUMBER', 'NOT_GRANTED by number.never-searched'],
  ['number-clerk HISTORY EXPORT NUMBER', 'NOT_GRANTED by number.never-searched'],

  // The log, and that its readers see nobody.
  ['auditor AUDIT READ AUDIT', 'permit by access-log.audit'],
  ['auditor AUDIT AGGREGATE AUDIT', 'permit by access-log.audit'],
  ['auditor ADMINISTRATION READ AUDIT', 'PURPOSE by default-deny'],
  ['disclosure DISCLOSURE READ AUDIT', 'permit by access-log.disclosure'],
  ['disclosure DISCLOSURE READ AUDIT', 'CASE_REQUIRED by case.disclosure', { hasCase: false }],
  ['disclosure DISCLOSURE AGGREGATE AUDIT', 'NOT_GRANTED by default-deny'],
  ['clerk AUDIT READ AUDIT', 'NOT_GRANTED by default-deny'],
  ['admin ADMINISTRATION READ AUDIT', 'NOT_GRANTED by default-deny'],
  ['auditor AUDIT READ BASIC', 'NOT_GRANTED by access-log.no-resident-data'],
  ['admin ADMINISTRATION READ CONTACT', 'NOT_GRANTED by access-log.no-resident-data'],
  ['disclosure DISCLOSURE READ HEALTH', 'NOT_GRANTED by access-log.no-resident-data'],

  // R180: VRS clerks work on LGWAN terminals.
  ['vrs-clerk HISTORY READ HEALTH', 'permit by vrs.record'],
  ['vrs-clerk RECOMMEND FILTER BASIC', 'permit by vrs.record'],
  ['vrs-clerk RECOMMEND READ CONTACT', 'NOT_GRANTED by default-deny'],
  ['vrs-clerk INQUIRY READ BASIC', 'PURPOSE by default-deny'],
  ['vrs-clerk HISTORY READ HEALTH', 'ZONE by zone.lgwan', { zone: 'NUMBER_USE' }],

  // R106, R113, R126: the contractor.
  ['contractor HISTORY READ HEALTH', 'permit by history.contractor'],
  ['contractor HISTORY FILTER BASIC', 'permit by history.contractor'],
  ['contractor HISTORY READ BASIC', 'ZONE by zone.contractor-vpn', { zone: 'NUMBER_USE' }],
  ['contractor HISTORY READ CONTACT', 'NOT_GRANTED by contractor.scope'],
  ['contractor HISTORY READ PRACTITIONER', 'NOT_GRANTED by contractor.scope'],
  ['contractor HISTORY EXPORT HEALTH', 'NOT_GRANTED by contractor.no-export'],
  ['contractor RECOMMEND READ BASIC', 'PURPOSE by contractor.purpose'],
  ['contractor CERTIFICATE READ BASIC', 'PURPOSE by contractor.purpose'],

  // R164: from where.
  ['clerk HISTORY READ BASIC', 'ZONE by zone.unknown', { zone: null }],
  ['contractor HISTORY READ BASIC', 'ZONE by zone.unknown', { zone: null }],
  ['clerk HISTORY READ BASIC', 'ZONE by zone.number-use', { zone: 'INTRANET' }],
  ['manager HISTORY READ BASIC', 'ZONE by zone.number-use', { zone: 'LGWAN' }],
  ['address-name INTEGRATION READ BASIC', 'ZONE by zone.number-use', { zone: 'LGWAN' }],
  ['auditor AUDIT READ AUDIT', 'permit by access-log.audit', { zone: 'NUMBER_USE' }],
  ['auditor AUDIT READ AUDIT', 'ZONE by zone.intranet', { zone: 'LGWAN' }],
  ['dashboard STATISTICS READ STATISTICS', 'ZONE by zone.intranet', { zone: 'CONTRACTOR_VPN' }],

  // 支援措置: neither shown nor searched.
  ['clerk RECOMMEND READ CONTACT', 'NOT_DISCLOSABLE by support-measures.contact', { labels: SUPPORT_MEASURES }],
  ['clerk RECOMMEND FILTER CONTACT', 'NOT_DISCLOSABLE by support-measures.contact', { labels: SUPPORT_MEASURES }],
  ['clerk RECOMMEND SORT CONTACT', 'NOT_DISCLOSABLE by support-measures.contact', { labels: SUPPORT_MEASURES }],
  ['clerk RECOMMEND READ HEALTH', 'permit by recommend.notice', { labels: SUPPORT_MEASURES }],
  ['number-clerk INQUIRY REVEAL NUMBER', 'NOT_DISCLOSABLE by support-measures.number', { labels: SUPPORT_MEASURES }],
  ['number-clerk INQUIRY VERIFY NUMBER', 'permit by number.verify', { labels: SUPPORT_MEASURES }],

  // Own household, other municipality.
  ['clerk HISTORY READ BASIC', 'NOT_DISCLOSABLE by own-household', { labels: OWN_HOUSEHOLD }],
  ['auditor AUDIT READ AUDIT', 'NOT_DISCLOSABLE by own-household', { labels: OWN_HOUSEHOLD }],
  ['clerk HISTORY VERIFY NUMBER', 'NOT_DISCLOSABLE by own-household', { labels: OWN_HOUSEHOLD }],
  ['clerk HISTORY READ STAFF', 'permit by staff.own-account', { labels: OWN_HOUSEHOLD }],
  ['clerk HISTORY READ HEALTH', 'NOT_DISCLOSABLE by other-municipality', { labels: OTHER_MUNICIPALITY }],
  ['clerk HISTORY READ STAFF', 'NOT_DISCLOSABLE by other-municipality', { labels: OTHER_MUNICIPALITY }],
  ['clerk HISTORY READ PUBLIC', 'permit by public.open', { labels: OTHER_MUNICIPALITY }],

  // R050: those who are no residents (any more).
  ['clerk HISTORY READ BASIC', 'permit by history.record', { labels: NOT_RESIDENT }],
  ['clerk INQUIRY READ HEALTH', 'permit by inquiry.record', { labels: NOT_RESIDENT }],
  ['clerk CERTIFICATE READ BASIC', 'permit by certificate.face', { labels: NOT_RESIDENT }],
  ['clerk RECOMMEND READ BASIC', 'NOT_DISCLOSABLE by not-resident.record', { labels: NOT_RESIDENT }],
  ['address-name INTEGRATION READ BASIC', 'NOT_DISCLOSABLE by not-resident.record', { labels: NOT_RESIDENT }],
  ['clerk RECOMMEND READ CONTACT', 'NOT_DISCLOSABLE by not-resident.contact', { labels: NOT_RESIDENT }],
  ['number-clerk HISTORY REVEAL NUMBER', 'NOT_DISCLOSABLE by not-resident.number', { labels: NOT_RESIDENT }],
  ['number-clerk INQUIRY REVEAL NUMBER', 'permit by number.reveal', { labels: NOT_RESIDENT }],
  ['number-clerk CERTIFICATE REVEAL NUMBER', 'permit by number.reveal', { labels: NOT_RESIDENT }],
];
