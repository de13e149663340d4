import { buildSchema } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { ClassificationError, classifySchema } from '../../../src/guard/classification.js';

const DIRECTIVE = `
  enum FieldClass { PUBLIC BASIC NUMBER }
  enum FieldVerb { READ REVEAL }
  directive @classified(as: FieldClass!, verb: FieldVerb = READ) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
`;

function faultsOf(sdl: string): readonly string[] {
  try {
    classifySchema(buildSchema(DIRECTIVE + sdl));
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
  const sdl = 'input Filter { address: String } type Query { find(where: Filter): String @classified(as: PUBLIC) }';
  expect(faultsOf(sdl)).toEqual(['Filter.address: has no @classified']);
});

test('all faults are named at once', () => {
  expect(faultsOf('type Query { one: String two: String }')).toHaveLength(2);
});

test('a redactable field that cannot be null is refused: its redaction would wipe the parent', () => {
  const sdl = 'type Person { name: String! @classified(as: BASIC) } type Query { person: Person @classified(as: BASIC) }';
  expect(faultsOf(sdl)).toEqual(['Person.name: is BASIC, so it must be nullable']);
});

test('a field classified twice is refused, whichever is the laxer', () => {
  expect(faultsOf('type Query { number: String @classified(as: NUMBER) @classified(as: PUBLIC) }')).toEqual([
    'Query.number: is classified twice',
  ]);
});
