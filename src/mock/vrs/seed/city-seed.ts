import type { Municipality } from '../../../../adapters/vaccination-record-system/protocol/messages.js';
import { STAFF_ROLES } from '../../../../adapters/vaccination-record-system/protocol/terms.js';
import { parseCompactDate } from '../../../../adapters/legacy/legacy-date.js';
import { addDays } from '../../../calendar/plain-date.js';
import type { VrsRules } from '../../../policy/vrs-rules.js';
import { CityPeople, type CityPlace, type Mover } from '../../intermediate/seed/city-people.js';
import type { State } from '../../signed-calls/state.js';
import type { VrsSeed } from '../seed-state.js';
import { idOf, linkOf, type Area } from './area.js';
import { databasesOf, fillArea } from './city-tables.js';
import type { OwnTruth } from './own-faults.js';

const NAMES: readonly (readonly [code: string, ja: string, en: string])[] = [
  ['132101', '小金井市', 'Koganei City'],
  ['132144', '国分寺市', 'Kokubunji City'],
];
const MOST_MOVERS = 400;
/** When the neighbour gave its two doses to whoever moved away later. */
const NEIGHBOUR_DOSES = ['2021-06-15', '2021-07-06'] as const;

/** Whom the walk-through and the tests are about: 宛名番号 of the city. null where the city has nobody. */
export interface Examples {
  /** Moved in from the neighbour, which has given doses. */
  readonly movedIn: string | null;
  readonly movedOut: string | null;
}

export interface CitySeedOptions {
  readonly place: CityPlace;
  readonly rules: Pick<VrsRules, 'users' | 'system'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Told, once the seed is in, whom a walk-through can be about. */
  readonly onExamples?: (examples: Examples) => void;
  /** Told, once the seed is in, what is wrong in our area and right in the ledger. */
  readonly onTruth?: (lines: readonly OwnTruth[]) => void;
}

/** The system over the synthetic city: both municipalities' ledgers, those who have moved between them in both. */
export function citySeed({ place, rules, today, onExamples, onTruth }: CitySeedOptions): VrsSeed {
  const { directory, own, neighbour } = place;
  const areas: readonly Area[] = [
    { municipality: own, directory, place: 0 },
    { municipality: neighbour, directory, place: 1 },
  ];
  return {
    municipalities: NAMES.map(([code, nameJa, nameEn]): Municipality => ({ code, nameJa, nameEn })),
    staff: [
      ...[...rules.users.values(), rules.system].map(({ staff, roles }) => ({
        municipality: own,
        staff,
        roles,
      })),
      { municipality: neighbour, staff: 'KB-1', roles: STAFF_ROLES },
    ],
    fill: (state, digest, attached) => {
      for (const area of areas)
        attached(databasesOf(area), () => {
          const truth = fillArea(state, area, digest, today);
          if (area.municipality === own) onTruth?.(truth);
        });
      const people = new CityPeople(place);
      try {
        onExamples?.(fillMovers(state, people, { own: areas[0], other: areas[1], today }));
      } finally {
        people.close();
      }
    },
  };
}

interface Between {
  readonly own: Area | undefined;
  readonly other: Area | undefined;
  readonly today: string;
}

/** Those who have moved between the two are known to the neighbour, too; whoever is protected is marked. */
function fillMovers(state: State, people: CityPeople, { own, other, today }: Between): Examples {
  if (own === undefined || other === undefined) throw new TypeError('There are two municipalities');
  const guarded = people.protectedOn(today.replaceAll('-', ''));
  const protect = state.prepare(
    'UPDATE target SET protected = 1 WHERE (institution, person) IN (SELECT institution, person FROM person WHERE link = ?)',
  );
  const known = (movers: readonly Mover[]) =>
    movers.filter(({ integrated }) => isTarget(state, own, integrated));
  const came = known(people.movers('IN', MOST_MOVERS));
  const went = known(people.movers('OUT', MOST_MOVERS));
  // Who has moved there and back is known there once.
  const gone = new Set(went.map(({ integrated }) => integrated));
  const cameOnly = came.filter(({ integrated }) => !gone.has(integrated));
  [...cameOnly, ...went].forEach((mover, index) =>
    addThere(state, other, { mover, index, link: linkOf(mover.integrated, own) }),
  );
  cameOnly.forEach((mover, index) => addDoses(state, other, { mover, index }));
  for (const { integrated } of guarded) protect.run(linkOf(integrated, own));
  const shielded = new Set(guarded.map(({ atenaNumber }) => atenaNumber));
  const open = ({ atenaNumber }: Mover) => !shielded.has(atenaNumber);
  return {
    movedIn: cameOnly.find((mover) => open(mover) && dosesOf(mover).length > 0)?.atenaNumber ?? null,
    movedOut: went.find(open)?.atenaNumber ?? null,
  };
}

function isTarget(state: State, area: Area, integrated: string): boolean {
  const row = state
    .prepare(
      `SELECT 1 FROM person p JOIN target t ON t.institution = p.institution AND t.person = p.person
       WHERE p.link = ? AND p.institution = ?`,
    )
    .get(linkOf(integrated, area), area.municipality);
  return row !== undefined;
}

/** Numbers of the neighbour's that no ledger has given: they begin with nines. */
const numberThere = (index: number): string => `99${String(index).padStart(8, '0')}`;

function addThere(
  state: State,
  { municipality }: Area,
  { mover, index, link }: { readonly mover: Mover; readonly index: number; readonly link: number },
): void {
  const person = numberThere(index);
  state.prepare('INSERT INTO person VALUES (?, ?, ?)').run(municipality, person, link);
  state
    .prepare('INSERT INTO target (institution, person, born) VALUES (?, ?, ?)')
    .run(municipality, person, iso(mover.born));
  state
    .prepare('INSERT INTO coupon (institution, coupon, person, issued_on) VALUES (?, ?, ?, ?)')
    .run(municipality, person, person, '2021-05-01');
}

function dosesOf({ moved }: Mover): readonly string[] {
  const day = iso(moved);
  return day === null ? [] : NEIGHBOUR_DOSES.filter((given) => addDays(given, 14) < day);
}

function addDoses(
  state: State,
  area: Area,
  { mover, index }: { readonly mover: Mover; readonly index: number },
): void {
  const person = numberThere(index);
  const dose = state.prepare(
    `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
     VALUES (?, ?, ?, ?, ?, ?, '見本会場', '', 'ファイザー', ?, ?, 'CAMERA', ?)`,
  );
  for (const [at, day] of dosesOf(mover).entries())
    dose.run(
      ...[area.municipality, idOf(3, area, index * 10 + at), person, person, at + 1, day],
      ...[`KB${String(index).padStart(4, '0')}`, area.municipality, `${day}T09:00:00.000Z`],
    );
}

/** `YYYY-MM-DD` of the registry's `YYYYMMDD`; null unless it is known to the day. */
function iso(text: string): string | null {
  const parsed = parseCompactDate(text);
  return parsed.kind === 'DATE' && parsed.date.precision === 'DAY' ? parsed.date.iso : null;
}
