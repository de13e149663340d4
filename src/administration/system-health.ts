import type { FreeSpace } from '../audit/journal/free-space.js';
import type { Clock } from '../calendar/clock.js';
import {
  SHARED_STATES,
  type SharedState,
  type SharedStateProbe,
} from '../shared-state/shared-state-probe.js';
import { CIRCUIT_STATES } from '../sources/source-policy.js';
import type { SourceHealth, SourceTable } from '../sources/source-table.js';

/** How shared state and circuits can be. */
export const HEALTH_TERMS = { shared: SHARED_STATES, circuit: CIRCUIT_STATES } as const;

/** What the gateway stands on, as the replica that answers sees it. Nothing of anybody. */
export interface SystemHealthView {
  readonly sources: readonly SourceHealth[];
  readonly sessions: SharedState;
  /** By how much the store of sessions is ahead of this machine's clock, milliseconds; null where it has no clock of its own. */
  readonly sessionClockAheadMs: number | null;
  /** UTC, and the day in Japan that everything is judged by. */
  readonly now: string;
  readonly today: string;
  /** The day was set and is not the machine's: never in production. */
  readonly dayIsSet: boolean;
  /** Bytes left on the scarcest disk of the log; null where it does not say. */
  readonly freeBytes: number | null;
  readonly spaceIsLow: boolean;
}

export interface SystemHealthParts {
  readonly sourceTable: Pick<SourceTable, 'health' | 'probe'>;
  readonly shared: Pick<SharedStateProbe, 'state' | 'clockAhead'>;
  readonly clock: Clock;
  readonly space: Pick<FreeSpace, 'bytes' | 'low'>;
}

/** A source that was given up is asked again, so that it is found without anybody's question; nobody waits for that. */
export async function systemHealth({
  sourceTable,
  shared,
  clock,
  space,
}: SystemHealthParts): Promise<SystemHealthView> {
  const [sessions, sessionClockAheadMs] = await Promise.all([shared.state(), shared.clockAhead()]);
  const sources = sourceTable.health();
  void sourceTable.probe(new AbortController().signal);
  return {
    ...{ sources, sessions, sessionClockAheadMs, dayIsSet: clock.isSet },
    ...{ now: clock.now().toISOString(), today: clock.today() },
    ...{ freeBytes: space.bytes(), spaceIsLow: space.low() },
  };
}
