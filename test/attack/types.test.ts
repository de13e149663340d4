import {
  buildSchema,
  execute,
  parse,
  validate,
  type GraphQLFieldResolver,
  type OperationDefinitionNode,
} from 'graphql';
import { join } from 'node:path';
import { AccessTrace } from '../../src/audit/record/access-trace.js';
import type { Access } from '../../src/audit/record/record.js';
import { classifySchema } from '../../src/guard/classification.js';
import { guardSchema } from '../../src/guard/field-guard.js';
import { planOperation } from '../../src/guard/plan.js';
import { RequestGuard, type Withheld } from '../../src/guard/request-guard.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { withSubject, type HasSubject } from '../../src/guard/subject.js';
import { KnownNumbers } from '../../src/individual-number/tripwire/known-numbers.js';
import { someone } from '../../src/policy/grants.js';
import { loadPolicy } from '../../src/policy/load.js';
import { readableAccesses } from '../support/readable-accesses.js';

/**
 * Ways round a rule through types (Apollo GHSA-x33c-7c2v-mrj9, GHSA-g8jh-vg5j-4h3f;
 * docs/glossary.md#rules-hold-through-every-type): interface, union and a root that finds anything by its
 * id. The graph has few of them, so the guard is put around one that has them all.
 */

const NUMBER = '123456789018';
const ADDRESS = '本町6-6-3';

const schema = buildSchema(`
  enum FieldClass { PUBLIC BASIC CONTACT NUMBER }
  enum FieldVerb { READ REVEAL }
  directive @classified(as: FieldClass!, verb: FieldVerb = READ) on FIELD_DEFINITION
  interface Node { id: ID! @classified(as: PUBLIC) }
  interface Person implements Node { id: ID! @classified(as: PUBLIC) address: String @classified(as: CONTACT) number: String @classified(as: NUMBER, verb: REVEAL) next: Person @classified(as: BASIC) }
  type Citizen implements Node & Person { id: ID! @classified(as: PUBLIC) address: String @classified(as: CONTACT) number: String @classified(as: NUMBER, verb: REVEAL) next: Person @classified(as: BASIC) }
  type Clinic implements Node { id: ID! @classified(as: PUBLIC) address: String @classified(as: PUBLIC) }
  union Found = Clinic | Citizen
  type Query {
    citizen: Citizen @classified(as: BASIC)
    person: Person @classified(as: BASIC)
    found: Found @classified(as: BASIC)
    node(id: ID!): Node @classified(as: BASIC)
    clinic: Node @classified(as: BASIC)
    list: [Found] @classified(as: BASIC)
  }
`);

interface Citizen extends HasSubject {
  readonly __typename: 'Citizen';
  readonly next: () => Citizen;
}
const citizen = (): Citizen =>
  withSubject(
    { atenaNumber: '000000000000001', labels: 0 },
    { __typename: 'Citizen', id: '1', address: ADDRESS, number: new Sealed(NUMBER), next: citizen },
  );
const clinic = { __typename: 'Clinic', id: '9', address: '緑町1-1' };

const RESOLVERS: Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>> = {
  citizen,
  person: citizen,
  found: citizen,
  node: citizen,
  clinic: () => clinic,
  list: () => [citizen(), clinic],
};
for (const [name, resolve] of Object.entries(RESOLVERS)) {
  const field = schema.getQueryType()?.getFields()[name];
  if (field !== undefined) field.resolve = resolve;
}
const classes = classifySchema(schema);
guardSchema(schema, classes);
const policy = loadPolicy(join(__dirname, '..', '..', 'policy', 'koganei'));

interface Run {
  readonly data: Record<string, unknown>;
  readonly text: string;
  readonly lines: readonly Access[];
  readonly withheld: readonly Withheld[];
  readonly plan: ReturnType<typeof planOperation>;
}

