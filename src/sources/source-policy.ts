import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  retry,
  type CircuitBreakerPolicy,
  type RetryPolicy,
} from 'cockatiel';
import { SourceError, type SourceSystem } from '../errors/source-error.js';

/** How long a source is waited for and when it is given up for a while. */
export interface SourceLimits {
  /** Longest wait for one try, milliseconds. */
  readonly timeoutMs: number;
  /** This many failed tries without an answer between them open the circuit. */
  readonly failuresToOpen: number;
  /** How long an open circuit answers at once before one call is let through as a probe, milliseconds. */
  readonly probeAfterMs: number;
  /** Further tries of an idempotent call. */
  readonly retries: number;
}

export const DEFAULT_LIMITS: SourceLimits = {
  timeoutMs: 3000,
  failuresToOpen: 5,
  probeAfterMs: 10_000,
  retries: 1,
};

/** CLOSED: in use. OPEN: given up for a while. HALF_OPEN: the probe is under way. */
export const CIRCUIT_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type SourceState = (typeof CIRCUIT_STATES)[number];

export interface GuardedCall {
  /** Ends the wait when the caller hangs up or the request's deadline passes. */
  readonly signal: AbortSignal;
  /**
   * Only then a failed try may be repeated: a permit is good for one inquiry, and the other side records each
   * (R187).
   */
  readonly idempotent: boolean;
}

/** Answers whose median tells how quick a system is now. */
const LATENCIES = 32;

interface SourceParts {
  readonly timeoutMs: number;
  readonly breaker: CircuitBreakerPolicy;
  readonly retry: RetryPolicy;
  /** It was silent, and has not answered since. */
  troubled: boolean;
}

/**
 * The system did not answer at all. A wrong answer (CORRUPT, FAILED) or a caller who left says nothing about
 * its life.
 */
const isSilence = (error: unknown): error is SourceError =>
  error instanceof SourceError && (error.kind === 'UNREACHABLE' || error.kind === 'TIMEOUT');

/**
 * Timeout, circuit breaker and retry around every call into a source system, one set per system for the life of the
 * process. Made once at the root; adapters know nothing of it.
 */
export class SourcePolicies {
  private readonly parts = new Map<SourceSystem, SourceParts>();
  private readonly answeredAt = new Map<SourceSystem, number>();
  /** How long the last answers took, milliseconds, the newest last. */
  private readonly took = new Map<SourceSystem, number[]>();
  /** Systems whose last try brought no answer. */
  private readonly silent = new Set<SourceSystem>();

