import { buildSchema, GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { ClassificationError, classifySchema } from '../../../src/guard/classification.js';
import { NOBODY_REASONS } from '../../../src/guard/person-argument.js';
import { CLASSIFICATIONS, VERBS } from '../../../src/policy/terms.js';

const DIRECTIVE = `
  enum FieldClass { ${CLASSIFICATIONS.join(' ')} SECRET }
  enum FieldVerb { ${VERBS.join(' ')} PEEK }
  enum NobodyReason { ${NOBODY_REASONS.join(' ')} FORGOTTEN }
  directive @classified(as: FieldClass, verb: FieldVerb = READ, person: String, nobody: NobodyReason) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
`;
const queryFor = (type: string) => `type Query { row: ${type} @classified(as: PUBLIC) }`;

function faultsOf(sdl: string): readonly string[] {
  try {
    classifySchema(buildSchema(DIRECTIVE + sdl, { assumeValid: true }));
  } catch (error) {
    if (error instanceof ClassificationError) return error.faults;
    throw error;
  }
  return [];
}

test('every field and input field of the real graph is classified', () => {
  const classes = classifySchema(buildGraph());
  expect(classes.get('Resident.address')).toMatchObject({ classification: 'CONTACT', verb: 'READ' });
  expect(classes.get('IndividualNumber.value')).toMatchObject({ classification: 'NUMBER', verb: 'REVEAL' });
  expect(classes.get('ResidentFilter.address')).toMatchObject({ classification: 'CONTACT', verb: 'FILTER' });
});

test('an unclassified field stops the start and is named', () => {
  expect(faultsOf('type Query { open: String @classified(as: PUBLIC) forgotten: String }')).toEqual([
    'Query.forgotten: has no @classified',
  ]);
});

test('an unclassified input field is named as well: filtering is a way of reading', () => {
  const sdl =
    'input Filter { address: String } type Query { find(where: Filter): String @classified(as: PUBLIC) }';
  expect(faultsOf(sdl)).toEqual(['Filter.address: has no @classified']);
});

test('all faults are named at once', () => {
  expect(faultsOf('type Query { one: String two: String }')).toHaveLength(2);
});

test('a redactable field that cannot be null is refused: its redaction would wipe the parent', () => {
  const sdl =
    'type Person { name: String! @classified(as: BASIC) } type Query { person: Person @classified(as: BASIC) }';
  expect(faultsOf(sdl)).toEqual(['Person.name: is BASIC, so it must be nullable']);
});

test('a field classified twice is refused, whichever is the laxer', () => {
  expect(faultsOf('type Query { number: String @classified(as: NUMBER) @classified(as: PUBLIC) }')).toEqual([
    'Query.number: is classified twice',
  ]);
});

test('a class or verb that does not exist is a fault, as is one that is no enum value', () => {
  expect(
    faultsOf(`type Query {
      a: String @classified(as: SECRET) b: String @classified(as: PUBLIC, verb: PEEK)
      c: String @classified d: String @classified(as: "PUBLIC") e: String @classified(as: PUBLIC)
    }`),
  ).toEqual(['a', 'b', 'c', 'd'].map((field) => `Query.${field}: names an unknown class or verb`));
});

test.each(['BASIC', 'CONTACT', 'HEALTH', 'WHEREABOUTS', 'PRACTITIONER', 'PASSPORT', 'NUMBER'])(
  'a field of class %s can be closed for one row, so it must be nullable, save at the root',
  (name) => {
    expect(
      faultsOf(
        `type Row { a: String! @classified(as: ${name}) b: String @classified(as: ${name}) } ${queryFor('Row')}`,
      ),
    ).toEqual([`Row.a: is ${name}, so it must be nullable`]);
    for (const root of ['Query', 'Mutation', 'Subscription'])
      expect(
        faultsOf(
          `${root === 'Query' ? '' : queryFor('Int')} type ${root} { a(of: ID): String! @classified(as: ${name}${root === 'Mutation' ? ', person: "of"' : ''}) }`,
        ),
      ).toEqual([]);
  },
);

test.each(['PUBLIC', 'STAFF', 'STATISTICS', 'AUDIT'])(
  'a field of class %s is the same in all rows and may be non-null',
  (name) => {
    expect(faultsOf(`type Row { a: String! @classified(as: ${name}) } ${queryFor('Row')}`)).toEqual([]);
  },
);

test('an input field may be required, whatever its class', () => {
  expect(faultsOf(`input In { a: String! @classified(as: NUMBER) } ${queryFor('Int')}`)).toEqual([]);
});

test('other directives say nothing about the class', () => {
  const sdl =
    'type Query { a: Int @deprecated @classified(as: PUBLIC) b: Int @classified(as: STAFF, verb: GRANT) @deprecated(reason: "PUBLIC") }';
  const classes = classifySchema(buildSchema(DIRECTIVE + sdl));
  expect([...classes.values()]).toEqual([
    { index: 0, coordinate: 'Query.a', classification: 'PUBLIC', verb: 'READ' },
    { index: 1, coordinate: 'Query.b', classification: 'STAFF', verb: 'GRANT' },
  ]);
  expect(faultsOf('type Query { a: Int @deprecated }')).toEqual(['Query.a: has no @classified']);
});

test('a field that was made without SDL has no class', () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { made: { type: GraphQLInt } } }),
  });
  expect(() => classifySchema(schema)).toThrow(
    expect.objectContaining({ faults: ['Query.made: has no @classified'] }) as Error,
  );
});

