import type DataLoader from 'dataloader';
import type {
  RegistryItem,
  RegistryName,
  RegistryResident,
  SoughtStatus,
  Sex,
} from '../../adapters/resident-registry/model.js';
import { ageOn } from '../calendar/plain-date.js';
import { covers } from '../cases/named-case.js';
import type { PersonFacts } from '../persons/persons.js';
import { SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';
import type { Labels } from '../policy/terms.js';
import { batched, groupByItems } from './batch.js';
import { isBounded, isOutOfContract, labelsOf } from './labels.js';
import type { OwnHousehold } from './own-household.js';
import { type LoaderScope } from './scope.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { asideFields } from './set-aside.js';
import { dateValue, type DateValue } from './values.js';

/** A resident as the graph reads them. What was not asked for, or may not be shown, was never fetched. */
export interface ResidentNode extends HasSubject, HasAside {
  readonly atenaNumber: string;
  /** UNKNOWN where the source's code is in no table: a doubtful person, not nobody. */
  readonly status: SoughtStatus;
  readonly name: (RegistryName & HasSubject & HasAside) | null;
  readonly birthDate: DateValue | null;
  readonly sex: Sex | null;
  readonly residentSince: DateValue | null;
  readonly residentUntil: DateValue | null;
  readonly address: string | null;
  readonly householdNumber: string | null;
}

export type ResidentLoader = DataLoader<string, ResidentNode | null>;

/** Which item of the registry answers which coordinate. */
const ITEM_OF: readonly (readonly [coordinate: string, item: RegistryItem])[] = [
  ['Resident.name', 'name'],
  ['Resident.birthDate', 'birthDate'],
  ['Resident.age', 'birthDate'],
  ['Resident.sex', 'sex'],
  ['Resident.recommendations', 'birthDate'],
  ['Resident.recommendations', 'sex'],
  ['Immunization.evaluation', 'birthDate'],
  ['Immunization.evaluation', 'sex'],
  ['Resident.residentSince', 'residentSince'],
  ['Resident.residentUntil', 'residentUntil'],
  ['Resident.address', 'address'],
  ['Resident.household', 'household'],
];

/** Worked out from more than a resident's own row. */
const WORKED_OUT = ['Resident.recommendations', 'Immunization.evaluation'];

/** What a resident's own row answers. */
export const REGISTRY_COORDINATES: readonly string[] = ITEM_OF.map(([coordinate]) => coordinate).filter(
  (coordinate) => !WORKED_OUT.includes(coordinate),
);

interface LabelledPerson {
  readonly attributes: PersonFacts;
  readonly subject: Subject;
}

/**
 * Attributes first, because they decide which items may be selected for whom; then one statement per set of items. A
 * number that was merged away gives the person it was merged into, under the number that stands.
 */
export function createResidentLoader(scope: LoaderScope, ownHousehold: OwnHousehold): ResidentLoader {
  return batched(scope.guard, async (keys) => {
    const people = await loadLabelled(scope, ownHousehold, keys);
    const nodes = new Map<string, ResidentNode>();
    const known = new Map<string, LabelledPerson>();
    for (const one of people) if (one !== null) known.set(one.subject.atenaNumber, one);
    const labelsFrom = ({ subject }: LabelledPerson): Labels => subject.labels;
    const itemsFor = (labels: Labels) => openItems(scope, labels);
    for (const { items, rows } of groupByItems([...known.values()], labelsFrom, itemsFor)) {
      const numbers = rows.map((row) => row.attributes.atenaNumber);
      const loaded = await readItems(scope, numbers, items);
      let at = 0;
      await scope.guard.loop.each(rows, (row) => {
        nodes.set(row.attributes.atenaNumber, residentNode(row, loaded[at++] ?? null));
      });
    }
    // A key that nobody has takes the same road, so that no clock tells it from a person who is closed.
    if (known.size === 0) await readItems(scope, keys, new Set(openItems(scope, 0)));
    return people.map((one) => (one === null ? null : (nodes.get(one.subject.atenaNumber) ?? null)));
  });
}

/**
 * Whom numbers name that a question holds, with their labels and nothing else of them; a number that nobody has is
 * asked about, too.
 */
export async function loadSubjects(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  numbers: readonly string[],
): Promise<readonly Subject[]> {
  const named = [...new Set(numbers)];
  if (named.length === 0) return [];
  const people = await loadLabelled(scope, ownHousehold, named);
  return named.map((number, at) => people[at]?.subject ?? { atenaNumber: number, labels: 0 });
}

/** In the order of the keys; null where the registry has nobody. */
async function loadLabelled(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  keys: readonly string[],
): Promise<readonly (LabelledPerson | null)[]> {
  const [own, all] = await Promise.all([ownHousehold(), scope.persons.ofAll(keys)]);
  const outside = await findOutOfContract(scope, all);
  return all.map((attributes, at) => {
    if (attributes === null) return null;
    const { atenaNumber } = attributes;
    const labels = labelsOf(
      attributes,
      own,
      outside?.[at] ?? false,
      covers(scope.namedCase ?? null, attributes.numbers),
    );
    return { attributes, subject: { atenaNumber, labels } };
  });
}

const BIRTH_DATE: ReadonlySet<RegistryItem> = new Set(['birthDate']);

/** Whom the contractor's contract leaves out; null where there is no contract, or one without a bound. */
async function findOutOfContract(
  scope: LoaderScope,
  people: readonly (PersonFacts | null)[],
): Promise<readonly boolean[] | null> {
  const { contract } = scope;
  if (!isBounded(contract)) return null;
  const numbers = people.map((person) => person?.atenaNumber ?? '');
  const rows = await readItems(scope, numbers, BIRTH_DATE);
  return numbers.map((_number, at) => {
    const born = rows[at]?.birthDate;
    return isOutOfContract(contract, born?.precision === 'DAY' ? born.iso : null);
  });
}

function openItems({ guard }: LoaderScope, labels: Labels): readonly RegistryItem[] {
  return ITEM_OF.flatMap(([coordinate, item]) => (guard.opens(coordinate, labels) ? [item] : []));
}

async function readItems(
  { sources, signal }: LoaderScope,
  numbers: readonly string[],
  items: ReadonlySet<RegistryItem>,
): Promise<readonly (RegistryResident | null)[]> {
  if (items.size === 0) return [];
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany(numbers, { signal: live, items }),
  );
  return rows;
}

