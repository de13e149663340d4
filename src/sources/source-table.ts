import { SOURCE_SYSTEMS, type SourceSystem } from '../errors/source-error.js';
import { SOURCE_FACTS, type SourceFacts } from './source-facts.js';
import type { SourcePolicies } from './source-policy.js';

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
