import type { AskedChange, ChangeEnd, StaffChanges } from './staff-changes.js';
import type { StaffDirectory } from './directory.js';
import { expiringIn, type Expiry } from './expiry.js';
import { indexAsOf } from './as-of.js';
import { concernedBy, type ChangeArguments } from './concerned.js';
import type { ChangeRule } from './change-rule.js';
import {
  dated,
  viewAccount,
  viewContract,
  viewGrant,
  viewMenus,
  type AccountView,
  type ContractView,
  type GrantView,
  type HoldingView,
  type ViewContext,
  type MenuView,
  type RosterLineView,
} from './views.js';

interface AccessParts {
  readonly directory: StaffDirectory;
  readonly changes: StaffChanges;
  /** Id of the request, and the account that makes it. */
  readonly request: string;
  readonly account: string;
}

/** The staff directory as one request may use it: what stands there, and changes in its own name. */
export class StaffAccess {
  constructor(private readonly parts: AccessParts) {}

  accounts(): readonly AccountView[] {
    return this.viewContext.index.rows.accounts.map((row) => viewAccount(row, this.viewContext));
  }

  /** As it stands today, or on another day as far as the directory knows it. */
  account(id: string, day: string | null = null): AccountView | null {
    const row = this.viewContext.index.accounts.get(id);
    const { index, today, ...rest } = this.viewContext;
    const at = day === null ? { index, today } : { index: indexAsOf(index, day), today: day };
    return row === undefined ? null : viewAccount(row, { ...rest, ...at });
  }

  grants(account: string): readonly GrantView[] {
    return this.viewContext.index.grantsOf(account).map((grant) => viewGrant(grant, this.viewContext));
  }

  grant(id: string): GrantView | null {
    const row = this.viewContext.index.rows.grants.find((grant) => grant.id === id);
    return row === undefined ? null : viewGrant(row, this.viewContext);
  }

  menus(): readonly MenuView[] {
    return viewMenus(this.viewContext);
  }

  holding(id: string): HoldingView | null {
    const row = this.viewContext.index.rows.holdings.find((holding) => holding.id === id);
    return row === undefined ? null : dated(row, this.viewContext.today);
  }

  contracts(): readonly ContractView[] {
    return this.viewContext.index.rows.contracts.map((row) => viewContract(row, this.viewContext));
  }

  /** What is in force and ends within so many days, soonest first. */
  expiring(days: number): readonly Expiry[] {
    return expiringIn(this.viewContext, days);
  }

  contract(id: string): ContractView | null {
    const row = this.viewContext.index.contracts.get(id);
    return row === undefined ? null : viewContract(row, this.viewContext);
  }

  rosterLine(id: string): RosterLineView | null {
    const row = this.viewContext.index.rows.roster.find((line) => line.id === id);
    return row === undefined ? null : dated(row, this.viewContext.today);
  }

  change(asked: AskedChange, rule: ChangeRule): Promise<ChangeEnd> {
    const { changes, request, account } = this.parts;
    return changes.change({ ...asked, request, account }, rule);
  }

  /** Whom and what a mutation's arguments were about, as far as the directory knows it: for the record of a refusal. */
  concerned(args: ChangeArguments): readonly string[] {
    return concernedBy(this.viewContext.index, args);
  }

  /** The directory as it is now: after a change, with that change. */
  private get viewContext(): ViewContext {
    const { index, purposes, today } = this.parts.directory;
    return { index, purposes, today };
  }
}