async function run(role: string, query: string): Promise<Run> {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const plan = planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
  const trace = new AccessTrace();
  const asker = {
    principal: someone(role, ['palm_vein']),
    purpose: 'INQUIRY',
    zone: 'NUMBER_USE',
    hasCase: true,
  } as const;
  const guard = new RequestGuard({ policy, classes, asker, plan, trace, numbers: new KnownNumbers() });
  const result = await execute({ schema, document, contextValue: { guard } });
  expect(result.errors).toBeUndefined();
  return {
    data: result.data as Record<string, unknown>,
    text: JSON.stringify(result),
    lines: readableAccesses(trace),
    withheld: guard.withheld,
    plan,
  };
}

const BODY = 'a: address n: number';
const ways: readonly (readonly [string, string])[] = [
  ['its own type', `{ x: citizen { ${BODY} } }`],
  ['an interface', `{ x: person { ${BODY} } }`],
  ['a fragment on the type within the interface', `{ x: person { ... on Citizen { ${BODY} } } }`],
  ['a fragment on the interface within the type', `{ x: citizen { ... on Person { ${BODY} } } }`],
  ['an interface of an interface', `{ x: citizen { ... on Node { ... on Person { ${BODY} } } } }`],
  ['a union', `{ x: found { ... on Citizen { ${BODY} } ... on Clinic { c: address } } }`],
  ['an interface within a union', `{ x: found { ... on Person { ${BODY} } } }`],
  ['a union within an interface', `{ x: person { ... on Found { ... on Citizen { ${BODY} } } } }`],
  ['node(id)', `{ x: node(id: "1") { ... on Citizen { ${BODY} } } }`],
  ['node(id) and an interface', `{ x: node(id: "1") { ... on Person { ${BODY} } } }`],
  [
    'node(id) and a union',
    `{ x: node(id: "1") { ... on Found { ... on Node { ... on Citizen { ${BODY} } } } } }`,
  ],
  [
    'named fragments in each other',
    `{ x: node(id: "1") { ...A } } fragment A on Node { ...B } fragment B on Person { ...C } fragment C on Citizen { ${BODY} }`,
  ],
  [
    'a field of an interface below',
    `{ x: person { ... on Citizen { ${BODY} } } y: person { next { ... on Citizen { id } } } }`,
  ],
];

describe('however a field is reached, it is the same field', () => {
  const COORDINATES = ['Citizen.address', 'Citizen.number'];
  const linesOf = (lines: readonly Access[]) =>
    lines
      .filter((line) => COORDINATES.includes(line.coordinate))
      .map(({ path, ...line }) => ({ ...line, path: path.join('.') }));

  test.each(ways)(
    'through %s: closed to who may not see it, and recorded by the type that has it',
    async (_way, query) => {
      const { data, text, lines, withheld } = await run('clerk', query);
      expect(data['x']).toMatchObject({ a: null, n: null });
      expect(text).not.toContain(NUMBER);
      expect(text).not.toContain(ADDRESS);
      expect(linesOf(lines)).toEqual([
        {
          coordinate: 'Citizen.address',
          path: 'x.a',
          subject: '000000000000001',
          outcome: 'WITHHELD',
          reason: 'default-deny',
        },
        {
          coordinate: 'Citizen.number',
          path: 'x.n',
          subject: '000000000000001',
          outcome: 'REDACTED',
          reason: 'default-deny',
        },
      ]);
      expect(withheld).toEqual([
        { path: ['x', 'a'], coordinate: 'Citizen.address', reason: expect.any(String) },
      ]);
      // A coordinate of an abstract type is nobody's: neither policy nor log speaks of it.
      expect(lines.filter((line) => /^(Node|Person|Found)\./.test(line.coordinate))).toEqual([]);
    },
  );

  test.each(ways)('through %s: open to who may see it', async (_way, query) => {
    const { data, lines } = await run('number-clerk', query);
    expect(data['x']).toMatchObject({ a: null, n: NUMBER });
    expect(linesOf(lines).map(({ coordinate, outcome }) => `${coordinate} ${outcome}`)).toEqual([
      'Citizen.address WITHHELD',
      'Citizen.number REVEALED',
    ]);
  });

  test.each(ways)('through %s: the plan knows it beforehand', async (_way, query) => {
    const { plan } = await run('clerk', query);
    expect([...plan.fields.keys()]).toEqual(expect.arrayContaining(COORDINATES));
    expect([...plan.fields.keys()].filter((name) => /^(Node|Person|Found)\./.test(name))).toEqual([]);
    expect(plan).toMatchObject({ severalPersons: false, needsPurpose: true });
  });

  test('the same name means another field where the object is another', async () => {
    const query = '{ clinic { ... on Clinic { address } ... on Person { address } } }';
    const { data, lines } = await run('clerk', query);
    expect(data).toEqual({ clinic: { address: '緑町1-1' } });
    expect(lines.map(({ coordinate, outcome }) => `${coordinate} ${outcome}`).sort()).toEqual([
      'Clinic.address DISCLOSED',
      'Query.clinic DISCLOSED',
    ]);
  });
});

