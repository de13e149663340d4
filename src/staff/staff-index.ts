import { groupBy } from '../collections/group-by.js';
import type { AccountRow, ContractRow, GrantRow, HoldingRow, RosterRow, StaffRows } from './staff-rows.js';
import { isInForce } from './term.js';

/** The staff of one version of the store, ready to be asked. Never changes. */
export class StaffIndex {
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly contracts: ReadonlyMap<string, ContractRow>;
  private readonly grants: ReadonlyMap<string, readonly GrantRow[]>;
  private readonly lines: ReadonlyMap<string, readonly RosterRow[]>;
  private readonly holdings: ReadonlyMap<string, readonly HoldingRow[]>;

  constructor(readonly rows: StaffRows) {
    this.accounts = new Map(rows.accounts.map((row) => [row.id, row]));
    this.contracts = new Map(rows.contracts.map((row) => [row.id, row]));
    this.grants = groupBy(rows.grants, ({ account }) => account);
    this.lines = groupBy(rows.roster, ({ account }) => account);
    this.holdings = groupBy(rows.holdings, ({ office }) => office);
  }

  grantsOf(account: string): readonly GrantRow[] {
    return this.grants.get(account) ?? [];
  }

  linesOf(account: string): readonly RosterRow[] {
    return this.lines.get(account) ?? [];
  }

  /** All who ever held the office, delegates included. */
  holdingsOf(office: string): readonly HoldingRow[] {
    return this.holdings.get(office) ?? [];
  }

  /**
   * The account's hold on the office on that day, its own before one as a delegate; null for none. A delegate
   * has no more than the holder they act for: their power ends with that holder's office (R015).
   */
  holdingOn(office: string, account: string, day: string): HoldingRow | null {
    const all = this.holdingsOf(office).filter((holding) => isInForce(holding, day));
    const isHolder = (name: string) => all.some((own) => own.account === name && own.delegatedBy === null);
    const mine = all.filter((holding) => holding.account === account);
    return (
      mine.find(({ delegatedBy }) => delegatedBy === null) ??
      mine.find(({ delegatedBy }) => delegatedBy !== null && isHolder(delegatedBy)) ??
      null
    );
  }

  /** Two accounts of one human being, or one and the same. */
  isSamePerson(one: string, other: string): boolean {
    if (one === other) return true;
    const person = this.accounts.get(one)?.personId ?? null;
    return person !== null && isSameNumber(person, this.accounts.get(other)?.personId ?? null);
  }
}

/** One staff number in whatever case: SQL Server compares them so, and so do people. */
export function isSameNumber(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
