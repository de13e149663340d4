import type { Flag, Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import type { SetFlagInput } from './vrs-access.js';
import { vrsFault, type VrsFault } from './vrs-faults.js';

type FlagGiven = Pick<SetFlagInput, 'kind' | 'effectiveOn' | 'planned' | 'movement'>;

/**
 * What speaks against a flag, by the target as the system has it: said at its field, and the same whether the flag is set
 * or only looked at, planned or confirmed.
 */
export function flagFaults(target: Target, given: FlagGiven, today: string): readonly VrsFault[] {
  return [...dayFaults(target, given, today), ...standingFaults(target, given)];
}

/** A cancellation is about a flag that stands. Named by another person's flag, the act would be theirs. */
export function cancelFaults({ flags }: Target, movement: string): readonly VrsFault[] {
  const named = flags.find((flag) => flag.movement === movement);
  if (named === undefined) return [vrsFault('UNKNOWN_RECORD', 'movement')];
  return stands(named) ? [] : [vrsFault('CHANGED_MEANWHILE', 'movement')];
}

/** Somebody may say that they will move; nobody is entered as dead before they are. */
function dayFaults({ born }: Target, { kind, effectiveOn }: FlagGiven, today: string): readonly VrsFault[] {
  const isBeforeBirth = born !== null && effectiveOn < born;
  const isDeathToCome = kind === 'DEATH' && effectiveOn > today;
  return isBeforeBirth || isDeathToCome ? [vrsFault('IMPOSSIBLE_DAY', 'effectiveOn')] : [];
}

function standingFaults({ flags }: Target, given: FlagGiven): readonly VrsFault[] {
  const { kind, planned, movement } = given;
  if (movement === null) {
    const standing = flags.filter(stands);
    if (standing.some((flag) => flag.kind === kind)) return [vrsFault('FLAG_EXISTS', 'kind')];
    // The dead do not move.
    return standing.some((flag) => flag.kind === 'DEATH') ? [vrsFault('NOT_A_TARGET', 'kind')] : [];
  }
  const named = flags.find((flag) => flag.movement === movement);
  if (named === undefined) return [vrsFault('UNKNOWN_RECORD', 'movement')];
  const mayFollow = stands(named) && named.kind === kind && (named.planned || !planned);
  return mayFollow ? [] : [vrsFault('CHANGED_MEANWHILE', 'movement')];
}

const stands = ({ state }: Flag): boolean => state === 'PENDING' || state === 'IN_FORCE';
