import type { RegistryChange } from '../../adapters/resident-registry/model.js';
import { addDays } from '../calendar/plain-date.js';
import { DEPARTURES, kindOf, type MovementKind } from './movement-terms.js';
import type { FlagRow, FlagTarget } from './movement-tables.js';

/** What of the flags that are there a change touches, and which it brings. */
export interface FlagChanges {
  readonly withdrawn: readonly FlagRow[];
  /** Withdrawn by what is cancelled now: they stand again. */
  readonly revived: readonly FlagRow[];
  readonly added: readonly FlagRow[];
}

/**
 * What follows from one change, by the flags of the same person. Support measures are none of it: they end by their own
 * days, or where the registry's desk takes them back.
 */
export function flagsOfChange(change: RegistryChange, own: readonly FlagRow[]): FlagChanges {
  const kind = kindOf(change.reason);
  const nothing = { withdrawn: [], revived: [], added: [] };
  switch (change.kind) {
    case 'MOVEMENT':
      if (kind === null) return nothing;
      if (DEPARTURES.has(kind)) return departure(change, kind, own);
      return isReturn(kind) ? { ...nothing, ...returned(change, kind, own) } : nothing;
    case 'CANCELLATION':
      return cancelled(change, kind ?? 'CANCELLATION', own);
    case 'MERGE':
      // The person goes on under the other number.
      return { ...nothing, withdrawn: open(own), added: [flag(change, 'MERGE', 'NUMBERS')] };
    default:
      return nothing;
  }
}

const isReturn = (kind: MovementKind): boolean =>
  kind === 'MOVE_IN' || kind === 'EX_OFFICIO_ENTRY' || kind === 'RESTORATION';

const open = (own: readonly FlagRow[]): readonly FlagRow[] =>
  own.filter(({ state, action }) => state === 'OPEN' && action === 'SET');

/** A departure stands in the place of one that was announced before it: of a planned move, a death. */
function departure(change: RegistryChange, kind: MovementKind, own: readonly FlagRow[]): FlagChanges {
  // Who is called to a vaccination is asked of the registry each time: nothing has to be closed for that (R008, R021).
  const targets: readonly FlagTarget[] = kind === 'MOVE_OUT' ? ['RESIDENCE', 'VRS'] : ['VRS'];
  return {
    withdrawn: open(own),
    revived: [],
    added: targets.map((target) => flag(change, kind, target)),
  };
}

/** Who comes back is followed again, wherever the departure was carried out. */
function returned(
  change: RegistryChange,
  kind: MovementKind,
  own: readonly FlagRow[],
): Pick<FlagChanges, 'added'> {
  const last = own.filter(({ target, state }) => target === 'VRS' && state !== 'WITHDRAWN').at(-1);
  return { added: last?.action === 'SET' ? [flag(change, kind, 'VRS', 'LIFT')] : [] };
}

function cancelled(change: RegistryChange, kind: MovementKind, own: readonly FlagRow[]): FlagChanges {
  const ofIt = own.filter(
    ({ movementNumber, action }) => movementNumber === change.movementNumber && action === 'SET',
  );
  const closed = ofIt.filter(
    ({ target, state }) => target === 'VRS' && state !== 'OPEN' && state !== 'WITHDRAWN',
  );
  return {
    withdrawn: ofIt.filter(({ state }) => state === 'OPEN'),
    revived: own.filter(({ withdrawnBy }) => withdrawnBy !== null && withdrawnBy === change.movementNumber),
    added: closed.map(({ target, state }): FlagRow => ({
      ...flag(change, kind, target, 'LIFT'),
      // What somebody has set there by hand has a name of its own there: they undo it.
      ...(state === 'BY_HAND' && { state }),
    })),
  };
}

function flag(
  { position, movementNumber, atenaNumber, mergedInto, effectiveOn }: RegistryChange,
  kind: MovementKind,
  target: FlagTarget,
  action: FlagRow['action'] = 'SET',
): FlagRow {
  return {
    id: `${position} ${target}`,
    ...{ position, movementNumber, atenaNumber, mergedInto, target, action, kind, effectiveOn },
    // Resident to the end of the planned day.
    dueOn: kind === 'MOVE_OUT' && action === 'SET' ? addDays(effectiveOn, 1) : effectiveOn,
    ...{ state: 'OPEN', endedAt: null, withdrawnBy: null },
  };
}