  constructor(
    private readonly limits: (system: SourceSystem) => SourceLimits = () => DEFAULT_LIMITS,
    private readonly onState: (system: SourceSystem, state: SourceState) => void = () => undefined,
    /** Milliseconds since 1970, for what people are told: nothing is measured by it. */
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Calls `fn` with a signal it must obey. Rejects with `SourceError` TIMEOUT, ABORTED, or UNREACHABLE (at once
   * while the circuit is open); what `fn` itself rejects with passes through, so that a fault of ours is not
   * taken for an outage.
   */
  async guardSource<T>(
    system: SourceSystem,
    fn: (signal: AbortSignal) => Promise<T>,
    call: GuardedCall,
  ): Promise<T> {
    const parts = this.partsOf(system);
    const { breaker, retry } = parts;
    let failed: SourceError | null = null;
    if (breaker.state === CircuitState.Closed && !parts.troubled && !call.signal.aborted) {
      const first = await this.tryFirst(system, fn, call.signal);
      if (!('failed' in first)) return first.answer;
      failed = first.failed;
    }
    const once = async (): Promise<T> => {
      if (failed !== null) {
        const error = failed;
        failed = null;
        return breaker.state === CircuitState.Closed
          ? breaker.execute(() => Promise.reject(error))
          : Promise.reject(error);
      }
      if (call.signal.aborted) throw new SourceError(system, 'ABORTED');
      // While a probe is under way cockatiel lets the others wait for it, deaf to their signals. They are told
      // at once.
      if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
      const answer = await breaker.execute(() => this.attempt(system, fn, call.signal));
      parts.troubled = false;
      return answer;
    };
    try {
      return await (call.idempotent ? retry.execute(once, call.signal) : once());
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new SourceError(system, 'UNREACHABLE');
      throw error;
    }
  }

  /**
   * A first try of a system that has answered every time since its circuit was closed: an answer changes nothing for breaker
   * and retry, which take many promises for each call, so they are told of silence alone.
   */
  private async tryFirst<T>(
    system: SourceSystem,
    fn: (signal: AbortSignal) => Promise<T>,
    caller: AbortSignal,
  ): Promise<{ readonly answer: T } | { readonly failed: SourceError }> {
    const parts = this.partsOf(system);
    try {
      const answer = await this.attempt(system, fn, caller);
      // Another call met silence meanwhile.
      if (parts.troubled && parts.breaker.state === CircuitState.Closed) {
        await parts.breaker.execute(() => answer);
        parts.troubled = false;
      }
      return { answer };
    } catch (error) {
      if (!isSilence(error)) throw error;
      parts.troubled = true;
      return { failed: error };
    }
  }

  /** An open circuit stays OPEN until somebody calls; `/readyz` does so with a ping. */
  state(system: SourceSystem): SourceState {
    return stateName(this.parts.get(system)?.breaker.state ?? CircuitState.Closed);
  }

  /** Its circuit is closed, and it was not silent when it was last asked. */
  answers(system: SourceSystem): boolean {
    return this.state(system) === 'CLOSED' && !this.silent.has(system);
  }

  /** When the system last answered, milliseconds since 1970; null when it has not yet. */
  lastAnswer(system: SourceSystem): number | null {
    return this.answeredAt.get(system) ?? null;
  }

  /** Median of the last answers, milliseconds; null where there is none yet. */
  latency(system: SourceSystem): number | null {
    const sorted = [...(this.took.get(system) ?? [])].sort((one, other) => one - other);
    return sorted[sorted.length >> 1] ?? null;
  }

  private async attempt<T>(
    system: SourceSystem,
    fn: (signal: AbortSignal) => Promise<T>,
    caller: AbortSignal,
  ): Promise<T> {
    const begun = performance.now();
    try {
      const answer = await within(this.partsOf(system).timeoutMs, caller, fn);
      this.answeredAt.set(system, this.now());
      this.tookSo(system, performance.now() - begun);
      this.silent.delete(system);
      return answer;
    } catch (thrown) {
      const error = settled(system, thrown, caller);
      if (isSilence(error)) this.silent.add(system);
      throw error;
    }
  }

  private tookSo(system: SourceSystem, milliseconds: number): void {
    const times = this.took.get(system);
    if (times === undefined) this.took.set(system, [milliseconds]);
    else if (times.push(milliseconds) > LATENCIES) times.shift();
  }

  private partsOf(system: SourceSystem): SourceParts {
    const known = this.parts.get(system);
    if (known) return known;
    const made = makeParts(this.limits(system));
    made.breaker.onStateChange((state) => this.onState(system, stateName(state)));
    this.parts.set(system, made);
    return made;
  }
}

/** The adapter's own ABORTED and the timeout race after either signal: the caller's signal settles who it was. */
function settled(system: SourceSystem, error: unknown, caller: AbortSignal): unknown {
  const stopped = error === STOPPED || (error instanceof SourceError && error.kind === 'ABORTED');
  return stopped ? new SourceError(system, caller.aborted ? 'ABORTED' : 'TIMEOUT') : error;
}

/** What a call is stopped with, by its time limit or by the caller's leaving. Made once: nobody reads where. */
const STOPPED = new Error('stopped');

/**
 * What `call` comes to within the time; rejects with STOPPED when the time is over or the caller leaves, without waiting
 * for it, and its signal is aborted then. By hand: most calls end well, and a library aborts the signal of each.
 */
function within<T>(
  milliseconds: number,
  caller: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      caller.removeEventListener('abort', stop);
    };
    const stop = (): void => {
      end();
      limit.abort(STOPPED);
      reject(STOPPED);
    };
    const timer = setTimeout(stop, milliseconds);
    caller.addEventListener('abort', stop);
    const begun = async (): Promise<T> => call(limit.signal);
    begun().finally(end).then(resolve, reject);
  });
}

function makeParts(limits: SourceLimits): SourceParts {
  const breaker: CircuitBreakerPolicy = circuitBreaker(
    // cockatiel closes the circuit on any error it does not handle; a probe whose caller left has proved nothing.
    handleWhen((error) => isSilence(error) || (breaker.state === CircuitState.HalfOpen && isAbort(error))),
    { breaker: new ConsecutiveBreaker(limits.failuresToOpen), halfOpenAfter: limits.probeAfterMs },
  );
  return {
    timeoutMs: limits.timeoutMs,
    troubled: false,
    breaker,
    retry: retry(handleWhen(isSilence), {
      maxAttempts: limits.retries,
      backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }),
    }),
  };
}

function isAbort(error: Error): boolean {
  return error instanceof SourceError && error.kind === 'ABORTED';
}

function stateName(state: CircuitState): SourceState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}
