import { inspect } from 'node:util';
import { buildSchema, execute, parse, type GraphQLSchema } from 'graphql';
import { AccessTrace } from '../../src/audit/record/access-trace.js';
import { classifySchema, type FieldClass } from '../../src/guard/classification.js';
import { guardSchema } from '../../src/guard/field-guard.js';
import { planOperation } from '../../src/guard/plan.js';
import { RequestGuard } from '../../src/guard/request-guard.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { KnownNumbers } from '../../src/individual-number/tripwire/known-numbers.js';
import { someone } from '../../src/policy/grants.js';
import { buildGraph } from '../../schema/build-schema.js';

/**
 * A value that is computed from a closed one is closed: docs/attacks.md T4 (CAP audit-logging #103, where a
 * calculated element came past the log; display fields that concatenate; JSON scalars that no rule looks into).
 */

const NUMBER = '123456789010';
const TERMS = `
  directive @classified(as: C!, verb: V = READ) on FIELD_DEFINITION
  enum C { PUBLIC BASIC HEALTH NUMBER } enum V { READ REVEAL } scalar JSON
  type Query { person: Person @classified(as: PUBLIC) }
  type Person {
    number: String @classified(as: NUMBER, verb: REVEAL)
    renamed: String @classified(as: BASIC)
    label: String @classified(as: BASIC)
    joined: String @classified(as: BASIC)
    spelled: String @classified(as: BASIC)
    json: JSON @classified(as: BASIC)
    nested: JSON @classified(as: BASIC)
    list: [String] @classified(as: BASIC)
  }`;

/** Every way a careless resolver lets a number out of a field that is not the number's. */
const sealed = new Sealed(NUMBER);
const PERSON = {
  number: sealed,
  renamed: sealed,
  label: () => `山田 ${String(sealed)}`,
  joined: () => ['番号', sealed].join(': '),
  spelled: () => inspect({ sealed }),
  json: () => ({ number: sealed }),
  nested: () => JSON.parse(JSON.stringify({ a: [{ number: sealed }] })) as object,
  list: () => [`${String(sealed)}`],
};

function run(schema: GraphQLSchema, query: string) {
  const classes = classifySchema(schema);
  guardSchema(schema, classes);
  const document = parse(query);
  const operation = document.definitions[0];
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  const guard = new RequestGuard({
    // Everything is granted but the number: what comes out comes out by the back door.
    policy: {
      version: '1',
      decide: ({ classification }) =>
        classification === 'NUMBER'
          ? { permit: false, rule: 'closed', reason: 'NOT_GRANTED' }
          : { permit: true, rule: 'open', reason: null },
    },
    classes,
    asker: { principal: someone('clerk', []), purpose: 'HISTORY', zone: 'NUMBER_USE', hasCase: true },
    plan: planOperation(schema, classes, document, operation),
    trace: new AccessTrace(),
    numbers: new KnownNumbers(),
  });
  return execute({ schema, document, rootValue: { person: PERSON }, contextValue: { guard } });
}

test('a number comes out of no field but its own, renamed, joined, spelled out, or within JSON', async () => {
  const answer = await run(
    buildSchema(TERMS),
    '{ person { number renamed label joined spelled json nested list } }',
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.['person']).toMatchObject({ number: null, renamed: null });
  expect(JSON.stringify(answer)).not.toContain(NUMBER);
});

/** What each computed coordinate of the graph is made from. A new one belongs here. */
const SOURCES: readonly (readonly [derived: string, source: string])[] = [
  ['Resident.age', 'Resident.birthDate'],
  ['Immunization.ageAtVaccination', 'Immunization.date'],
  ['Immunization.ageAtVaccination', 'Resident.birthDate'],
  ['Resident.recommendations', 'Resident.birthDate'],
  ['Resident.recommendations', 'Resident.immunizations'],
  ['Immunization.evaluation', 'Immunization.date'],
  ['Immunization.evaluation', 'Resident.birthDate'],
  ['RecallTarget.textJa', 'Resident.immunizations'],
  ['RecallTargetConnection.totalCount', 'Resident.immunizations'],
  ['RecallTargetConnection.leftOut', 'Resident.immunizations'],
  ['RecallTarget.status', 'Resident.immunizations'],
  ['RecallTarget.nextDose', 'Resident.immunizations'],
  ['RecallTarget.dosesGiven', 'Resident.immunizations'],
  ['RecallTarget.dueFrom', 'Resident.birthDate'],
  ['RecallTarget.dueUntil', 'Resident.birthDate'],
  ['ResidentConnection.totalCount', 'Query.residents'],
  ['ResidentEdge.node', 'Query.residents'],
  ['Household.members', 'Resident.household'],
  ['HouseholdMember.relationship', 'Resident.household'],
  ['IndividualNumber.value', 'Resident.individualNumber'],
];
/** Whoever may read the second may read the first under every rule of the policy, or is shown only a part of it. */
const NO_WEAKER: Readonly<Record<string, readonly string[]>> = {
  BASIC: ['BASIC', 'HEALTH', 'NUMBER'],
  HEALTH: ['HEALTH'],
  WHEREABOUTS: ['WHEREABOUTS'],
  NUMBER: ['NUMBER'],
};

test.each(SOURCES)('%s is no more open than %s', (derived, source) => {
  const classes: ReadonlyMap<string, FieldClass> = classifySchema(buildGraph());
  const [own, its] = [classes.get(derived)?.classification, classes.get(source)?.classification];
  expect(NO_WEAKER[its ?? '']).toContain(own);
});
