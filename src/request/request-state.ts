import { newId } from '../individual-number/new-id.js';
import { LoopShare } from '../background/loop-turns.js';
import { AccessTrace, type IsShown } from '../audit/record/access-trace.js';
import type { Circumstances } from '../audit/record/record.js';
import type { Claims, RequestContext } from './request-context.js';
import type { ErrorCode } from '../errors/codes.js';
import type { RequestGuard } from '../guard/request-guard.js';
import { KnownNumbers } from '../individual-number/tripwire/known-numbers.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Zone } from '../policy/terms.js';

/** What the work of an operation is counted in, and what refuses it: one and the same. */
export type WorkBudget = 'LARGE' | 'SMALL';

/** What is known of the operation once its document has been read. */
export interface PlannedOperation {
  readonly documentHash: string;
  readonly operationName: string | null;
}

/**
 * One request from socket to seal. It fills up as the request passes the stages, so that wherever it stops, the
 * outcome says all that was known by then.
 */
export class RequestState {
  readonly id = newId();
  readonly trace = new AccessTrace();
  readonly numbers = new KnownNumbers();
  /** Error codes of the answer, each once. */
  readonly codes = new Set<ErrorCode>();
  /** From where the request comes, and as which account of the directory it was turned away; before there are claims. */
  door: { readonly zone: Zone | null; readonly account: string | null } = { zone: null, account: null };
  claims: Claims | null = null;
  /** The session's name in the log; null before it is known, and for a machine. */
  session: string | null = null;
  /** When the session runs out if the user does nothing more; null where there is none, or no longer. */
  sessionEnds: Date | null = null;
  operation: PlannedOperation | null = null;
  /** As resolvers see them; null before they are read, and where they do not fit their types. */
  variables: Readonly<Record<string, unknown>> | null = null;
  /** Who carries the operation out; null where none was. */
  executedBy: 'compiled' | 'graphql-js' | null = null;
  context: RequestContext | null = null;
  /** Sequence number of the INTENT. */
  intent: number | null = null;
  /**
   * The operation reaches nothing about a resident and changes nothing: the graph about itself, the caller's
   * own menus. Such an answer is given though the log cannot be sealed; nothing else is.
   */
  impersonal = false;
  /** What its work is counted in; null as long as it was not asked whether there is room for it. */
  workBudget: WorkBudget | null = null;
  /** How long databases worked for this operation, milliseconds. */
  workMs = 0;
  /** How long this process read and validated a document that it did not know, milliseconds. */
  documentMs = 0;
  /** What gives on the turns that this request holds. */
  private readonly turns: (() => void)[] = [];
  /** Exact ground of a refusal, for the log only. */
  detail: string | null = null;

  constructor(
    readonly signal: AbortSignal,
    /** The policy of this request, from its door to its seal. */
    readonly policy: LoadedPolicy,
  ) {}

  get guard(): RequestGuard | null {
    return this.context?.guard ?? null;
  }

  /** What this operation has of the event loop; one of its own where it has not begun. */
  get loop(): LoopShare {
    return this.guard?.loop ?? new LoopShare();
  }

  /** @param leave gives the turn on; called when the reply is sealed */
  holdTurn(leave: () => void): void {
    this.turns.push(leave);
  }

  leaveTurns(): void {
    for (const leave of this.turns.splice(0)) leave();
  }

  /**
   * A field whose arguments could not be read never reached its guard. Only root fields have arguments that
   * must not be null.
   */
  recordUnresolved(path: readonly (string | number)[], reason: string): void {
    const [key = ''] = path;
    const coordinate = this.guard?.roots.get(String(key));
    if (coordinate === undefined || path.length > 1) return;
    this.trace.record(coordinate, { prev: undefined, key, typename: undefined }, null, 'FAILED', reason);
  }

  /**
   * Waits until every resolver that has begun has ended, whatever became of the answer; only then is the trace
   * whole.
   */
  async ended(): Promise<void> {
    await this.guard?.calls.allEnded();
    this.trace.nameThoseRead();
  }

  /** What was read and the answer does not hold is on record as read and not shown. */
  hide(isShown: IsShown, ground: string): Promise<void> {
    return this.loop.take(this.trace.hide(isShown, ground));
  }

  /** Nothing of the answer leaves after all. */
  withdraw(reason: string): Promise<void> {
    this.detail = reason;
    return this.hide(() => false, reason);
  }

  circumstances(): Circumstances {
    const { claims, door, operation } = this;
    return {
      request: this.id,
      account: claims?.principal.account ?? door.account,
      role: claims?.principal.role ?? null,
      purpose: claims?.purpose ?? null,
      case: claims?.caseNumber ?? null,
      zone: claims?.zone ?? door.zone,
      amr: claims?.principal.amr ?? [],
      policyVersion: this.policy.version,
      document: operation?.documentHash ?? null,
      operationName: operation?.operationName ?? null,
    };
  }
}
