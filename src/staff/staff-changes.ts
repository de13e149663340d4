import type { ActContent } from '../acts/act-content.js';
import { contentHash } from '../acts/act-content.js';
import { actId } from '../acts/act-id.js';
import type { ActRow } from '../acts/act-row.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffRows } from './staff-rows.js';
import type { Change, StaffStore } from './staff-store.js';
import type { StaffDirectory } from './directory.js';
import { rejectChange, type Accepted, type ChangeRule } from './change-rule.js';
import { StaffIndex } from './staff-index.js';
import type { UserFault } from './user-fault.js';

/** How a client asks for a change. */
export interface AskedChange {
  /** Name of the mutation: what the log calls the change. */
  readonly action: string;
  /** The same key with the same input is the same change, made once; null: each call is one of its own. */
  readonly idempotencyKey: string | null;
  /** Everything is judged and nothing is changed. */
  readonly validateOnly: boolean;
  /** What the mutation was given. */
  readonly input: ActContent;
}

/** Which request of which account asks for a change; a command of the operator's sends each once. */
export interface ChangeRequest extends Partial<Omit<AskedChange, 'action'>> {
  readonly action: string;
  readonly request: string;
  readonly account: string;
}

/** `id`: of the row that the answer shows; null where the change was only looked at. */
export type ChangeEnd = { readonly faults: readonly UserFault[] } | { readonly id: string | null };

interface StaffChangesParts {
  readonly store: Pick<StaffStore, 'change'>;
  readonly directory: StaffDirectory;
  readonly audit: Pick<AuditLog, 'seal' | 'append'>;
  readonly policy: () => LoadedPolicy;
  /** A change is in force here: resolves when the other processes that can be told have taken it in. */
  readonly onChanged?: () => Promise<void>;
}

/** Where the staff directory is changed: judged, written, sealed, committed, in force here, in that order. */
export class StaffChanges {
  constructor(private readonly parts: StaffChangesParts) {}

  /**
   * CHANGE is sealed when the rows are written and before they are committed: a change that is in force is in
   * the log. If it cannot be sealed the rows are rolled back and nothing has happened (AUDIT_UNAVAILABLE). The
   * other order could leave a change that nobody has a record of; this one can leave a record of a change that
   * the database then failed to commit, and a second record says so. The client's key is written with the rows, so
   * that a change whose answer was lost is told again and never made twice.
   */
  async change(asked: ChangeRequest, rule: ChangeRule): Promise<ChangeEnd> {
    const { store, directory } = this.parts;
    const act = actOf(asked);
    const changed = await store.change<ChangeEnd>(
      (rows, known) => (known === null ? this.decide(asked, rule, { rows, act }) : toldAgain(known, act)),
      act?.id ?? null,
    );
    if ('id' in changed && changed.id !== null) {
      await directory.refresh();
      await this.parts.onChanged?.();
    }
    return changed;
  }

  private decide(
    asked: ChangeRequest,
    rule: ChangeRule,
    { rows, act }: { readonly rows: StaffRows; readonly act: ActRow | null },
  ): Change<ChangeEnd> {
    const { directory, policy } = this.parts;
    const at = {
      index: new StaffIndex(rows),
      today: directory.today,
      actor: asked.account,
      policy: policy(),
    };
    const judged = rule(at);
    if ('faults' in judged) return { writes: [], result: judged };
    if (asked.validateOnly === true) return { writes: [], result: { id: null } };
    return {
      ...{ writes: judged.writes, result: { id: judged.id } },
      act: act && { ...act, outcome: judged.id },
      ...this.onRecord(asked, judged),
    };
  }

  private onRecord({ request, account, action }: ChangeRequest, { target, facts }: Accepted) {
    const { audit } = this.parts;
    const record = { kind: 'CHANGE', request, account, action, target, facts } as const;
    return {
      beforeCommit: async () => void (await audit.seal(record)),
      onUndone: () => void audit.append({ ...record, facts: { ...facts, undone: 'commit not confirmed' } }),
    };
  }
}

function actOf({
  request,
  account,
  action,
  idempotencyKey = null,
  input = {},
}: ChangeRequest): ActRow | null {
  if (idempotencyKey === null) return null;
  const [id, content] = [actId(account, idempotencyKey), contentHash(input)];
  const at = new Date().toISOString();
  return { id, action, content, requestId: request, facts: null, outcome: null, at };
}

/** Nothing is written: the change has been made, or its key stands for another one. */
function toldAgain(known: ActRow, act: ActRow | null): Change<ChangeEnd> {
  const isSame = known.action === act?.action && known.content === act.content;
  return {
    writes: [],
    result: isSame ? { id: known.outcome } : againstKey(),
  };
}

const againstKey = (): ChangeEnd => rejectChange('KEY_REUSED', 'idempotencyKey');