/** Fields that show an item under another name, or are worked out from it. */
const OF_A_RESIDENT = { shownAs: { birthDate: ['birthDate', 'age'], householdNumber: ['household'] } };
const OF_A_NAME = { part: 'name' };

function residentNode({ attributes, subject }: LabelledPerson, row: RegistryResident | null): ResidentNode {
  return {
    atenaNumber: attributes.atenaNumber,
    status: attributes.status ?? 'UNKNOWN',
    name: row?.name ? nameNode(subject, row.name, row) : null,
    birthDate: dateValue(subject, row?.birthDate),
    sex: row?.sex ?? null,
    residentSince: dateValue(subject, row?.residentSince),
    residentUntil: dateValue(subject, row?.residentUntil),
    address: row?.address ?? null,
    householdNumber: row?.householdNumber ?? null,
    [SUBJECT]: subject,
    [SET_ASIDE]: asideFields('RESIDENT_REGISTRY', row, OF_A_RESIDENT),
  };
}

function nameNode(
  subject: Subject,
  { kanji, kana, alias, roman, former }: RegistryName,
  row: RegistryResident,
): RegistryName & HasSubject & HasAside {
  return {
    ...{ kanji, kana, alias, roman, former },
    [SUBJECT]: subject,
    [SET_ASIDE]: asideFields('RESIDENT_REGISTRY', row, OF_A_NAME),
  };
}

/** Completed years by law on a day; null where the birth date is uncertain or later (age 不詳 is not 0). */
export function ageOf(resident: ResidentNode, day: string): number | null {
  const born = resident.birthDate;
  if (born?.precision !== 'DAY' || born.iso === null || born.iso > day) return null;
  return ageOn(born.iso, day);
}
