import { buildSchema } from 'graphql';
import { labelFields, labelOf, labelsOf } from '../../../src/guard/field-labels.js';

/** What a resident reads in an extract comes from the schema's own words. */

const schema = buildSchema(`
    "問合せ / Query"
    type Query {
      "住民を探す (R001)。一人でも。/ Finds residents."
      people(where: Where): Person
    }
    "氏名 (R077)。原本のまま。/ Name as it stands."
    type Person {
      "漢字氏名、旧字体 / Kanji"
      kanji: String
      "通称(日本人にはない) (R078)/ Alias"
      alias: String
      " / Only English"
      english: String
      bare: String
    }
    "検索条件"
    input Where {
      "氏名の一部/全部 / Part of a name"
      name: String
    }
    "色 / Colour"
    enum Colour { RED }
    type Plain { "(番号)" number: Int, QueryPart: Int }
  `);
/** Read in the test that asks: a fault then fails that one. */
const labels = () => labelFields(schema);

test.each([
  ['Query.people', '問合せ', '住民を探す'],
  ['Person.kanji', '氏名', '漢字氏名'],
  ['Person.alias', '氏名', '通称'],
  // Without Japanese words of its own a field is called by its name.
  ['Person.english', '氏名', 'english'],
  ['Person.bare', '氏名', 'bare'],
  ['Where.name', '検索条件', '氏名の一部/全部'],
  ['Plain.number', 'Plain', 'number'],
])('%s is %s: %s', (coordinate, type, field) => {
  expect(labels().get(coordinate)).toMatchObject({ type, field });
});

test.each([
  ['Query.people', 'Finds residents'],
  ['Person.kanji', 'Name as it stands: Kanji'],
  ['Person.alias', 'Name as it stands: Alias'],
  ['Person.english', 'Name as it stands: Only English'],
  // Without English words of its own a field is called by its name, and what is gone by its coordinate.
  ['Person.bare', 'Name as it stands: bare'],
  ['Where.name', 'Where: Part of a name'],
  ['Plain.number', 'Plain: number'],
  ['Person.gone', 'Person.gone'],
])('%s is called in English: %s', (coordinate, labelEn) => {
  expect(labelsOf(labels(), coordinate)).toEqual({ labelJa: labelOf(labels(), coordinate), labelEn });
});

test('only what can be read or asked by has a label', () => {
  expect([...labels().keys()].sort()).toEqual([
    ...['Person.alias', 'Person.bare', 'Person.english', 'Person.kanji', 'Plain.QueryPart', 'Plain.number'],
    ...['Query.people', 'Where.name'],
  ]);
});

test('a root stands alone, any other field behind its type, and what is gone by its coordinate', () => {
  expect(labelOf(labels(), 'Query.people')).toBe('住民を探す');
  expect(labelOf(labels(), 'Person.kanji')).toBe('氏名:漢字氏名');
  expect(labelOf(labels(), 'Person.gone')).toBe('Person.gone');
  const odd = new Map([
    ['MyQuery.x', { type: '型', field: '欄', typeEn: 'type', fieldEn: 'field' }],
    ['Mutation.x', { type: '型', field: '欄', typeEn: 'type', fieldEn: 'field' }],
  ]);
  expect([labelOf(odd, 'MyQuery.x'), labelOf(odd, 'Mutation.x')]).toEqual(['型:欄', '欄']);
});
