import {
  buildSchema,
  isEnumType,
  isUnionType,
  printSchema,
  validateSchema,
  type GraphQLSchema,
} from 'graphql';
import { join } from 'node:path';
import { buildGraph } from '../../../schema/build-schema.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { atOnce } from '../../../src/background/loop-turns.js';
import { CallerViews, deriveView } from '../../../src/graph-view/caller-view.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { PURPOSES, type Purpose } from '../../../src/policy/terms.js';

const DIRECTIVE = `
  enum FieldClass { PUBLIC BASIC HEALTH }
  enum FieldVerb { READ FILTER }
  directive @classified(as: FieldClass!, verb: FieldVerb = READ, person: String) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
`;
const OPEN = '@classified(as: PUBLIC)';
const CLOSED = '@classified(as: HEALTH)';

/** What is left of a schema for somebody to whom all but HEALTH is open. */
function view(sdl: string): GraphQLSchema {
  const schema = buildSchema(DIRECTIVE + sdl);
  const derived = atOnce(
    deriveView(schema, classifySchema(schema), ({ classification }) => classification !== 'HEALTH'),
  );
  expect(validateSchema(derived)).toEqual([]);
  return derived;
}

const names = (schema: GraphQLSchema) =>
  Object.keys(schema.getTypeMap())
    .filter(
      (name) => !name.startsWith('__') && !/^(String|ID|Boolean|Int|Float|FieldClass|FieldVerb)$/.test(name),
    )
    .sort();
const rootsOf = (schema: GraphQLSchema) => Object.keys(schema.getQueryType()?.getFields() ?? {});

describe('a closed field goes, and with it', () => {
  test('a type that has no other, and all that points at it, however far', () => {
    const left = view(`
      type Query { a: A ${OPEN} b: String ${OPEN} }
      type A { b: B ${OPEN} } type B { c: C ${OPEN} } type C { closed: String ${CLOSED} }`);
    expect(names(left)).toEqual(['Query']);
    expect(rootsOf(left)).toEqual(['b']);
  });

  test('types that nothing visible leads to, though they are open themselves', () => {
    const left = view(`
      scalar Day enum Kind { X }
      type Query { a: A ${CLOSED} b: String ${OPEN} } type A { day(kind: Kind): Day ${OPEN} }`);
    expect(names(left)).toEqual(['Query']);
  });

  test('types that lead to each other and to nothing else', () => {
    const left = view(
      `type Query { a: A ${CLOSED} b: String ${OPEN} } type A { b: B ${OPEN} } type B { a: A ${OPEN} }`,
    );
    expect(names(left)).toEqual(['Query']);
  });

  test('an input with nothing left, as an argument that may be left out', () => {
    const left = view(
      `input Where { closed: String ${CLOSED} } type Query { find(where: Where, first: Int = 5): String ${OPEN} }`,
    );
    expect(printSchema(left)).toContain('find(first: Int = 5): String');
  });

  test('a field whose argument must be given and cannot be', () => {
    const left = view(
      `input Where { closed: String ${CLOSED} } type Query { find(where: Where!): String ${OPEN} b: String ${OPEN} }`,
    );
    expect(rootsOf(left)).toEqual(['b']);
  });

  test('an input whose required part is closed: what is left of it could never be sent', () => {
    const left = view(
      `input Order { by: String! ${CLOSED} down: Boolean ${OPEN} } type Query { find(order: Order): String ${OPEN} }`,
    );
    expect(names(left)).toEqual(['Query']);
    expect(printSchema(left)).toContain('find: String');
  });

  test('a member of a union, and a union without members', () => {
    const left = view(`
      union Some = A | B union None = A
      type A { closed: String ${CLOSED} } type B { b: String ${OPEN} }
      type Query { some: Some ${OPEN} none: None ${OPEN} }`);
    const some = left.getType('Some');
    expect(isUnionType(some) && some.getTypes().map((type) => type.name)).toEqual(['B']);
    expect(rootsOf(left)).toEqual(['some']);
  });

  test('the field of an interface that one of its objects has lost, and only that', () => {
    const left = view(`
      type Hidden { closed: String ${CLOSED} } type Shown { s: String ${OPEN} } union Any = Hidden | Shown
      interface Node { id: ID ${OPEN} any: Any ${OPEN} }
      type A implements Node { id: ID ${OPEN} any: Hidden ${OPEN} }
      type B implements Node { id: ID ${OPEN} any: Shown ${OPEN} }
      type Query { node: Node ${OPEN} }`);
    expect(printSchema(left)).toContain('interface Node {\n  id: ID\n}');
    expect(printSchema(left)).toContain('type A implements Node {\n  id: ID\n}');
    expect(printSchema(left)).toContain('any: Shown');
  });

  test('objects behind a visible interface stay, for a fragment may name them', () => {
    const left = view(`
      interface Node { id: ID ${OPEN} } type A implements Node { id: ID ${OPEN} secret: String ${CLOSED} } type Query { node: Node ${OPEN} }`);
    expect(names(left)).toEqual(['A', 'Node', 'Query']);
    expect(printSchema(left)).not.toContain('secret');
  });

  test('mutations, where none is open', () => {
    const left = view(
      `type Query { b: String ${OPEN} } type Mutation { write(of: ID): String @classified(as: HEALTH, person: "of") }`,
    );
    expect(left.getMutationType() ?? null).toBeNull();
  });

  test('terms of @classified that stand nowhere any more', () => {
    const left = view(`type Query { b: String ${OPEN} c: String ${CLOSED} }`);
    const terms = left.getType('FieldClass');
    expect(isEnumType(terms) && terms.getValues().map(({ name }) => name)).toEqual(['PUBLIC']);
  });
});

