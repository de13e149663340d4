import type {
  EnteredMovement,
  MovementFacts,
  PersonStanding,
  RegistryChange,
} from '../../adapters/resident-registry/model.js';
import { MUNICIPALITY } from '../about.js';
import { isMunicipalityCode } from '../text/municipality-code.js';
import { HEAD } from './household.js';
import {
  changesResidence,
  DEPARTURES,
  ENTRIES,
  ITEMS,
  ITEMS_OF,
  JAPANESE,
  kindOf,
  NEWCOMER_ITEMS,
  REASON_OF,
  type MovementInput,
} from './movement-terms.js';
import { textFaults } from './judge-texts.js';
import { movementFault, type MovementFault, type MovementFaultCode } from './movement-texts.js';

/** Everything against a movement, by the registry as it stood at one moment; empty where it may be entered. */
export function judgeMovement(
  input: MovementInput,
  facts: MovementFacts,
  today: string,
): readonly MovementFault[] {
  const items = [...itemFaults(input, facts.person), ...codeFaults(input), ...textFaults(input)];
  const dates = dateFaults(input, facts.person, today);
  return [...items, ...dates, ...kindFaults(input, facts)];
}

const fault = (code: MovementFaultCode, field: string | null = null): readonly MovementFault[] => [
  movementFault(code, field),
];
const NONE: readonly MovementFault[] = [];
const ABROAD = '99999';
/** The legacy systems write days in eras, which begin with the calendar of today. */
const EARLIEST = '1873-01-01';

/** What is missing, and what is none of this kind's (E-IDO-002 has its own say of a move within the city). */
function itemFaults(input: MovementInput, person: PersonStanding | null): readonly MovementFault[] {
  const { needs, may } = ITEMS_OF[input.kind];
  const needed = person === null && ENTRIES.has(input.kind) ? [...needs, ...NEWCOMER_ITEMS] : needs;
  return ITEMS.flatMap((item) => {
    if (input[item] === null) return needed.includes(item) ? fault('ITEM_MISSING', item) : NONE;
    return needs.includes(item) || may.includes(item) ? NONE : fault('ITEM_UNEXPECTED', item);
  });
}

/** A code that was mistyped would stand in the registry, and be asked for records of the person. */
function codeFaults({ otherMunicipality, address }: MovementInput): readonly MovementFault[] {
  const isOther =
    otherMunicipality === null || otherMunicipality === ABROAD || isMunicipalityCode(otherMunicipality);
  const isHere = address === null || isMunicipalityCode(address.municipality);
  return [
    ...(isOther ? NONE : fault('MUNICIPALITY_CODE', 'otherMunicipality')),
    ...(isHere ? NONE : fault('MUNICIPALITY_CODE', 'address.municipality')),
  ];
}

function dateFaults(
  input: MovementInput,
  person: PersonStanding | null,
  today: string,
): readonly MovementFault[] {
  const { kind, movedOn, notifiedOn, birthDate, confirmedOn } = input;
  // A move out is notified before it, with the day that is planned.
  const isLate = kind !== 'MOVE_OUT' && movedOn > notifiedOn;
  const isBeforeBirth =
    birthDate !== null && (kind === 'BIRTH' ? birthDate !== movedOn : birthDate > movedOn);
  const isTooEarly = movedOn < EARLIEST || (person !== null && movedOn < earliestOf(person));
  return [
    ...(notifiedOn > today ? fault('DATE_TO_COME', 'notifiedOn') : NONE),
    // Whoever confirms a move writes of a day that has passed.
    ...(confirmedOn !== null && confirmedOn > today ? fault('DATE_TO_COME', 'confirmedOn') : NONE),
    ...(isLate ? fault('E_IDO_007', 'movedOn') : NONE),
    ...(isTooEarly ? fault('E_IDO_008', 'movedOn') : NONE),
    ...(isBeforeBirth ? fault('E_IDO_017', 'birthDate') : NONE),
  ];
}

/** The day before which nothing can happen to the person any more; empty where no day is known. */
function earliestOf({ status, residentFrom, residentTo }: PersonStanding): string {
  return (status === 'RESIDENT' ? residentFrom : (residentTo ?? residentFrom)) ?? '';
}

function kindFaults(input: MovementInput, facts: MovementFacts): readonly MovementFault[] {
  const { person } = facts;
  if (person !== null && person.status === null) return fault('STATUS_UNREADABLE', 'atenaNumber');
  if (ENTRIES.has(input.kind)) return entryFaults(input, facts);
  if (person === null) return fault('UNKNOWN_PERSON', 'atenaNumber');
  if (DEPARTURES.has(input.kind)) return departureFaults(input, facts, person);
  switch (input.kind) {
    case 'RESTORATION':
      return [...(person.status === 'STRUCK_OFF' ? NONE : fault('E_IDO_006', 'kind')), ...outside(input)];
    case 'MOVE_IN_NOTICE':
      return noticeFaults(input, facts, person);
    case 'CANCELLATION':
      return cancelled(input, facts) === null ? fault('NOTHING_TO_CANCEL', 'cancels') : NONE;
    case 'MERGE':
      return mergeFaults(input, facts, person);
    default:
      return [...residentFaults(person), ...changeFaults(input, facts, person)];
  }
}

