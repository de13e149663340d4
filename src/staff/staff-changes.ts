import type { AuditLog } from '../audit/audit-log.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffStore } from './staff-store.js';
import type { StaffDirectory } from './directory.js';
import type { ChangeRule, ChangeResult } from './change-rule.js';
import { StaffIndex } from './staff-index.js';

/** Which request of which account asks for a change, and what it is called. */
export interface ChangeRequest {
  readonly request: string;
  readonly account: string;
  /** Name of the mutation. */
  readonly action: string;
}

interface StaffChangesParts {
  readonly store: Pick<StaffStore, 'change'>;
  readonly directory: StaffDirectory;
  readonly audit: Pick<AuditLog, 'seal' | 'append'>;
  readonly policy: () => LoadedPolicy;
}

/** Where the staff directory is changed: judged, written, sealed, committed, in force here, in that order. */
export class StaffChanges {
  constructor(private readonly parts: StaffChangesParts) {}

  /**
   * CHANGE is sealed when the rows are written and before they are committed: a change that is in force is in
   * the log. If it cannot be sealed the rows are rolled back and nothing has happened (AUDIT_UNAVAILABLE). The
   * other order could leave a change that nobody has a record of; this one can leave a record of a change that
   * the database then failed to commit, and a second record says so.
   */
  async change({ request, account, action }: ChangeRequest, rule: ChangeRule): Promise<ChangeResult> {
    const { store, directory, audit, policy } = this.parts;
    const changed = await store.change<ChangeResult>((rows) => {
      const context = {
        index: new StaffIndex(rows),
        today: directory.today,
        actor: account,
        policy: policy(),
      };
      const result = rule(context);
      if ('faults' in result) return { writes: [], result };
      const { writes, target, facts } = result;
      const record = { kind: 'CHANGE', request, account, action, target, facts } as const;
      return {
        writes,
        result,
        beforeCommit: async () => void (await audit.seal(record)),
        onUndone: () => void audit.append({ ...record, facts: { ...facts, undone: 'commit not confirmed' } }),
      };
    });
    if (!('faults' in changed)) await directory.refresh();
    return changed;
  }
}
