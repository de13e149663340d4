import { NamedBy } from '../acts/named-by.js';
import type { DoseContent } from '../../adapters/health-management/model.js';
import type { ChangeView, RecordAccess, RecordResult } from '../immunization-records/record-access.js';

/** One change of the ledger that a decision asks for. */
export type LedgerChange =
  | {
      readonly is: 'CORRECT';
      readonly id: string;
      readonly version: number;
      readonly changes: Partial<DoseContent>;
    }
  | { readonly is: 'WITHDRAW'; readonly id: string; readonly version: number }
  | { readonly is: 'RECORD'; readonly content: DoseContent };

export interface LedgerOrder {
  /** The same for the same change, however often it is ordered. */
  readonly key: string;
  readonly atenaNumber: string;
  readonly change: LedgerChange;
  /** In fixed words; with who approved it. */
  readonly reason: string;
  /** Accounts of whoever proposed the decision and of whoever approved it: two persons. */
  readonly proposedBy: string;
  readonly approvedBy: string;
}

/** Changes the ledger; null when it is done, else a code of why it was refused. Locked from then on. */
export type CorrectLedger = (order: LedgerOrder) => Promise<string | null>;

/**
 * Through the records desk: its history keeps before and after, reason and accounts, and its lock is what later imports
 * do not overwrite. Where the desk itself wants an approver, the decision's own approves there.
 * @param deskOf the desk in the name of an account
 */
export function correctByDesk(deskOf: (account: string) => RecordAccess): CorrectLedger {
  return async (order) => {
    const asked = await ask(deskOf(order.proposedBy), order);
    const refused = codeOf(asked);
    if (refused !== null) return refused;
    const { change } = asked;
    if (change?.state !== 'AWAITING_APPROVAL') return endOf(change);
    const decided = await deskOf(order.approvedBy).decide({
      ...{ idempotencyKey: `${order.key}-ok`, validateOnly: false, ...named(order) },
      ...{ id: change.id, contentHash: change.contentHash ?? '', approve: true },
    });
    return codeOf(decided) ?? endOf(decided.change);
  };
}

function ask(desk: RecordAccess, { key, atenaNumber, change, reason }: LedgerOrder): Promise<RecordResult> {
  const act = { idempotencyKey: key, validateOnly: false, way: 'PAPER', reason } as const;
  const given = { ...act, ...named({ atenaNumber }) };
  switch (change.is) {
    case 'CORRECT':
      return desk.correct({
        ...given,
        id: change.id,
        version: String(change.version),
        changes: change.changes,
      });
    case 'WITHDRAW':
      return desk.withdraw({ ...given, id: change.id, version: String(change.version) });
    case 'RECORD':
      return desk.record({ ...given, content: change.content, origin: 'HERE', evidence: null, coupon: null });
  }
}

/** By the number under which the decision was made. */
const named = ({ atenaNumber }: Pick<LedgerOrder, 'atenaNumber'>) => ({
  atenaNumber,
  namedBy: NamedBy.person({ atenaNumber }),
});

const codeOf = ({ faults: [fault] }: RecordResult): string | null => fault?.code ?? null;

const endOf = (change: ChangeView | null): string | null =>
  change === null || change.state === 'DONE' ? null : change.state;
