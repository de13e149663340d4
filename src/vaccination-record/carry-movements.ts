import type { MovementStore } from '../movements/movement-store.js';
import type { FlagRow } from '../movements/movement-tables.js';
import type { Carried, FlagCarrier, MovementEvent } from './movement-flags.js';

export interface CarryMovementsParts {
  readonly movements: Pick<MovementStore, 'due' | 'beginFlag' | 'end'>;
  readonly carrier: Pick<FlagCarrier, 'carry' | 'isAway'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** UTC. */
  readonly now: () => string;
  /** Told of each flag that somebody has to look at: its place in the order of changes, and why. */
  readonly onByHand: (position: number, why: Carried | 'REGISTER_ANEW') => void;
}

/** Flags looked at in one turn. */
const MOST = 500;

/**
 * Carries what follows from movements to the vaccination record system (R008, R021): each flag from its day on, once,
 * those of one person in their order. Each is noted as begun before the system may hear of it and as done when it has it,
 * so that a gateway that dies anywhere goes on with it, and a movement that is cancelled meanwhile is undone there too.
 *
 * A person who came back has to be registered anew, with a coupon, which a clerk does; and what the system refuses is for
 * somebody to look at. Both are told and then left: the refusal stands in the access log as the act's outcome.
 *
 * @returns how many ended; rejects with the first fault when all were tried, and those go on with the next turn
 */
export async function carryMovements(parts: CarryMovementsParts, signal: AbortSignal): Promise<number> {
  const { movements, today } = parts;
  let ended = 0;
  let fault: unknown = null;
  const waiting = new Set<string>();
  for (const flag of await movements.due(['VRS'], today, MOST)) {
    // What comes after a flag that could not be carried would be overtaken by it.
    if (waiting.has(flag.atenaNumber)) continue;
    try {
      await carry(parts, flag, signal);
      ended += 1;
    } catch (error) {
      fault ??= error;
      waiting.add(flag.atenaNumber);
    }
  }
  if (fault !== null) throw fault;
  return ended;
}

async function carry(parts: CarryMovementsParts, flag: FlagRow, signal: AbortSignal): Promise<void> {
  const { movements, carrier, now, onByHand } = parts;
  if (!(await movements.beginFlag(flag.id))) return;
  const event = eventOf(flag);
  if (event === null) {
    const isAway = await carrier.isAway(flag.atenaNumber, signal);
    if (isAway) onByHand(flag.position, 'REGISTER_ANEW');
    return movements.end(flag.id, now(), isAway ? 'BY_HAND' : 'DONE');
  }
  const came = await carrier.carry(event, signal);
  const isThere = came === 'DONE' || came === 'UNCHANGED' || came === 'NO_TARGET';
  if (!isThere) onByHand(flag.position, came);
  await movements.end(flag.id, now(), isThere ? 'DONE' : 'BY_HAND');
}

/** Kinds of movement under which a person who had left is here again. */
const RETURNS: ReadonlySet<string> = new Set(['MOVE_IN', 'EX_OFFICIO_ENTRY', 'RESTORATION']);

/** null: the person is back, which no flag says. */
function eventOf({ movementNumber, atenaNumber, action, kind, dueOn }: FlagRow): MovementEvent | null {
  if (action === 'LIFT' && RETURNS.has(kind)) return null;
  return {
    id: `JUKI_IDO ${movementNumber}`,
    atenaNumber,
    // The system knows two kinds: whoever is no resident any more and lives has moved out.
    kind: kind === 'DEATH' ? 'DEATH' : 'MOVE_OUT',
    effectiveOn: dueOn,
    // Its day has come.
    planned: false,
    cancelled: action === 'LIFT',
  };
}
