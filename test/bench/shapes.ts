import { randomUUID } from 'node:crypto';
import type { BenchPeople } from './bench-people.js';

/** One question that every server is asked, in the same words. */
export interface Shape {
  /** Name of its operation; hand-written servers know by it what is asked. */
  readonly operation: 'person' | 'page' | 'households' | 'coverage' | 'record';
  readonly title: string;
  /** Whoever asks the gateway; the others take everybody. */
  readonly account: 'clerk' | 'dashboard';
  readonly purpose: string;
  /** Whom the case is about that the gateway is asked under; null: it needs none. */
  readonly about: readonly string[] | null;
  readonly query: string;
  /** Of the n-th question, from 0. */
  readonly variables: (at: number) => Readonly<Record<string, unknown>>;
  /** Questions of a block; null: as many as there is time for. */
  readonly atMost: { readonly alone: number; readonly crowd: number } | null;
}

const CLERK = { account: 'clerk', purpose: 'HISTORY' } as const;

/** 14 values of a dose: the items of 別添1 with its number in the ledger and in its series. */
const DOSE = `id dose vaccine { code } date { iso } ageAtVaccination billingMonth setting place preExam { result }
  institution { name } doctor manufacturer lot doseMl`;
const MEMBER =
  'atenaNumber status sex age name { kanji kana alias } birthDate { iso wareki precision } residentSince { iso }';
const LIST = '($ids: [ID!]!, $first: Int!) { residents(where: { atenaNumbers: $ids }, first: $first)';

/** A dose nobody has yet: of a vaccine that the city's ledger does not know. */
const NEW_DOSE = {
  ...{ vaccine: 'ZOSTER', date: '2023-06-20', billingMonth: '2023-06', setting: 'INDIVIDUAL' },
  ...{ manufacturer: '12', lot: 'EY0573', doseMl: 0.5, way: 'PAPER', reason: '本人の申出による' },
};

/** In the order in which they are measured: what writes comes last. */
export function shapesOf(people: BenchPeople): Readonly<Record<Shape['operation'], Shape>> {
  return {
    person: onePerson(people),
    page: pageOf(people, 100),
    households: households(people),
    coverage: COVERAGE,
    record: dosesEntered(people),
  };
}

function onePerson({ person }: BenchPeople): Shape {
  return {
    ...{ ...CLERK, operation: 'person', title: 'one person', about: [person], atMost: null },
    query: `query person($id: ID!) { resident(atenaNumber: $id) {
      atenaNumber status sex age name { kanji kana alias roman former } birthDate { iso wareki precision }
      residentSince { iso wareki precision } residentUntil { iso } immunizations { ${DOSE} } } }`,
    variables: () => ({ id: person }),
  };
}

/** Persons with all their doses, 14 values each. At most 1,000 persons. */
export function pageOf({ residents }: BenchPeople, first: number): Shape {
  const ids = residents.slice(0, first);
  return {
    ...{ ...CLERK, operation: 'page', title: `page of ${first}, doses × 14`, about: ids, atMost: null },
    query: `query page${LIST} { nodes { atenaNumber immunizations { ${DOSE} } } } }`,
    variables: () => ({ ids, first }),
  };
}

function households({ heads, members }: BenchPeople): Shape {
  return {
    ...{ ...CLERK, operation: 'households', title: `${heads.length} households`, about: members },
    query: `query households${LIST} {
      nodes { household { members { relationship head resident { ${MEMBER} } } } } } }`,
    variables: () => ({ ids: heads, first: heads.length }),
    atMost: null,
  };
}

const COVERAGE: Shape = {
  ...{ operation: 'coverage', title: 'coverage by age and sex', atMost: null },
  ...{ account: 'dashboard', purpose: 'STATISTICS', about: null },
  query: `query coverage($vaccine: String!) { immunizationCoverage(vaccine: $vaccine, by: [AGE_BAND, SEX]) {
    key { dimension value } population vaccinated rate } }`,
  variables: () => ({ vaccine: 'COVID19' }),
};

function dosesEntered({ receivers }: BenchPeople): Shape {
  return {
    ...{ ...CLERK, operation: 'record', title: 'a dose entered', about: receivers },
    query: `mutation record($input: RecordImmunizationInput!) { recordImmunization(input: $input) { userErrors { code }
      immunization { id dose vaccine { code } date { iso } billingMonth setting manufacturer lot doseMl } } }`,
    // Each its own person, as long as there are some; then somebody has a second dose.
    variables: (at) => ({
      input: { ...NEW_DOSE, idempotencyKey: randomUUID(), atenaNumber: receivers[at % receivers.length] },
    }),
    atMost: { alone: 20, crowd: 50 },
  };
}
