import { buildSchema } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { printGraph } from '../../../schema/print-graph.js';
import { ClassificationError, classifySchema } from '../../../src/guard/classification.js';

/** What a field declares of the persons it is about is read at the start, and a graph that lacks some of it is refused. */

function faultsOf(sdl: string): readonly string[] {
  try {
    classifySchema(buildSchema(sdl, { assumeValid: true }));
  } catch (error) {
    if (error instanceof ClassificationError) return error.faults;
    throw error;
  }
  return [];
}

describe('the start', () => {
  const graph = (mutation: string) => `
    enum FieldClass { PUBLIC STAFF DIRECTORY LINKAGE BASIC AUDIT }
    enum FieldVerb { READ PROTECT }
    enum NobodyReason { STAFF_ADMINISTRATION OWN_SESSION LOG_REVIEW FORGOTTEN }
    directive @classified(as: FieldClass, verb: FieldVerb = READ, person: [String!], most: Int, nobody: NobodyReason) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
    type Query { a: Int @classified(as: PUBLIC) }
    input In { number: ID @classified(as: LINKAGE) inner: In @classified(as: LINKAGE) rank: Int @classified(as: LINKAGE) }
    type Mutation { act(input: In, ids: [[ID!]], count: Int): Int ${mutation} }
  `;
  const SILENT = 'Mutation.act: is a mutation, so it must name its person, or say that it is about nobody';
  const NOWHERE = (path: string) => `Mutation.act: has no text at ${path} that could name a person`;

  test.each([
    ['@classified(as: LINKAGE)', SILENT],
    ['@classified(as: STAFF)', SILENT],
    [
      '@classified(as: LINKAGE, nobody: OWN_SESSION)',
      'Mutation.act: is LINKAGE, so it cannot be about nobody',
    ],
    [
      '@classified(as: BASIC, nobody: STAFF_ADMINISTRATION)',
      'Mutation.act: is BASIC, so it cannot be about nobody',
    ],
    ['@classified(as: AUDIT, nobody: OWN_SESSION)', 'Mutation.act: is AUDIT, so it cannot be about nobody'],
    ['@classified(as: BASIC, nobody: LOG_REVIEW)', 'Mutation.act: is BASIC, so it cannot be about nobody'],
    ['@classified(as: STAFF, nobody: FORGOTTEN)', 'Mutation.act: is about nobody for an unknown reason'],
    [
      '@classified(as: STAFF, nobody: OWN_SESSION, person: "ids")',
      'Mutation.act: names a person, and is about nobody',
    ],
    [
      '@classified(as: LINKAGE, person: "ids", most: 0)',
      'Mutation.act: limits its persons in a way that cannot be read',
    ],
    [
      '@classified(as: STAFF, nobody: OWN_SESSION, most: 5)',
      'Mutation.act: limits its persons in a way that cannot be read',
    ],
    ['@classified(as: LINKAGE, person: "")', 'Mutation.act: names its person in a way that cannot be read'],
    [
      '@classified(as: LINKAGE, person: "mayor:ids")',
      'Mutation.act: names its person in a way that cannot be read',
    ],
    ['@classified(as: LINKAGE, person: [])', 'Mutation.act: names its person in a way that cannot be read'],
    [
      '@classified(as: LINKAGE, person: ["ids", "mayor:ids"])',
      'Mutation.act: names its person in a way that cannot be read',
    ],
    [
      '@classified(as: LINKAGE, person: ["ids", "ids"])',
      'Mutation.act: names its person in a way that cannot be read',
    ],
    ['@classified(as: LINKAGE, person: ["ids", "count"])', NOWHERE('count')],
    ['@classified(as: LINKAGE, person: ids)', 'Mutation.act: names its person in a way that cannot be read'],
    ['@classified(as: LINKAGE, person: "other")', NOWHERE('other')],
    ['@classified(as: LINKAGE, person: "input")', NOWHERE('input')],
    ['@classified(as: LINKAGE, person: "input.name")', NOWHERE('input.name')],
    ['@classified(as: LINKAGE, person: "input.rank")', NOWHERE('input.rank')],
    ['@classified(as: LINKAGE, person: "ids.number")', NOWHERE('ids.number')],
    ['@classified(as: LINKAGE, person: "count")', NOWHERE('count')],
  ])('is refused to a mutation with %s', (mutation, fault) => {
    expect(faultsOf(graph(mutation))).toEqual([fault]);
  });

  test.each([
    '@classified(as: LINKAGE, person: "ids")',
    '@classified(as: LINKAGE, person: "provision:ids")',
    '@classified(as: LINKAGE, verb: PROTECT, person: "input.inner.inner.number")',
    '@classified(as: LINKAGE, person: ["ids", "provision:input.number"], most: 3)',
    '@classified(as: DIRECTORY, nobody: STAFF_ADMINISTRATION)',
    '@classified(as: AUDIT, nobody: LOG_REVIEW)',
  ])('is granted to a mutation with %s', (mutation) => {
    expect(faultsOf(graph(mutation))).toEqual([]);
  });

  test('is refused where a field below the root, an input or a query says what is a mutation’s to say', () => {
    const more = `${graph('@classified(as: STAFF, nobody: OWN_SESSION)')}
      type Row { a(of: ID): Int @classified(as: STAFF, person: "of") b: Int @classified(as: STAFF, nobody: OWN_SESSION) }
      input More { a: ID @classified(as: STAFF, person: "a") }
      extend type Query { row: Row @classified(as: STAFF) b(of: ID, in: More): Int @classified(as: STAFF, nobody: OWN_SESSION) }`;
    expect(faultsOf(more).toSorted()).toEqual([
      'More.a: names a person, which only a root field does',
      'Query.b: is about nobody, which only a mutation says',
      'Row.a: names a person, which only a root field does',
      'Row.b: is about nobody, which only a mutation says',
    ]);
  });

  test('is refused to the city’s own graph with any one declaration taken out of it', () => {
    const whole = printGraph(buildGraph());
    const [before = '', mutations = ''] = whole.split(/(?=^type Mutation \{$)/m);
    const declarations = [...mutations.matchAll(/, (person|nobody): [^)]+(?=\))/g)];
    expect(declarations.length).toBeGreaterThanOrEqual(18);
    expect(faultsOf(whole)).toEqual([]);
    for (const {
      index,
      0: { length },
    } of declarations) {
      const without = mutations.slice(0, index) + mutations.slice(index + length);
      expect(faultsOf(before + without)).toEqual([
        expect.stringMatching(/^Mutation\.\w+: is a mutation, so it must name its person/) as string,
      ]);
    }
  });
});