function entryFaults(input: MovementInput, facts: MovementFacts): readonly MovementFault[] {
  const { kind, otherMunicipality } = input;
  const { person } = facts;
  const own = otherMunicipality === MUNICIPALITY ? fault('E_IDO_012', 'otherMunicipality') : NONE;
  const rest = [...own, ...outside(input)];
  const isDouble = takenFor(input, facts).length > 0;
  if (kind === 'BIRTH') return person !== null || isDouble ? [...fault('E_IDO_003', 'kind'), ...rest] : rest;
  if (isDouble) return [...fault('E_IDO_015', 'atenaNumber'), ...rest];
  if (person === null) return rest;
  if (person.status === 'RESIDENT') return [...fault('E_IDO_001', 'kind'), ...rest];
  if (person.status === 'DECEASED') return [...fault('DECEASED', 'atenaNumber'), ...rest];
  // The number is somebody else's, whom the newcomer would be taken for.
  const differs = differing(input, person).filter((item) => item === 'birthDate' || item === 'sex');
  return [...(differs.length > 0 ? fault('NUMBER_OF_ANOTHER', 'atenaNumber') : NONE), ...rest];
}

/** Whom a newcomer is taken for (宛名番号): nobody, where whoever enters them says that they are another person. */
export function takenFor(
  { kind, isAnotherPerson }: MovementInput,
  { person, knownAs }: MovementFacts,
): readonly string[] {
  return ENTRIES.has(kind) && person === null && !isAnotherPerson ? knownAs : [];
}

/**
 * Whether what is said of a movement tells if what was typed is so of somebody: their name, birth, sex, nationality or
 * household. Where nothing is done for it, that is a verification of them, or a search for them, and no movement.
 */
export function comparesPersons({
  kind,
  name,
  birthDate,
  sex,
  nationality,
  household,
}: MovementInput): boolean {
  // A household that is said not to change is the one they live in.
  if (kind === 'MERGE' || kind === 'HOUSEHOLD_CHANGE' || ENTRIES.has(kind)) return true;
  const typed = [name, birthDate, sex, nationality, household];
  return kind === 'MOVE_WITHIN' && typed.some((item) => item !== null);
}

function residentFaults({ status }: PersonStanding): readonly MovementFault[] {
  if (status === 'RESIDENT') return NONE;
  return fault(status === 'DECEASED' ? 'DECEASED' : 'NOT_RESIDENT', 'atenaNumber');
}

function departureFaults(
  input: MovementInput,
  facts: MovementFacts,
  person: PersonStanding,
): readonly MovementFault[] {
  const { kind, movedOn, confirmedOn, otherMunicipality } = input;
  const { status } = person;
  const hasSaidSo = status === 'RESIDENT' && openMoveOut(facts) !== null;
  const standing =
    kind === 'MOVE_OUT' && (status === 'MOVED_OUT' || hasSaidSo)
      ? fault('E_IDO_005', 'kind')
      : status === 'RESIDENT'
        ? NONE
        : fault(kind === 'DEATH' ? 'E_IDO_004' : 'NOT_RESIDENT', 'atenaNumber');
  return [
    ...standing,
    ...(status === 'RESIDENT' && leavesHeadless(person, facts, movedOn) ? fault('E_IDO_013', 'kind') : NONE),
    ...(confirmedOn !== null && confirmedOn < movedOn ? fault('E_IDO_011', 'confirmedOn') : NONE),
    ...(otherMunicipality === MUNICIPALITY ? fault('E_IDO_012', 'otherMunicipality') : NONE),
  ];
}

function changeFaults(
  input: MovementInput,
  facts: MovementFacts,
  person: PersonStanding,
): readonly MovementFault[] {
  const { household } = input;
  switch (input.kind) {
    case 'MOVE_WITHIN':
      return [...differing(input, person).flatMap((item) => fault('E_IDO_002', item)), ...outside(input)];
    case 'HOUSEHOLD_CHANGE': {
      if (household === null) return NONE;
      const leaves = household.number !== person.householdNumber;
      if (!leaves && household.relationship === person.relationship) return fault('E_IDO_010', 'household');
      const isHeadless =
        (leaves || household.relationship !== HEAD) && leavesHeadless(person, facts, input.movedOn);
      return isHeadless ? fault('E_IDO_013', 'household') : NONE;
    }
    default: {
      const becomesJapanese = person.nationality !== null && input.nationality === JAPANESE;
      return becomesJapanese && input.name !== null ? NONE : fault('E_IDO_016', 'nationality');
    }
  }
}

