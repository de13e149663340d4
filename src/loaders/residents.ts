import type DataLoader from 'dataloader';
import type {
  RegistryItem,
  RegistryName,
  RegistryResident,
  ResidentStatus,
  Sex,
  PolicyAttributes,
} from '../../adapters/resident-registry/model.js';
import { ageOn } from '../calendar/plain-date.js';
import { withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import type { Labels } from '../policy/terms.js';
import { batched, groupByItems } from './batch.js';
import { isBounded, isOutOfContract, labelsOf } from './labels.js';
import type { OwnHousehold } from './own-household.js';
import { type LoaderScope } from './scope.js';
import { tellSetAside } from './set-aside.js';
import { NO_ITEMS } from '../sources/sources.js';
import { dateValue, type DateValue } from './values.js';

/** A resident as the graph reads them. What was not asked for, or may not be shown, was never fetched. */
export interface ResidentNode extends HasSubject {
  readonly atenaNumber: string;
  readonly status: ResidentStatus | null;
  readonly name: (RegistryName & HasSubject) | null;
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
  ['Resident.residentSince', 'residentSince'],
  ['Resident.residentUntil', 'residentUntil'],
  ['Resident.address', 'address'],
  ['Resident.household', 'household'],
];

interface LabelledPerson {
  readonly attributes: PolicyAttributes;
  readonly subject: Subject;
}

/** Attributes first, because they decide which items may be selected for whom; then one statement per set of items. */
export function createResidentLoader(scope: LoaderScope, ownHousehold: OwnHousehold): ResidentLoader {
  return batched(async (keys) => {
    const people = await loadLabelled(scope, ownHousehold, keys);
    const nodes = new Map<string, ResidentNode>();
    for (const { items, rows } of groupByItems([...people.values()], ({ subject }) =>
      openItems(scope, subject.labels),
    )) {
      const numbers = rows.map((row) => row.attributes.atenaNumber);
      const loaded = await readItems(scope, numbers, items);
      rows.forEach((row, at) => nodes.set(row.attributes.atenaNumber, residentNode(row, loaded[at] ?? null)));
    }
    // A key that nobody has takes the same road, so that no clock tells it from a person who is closed.
    if (people.size === 0) await readItems(scope, keys, new Set(openItems(scope, 0)));
    return keys.map((key) => nodes.get(key) ?? null);
  });
}

async function loadLabelled(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  keys: readonly string[],
): Promise<Map<string, LabelledPerson>> {
  const { sources, signal, today } = scope;
  const [own, all, outside] = await Promise.all([
    ownHousehold(),
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadPolicyAttributes(keys, today, { signal: live, items: NO_ITEMS }),
    ),
    findOutOfContract(scope, keys),
  ]);
  const people = new Map<string, LabelledPerson>();
  all.forEach((attributes, at) => {
    if (attributes === null) return;
    const { atenaNumber } = attributes;
    const labels = labelsOf(attributes, own, outside?.[at] ?? false);
    people.set(atenaNumber, { attributes, subject: { atenaNumber, labels } });
  });
  return people;
}

const BIRTH_DATE: ReadonlySet<RegistryItem> = new Set(['birthDate']);

/** Whom the contractor's contract leaves out; null where there is no contract, or one without a bound. */
async function findOutOfContract(
  scope: LoaderScope,
  keys: readonly string[],
): Promise<readonly boolean[] | null> {
  const { contract } = scope;
  if (!isBounded(contract)) return null;
  const rows = await readItems(scope, keys, BIRTH_DATE);
  return keys.map((_key, at) => {
    const born = rows[at]?.birthDate;
    return isOutOfContract(contract, born?.precision === 'DAY' ? born.iso : null);
  });
}

function openItems({ guard }: LoaderScope, labels: Labels): readonly RegistryItem[] {
  return ITEM_OF.flatMap(([coordinate, item]) => (guard.opens(coordinate, labels) ? [item] : []));
}

async function readItems(
  { sources, guard, signal }: LoaderScope,
  numbers: readonly string[],
  items: ReadonlySet<RegistryItem>,
): Promise<readonly (RegistryResident | null)[]> {
  if (items.size === 0) return [];
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany(numbers, { signal: live, items }),
  );
  tellSetAside(guard, 'RESIDENT_REGISTRY', rows);
  return rows;
}

function residentNode({ attributes, subject }: LabelledPerson, row: RegistryResident | null): ResidentNode {
  return withSubject(subject, {
    atenaNumber: attributes.atenaNumber,
    status: attributes.status,
    name: row?.name ? withSubject(subject, { ...row.name }) : null,
    birthDate: dateValue(subject, row?.birthDate),
    sex: row?.sex ?? null,
    residentSince: dateValue(subject, row?.residentSince),
    residentUntil: dateValue(subject, row?.residentUntil),
    address: row?.address ?? null,
    householdNumber: row?.householdNumber ?? null,
  });
}

/** Completed years by law on a day; null where the birth date is uncertain or later (age 不詳 is not 0). */
export function ageOf(resident: ResidentNode, day: string): number | null {
  const born = resident.birthDate;
  if (born?.precision !== 'DAY' || born.iso === null || born.iso > day) return null;
  return ageOn(born.iso, day);
}
