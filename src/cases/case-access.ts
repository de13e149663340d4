import type { NamedBy } from '../acts/named-by.js';
import type { Page } from '../paging/page.js';
import type { Purpose } from '../policy/terms.js';
import type { CaseFault } from './case-texts.js';
import type {
  CaseOutcome,
  CaseState,
  ConsentScope,
  DocumentKind,
  MatchDecision,
  OfficeKind,
  ProxyGround,
  Requester,
} from './case-terms.js';

export interface ConsentView {
  readonly form: string;
  readonly scopes: readonly ConsentScope[];
  readonly on: string;
  readonly withdrawnOn: string | null;
}

export interface WindowView {
  readonly id: string;
  readonly nameJa: string;
  readonly nameEn: string;
}

export interface MatchView {
  readonly id: string;
  readonly atenaNumber: string;
  readonly decision: MatchDecision;
  readonly decidedBy: string;
  /** UTC. */
  readonly decidedAt: string;
}

/** 本人確認: what was seen at one time, by whom, and what it shows (R166, R227, R231; 番号法16条). */
export interface IdentityCheckView {
  readonly documents: readonly DocumentKind[];
  /** Whether these alone show who somebody is. */
  readonly showsWho: boolean;
  readonly showsNumber: boolean;
  readonly checkedBy: string;
  /** UTC. */
  readonly checkedAt: string;
}

/** A case as its division reads it. */
export interface CaseView {
  readonly number: string;
  readonly documentNumber: string | null;
  readonly state: CaseState;
  readonly purposes: readonly Purpose[];
  /** What the city may use the number for at all (R066), in the assessment's words. */
  readonly purposeOfUse: string;
  readonly window: WindowView;
  readonly askedOn: string;
  readonly openUntil: string;
  readonly requester: Requester;
  readonly ground: ProxyGround | null;
  readonly officeKind: OfficeKind | null;
  readonly requesterName: string | null;
  readonly documents: readonly DocumentKind[];
  readonly consent: ConsentView | null;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly outcome: CaseOutcome | null;
  /** 宛名番号 as it was when the case was opened. */
  readonly persons: readonly string[];
}

/** What every act on a case takes. */
export interface ActInput {
  readonly idempotencyKey: string;
  /** Everything is judged and nothing is done: no key is taken, no intent is sealed. */
  readonly validateOnly: boolean;
}

/** What acts on persons take besides: whom the input named, and how. */
interface NamingInput extends ActInput {
  readonly namedBy: NamedBy;
}

/**
 * The most completed years, by law, that each of these persons can have today; null of whom the registry knows no birth
 * date.
 */
export type AgesOf = (persons: readonly string[]) => Promise<readonly (number | null)[]>;

export interface OpenInput extends NamingInput {
  readonly persons: readonly string[];
  readonly documentNumber: string | null;
  readonly purposes: readonly Purpose[];
  readonly window: string;
  /** null: today, by the gateway's clock. The key stands for what was said, whichever day it is by now. */
  readonly askedOn: string | null;
  readonly requester: Requester;
  readonly ground: ProxyGround | null;
  readonly officeKind: OfficeKind | null;
  readonly requesterName: string | null;
  readonly documents: readonly DocumentKind[];
  readonly agesOf: AgesOf;
  readonly consent: Omit<ConsentView, 'withdrawnOn'> | null;
}

/** What a case is opened with. */
export type Opening = Omit<OpenInput, keyof NamingInput | 'askedOn' | 'agesOf'> & {
  readonly askedOn: string;
};

/** To a case that is open. What it has already may be named again; something has to be new. */
export interface AddPersonsInput extends NamingInput {
  readonly number: string;
  readonly persons: readonly string[];
}

export interface AddDocumentsInput extends ActInput {
  readonly number: string;
  readonly documents: readonly DocumentKind[];
  readonly agesOf: AgesOf;
}

/** To a case that has none; as `openCase` takes it, but given from the day on which the case was opened. */
export interface AddConsentInput extends ActInput {
  readonly number: string;
  readonly consent: Omit<ConsentView, 'withdrawnOn'>;
}

export interface CloseInput extends ActInput {
  readonly number: string;
  readonly outcome: CaseOutcome;
}

export interface WithdrawInput extends ActInput {
  readonly number: string;
  /** null: today, as above. */
  readonly on: string | null;
}

export interface MatchInput extends NamingInput {
  readonly atenaNumber: string;
  /** Keyed digest of what was compared, so that a key cannot mean two comparisons. */
  readonly compared: string;
  /** Compares; entered for a new act alone. */
  readonly decide: () => Promise<MatchDecision>;
}

/** `changed` is null where nothing was done: a fault, or `validateOnly`. */
export interface CaseResult<Changed> {
  readonly changed: Changed | null;
  readonly faults: readonly CaseFault[];
}

/**
 * Cases as one request may use them, in its caller's name. Rejects with SOURCE_UNAVAILABLE while the store does not
 * answer. The same key with the same input gives the result of the same act again; with another input, KEY_REUSED.
 */
export interface CaseAccess {
  /** What the city may use the number for at all (R066), in the assessment's words. */
  readonly purposeOfUse: string;
  /** By either of its numbers; null also where it is another division's. */
  find(name: string): Promise<CaseView | null>;
  /** Those the account has opened, newest first. */
  mine(listing: {
    readonly first: number;
    readonly after: string | null;
    readonly open: boolean;
  }): Promise<Page<CaseView>>;
  /** Designated windows of the caller's division today. */
  windows(): readonly WindowView[];
  matchesOf(number: string): Promise<readonly MatchView[]>;
  /** Oldest first: at the opening, and whenever documents were added. */
  identityChecksOf(of: CaseView): Promise<readonly IdentityCheckView[]>;
  open(input: OpenInput): Promise<CaseResult<CaseView>>;
  addPersons(input: AddPersonsInput): Promise<CaseResult<CaseView>>;
  addDocuments(input: AddDocumentsInput): Promise<CaseResult<CaseView>>;
  addConsent(input: AddConsentInput): Promise<CaseResult<CaseView>>;
  close(input: CloseInput): Promise<CaseResult<CaseView>>;
  withdraw(input: WithdrawInput): Promise<CaseResult<CaseView>>;
  match(input: MatchInput): Promise<CaseResult<MatchView>>;
}
