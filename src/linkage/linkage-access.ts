import type { NamedBy } from '../acts/named-by.js';
import type { Subject } from '../guard/subject.js';
import type { Page } from '../paging/page.js';
import type {
  BodyView,
  CopyStatusView,
  CopyView,
  ExchangeRecordView,
  LinkageResult,
  PayloadView,
  PermissionRowView,
  ProvisionView,
  RegisteredView,
  RequestState,
  RequestView,
  RestrictionView,
  StateChangeView,
} from './views.js';
import type { ProvisionOrder, ProvisionState } from '../../adapters/intermediate-server/protocol/terms.js';

export interface Listing {
  readonly first: number;
  readonly after: string | null;
}

export interface ProvisionListing extends Listing {
  readonly states: readonly ProvisionState[];
  /** As they came in, or the one whose permit ends next. */
  readonly order: ProvisionOrder;
}

/** How a client asks for an act. */
interface AskedFor {
  readonly idempotencyKey: string;
  /** Everything is judged and nothing is done or sent: no key is taken, no intent is sealed. */
  readonly validateOnly: boolean;
}

export interface AskInput extends AskedFor {
  readonly atenaNumber: string;
  /** As the client named the person: what the key stands for. */
  readonly namedBy: NamedBy;
  readonly row: string;
  /** 機関コード. */
  readonly provider: string;
  readonly items: readonly string[];
  /** Both days inclusive; null: everything. */
  readonly period: { readonly from: string; readonly to: string } | null;
}

export interface DecideInput extends AskedFor {
  /** 処理通番. */
  readonly id: string;
  /**
   * Who was judged before the decision. Rejects with FORBIDDEN, and decides nothing, where the provision is about
   * somebody else by now.
   */
  readonly atenaNumber: string;
}

export interface RestrictInput extends AskedFor {
  readonly atenaNumber: string;
  /** As the client named the person: what the key stands for. */
  readonly namedBy: NamedBy;
  readonly items: readonly string[];
  /** null: as it is. Protecting takes effect at once; lifting is the approver's (R197). */
  readonly noAutomaticAnswer: boolean | null;
  readonly nonDisclosure: boolean | null;
  /** R197: every change has one. No personal text: 40 characters of a closed alphabet, e.g. a case number. */
  readonly reason: string;
}

export interface RegisterInput extends AskedFor {
  readonly atenaNumbers: readonly string[];
  /** As the client named them. */
  readonly namedBy: NamedBy;
}

/**
 * What the graph shows below a person, for a list of at most 1,000 persons, in their order. It costs one statement,
 * or one call for each 200 persons. Resolvers reach it through the loaders, which gather the persons of a page.
 */
export interface PersonsLinkage {
  /** Newest first, at most 100 of a person. Own store alone: answers while the server is dead. */
  requestsOf(persons: readonly Subject[]): Promise<readonly (readonly RequestView[])[]>;
  recordsOf(persons: readonly Subject[]): Promise<readonly (readonly ExchangeRecordView[] | Error)[]>;
  restrictionsOf(persons: readonly Subject[]): Promise<readonly (readonly RestrictionView[] | Error)[]>;
  copiesOf(persons: readonly Subject[]): Promise<readonly (readonly CopyStatusView[] | Error)[]>;
}

/** What of an inquiry, and of a provision, its history is made with. */
export type RequestFacts = Pick<RequestView, 'id' | 'state' | 'requestedAt' | 'changedAt'>;
export type ProvisionFacts = Pick<
  ProvisionView,
  'id' | 'state' | 'holds' | 'receivedAt' | 'changedAt' | 'approvedBy'
>;

/**
 * How inquiries and provisions came to where they are, the first state first; for at most 1,000 of them, in order. From
 * the own store alone.
 */
export interface LinkageHistoriesOf {
  requestHistories(
    requests: readonly RequestFacts[],
  ): Promise<readonly (readonly StateChangeView<RequestState>[])[]>;
  provisionHistories(
    provisions: readonly ProvisionFacts[],
  ): Promise<readonly (readonly StateChangeView<ProvisionState>[])[]>;
}

/**
 * The linkage as one request may use it, in its caller's name. Rejects with SOURCE_UNAVAILABLE while the
 * intermediate server does not answer. Every mutation takes the client's idempotency key: the same key with the
 * same input gives the result of the same act again; with another input it is refused (KEY_REUSED). With `validateOnly`
 * it is judged alone: `changed` is null, and what speaks against it is told.
 */
export interface LinkageAccess extends PersonsLinkage, LinkageHistoriesOf {
  /** Rows of the permission list that the city may go by on a day, `YYYY-MM-DD`, on that side of an exchange. */
  rows(side: 'INQUIRER' | 'PROVIDER', day: string): readonly PermissionRowView[];
  /** Bodies on the network whose code begins so, or whose name holds the text; the city itself is not among them. */
  bodies(nameOrCode: string, most: number): Promise<readonly BodyView[]>;
  /** Own store alone: answers while the server is dead. */
  requests(
    listing: Listing & { readonly states: readonly RequestState[] | null },
  ): Promise<Page<RequestView>>;
  /** How many `requests` lists; null: in whatever state. Own store alone. */
  countRequests(states: readonly RequestState[] | null): Promise<number>;
  request(id: string): Promise<RequestView | null>;
  /** Content of an answer that was checked against its inquiry when it arrived, and is checked again now. */
  answer(id: string): Promise<readonly CopyView[] | null>;
  /**
   * For the person in question (開示): entries under 不開示, and all of a person under support measures, leave no mark.
   */
  extractOf(person: Subject): Promise<readonly ExchangeRecordView[]>;
  provisions(listing: ProvisionListing): Promise<Page<ProvisionView>>;
  /** How many `provisions` lists. */
  countProvisions(states: readonly ProvisionState[]): Promise<number>;
  /** One of them, by its number; whom it is about decides whether it may be decided on. */
  provision(id: string): Promise<ProvisionView | null>;
  payload(id: string): Promise<PayloadView | null>;
  ask(input: AskInput): Promise<LinkageResult<RequestView>>;
  approve(input: DecideInput & { readonly contentHash: string }): Promise<LinkageResult<ProvisionView>>;
  reject(input: DecideInput): Promise<LinkageResult<ProvisionView>>;
  restrict(input: RestrictInput): Promise<LinkageResult<readonly RestrictionView[]>>;
  register(input: RegisterInput): Promise<LinkageResult<RegisteredView>>;
}
