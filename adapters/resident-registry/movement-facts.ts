import { In, type EntityManager } from 'typeorm';
import { parseCompactDate } from '../legacy/legacy-date.js';
import type { Row } from '../database.js';
import { HEAD_OF_HOUSEHOLD, INTAKE_KINDS, codeOf, SEXES, STATUSES } from './codes.js';
import { INTAKE, MOVEMENT, RESIDENT } from './entities.js';
import type {
  EnteredMovement,
  MovementFacts,
  MovementQuestion,
  PersonStanding,
  RegistryChange,
  TakenIn,
} from './model.js';

/** Codes of 異動事由 come with two digits or with three: 10 and 010 are one. */
export const reasonOf = (code: string): string => code.trim().replace(/^0(?=\d\d$)/, '');

const MOVE_OUT = '20';
/** Codes under which a residence begins or ends. */
const RESIDENCE = /^(1[0-25]|2[0-4])$/;
const RESIDENT_CODE = '1';
const CANCELLED = '1';
/** What a person is judged by. The address is none of it. */
const STANDING = Object.fromEntries(
  [
    ...['atenaNumber', 'municipality', 'status', 'residentFrom', 'residentTo', 'kanji', 'birth', 'sex'],
    ...['nationality', 'householdNumber', 'relationship'],
  ].map((property) => [property, true]),
);
/** Nobody moves as often. */
const MOST = 1_000;

/** Within one transaction, so that all of it is of one moment. */
export async function readFacts(
  manager: EntityManager,
  municipality: string,
  question: MovementQuestion,
): Promise<MovementFacts> {
  const { id, atenaNumber, mergedInto, newcomer } = question;
  const person = await standingOf(manager, municipality, atenaNumber);
  return {
    position: await lastPosition(manager),
    taken: await takenIn(manager, id),
    person,
    survivor: mergedInto === null ? null : await standingOf(manager, municipality, mergedInto),
    movements: await movementsOf(manager, atenaNumber),
    intake: await intakeOf(manager, atenaNumber),
    housemates: person === null ? [] : await housematesOf(manager, person),
    knownAs: newcomer === null ? [] : await othersLike(manager, atenaNumber, newcomer),
  };
}

export async function lastPosition(manager: EntityManager): Promise<number> {
  return (await manager.maximum<{ position: number }>(INTAKE.name, 'position')) ?? 0;
}

export async function takenIn(manager: EntityManager, id: string): Promise<TakenIn | null> {
  const row = await manager.findOneBy<Row>(INTAKE.name, { id });
  return row === null ? null : { position: Number(row['position']), kind: kindOf(row) };
}

/** A row of the intake; null for one under which nothing was done. */
export function changeOf(row: Row): RegistryChange | null {
  const kind = kindOf(row);
  if (kind === 'VOID') return null;
  return {
    position: Number(row['position']),
    kind,
    movementNumber: row['movementNumber'] == null ? null : Number(row['movementNumber']),
    atenaNumber: text(row, 'atenaNumber'),
    reason: reasonOf(text(row, 'reason')),
    effectiveOn: dayOf(row, 'effectiveOn') ?? '',
    mergedInto: text(row, 'mergedInto') || null,
  };
}

async function standingOf(
  manager: EntityManager,
  municipality: string,
  atenaNumber: string,
): Promise<PersonStanding | null> {
  const row = await manager.findOne<Row>(RESIDENT.name, {
    select: STANDING,
    where: { atenaNumber },
  });
  // R003: a row of another body is nobody's here.
  if (row === null || text(row, 'municipality') !== municipality) return null;
  return {
    atenaNumber,
    status: STATUSES.get(text(row, 'status')) ?? null,
    residentFrom: dayOf(row, 'residentFrom'),
    residentTo: dayOf(row, 'residentTo'),
    kanji: typeof row['kanji'] === 'string' ? row['kanji'] : null,
    birthDate: dayOf(row, 'birth'),
    sex: SEXES.get(text(row, 'sex')) ?? null,
    nationality: text(row, 'nationality') || null,
    householdNumber: text(row, 'householdNumber'),
    relationship: text(row, 'relationship'),
  };
}