describe('the views of the real graph', () => {
  const schema = buildGraph();
  const classes = classifySchema(schema);
  const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));
  const views = new CallerViews(schema, classes);
  const callers = policy.roles.flatMap((role) =>
    [[], ...PURPOSES.map((purpose) => [purpose]), PURPOSES].map((purposes) => ({
      role,
      purposes: new Set<Purpose>(purposes),
    })),
  );

  test('are valid, and show a role nothing it could not open, under any menu', async () => {
    expect(callers.length).toBeGreaterThan(50);
    for (const caller of callers) {
      const { schema: left } = await views.of(policy, caller);
      expect(validateSchema(left)).toEqual([]);
      const fields = Object.keys(left.getQueryType()?.getFields() ?? {});
      const number =
        caller.role === 'number-clerk' &&
        ['HISTORY', 'INQUIRY', 'CERTIFICATE'].some((one) => caller.purposes.has(one as Purpose));
      const machine = caller.role === 'address-name' && caller.purposes.has('INTEGRATION');
      expect(fields.includes('residentByIndividualNumber')).toBe(number || machine);
      expect(left.getType('IndividualNumber') !== undefined).toBe(number);
      expect(fields).toContain('viewer');
    }
  });

  test('are the same object for the same menus, whatever order they were granted in, and for nobody else', async () => {
    const of = (role: string, ...purposes: Purpose[]) =>
      views.of(policy, { role, purposes: new Set(purposes) });
    expect(await of('clerk', 'HISTORY', 'INQUIRY')).toBe(await of('clerk', 'INQUIRY', 'HISTORY'));
    expect(await of('clerk', 'HISTORY')).not.toBe(await of('clerk', 'HISTORY', 'INQUIRY'));
    expect(await of('clerk', 'HISTORY')).not.toBe(await of('manager', 'HISTORY'));
    expect(
      await views.of({ ...policy, version: 'another' }, { role: 'clerk', purposes: new Set(['HISTORY']) }),
    ).not.toBe(await of('clerk', 'HISTORY'));
  });

  test('are forgotten, the one unused for longest first, when there are too many', async () => {
    const few = new CallerViews(schema, classes);
    const of = (version: number) =>
      few.of({ ...policy, version: String(version) }, { role: 'auditor', purposes: new Set() });
    const [first, second] = [await of(0), await of(1)];
    for (let version = 2; version < 64; version++) await of(version);
    expect(await of(0)).toBe(first);
    await of(64);
    expect(await of(0)).toBe(first);
    expect(await of(1)).not.toBe(second);
  });
});
