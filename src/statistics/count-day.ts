import { setImmediate as otherWork } from 'node:timers/promises';
import type { PersonKeys } from '../../adapters/address-name/model.js';
import type { CoveragePage, CoveragePerson, DoseDay } from '../../adapters/health-management/model.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { birthsOf, type Cohort } from '../immunization/target-cohorts.js';
import { SourceError } from '../errors/source-error.js';
import { healthNumbersOf, readKeys } from '../persons/person-keys.js';
import { Persons, type PersonFacts, type Protected } from '../persons/persons.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { Tally, type TrueCell } from './tally.js';
import type { TargetDose } from './target-doses.js';

export interface DayToCount {
  readonly sources: Sources;
  readonly signal: AbortSignal;
  /** `YYYY-MM-DD`: doses given by its end, residents since then or longer. */
  readonly day: PlainDate;
  /** The gateway's day: who is a resident, and who is protected, as the registry has it now. */
  readonly today: PlainDate;
  readonly targets: readonly TargetDose[];
}

/**
 * Persons read at a time: each page compares everybody on it with the homes of all who are protected, which are read for
 * it. Rows of a page are worked through in turns with the answers of others.
 */
const PAGE = 500;

/** Whom measures cover on the day of the table, and on the day on which it is made. */
interface Measures {
  readonly then: Protected;
  readonly now: Protected;
  /** Of either day: whose home stays unknown on one of them is asked of the registry once. */
  readonly either: Protected;
}

/**
 * Counts every person of the cohorts once, by the registry's number: doses under older numbers are theirs, and
 * whom the registry no longer has as a resident is not counted. Measures are read at the beginning; where others are in
 * force at the end, it is counted once more: a table stays as it is published.
 */
export async function countDay(what: DayToCount): Promise<readonly TrueCell[]> {
  const cohorts = what.targets.flatMap((target) => target.cohorts);
  if (cohorts.length === 0) return [];
  for (let measures = await measuresOf(what); ;) {
    const cells = await countUnder(measures, what, cohorts);
    const atTheEnd = await measuresOf(what);
    if (isSame(measures.then, atTheEnd.then) && isSame(measures.now, atTheEnd.now)) return cells;
    measures = atTheEnd;
  }
}

async function measuresOf({ sources, signal, day, today }: DayToCount): Promise<Measures> {
  const on = async (date: PlainDate) => {
    const covered = await new Persons({ sources, signal, today: date }).protected();
    // Answers go on meanwhile, with every home closed; a table made so would tell no districts for good.
    if (!covered.certain) throw new SourceError('ADDRESS_NAME', 'UNREACHABLE');
    return covered;
  };
  const [then, now] = await Promise.all([on(day), on(today)]);
  return { then, now, either: { numbers: new Set([...then.numbers, ...now.numbers]), certain: true } };
}

const isSame = ({ numbers: one }: Protected, { numbers: other }: Protected): boolean =>
  one.size === other.size && [...one].every((number) => other.has(number));

async function countUnder(
  measures: Measures,
  what: DayToCount,
  cohorts: readonly Cohort[],
): Promise<readonly TrueCell[]> {
  const { sources, signal, day, targets } = what;
  const tally = new Tally(targets);
  const seen = new Set<string>();
  const births = {
    bornFrom: birthsOf(Math.min(...cohorts)).from,
    bornTo: birthsOf(Math.max(...cohorts)).to,
  };
  for (let after: string | null = null, more = true; more;) {
    const page: CoveragePage = { ...births, asOf: day, first: PAGE, after };
    const persons: readonly CoveragePerson[] = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.listCoveragePersons(page, { signal: live, items: NO_ITEMS }),
    );
    await addPage(what, { persons: persons.filter((one) => tally.wants(one)), seen, tally, measures });
    after = persons.at(-1)?.healthNumber ?? null;
    more = persons.length === PAGE;
    await otherWork();
  }
  return tally.cells;
}

interface PageToAdd {
  readonly persons: readonly CoveragePerson[];
  /** The registry's numbers of who is counted already. */
  readonly seen: Set<string>;
  readonly tally: Tally;
  readonly measures: Measures;
}

async function addPage(what: DayToCount, { persons, seen, tally, measures }: PageToAdd): Promise<void> {
  const keys = await keysOf(what, persons);
  const registered = await registeredOf(what, keys, measures);
  const numbers = keys.flatMap(healthNumbersOf);
  const doses = await dosesOf(what, numbers);
  persons.forEach((person, at) => {
    const key = keys[at];
    const facts = registered.get(key?.atenaNumber ?? '');
    // A row under an older number is the same person once more.
    const own = healthNumbersOf(key);
    if (key === null || key === undefined || own[0] !== person.healthNumber) return;
    if (person.birthDate === null || facts?.status !== 'RESIDENT' || seen.has(key.atenaNumber)) return;
    seen.add(key.atenaNumber);
    tally.add({
      birthDate: person.birthDate,
      sex: person.sex,
      district: facts.homeUnknown ? null : person.district,
      doses: own.flatMap((number) => doses.get(number) ?? []),
    });
  });
}

async function keysOf(
  { sources, signal }: DayToCount,
  persons: readonly CoveragePerson[],
): Promise<readonly (PersonKeys | null)[]> {
  const numbers = persons.map((person) => person.healthNumber);
  const found = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
  );
  // A table is never counted anew: without somebody whose row cannot be read it would stay wrong.
  return found.map(readKeys);
}

interface Registered extends PersonFacts {
  /** In no table that tells districts: under support measures, or in the home of somebody who is. */
  readonly homeUnknown: boolean;
}

/**
 * As the registry has them now. Their home stays unknown where it must on the day of the table or on the day on which
 * it is made: neither a measure that has begun since nor one that has ended since may be told of.
 */
async function registeredOf(
  { sources, signal, today }: DayToCount,
  keys: readonly (PersonKeys | null)[],
  measures: Measures,
): Promise<ReadonlyMap<string, Registered>> {
  const numbers = keys.flatMap((key) => (key === null ? [] : [key.atenaNumber]));
  const covered = measures.either;
  const people = await new Persons({ sources, signal, today, covered }).ofAll(numbers);
  return new Map(
    numbers.flatMap((number, at) => {
      const facts = people[at] ?? null;
      if (facts === null) return [];
      const homeUnknown = facts.underSupportMeasures || facts.sharesHome;
      return [[number, { ...facts, homeUnknown }] as const];
    }),
  );
}

async function dosesOf(
  { sources, signal, day }: DayToCount,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly DoseDay[]>> {
  const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.listDoseDays(numbers, day, { signal: live, items: NO_ITEMS }),
  );
  const byNumber = new Map<string, DoseDay[]>();
  for (const row of rows) {
    const list = byNumber.get(row.healthNumber);
    if (list === undefined) byNumber.set(row.healthNumber, [row]);
    else list.push(row);
  }
  return byNumber;
}