async function movementsOf(manager: EntityManager, atenaNumber: string): Promise<readonly EnteredMovement[]> {
  const rows = await manager.find<Row>(MOVEMENT.name, {
    where: { atenaNumber },
    order: { movementNumber: 'ASC' },
    take: MOST,
  });
  return rows.map((row) => ({
    movementNumber: Number(row['movementNumber']),
    reason: reasonOf(text(row, 'reason')),
    day: dayOf(row, 'day'),
    planned: dayOf(row, 'planned'),
    confirmed: dayOf(row, 'confirmed'),
    cancelled: text(row, 'cancelled') === CANCELLED,
  }));
}

async function intakeOf(manager: EntityManager, atenaNumber: string): Promise<readonly RegistryChange[]> {
  const rows = await manager.find<Row>(INTAKE.name, {
    where: { atenaNumber },
    order: { position: 'ASC' },
    take: MOST,
  });
  return rows.map(changeOf).filter((change) => change !== null);
}

async function housematesOf(
  manager: EntityManager,
  { atenaNumber, householdNumber }: PersonStanding,
): Promise<MovementFacts['housemates']> {
  const rows = await manager.find<Row>(RESIDENT.name, {
    select: { atenaNumber: true, relationship: true },
    // CHAR is blank padded, and SQLite compares the padding too.
    where: {
      householdNumber: householdNumber.padEnd(RESIDENT.columns.householdNumber.length ?? 0),
      status: RESIDENT_CODE,
    },
    take: MOST,
  });
  const others = rows.filter((row) => text(row, 'atenaNumber') !== atenaNumber);
  if (others.length === 0) return [];
  const leaving = await manager.find<Row>(MOVEMENT.name, {
    where: { atenaNumber: In(others.map((row) => text(row, 'atenaNumber'))) },
    order: { movementNumber: 'ASC' },
  });
  return others.map((row) => {
    const last = leaving.findLast(
      (one) =>
        text(one, 'atenaNumber') === text(row, 'atenaNumber') &&
        RESIDENCE.test(reasonOf(text(one, 'reason'))) &&
        text(one, 'cancelled') !== CANCELLED,
    );
    const leaves = last !== undefined && reasonOf(text(last, 'reason')) === MOVE_OUT;
    return {
      head: text(row, 'relationship') === HEAD_OF_HOUSEHOLD,
      leavesOn: leaves ? dayOf(last, 'planned') : null,
    };
  });
}

async function othersLike(
  manager: EntityManager,
  atenaNumber: string,
  { kanji, birthDate, sex }: NonNullable<MovementQuestion['newcomer']>,
): Promise<readonly string[]> {
  const rows = await manager.find<Row>(RESIDENT.name, {
    select: { atenaNumber: true, kanji: true },
    where: { birth: birthDate.replaceAll('-', ''), sex: codeOf(SEXES, sex) || ' ' },
  });
  // Blanks are written in more than one way.
  const plain = (name: unknown) => String(name).replace(/\s/gu, '');
  const alike = rows.filter((row) => plain(row['kanji']) === plain(kanji));
  return alike.map((row) => text(row, 'atenaNumber')).filter((number) => number !== atenaNumber);
}

function kindOf(row: Row): TakenIn['kind'] {
  const kind = INTAKE_KINDS.get(text(row, 'kind'));
  if (kind === undefined) throw new RangeError('an intake of an unknown kind');
  return kind;
}

function text(row: Row, property: string): string {
  const value = row[property];
  return typeof value === 'string' ? value.trim() : '';
}

/** null where it is no day: not known, no end, or only its month. */
function dayOf(row: Row, property: string): string | null {
  const parsed = parseCompactDate(text(row, property));
  return parsed.kind === 'DATE' && parsed.date.precision === 'DAY' ? parsed.date.iso : null;
}
