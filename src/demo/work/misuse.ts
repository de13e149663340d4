import type { CityPeople } from './city-people.js';
import { at, job, type Job } from './job.js';

const CONSECUTIVE = 60;
const SLIPS_AT_NIGHT = 12;

export interface MisuseDays {
  /** Office days, one for each. */
  readonly office: readonly string[];
  /** A Sunday. */
  readonly sunday: string;
}

/**
 * The four misuses of D12: a clerk's family and neighbours, a contractor at night, numbers in a row, a
 * protected namesake. A city that has nobody for one of them is spared it.
 */
export function misuses(people: CityPeople, { office, sunday }: MisuseDays): readonly Job[] {
  const [first = '', second = '', third = '', fourth = ''] = office;
  return [
    family(people, first),
    nextDoor(people, second),
    atNight(people, third, sunday),
    inARow(people, fourth),
    namesake(people, office),
  ].flat();
}

/**
 * In the lunch hour, under the number of a case that is somebody else's. The policy shows nothing; that it was
 * tried stays.
 */
function family(people: CityPeople, day: string): readonly Job[] {
  return people.planted('STAFF_OWN_HOUSEHOLD', 'clerk').map((person, step) =>
    job({
      at: at(day, 12, 10 + step),
      account: 'clerk',
      purpose: 'INQUIRY',
      case: 'T-1',
      kind: 'CLOSED',
      persons: [person],
      misuse: 'OWN_HOUSEHOLD',
    }),
  );
}

function nextDoor(people: CityPeople, day: string): readonly Job[] {
  return people.planted('STAFF_NEIGHBOUR', 'clerk').map((person, step) =>
    job({
      at: at(day, 12, 20 + step),
      account: 'clerk',
      purpose: 'HISTORY',
      kind: 'READ',
      persons: [person],
      misuse: 'NEIGHBOURS',
    }),
  );
}

function atNight(people: CityPeople, day: string, sunday: string): readonly Job[] {
  const slips = people.numbers.slice(-SLIPS_AT_NIGHT * 40).filter((_, place) => place % 40 === 0);
  return slips.map((person, step) =>
    job({
      at: at(step % 2 === 0 ? day : sunday, 22, 40 + step),
      account: 'contractor',
      purpose: 'HISTORY',
      kind: 'READ',
      persons: [person],
      misuse: 'OFF_HOURS',
    }),
  );
}

/** Each number after the other, whether somebody has it or not. */
function inARow(people: CityPeople, day: string): readonly Job[] {
  const known = new Set(people.numbers);
  const first = Number(people.numbers[Math.floor(people.numbers.length / 2)]);
  return Array.from({ length: CONSECUTIVE }, (_, step) => {
    const person = String(first + step).padStart(15, '0');
    const kind = known.has(person) ? 'READ' : 'MISS';
    return job({
      at: at(day, 16, 0, step * 20),
      account: 'number-clerk',
      purpose: 'HISTORY',
      kind,
      persons: [person],
      misuse: 'ENUMERATION',
    });
  });
}

function namesake(people: CityPeople, days: readonly string[]): readonly Job[] {
  const possible = days.flatMap((day) =>
    people.protectedNamesakes('clerk', day).map((person) => ({ day, person })),
  );
  return possible.slice(0, 1).map(({ day, person }) =>
    job({
      at: at(day, 15, 31),
      account: 'clerk',
      purpose: 'INQUIRY',
      case: 'T-2',
      kind: 'READ',
      persons: [person],
      misuse: 'SAME_SURNAME',
    }),
  );
}
