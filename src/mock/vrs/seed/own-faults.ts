import { misreadingsOf } from '../../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { addDays, isPlainDate } from '../../../calendar/plain-date.js';
import type { State } from '../../signed-calls/state.js';
import type { Area } from './area.js';
import type { PlantedFault } from './city-truth.js';

/** What VRS alone has wrong, and the ledger right. */
export const OWN_FAULTS = [
  'VRS_SIDE_OTHER_PERSON', // a digit of the coupon was misread: the dose is on whoever has that coupon
  'VRS_SIDE_NUMBER_MISREAD', // 回数 5 read as 3, or 3 as 8
  'VRS_SIDE_BEFORE_BIRTH',
  'VRS_SIDE_IN_FUTURE',
  'VRS_SIDE_ORDER_INVERTED',
] as const;
export type OwnFault = (typeof OWN_FAULTS)[number];

/** A line of the stand-in's own truth file. */
export interface OwnTruth {
  readonly municipality: string;
  readonly kind: OwnFault;
  /** 個別宛名番号 of whose dose it is. */
  readonly healthNumber: string;
  /** Whose it is in VRS, where that is somebody else. */
  readonly otherHealthNumber?: string;
  readonly doseId: string;
}

/** One person in so many has a fault of VRS's own. */
const EVERY = 100;

interface Dose {
  readonly id: string;
  readonly person: string;
  readonly coupon: string;
  readonly dose: number;
  readonly day: string;
  readonly born: string | null;
}

/**
 * Plants faults that only VRS has, each with a line of truth. Nobody has two, and nobody with a fault in the ledger has
 * one: what is found can then be held against a line.
 */
export function plantOwnFaults(
  state: State,
  { municipality }: Area,
  faults: readonly PlantedFault[],
  today: string,
): readonly OwnTruth[] {
  const busy = new Set(faults.map(({ healthNumber }) => healthNumber));
  const people = soundPeople(state, municipality).filter(([{ person }]) => !busy.has(person));
  const planted: OwnTruth[] = [];
  const due: OwnFault[] = [];
  for (const [at, doses] of people.entries()) {
    if (at % EVERY === EVERY / 2)
      due.push(OWN_FAULTS[planted.length % OWN_FAULTS.length] ?? 'VRS_SIDE_IN_FUTURE');
    const [kind] = due;
    // Whose coupon a misread one becomes: the next in the row, who then has no fault of their own.
    const [other] = people[at + 1] ?? [];
    const used = planted.at(-1)?.otherHealthNumber === doses[0].person;
    const plant = kind === undefined || used ? null : PLANTS[kind];
    const done = plant?.(state, { municipality, doses, other: other ?? null, today }) ?? null;
    if (done === null || kind === undefined) continue;
    due.shift();
    planted.push({ municipality, kind, ...done });
  }
  return planted;
}

type Doses = readonly [Dose, ...Dose[]];

/** Persons with two doses or more under one number, and all of them in order. */
function soundPeople(state: State, municipality: string): readonly Doses[] {
  const rows = state
    .prepare<[string], Dose>(
      `SELECT d.id, d.person, d.coupon, d.dose, d.day, t.born FROM dose d
       JOIN target t ON t.institution = d.institution AND t.person = d.person
       JOIN coupon c ON c.institution = d.institution AND c.coupon = d.coupon AND c.person = d.person AND c.voided_on IS NULL
       WHERE d.institution = ? AND d.withdrawn = 0 ORDER BY d.person, d.dose, d.day`,
    )
    .iterate(municipality);
  const people: Dose[][] = [];
  for (const row of rows) {
    const last = people.at(-1);
    if (last?.[0]?.person === row.person) last.push(row);
    else people.push([row]);
  }
  return people.filter(
    (doses): doses is [Dose, ...Dose[]] =>
      doses.length > 1 &&
      doses.every(({ dose, day }, at) => dose === at + 1 && day > (doses[at - 1]?.day ?? '')),
  );
}

interface Plantable {
  readonly municipality: string;
  readonly doses: Doses;
  readonly other: Dose | null;
  readonly today: string;
}
type Done = Omit<OwnTruth, 'municipality' | 'kind'>;
type Plant = (state: State, where: Plantable) => Done | null;

const PLANTS: Readonly<Record<OwnFault, Plant>> = {
  VRS_SIDE_OTHER_PERSON: plantOtherPerson,
  VRS_SIDE_NUMBER_MISREAD: (state, { municipality, doses }) => {
    const dose =
      doses.find(({ dose: number }) => number === 5) ?? doses.find(({ dose: number }) => number === 3);
    if (dose === undefined) return null;
    state
      .prepare('UPDATE dose SET dose = ? WHERE institution = ? AND id = ?')
      .run(dose.dose === 5 ? 3 : 8, municipality, dose.id);
    return { healthNumber: dose.person, doseId: dose.id };
  },
  VRS_SIDE_BEFORE_BIRTH: (state, where) =>
    // Ten or twenty years too early: a digit of the year.
    setDay(
      state,
      where,
      ({ day, born }) =>
        [`201${day.slice(3)}`, `200${day.slice(3)}`].find((wrong) => born !== null && wrong < born) ?? null,
    ),
  VRS_SIDE_IN_FUTURE: (state, where) => setDay(state, where, ({ day }) => `203${day.slice(3)}`),
  VRS_SIDE_ORDER_INVERTED: (state, where) => setDay(state, where, (_second, { day }) => addDays(day, -9)),
};

function setDay(
  state: State,
  { municipality, doses }: Plantable,
  wrongOf: (second: Dose, first: Dose) => string | null,
): Done | null {
  const [first, second] = doses;
  const wrong = second === undefined ? null : wrongOf(second, first);
  if (second === undefined || wrong === null || !isPlainDate(wrong)) return null;
  state
    .prepare('UPDATE dose SET day = ? WHERE institution = ? AND id = ?')
    .run(wrong, municipality, second.id);
  return { healthNumber: second.person, doseId: second.id };
}

/** The other has the coupon that the camera made of it; so the last dose is theirs. */
function plantOtherPerson(state: State, { municipality, doses, other }: Plantable): Done | null {
  const last = doses.at(-1);
  if (last === undefined || other === null) return null;
  const taken = state.prepare('SELECT 1 FROM coupon WHERE institution = ? AND coupon = ?');
  const misread = misreadingsOf(last.coupon).find((coupon) => taken.get(municipality, coupon) === undefined);
  if (misread === undefined) return null;
  state
    .prepare('UPDATE dose SET coupon = ? WHERE institution = ? AND coupon = ?')
    .run(misread, municipality, other.coupon);
  state
    .prepare('UPDATE coupon SET coupon = ? WHERE institution = ? AND coupon = ?')
    .run(misread, municipality, other.coupon);
  state
    .prepare('UPDATE dose SET person = ?, coupon = ? WHERE institution = ? AND id = ?')
    .run(other.person, misread, municipality, last.id);
  return { healthNumber: last.person, otherHealthNumber: other.person, doseId: last.id };
}
