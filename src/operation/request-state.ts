import { randomUUID } from 'node:crypto';
import { AccessTrace } from '../audit/access-trace.js';
import type { Circumstances } from '../audit/record.js';
import type { Claims, RequestContext } from '../context.js';
import type { ErrorCode } from '../errors/codes.js';
import type { RequestGuard } from '../guard/request-guard.js';
import { KnownNumbers } from '../guard/tripwire/known-numbers.js';

/** What is known of the operation once its document has been read. */
export interface PlannedOperation {
  readonly documentHash: string;
  readonly operationName: string | null;
}

/**
 * One request from socket to seal. It fills up as the request passes the stages, so that wherever it stops, the outcome
 * says all that was known by then.
 */
export class RequestState {
  readonly id = randomUUID();
  readonly trace = new AccessTrace();
  readonly numbers = new KnownNumbers();
  /** Error codes of the answer, each once. */
  readonly codes = new Set<ErrorCode>();
  claims: Claims | null = null;
  operation: PlannedOperation | null = null;
  context: RequestContext | null = null;
  /** Sequence number of the INTENT. */
  intent: number | null = null;
  /** Exact ground of a refusal, for the log only. */
  detail: string | null = null;

  constructor(
    readonly signal: AbortSignal,
    private readonly policyVersion: string,
  ) {}

  get guard(): RequestGuard | null {
    return this.context?.guard ?? null;
  }

  circumstances(): Circumstances {
    const { claims, operation } = this;
    return {
      request: this.id,
      account: claims?.principal.account ?? null,
      role: claims?.principal.role ?? null,
      purpose: claims?.purpose ?? null,
      case: claims?.caseNumber ?? null,
      zone: claims?.zone ?? null,
      amr: claims?.principal.amr ?? [],
      policyVersion: this.policyVersion,
      document: operation?.documentHash ?? null,
      operationName: operation?.operationName ?? null,
    };
  }
}
