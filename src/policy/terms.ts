/** The words every decision is made of. Closed sets: a term that is not here cannot be granted. */

/** What a field holds (the argument of `@classified`). */
export const CLASSIFICATIONS = [
  'PUBLIC', // code tables, paging, nothing about a person
  'STAFF', // about the account that asks
  'BASIC', // name, birth date, sex, residence dates, household (R077-R081)
  'CONTACT', // address and telephone (R053, R056, R082)
  'HEALTH', // vaccination items (R054, R084-R097)
  'WHEREABOUTS', // where somebody was vaccinated (R089, R091, R093), with whom they live, free text that may tell, and
  // which body was asked about them or asked
  'PRACTITIONER', // names of doctors: third persons in a resident's record (R092, R094)
  'PASSPORT', // passport data of overseas certificates (R100)
  'NUMBER', // the individual number (R052)
  'STATISTICS', // counts over many persons
  'AUDIT', // the access log
  'DIRECTORY', // accounts, menus, grants, offices and contracts of all staff (R172-R176)
  'LINKAGE', // inquiries, provisions, their records and restrictions: row, items, state (R040-R047, R186-R211)
  'LINKED', // what another body answered, or would be sent
  'CASE', // who asked, for what, at which window, what was shown; the persons by their numbers (R060, R069, R161)
  'RECORD_SYSTEM', // targets, coupons, flags, inquiries and applications at the vaccination record system (R018-R024)
  'FINDING', // what tells two people apart, before a case opens one of them: name, birth date, sex
  'MOVEMENT', // what happened to a residence, and when (R158-R160)
  'INTEGRATED', // 統合宛名番号 (R031)
  'PROTECTION', // whether a support measure covers a person (R196, R202)
] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** What is done with a field. Each is granted on its own: who may read may not therefore filter or export. */
export const VERBS = [
  'READ',
  'FILTER',
  'SORT',
  'AGGREGATE',
  'REVEAL',
  'LOOK_UP',
  'VERIFY',
  'EXPORT',
  'GRANT', // open a menu to another account (R174)
  'ADMINISTER', // make, change and end accounts (R175)
  'INQUIRE', // ask another body about a person (R186)
  'APPROVE', // let go or stop what another body asked for, lift a restriction (R197, R198), agree to a change (R169)
  'PROTECT', // keep a person's items from being answered or shown (R196, R202)
  'REGISTER', // put copies where others' inquiries are answered from
  'IDENTIFY', // find who stands at the counter, and match what they showed (R168, R227)
  'KEEP_CASE', // open, change and close a case (R069, R230)
  'RECONCILE', // compare the ledger with VRS, and propose which side is right (R169)
  'RECORD', // put a dose on file (R068, R158)
  'CORRECT', // correct and withdraw one (R169)
  'REVIEW', // judge what the review of the log has found, and sign it (R195, R204)
  'MOVE', // enter a movement of a resident, and cancel one (R158)
] as const;
export type Verb = (typeof VERBS)[number];

/** The values of `Sekisho-Purpose`. */
export const PURPOSES = [
  'HISTORY',
  'INQUIRY',
  'RECOMMEND',
  'CERTIFICATE',
  'STATISTICS',
  'INTEGRATION',
  'AUDIT',
  'DISCLOSURE',
  'ADMINISTRATION',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const ZONES = ['NUMBER_USE', 'LGWAN', 'CONTRACTOR_VPN', 'INTRANET'] as const;
export type Zone = (typeof ZONES)[number];

/**
 * What is special about the person a field speaks of; a bit set, because a person can be several of them. A
 * label only ever takes away (forbid beats permit).
 */
export const LABEL = {
  SUPPORT_MEASURES: 1,
  OWN_HOUSEHOLD: 2,
  OTHER_MUNICIPALITY: 4,
  NOT_RESIDENT: 8,
  /** Outside the persons that the contractor's contract is about (R104-R106). */
  OUT_OF_CONTRACT: 16,
  /** Lives where a person under support measures lives, or nobody can tell (R196, R202). */
  SHARED_HOME: 32,
  /** Not among the persons of the case that the request names (R010, R069). */
  NOT_IN_CASE: 64,
} as const;
/** How many sets of labels there are. */
export const LABEL_SETS = 2 ** Object.keys(LABEL).length;
export type Label = keyof typeof LABEL;
export type Labels = number;

/** The division that the assessment names as in charge (R014). */
export const HEALTH_DIVISION = '福祉保健部健康課';

/** What a contract is about (R104-R106, R109): MAINTENANCE opens nothing, VRS the record system alone. */
export const WORKS = ['MAINTENANCE', 'VRS', 'SLIPS_AND_CERTIFICATES'] as const;
export type Work = (typeof WORKS)[number];

/** The persons a contract lets a contractor work on; both days inclusive, null where the contract sets no bound. */
export interface ContractScope {
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
}

/** The account that asks, as identity established it. Frozen for the life of a request. */
export interface Principal {
  readonly account: string;
  readonly role: string;
  /** A machine (`service`) has no session: nobody sits before it and walks away. */
  readonly kind: 'person' | 'service';
  readonly nameJa: string;
  readonly nameEn: string;
  /** Purposes on the menus granted to this account. */
  readonly purposes: ReadonlySet<Purpose>;
  /** Authentication methods of the token (RFC 8176), e.g. `palm_vein`. */
  readonly amr: readonly string[];
  /** The staff member's own 宛名番号, where they live in the city: their own household is closed to them. */
  readonly ownAtenaNumber: string | null;
  /** Whom a contractor may work on; null for everyone who works for the city itself. */
  readonly contract: ContractScope | null;
  /** What the contract is about; null for everyone who works for the city itself, and where it is not said. */
  readonly work: Work | null;
  /** Division of the account today, a secondment before its own; null where none is recorded. */
  readonly department: string | null;
}

/** Everything a decision may depend on. Two equal questions get the same verdict under one policy version. */
export interface Question {
  readonly principal: Principal;
  readonly purpose: Purpose | null;
  readonly zone: Zone | null;
  /** A case was named; the door has found it open, of the caller's office, and for this purpose. */
  readonly hasCase: boolean;
  /** The operation can reach this field for more than one person. */
  readonly severalPersons: boolean;
  readonly verb: Verb;
  readonly classification: Classification;
  readonly labels: Labels;
}

/** Why something is not shown, in general terms, for the caller. */
export const WITHHELD_REASONS = [
  'NOT_GRANTED',
  'PURPOSE',
  'CASE_REQUIRED',
  'ZONE',
  'AUTHENTICATION',
  'SEVERAL_PERSONS',
  'NOT_IN_CASE',
  'NOT_DISCLOSABLE',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

export interface Verdict {
  readonly permit: boolean;
  /** Id of the rule that decided, for the log; `default-deny` when none permits. */
  readonly rule: string;
  /** For the caller; null when permitted. */
  readonly reason: WithheldReason | null;
}

/** One immutable policy: loaded whole, replaced whole. */
export interface PolicySnapshot {
  /** Changes with any byte of the policy; part of every cache key and every record. */
  readonly version: string;
  /** Synchronous and memoised. */
  decide(question: Question): Verdict;
}
