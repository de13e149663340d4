/**
 * The rows of the gateway's own store: staff and nothing of any resident. Days are `YYYY-MM-DD`; both ends of a
 * term count, and a term without an end goes on.
 */
export interface AccountRow {
  /** The account's name: what a token calls `sub`. */
  readonly id: string;
  /** Staff number of the person behind it, one live account each (R172); null for a machine. */
  readonly personId: string | null;
  readonly role: string;
  readonly kind: 'person' | 'service';
  readonly nameJa: string;
  readonly nameEn: string;
  /** RFC 8176 methods that a token of the demo issuer carries, with spaces between. */
  readonly loginMethods: string;
  readonly begins: string;
  readonly ends: string | null;
  readonly endReason: string | null;
  /** Last renewal of password or vein registration (R173), training (R179, R233) and pledge of secrecy (R178). */
  readonly credentialRenewedOn: string | null;
  readonly trainedOn: string | null;
  readonly pledgedOn: string | null;
  /** Division (R014), e.g. `福祉保健部健康課`; null where none is recorded, which counts as another one. */
  readonly department: string | null;
  /** Days of a recorded secondment (併任) to the division in charge; both null without one. */
  readonly secondedFrom: string | null;
  readonly secondedTo: string | null;
}

/** Use of one menu, which is one purpose, by one account (R174). Kept for good: revoking says when and by whom. */
export interface GrantRow {
  readonly id: string;
  readonly account: string;
  readonly purpose: string;
  readonly approver: string;
  readonly approvedOn: string;
  readonly begins: string;
  readonly ends: string;
  readonly revokedOn: string | null;
  readonly revokedBy: string | null;
}

/**
 * Who holds an office (R015, R016). `delegatedBy` names the holder whom a delegate acts for; null for the
 * holder.
 */
export interface HoldingRow {
  readonly id: string;
  readonly office: string;
  readonly account: string;
  readonly begins: string;
  readonly ends: string | null;
  readonly delegatedBy: string | null;
}

/**
 * One entrustment (R103-R114). The last six are those of R108, all given or, for a contract of the city's own,
 * all null.
 */
export interface ContractRow {
  readonly id: string;
  readonly contractor: string;
  readonly matter: string;
  /** The contractor's responsible person (R111). */
  readonly responsible: string;
  readonly begins: string;
  readonly ends: string;
  /** Declared number of handlers (R107). */
  readonly handlerCap: number;
  /** Place of work (R111): approved VPN endpoints in CIDR notation, with spaces between (R126); empty: nowhere. */
  readonly approvedEndpoints: string;
  /** Residents the contract is about, by birth date; null where it sets no bound. */
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  /** The contract that this one re-entrusts a part of. */
  readonly primeContract: string | null;
  readonly reason: string | null;
  readonly information: string | null;
  readonly safety: string | null;
  readonly supervision: string | null;
  readonly approvedOn: string | null;
  /** What the contract is about, one of `WORKS`; null, from before it was asked for, opens nothing. */
  readonly work: string | null;
  /** Whether the contract lets a part be re-entrusted; null, from before it was asked for, does not. */
  readonly partsAllowed: string | null;
}

/**
 * The head lets there be more accounts of persons than the assessment declares (R067), for a time. Kept for good.
 */
export interface OverrideRow {
  readonly id: string;
  readonly approver: string;
  readonly approvedOn: string;
  /** The most accounts of persons there may be meanwhile. */
  readonly users: number;
  /** Last day. */
  readonly ends: string;
}

/** A handler named on the roster that a contractor must submit (R129). */
export interface RosterRow {
  readonly id: string;
  readonly contract: string;
  readonly account: string;
  readonly begins: string;
  readonly ends: string | null;
}

/** Row types by the name of their list. */
export interface StaffTables {
  readonly accounts: AccountRow;
  readonly grants: GrantRow;
  readonly holdings: HoldingRow;
  readonly contracts: ContractRow;
  readonly roster: RosterRow;
  readonly overrides: OverrideRow;
}
export type ListName = keyof StaffTables;

/** The whole store at one version: a city hall has hundreds of accounts, not millions. */
export type StaffRows = { readonly [List in ListName]: readonly StaffTables[List][] };

/** One row put into the store: a new one, or one that takes the place of the row with its id. */
export type Write = {
  readonly [List in ListName]: {
    readonly list: List;
    readonly mode: 'insert' | 'update';
    readonly row: StaffTables[List];
  };
}[ListName];