describe('a number', () => {
  test.each([
    ['a list of a union', '{ list { ... on Citizen { number } } }'],
    ['a list of a union, by interface', '{ list { ... on Node { ... on Person { number } } } }'],
    ['two roots by interface', '{ a: person { number } b: node(id: "1") { ... on Person { number } } }'],
  ])('through %s is asked for several persons, and closed even to who may see it', async (_way, query) => {
    const { text, lines, plan } = await run('number-clerk', query);
    expect(plan.severalPersons).toBe(true);
    expect(text).not.toContain(NUMBER);
    expect(
      new Set(
        lines
          .filter((line) => line.coordinate === 'Citizen.number')
          .map(({ outcome, reason }) => `${outcome} ${reason}`),
      ),
    ).toEqual(new Set(['REDACTED number.one-person']));
  });
});

test('__typename tells what the object is, and nothing of what it holds', async () => {
  const { data, lines } = await run(
    'clerk',
    '{ node(id: "1") { __typename } found { __typename } list { __typename } }',
  );
  expect(data).toEqual({
    node: { __typename: 'Citizen' },
    found: { __typename: 'Citizen' },
    list: [{ __typename: 'Citizen' }, { __typename: 'Clinic' }],
  });
  expect(lines.map((line) => line.coordinate).sort()).toEqual(['Query.found', 'Query.list', 'Query.node']);
});

describe('the start is refused', () => {
  const graph = (mine: string, theirs: string) => `
    enum FieldClass { PUBLIC BASIC NUMBER } enum FieldVerb { READ REVEAL }
    directive @classified(as: FieldClass!, verb: FieldVerb = READ) on FIELD_DEFINITION
    interface Node { value: String ${mine} }
    type One implements Node { value: String @classified(as: BASIC) }
    type Two implements Node { value: String ${theirs} }
    type Query { node: Node @classified(as: PUBLIC) }`;
  const BASIC = '@classified(as: BASIC)';

  test.each([
    [
      'an interface weaker than one that implements it',
      '@classified(as: PUBLIC)',
      BASIC,
      /Node\.value: is READ PUBLIC, yet One\.value is READ BASIC/,
    ],
    [
      'an interface stricter than one that implements it',
      '@classified(as: NUMBER)',
      BASIC,
      /Node\.value: is READ NUMBER, yet One\.value/,
    ],
    [
      'an interface of another verb',
      '@classified(as: BASIC, verb: REVEAL)',
      BASIC,
      /Node\.value: is REVEAL BASIC/,
    ],
    [
      'one implementer unlike the others',
      BASIC,
      '@classified(as: NUMBER, verb: REVEAL)',
      /yet Two\.value is REVEAL NUMBER/,
    ],
    ['an interface without a class', '', BASIC, /Node\.value: has no @classified/],
    ['an implementer without a class', BASIC, '', /Two\.value: has no @classified/],
  ])('for %s (GHSA-x33c-7c2v-mrj9)', (_what, mine, theirs, says) => {
    expect(() => classifySchema(buildSchema(graph(mine, theirs)))).toThrow(says);
  });

  test('for nothing, where all agree', () => {
    expect(() => classifySchema(buildSchema(graph(BASIC, BASIC)))).not.toThrow();
  });
});