function noticeFaults(
  { confirmedOn }: MovementInput,
  facts: MovementFacts,
  { status }: PersonStanding,
): readonly MovementFault[] {
  if (status === 'RESIDENT') return fault('E_IDO_014', 'kind');
  const moveOut = unconfirmed(facts);
  if (moveOut === null) return fault('NO_MOVE_OUT', 'kind');
  return confirmedOn !== null && confirmedOn < (moveOut.planned ?? '')
    ? fault('E_IDO_011', 'confirmedOn')
    : NONE;
}

function mergeFaults(
  { movedOn }: MovementInput,
  facts: MovementFacts,
  person: PersonStanding,
): readonly MovementFault[] {
  const { survivor } = facts;
  if (survivor === null) return fault('UNKNOWN_PERSON', 'mergedInto');
  if (survivor.atenaNumber === person.atenaNumber) return fault('MERGE_SAME', 'mergedInto');
  const unlike = survivor.birthDate !== person.birthDate || survivor.sex !== person.sex;
  if (unlike || person.birthDate === null) return fault('MERGE_UNLIKE', 'mergedInto');
  if (person.status === 'DECEASED' && survivor.status !== 'DECEASED')
    return fault('MERGE_DECEASED', 'mergedInto');
  if (person.status !== 'RESIDENT') return NONE;
  // What stands at the number that goes would be nobody's: a residence, a departure that was announced, a household.
  return [
    ...(leavesHeadless(person, facts, movedOn) ? fault('E_IDO_013', 'kind') : NONE),
    ...(survivor.status === 'RESIDENT' ? NONE : fault('MERGE_RESIDENT', 'mergedInto')),
    ...(openMoveOut(facts) === null ? NONE : fault('MERGE_ANNOUNCED', 'atenaNumber')),
  ];
}

function outside({ address }: MovementInput): readonly MovementFault[] {
  return address !== null && address.municipality !== MUNICIPALITY ? fault('E_IDO_009', 'address') : NONE;
}

/** Items that come with the address and are not as the registry has them. */
function differing(input: MovementInput, person: PersonStanding): readonly string[] {
  const { name, birthDate, sex, nationality, household } = input;
  return [
    ...(name !== null && name.kanji !== person.kanji ? ['name'] : []),
    ...(birthDate !== null && birthDate !== person.birthDate ? ['birthDate'] : []),
    ...(sex !== null && sex !== person.sex ? ['sex'] : []),
    ...(nationality !== null && nationality !== (person.nationality ?? JAPANESE) ? ['nationality'] : []),
    ...(household !== null &&
    (household.number !== person.householdNumber || household.relationship !== person.relationship)
      ? ['household']
      : []),
  ];
}

/** Whether the person is the only head of others who stay. Who has said they leave by that day does not stay. */
function leavesHeadless(
  { relationship }: PersonStanding,
  { housemates }: MovementFacts,
  on: string,
): boolean {
  const staying = housemates.filter(({ leavesOn }) => leavesOn === null || leavesOn > on);
  return relationship === HEAD && staying.length > 0 && !staying.some(({ head }) => head);
}

/** The move out that is announced, and which nothing has followed that begins or ends a residence; null: none. */
function openMoveOut(facts: MovementFacts): EnteredMovement | null {
  const last = lastOfResidence(facts.movements);
  return last?.reason === REASON_OF.MOVE_OUT && last.planned !== null ? last : null;
}

/** The move out that waits for its confirmation, from where the person went. */
export function unconfirmed(facts: MovementFacts): EnteredMovement | null {
  const moveOut = openMoveOut(facts);
  return moveOut?.confirmed === null ? moveOut : null;
}

/** The change that the input cancels: the last that began or ended a residence, and one that ended it. */
export function cancelled(
  { cancels }: MovementInput,
  { intake, movements }: MovementFacts,
): RegistryChange | null {
  const last = lastOfResidence(movements);
  const kind = last === undefined ? null : kindOf(last.reason);
  if (last === undefined || kind === null || !DEPARTURES.has(kind)) return null;
  const { movementNumber } = last;
  const change = intake.find((one) => one.kind === 'MOVEMENT' && one.movementNumber === movementNumber);
  return change?.position === cancels ? change : null;
}

/** Whoever entered it, here or in the registry itself. */
function lastOfResidence(movements: readonly EnteredMovement[]): EnteredMovement | undefined {
  return movements.findLast(({ reason, cancelled: isCancelled }) => !isCancelled && changesResidence(reason));
}
