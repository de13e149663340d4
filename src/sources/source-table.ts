import { SOURCE_SYSTEMS, type SourceSystem } from '../errors/source-error.js';
import { SOURCE_FACTS, type SourceFacts } from './source-facts.js';
import type { SourcePolicies, SourceState as CircuitName } from './source-policy.js';

/** One source system of this gateway. */
export interface SourceRow extends SourceFacts {
  readonly system: SourceSystem;
  /** Cheapest proof that it answers; rejects with `SourceError`. null: not connected. */
  readonly ping: ((signal: AbortSignal) => Promise<void>) | null;
}

/** A connected system, and whether it answers: its circuit is closed, and it did when it was last asked. */
export interface SourceState {
  readonly system: SourceSystem;
  readonly available: boolean;
}

/** How a system is, for those who look after it. */
export interface SourceHealth {
  readonly system: SourceSystem;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly connected: boolean;
  readonly answers: boolean;
  readonly circuit: CircuitName;
  /** Median of the last answers, milliseconds; null before the first. */
  readonly latencyMs: number | null;
  /** Milliseconds since 1970; null before the first. */
  readonly lastAnswer: number | null;
  /** Longest wait for one try, milliseconds. */
  readonly timeoutMs: number;
}

interface Pinged {
  readonly system: SourceSystem;
  ping(signal: AbortSignal): Promise<void>;
}

/** All source systems, one row each. What has no adapter is a row that is not connected, and is never available. */
export class SourceTable {
  readonly rows: readonly SourceRow[];

  constructor(
    adapters: readonly Pinged[],
    private readonly policies: SourcePolicies,
  ) {
    this.rows = SOURCE_SYSTEMS.map((system) => {
      const adapter = adapters.find((one) => one.system === system);
      const ping = adapter === undefined ? null : (signal: AbortSignal) => adapter.ping(signal);
      return { system, ...SOURCE_FACTS[system], ping };
    });
  }

  /** Of those that are connected. */
  states(): readonly SourceState[] {
    return this.rows.flatMap(({ system, ping }) =>
      ping === null ? [] : [{ system, available: this.policies.answers(system) }],
    );
  }

  /** Of every system, connected or not. */
  health(): readonly SourceHealth[] {
    const { policies } = this;
    return this.rows.map(({ system, nameJa, nameEn, limits, ping }) => ({
      ...{ system, nameJa, nameEn, connected: ping !== null, timeoutMs: limits.timeoutMs },
      answers: ping !== null && policies.answers(system),
      circuit: policies.state(system),
      ...{ latencyMs: policies.latency(system), lastAnswer: policies.lastAnswer(system) },
    }));
  }

  /**
   * Looks again at what has been given up or was last silent: without calls it would be taken for dead for ever. A breaker lets
   * one such call through per `probeAfterMs` and answers all others at once. Settles when all have answered or
   * failed, and never rejects.
   */
  async probe(signal: AbortSignal): Promise<void> {
    const givenUp = this.rows.filter(({ system }) => !this.policies.answers(system));
    await Promise.allSettled(
      givenUp.map(
        ({ system, ping }) => ping && this.policies.guardSource(system, ping, { signal, idempotent: false }),
      ),
    );
  }
}
