import { CLASSIFICATIONS, LABEL, PURPOSES, VERBS, type Question } from '../../../src/policy/terms.js';

/**
 * What each rule of the city opens or closes, word by word and said a second time, apart from the rules: a word
 * added to a rule or taken from it shows, whether or not another rule hides the change.
 */

/** A permit opens every act whose four words stand here; `-` is no purpose. */
export interface PermitScope {
  readonly roles: string;
  readonly purposes: string;
  readonly verbs: string;
  readonly classes: string;
}

const EVERYONE =
  'clerk number-clerk manager vrs-clerk contractor auditor admin disclosure dashboard address-name registry registry-clerk';
const ANY_PURPOSE = ['-', ...PURPOSES].join(' ');
const HEALTH_DIVISION = 'clerk number-clerk manager';
const SEARCH = 'READ FILTER SORT';
const NUMBER_USES = 'HISTORY INQUIRY CERTIFICATE';

const permit = (roles: string, purposes: string, verbs: string, classes: string): PermitScope => ({
  roles,
  purposes,
  verbs,
  classes,
});

export const PERMIT_SCOPES: Readonly<Record<string, PermitScope>> = {
  'public.open': permit(EVERYONE, ANY_PURPOSE, SEARCH, 'PUBLIC'),
  'staff.own-account': permit(EVERYONE, ANY_PURPOSE, 'READ', 'STAFF'),
  'history.record': permit(HEALTH_DIVISION, 'HISTORY', SEARCH, 'BASIC HEALTH'),
  'history.practitioner': permit(HEALTH_DIVISION, 'HISTORY', 'READ', 'PRACTITIONER'),
  'history.contractor': permit('contractor', 'HISTORY', SEARCH, 'BASIC HEALTH'),
  'inquiry.record': permit(HEALTH_DIVISION, 'INQUIRY', SEARCH, 'BASIC HEALTH'),
  'inquiry.practitioner': permit(HEALTH_DIVISION, 'INQUIRY', 'READ', 'PRACTITIONER'),
  'recommend.notice': permit(HEALTH_DIVISION, 'RECOMMEND', SEARCH, 'BASIC CONTACT HEALTH'),
  'certificate.face': permit(HEALTH_DIVISION, 'CERTIFICATE', 'READ', 'BASIC HEALTH PASSPORT'),
  'certificate.find-applicant': permit(HEALTH_DIVISION, 'CERTIFICATE', 'FILTER SORT', 'BASIC'),
  'whereabouts.record': permit(
    HEALTH_DIVISION,
    'HISTORY INQUIRY RECOMMEND CERTIFICATE',
    'READ',
    'WHEREABOUTS',
  ),
  'whereabouts.vrs': permit('vrs-clerk', 'HISTORY RECOMMEND', 'READ', 'WHEREABOUTS'),
  'whereabouts.contractor': permit('contractor', 'HISTORY', 'READ', 'WHEREABOUTS'),
  'vrs.read': permit('vrs-clerk', 'HISTORY RECOMMEND', 'READ', 'RECORD_SYSTEM'),
  'vrs.register': permit('vrs-clerk', 'HISTORY', 'REGISTER', 'RECORD_SYSTEM'),
  'vrs.inquire': permit('vrs-clerk', 'HISTORY', 'INQUIRE', 'RECORD_SYSTEM'),
  'vrs.certificate': permit('vrs-clerk', 'CERTIFICATE', 'READ LOOK_UP REGISTER', 'RECORD_SYSTEM'),
  'vrs.certificate-face': permit('vrs-clerk', 'CERTIFICATE', 'READ', 'BASIC HEALTH'),
  'vrs.record': permit('vrs-clerk', 'HISTORY RECOMMEND', SEARCH, 'BASIC HEALTH'),
  'number.reveal': permit('number-clerk', NUMBER_USES, 'REVEAL', 'NUMBER'),
  'number.look-up': permit('number-clerk', NUMBER_USES, 'LOOK_UP', 'NUMBER'),
  'number.verify': permit('clerk number-clerk', NUMBER_USES, 'VERIFY', 'NUMBER'),
  'integration.match': permit('address-name', 'INTEGRATION', SEARCH, 'BASIC'),
  'integration.number': permit('address-name', 'INTEGRATION', 'LOOK_UP VERIFY', 'NUMBER'),
  'integration.address': permit('address-name', 'INTEGRATION', 'READ', 'CONTACT'),
  'integration.integrated-number': permit('address-name', 'INTEGRATION', 'READ', 'INTEGRATED'),
  'movement.apply': permit('registry registry-clerk', 'INTEGRATION', 'MOVE', 'MOVEMENT'),
  'movement.follow': permit('registry registry-clerk address-name', 'INTEGRATION', 'READ', 'MOVEMENT'),
  'movement.diff': permit('registry registry-clerk', 'INTEGRATION', 'READ', 'BASIC CONTACT'),
  'statistics.counts': permit('clerk manager dashboard', 'STATISTICS', 'READ AGGREGATE', 'STATISTICS'),
  'directory.administer': permit('admin', 'ADMINISTRATION', 'READ ADMINISTER', 'DIRECTORY'),
  'directory.grant': permit('manager', 'ADMINISTRATION', 'READ GRANT', 'DIRECTORY'),
  'directory.audit': permit('auditor', 'AUDIT', 'READ', 'DIRECTORY'),
  'access-log.audit': permit('auditor', 'AUDIT', 'READ FILTER SORT AGGREGATE', 'AUDIT'),
  'access-log.review': permit('auditor', 'AUDIT', 'REVIEW', 'AUDIT'),
  'access-log.disclosure': permit('disclosure', 'DISCLOSURE', SEARCH, 'AUDIT'),
  'access-log.extract': permit('disclosure', 'DISCLOSURE', 'EXPORT', 'AUDIT'),
  'support-measures.read': permit('number-clerk manager', 'HISTORY INQUIRY', 'READ', 'PROTECTION'),
  'linkage.read': permit('number-clerk manager', 'HISTORY INQUIRY', 'READ', 'LINKAGE LINKED'),
  'linkage.inquire': permit('number-clerk', 'HISTORY INQUIRY', 'INQUIRE REGISTER', 'LINKAGE'),
  'linkage.protect': permit('number-clerk manager', 'HISTORY INQUIRY', 'PROTECT', 'LINKAGE'),
  'linkage.approve': permit('number-clerk manager', 'HISTORY INQUIRY', 'APPROVE', 'LINKAGE'),
  'linkage.audit': permit('auditor', 'AUDIT', 'READ', 'LINKAGE'),
  'linkage.extract': permit('disclosure', 'DISCLOSURE', 'EXPORT', 'LINKAGE'),
  'records.enter': permit(HEALTH_DIVISION, 'HISTORY', 'RECORD', 'HEALTH WHEREABOUTS PRACTITIONER'),
  'records.enter-contractor': permit('contractor', 'HISTORY', 'RECORD', 'HEALTH WHEREABOUTS'),
  'records.correct': permit(HEALTH_DIVISION, 'HISTORY', 'CORRECT', 'HEALTH WHEREABOUTS PRACTITIONER'),
  'records.approve': permit('number-clerk manager', 'HISTORY', 'APPROVE', 'HEALTH'),
  'reconciliation.work': permit('number-clerk manager vrs-clerk', 'HISTORY', 'RECONCILE', 'HEALTH'),
  'case.keep': permit(HEALTH_DIVISION, NUMBER_USES, 'READ KEEP_CASE', 'CASE'),
  'case.keep-disclosure': permit('disclosure', 'DISCLOSURE', 'READ KEEP_CASE', 'CASE'),
  'case.find': permit(HEALTH_DIVISION, NUMBER_USES, 'READ IDENTIFY', 'FINDING'),
  'case.find-by-number': permit('number-clerk', NUMBER_USES, 'IDENTIFY', 'NUMBER WHEREABOUTS'),
};