test('a directive without any argument, as a tool may write it, names no class', () => {
  const schema = buildSchema(`${DIRECTIVE} type Query { a: Int @classified }`, { assumeValid: true });
  const node = schema.getQueryType()?.getFields()['a']?.astNode;
  const [directive] = node?.directives ?? [];
  if (directive === undefined) throw new TypeError('no directive');
  Object.assign(directive, { arguments: undefined });
  expect(() => classifySchema(schema)).toThrow(
    expect.objectContaining({ faults: ['Query.a: names an unknown class or verb'] }) as Error,
  );
});

describe('an interface', () => {
  const graph = (named: string, person: string) =>
    `interface Named { name: Int ${named} } type Person implements Named { name: Int ${person} } ${queryFor('Named')}`;

  test('of the same class and verb as its implementers is fine', () => {
    expect(faultsOf(graph('@classified(as: BASIC)', '@classified(as: BASIC)'))).toEqual([]);
  });
  test.each([
    ['class', '@classified(as: PUBLIC)', '@classified(as: BASIC)', 'READ PUBLIC', 'READ BASIC'],
    ['verb', '@classified(as: BASIC)', '@classified(as: BASIC, verb: REVEAL)', 'READ BASIC', 'REVEAL BASIC'],
  ])('of another %s than an implementer is refused', (_what, named, person, says, as) => {
    expect(faultsOf(graph(named, person))).toEqual([`Named.name: is ${says}, yet Person.name is ${as}`]);
  });
  test('without a class, or with an implementer without one, is one fault and not two', () => {
    expect(faultsOf(graph('', '@classified(as: BASIC)'))).toEqual(['Named.name: has no @classified']);
    expect(faultsOf(graph('@classified(as: BASIC)', ''))).toEqual(['Person.name: has no @classified']);
  });
  test('that implements another keeps its class, too', () => {
    const sdl = `interface Thing { id: Int @classified(as: PUBLIC) } interface Named implements Thing { id: Int @classified(as: STAFF) } ${queryFor('Named')}`;
    expect(faultsOf(sdl)).toEqual(['Thing.id: is READ PUBLIC, yet Named.id is READ STAFF']);
  });
  test('that cannot be null is refused like any other row', () => {
    expect(faultsOf(`interface Named { name: Int! @classified(as: BASIC) } ${queryFor('Named')}`)).toEqual([
      'Named.name: is BASIC, so it must be nullable',
    ]);
  });
});

test('the refusal names all faults, one a line', () => {
  const error = new ClassificationError(['A.b: c', 'D.e: f']);
  expect(error.message).toBe('The schema cannot be guarded:\n  A.b: c\n  D.e: f');
  expect(error.name).toBe('ClassificationError');
});
