import type {
  MovementFacts,
  MovementWrite,
  PersonChange,
  PersonStanding,
  ResidentStatus,
} from '../../adapters/resident-registry/model.js';
import { cancelled, unconfirmed } from './judge-movement.js';
import { DEPARTURES, ENTRIES, JAPANESE, REASON_OF, type MovementInput } from './movement-terms.js';

/** What of a person is told before and after a movement; days are `YYYY-MM-DD`. */
export interface Standing {
  readonly status: ResidentStatus | null;
  readonly residentSince: string | null;
  readonly residentUntil: string | null;
}

export interface PlannedMovement {
  readonly write: MovementWrite;
  /** null: the registry did not have the person. */
  readonly before: Standing | null;
  readonly after: Standing;
}

/** What a movement that nothing speaks against writes into the registry. */
export function planMovement(
  { id, atenaNumber, today }: { readonly id: string; readonly atenaNumber: string; readonly today: string },
  input: MovementInput,
  facts: MovementFacts,
): PlannedMovement {
  const { person } = facts;
  const becomes = becomesOf(input, facts, today);
  const undone = input.kind === 'CANCELLATION' ? cancelled(input, facts) : null;
  const write: MovementWrite = {
    id,
    after: facts.position,
    atenaNumber,
    kind: input.kind === 'CANCELLATION' ? 'CANCELLATION' : input.kind === 'MERGE' ? 'MERGE' : 'MOVEMENT',
    reason: input.kind === 'CANCELLATION' ? (undone?.reason ?? '') : REASON_OF[input.kind],
    effectiveOn: input.kind === 'MOVE_IN_NOTICE' ? (input.confirmedOn ?? input.movedOn) : input.movedOn,
    mergedInto: facts.survivor?.atenaNumber ?? null,
    enters: entersOf(input),
    changes: changesOf(input, facts),
    person: becomes === null ? null : { was: person?.status ?? null, becomes },
  };
  const before = person === null ? null : standingOf(person);
  return { write, before, after: afterOf(before, becomes ?? {}) };
}

function entersOf({
  kind,
  movedOn,
  notifiedOn,
  otherMunicipality,
  confirmedOn,
}: MovementInput): MovementWrite['enters'] {
  // These two change a row that is there.
  if (kind === 'CANCELLATION' || kind === 'MOVE_IN_NOTICE') return null;
  return {
    ...{ day: movedOn, notified: notifiedOn, otherMunicipality },
    planned: kind === 'MOVE_OUT' ? movedOn : null,
    confirmed: confirmedOn,
  };
}

function changesOf(input: MovementInput, facts: MovementFacts): MovementWrite['changes'] {
  const change = (movementNumber: number | null | undefined, confirmedOn: string | null) =>
    movementNumber == null ? null : { movementNumber, confirmedOn };
  if (input.kind === 'CANCELLATION') return change(cancelled(input, facts)?.movementNumber, null);
  if (input.kind !== 'MOVE_IN_NOTICE') return null;
  return change(unconfirmed(facts)?.movementNumber, input.confirmedOn);
}

/** null: the person's row stays as it is, until the planned day has passed or for good. */
function becomesOf(input: MovementInput, facts: MovementFacts, today: string): PersonChange | null {
  const { kind, movedOn } = input;
  const status = DEPARTURES.get(kind);
  if (status !== undefined)
    return kind === 'MOVE_OUT' && movedOn >= today ? null : { status, residentTo: movedOn };
  const items = itemsOf(input);
  if (ENTRIES.has(kind) || kind === 'RESTORATION') {
    const since = kind === 'RESTORATION' ? {} : { residentFrom: movedOn };
    return { ...items, ...since, status: 'RESIDENT', residentTo: null };
  }
  switch (kind) {
    case 'CANCELLATION':
      // Where the day had not passed yet, there is nothing to take back.
      return facts.person?.status === 'RESIDENT' ? null : { status: 'RESIDENT', residentTo: null };
    case 'MERGE':
      return { status: 'STRUCK_OFF', residentTo: movedOn };
    case 'MOVE_IN_NOTICE':
      return null;
    case 'MOVE_WITHIN':
      // The rest came along unchanged.
      return { address: items.address };
    default:
      return items;
  }
}

function itemsOf({ name, birthDate, sex, nationality, address, household }: MovementInput): PersonChange {
  return {
    ...(name !== null && { name }),
    ...(birthDate !== null && { birthDate }),
    ...(sex !== null && { sex }),
    ...(nationality !== null && { nationality: nationality === JAPANESE ? null : nationality }),
    ...(address !== null && { address }),
    ...(household !== null && { household }),
  };
}

function standingOf({ status, residentFrom, residentTo }: PersonStanding): Standing {
  return { status, residentSince: residentFrom, residentUntil: status === 'RESIDENT' ? null : residentTo };
}

function afterOf(before: Standing | null, { status, residentFrom, residentTo }: PersonChange): Standing {
  return {
    status: status ?? before?.status ?? null,
    residentSince: residentFrom ?? before?.residentSince ?? null,
    residentUntil: residentTo === undefined ? (before?.residentUntil ?? null) : residentTo,
  };
}