const role = (asked: Question, words: string): boolean => words.split(' ').includes(asked.principal.role);
const verb = (asked: Question, words: string): boolean => words.split(' ').includes(asked.verb);
const of = (asked: Question, words: string): boolean => words.split(' ').includes(asked.classification);
const purpose = (asked: Question, words: string): boolean => words.split(' ').includes(asked.purpose ?? '-');
const zone = (asked: Question, words: string): boolean => words.split(' ').includes(asked.zone ?? '-');
const about = (asked: Question, label: keyof typeof LABEL): boolean => (asked.labels & LABEL[label]) !== 0;
/** Neither code tables nor the asker's own account. */
const guarded = (asked: Question): boolean => !of(asked, 'PUBLIC STAFF');
/** What a case opens: all but the case itself, and finding whom it will be about. */
const inCase = (asked: Question): boolean =>
  !of(asked, 'PUBLIC STAFF CASE FINDING') && !verb(asked, 'IDENTIFY');
const byHand = (asked: Question): boolean => !role(asked, 'address-name');

/** A forbid closes every question of which this holds. */
export const FORBID_SCOPES: Readonly<Record<string, (asked: Question) => boolean>> = {
  'access-log.no-resident-data': (asked) =>
    role(asked, 'auditor admin disclosure dashboard') &&
    of(asked, 'BASIC CONTACT HEALTH WHEREABOUTS PRACTITIONER PASSPORT NUMBER LINKED PROTECTION'),
  'case.inquiry': (asked) => purpose(asked, 'INQUIRY') && !asked.hasCase && inCase(asked),
  'case.certificate': (asked) => purpose(asked, 'CERTIFICATE') && !asked.hasCase && inCase(asked),
  'case.disclosure': (asked) => purpose(asked, 'DISCLOSURE') && !asked.hasCase && inCase(asked),
  'case.not-in-case': (asked) => about(asked, 'NOT_IN_CASE') && inCase(asked),
  'contractor.purpose': (asked) => role(asked, 'contractor') && !purpose(asked, 'HISTORY') && guarded(asked),
  'contractor.scope': (asked) =>
    role(asked, 'contractor') && !of(asked, 'PUBLIC STAFF BASIC HEALTH WHEREABOUTS'),
  'contractor.persons': (asked) => about(asked, 'OUT_OF_CONTRACT') && guarded(asked),
  'contractor.no-export': (asked) => role(asked, 'contractor') && verb(asked, 'EXPORT'),
  'contractor.work': (asked) =>
    role(asked, 'contractor') && asked.principal.work !== 'SLIPS_AND_CERTIFICATES' && guarded(asked),
  'health-file.palm-vein': (asked) =>
    of(
      asked,
      'BASIC CONTACT HEALTH WHEREABOUTS PRACTITIONER PASSPORT CASE FINDING RECORD_SYSTEM MOVEMENT PROTECTION',
    ) &&
    !role(asked, 'address-name registry') &&
    !asked.principal.amr.includes('palm_vein'),
  'health-file.department': (asked) =>
    of(
      asked,
      'BASIC CONTACT HEALTH WHEREABOUTS PRACTITIONER PASSPORT NUMBER STATISTICS LINKAGE LINKED CASE RECORD_SYSTEM FINDING PROTECTION',
    ) &&
    role(asked, `${HEALTH_DIVISION} vrs-clerk`) &&
    asked.principal.department !== '福祉保健部健康課',
  'linkage.staff': (asked) =>
    of(asked, 'LINKAGE LINKED') && !role(asked, 'number-clerk manager auditor disclosure'),
  'linkage.case': (asked) =>
    of(asked, 'LINKAGE') && verb(asked, 'INQUIRE APPROVE PROTECT REGISTER') && !asked.hasCase,
  'linkage.palm-vein': (asked) =>
    of(asked, 'LINKAGE LINKED') &&
    role(asked, 'number-clerk manager') &&
    !asked.principal.amr.includes('palm_vein'),
  'number.never-searched': (asked) => of(asked, 'NUMBER') && verb(asked, 'FILTER SORT AGGREGATE EXPORT'),
  'number.case': (asked) =>
    of(asked, 'NUMBER') && verb(asked, 'REVEAL LOOK_UP') && byHand(asked) && !asked.hasCase,
  'number.palm-vein': (asked) =>
    of(asked, 'NUMBER') && byHand(asked) && !asked.principal.amr.includes('palm_vein'),
  'number.zone': (asked) => of(asked, 'NUMBER') && !zone(asked, 'NUMBER_USE'),
  'number.one-person': (asked) => of(asked, 'NUMBER') && verb(asked, 'REVEAL') && asked.severalPersons,
  'not-resident.record': (asked) =>
    about(asked, 'NOT_RESIDENT') && of(asked, 'BASIC HEALTH WHEREABOUTS') && !purpose(asked, NUMBER_USES),
  'not-resident.contact': (asked) => about(asked, 'NOT_RESIDENT') && of(asked, 'CONTACT'),
  'not-resident.number': (asked) =>
    about(asked, 'NOT_RESIDENT') &&
    of(asked, 'NUMBER') &&
    verb(asked, 'REVEAL') &&
    !purpose(asked, 'INQUIRY CERTIFICATE'),
  'not-resident.inquire': (asked) =>
    about(asked, 'NOT_RESIDENT') && of(asked, 'LINKAGE') && verb(asked, 'INQUIRE'),
  'not-resident.record-inquiry': (asked) =>
    about(asked, 'NOT_RESIDENT') && of(asked, 'RECORD_SYSTEM') && verb(asked, 'INQUIRE'),
  'other-municipality': (asked) => about(asked, 'OTHER_MUNICIPALITY') && !of(asked, 'PUBLIC'),
  'own-household': (asked) => about(asked, 'OWN_HOUSEHOLD') && guarded(asked),
  'support-measures.case': (asked) => of(asked, 'PROTECTION') && !asked.hasCase,
  'support-measures.one-person': (asked) => of(asked, 'PROTECTION') && asked.severalPersons,
  'support-measures.contact': (asked) => about(asked, 'SUPPORT_MEASURES') && of(asked, 'CONTACT'),
  'support-measures.whereabouts': (asked) =>
    about(asked, 'SUPPORT_MEASURES') && of(asked, 'WHEREABOUTS PRACTITIONER'),
  'support-measures.number': (asked) =>
    about(asked, 'SUPPORT_MEASURES') && of(asked, 'NUMBER') && verb(asked, 'REVEAL'),
  'support-measures.linked': (asked) => about(asked, 'SUPPORT_MEASURES') && of(asked, 'LINKED'),
  'support-measures.record-inquiry': (asked) =>
    about(asked, 'SUPPORT_MEASURES') && of(asked, 'RECORD_SYSTEM') && verb(asked, 'INQUIRE'),
  'shared-home.contact': (asked) => about(asked, 'SHARED_HOME') && of(asked, 'CONTACT'),
  'shared-home.whereabouts': (asked) => about(asked, 'SHARED_HOME') && of(asked, 'WHEREABOUTS PRACTITIONER'),
  'shared-home.linked': (asked) => about(asked, 'SHARED_HOME') && of(asked, 'LINKED'),
  'shared-home.record-inquiry': (asked) =>
    about(asked, 'SHARED_HOME') && of(asked, 'RECORD_SYSTEM') && verb(asked, 'INQUIRE'),
  'vrs.staff': (asked) => of(asked, 'RECORD_SYSTEM') && !role(asked, 'vrs-clerk'),
  'vrs.case': (asked) => of(asked, 'RECORD_SYSTEM') && verb(asked, 'INQUIRE LOOK_UP') && !asked.hasCase,
  'zone.unknown': (asked) => zone(asked, '-') && guarded(asked),
  'zone.number-use': (asked) =>
    role(asked, `${HEALTH_DIVISION} address-name registry registry-clerk`) &&
    !zone(asked, 'NUMBER_USE') &&
    guarded(asked),
  'zone.intranet': (asked) =>
    role(asked, 'auditor admin disclosure dashboard') &&
    !zone(asked, 'NUMBER_USE INTRANET') &&
    guarded(asked),
  'zone.lgwan': (asked) => role(asked, 'vrs-clerk') && !zone(asked, 'LGWAN') && guarded(asked),
  'zone.contractor-vpn': (asked) =>
    role(asked, 'contractor') && !zone(asked, 'CONTRACTOR_VPN') && guarded(asked),
};

/** Every act next to the permit's own: one word of the first act it opens put in place of another. */
export function actsAround({ roles, purposes, verbs, classes }: PermitScope): readonly string[] {
  const words = [roles, purposes, verbs, classes].map((list) => list.split(' '));
  const all = [EVERYONE.split(' '), ANY_PURPOSE.split(' '), VERBS, CLASSIFICATIONS] as const;
  return all.flatMap((list, place) =>
    list.map((word) => words.map((own, at) => (at === place ? word : own[0])).join(' ')),
  );
}

/** Whether the permit opens the act `ROLE PURPOSE VERB CLASS`. */
export function opens({ roles, purposes, verbs, classes }: PermitScope, act: string): boolean {
  return [roles, purposes, verbs, classes].every((list, place) =>
    list.split(' ').includes(act.split(' ')[place] ?? ''),
  );
}
