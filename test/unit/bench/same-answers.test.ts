import { checkSame, countFields, countValues } from '../../bench/same-answers.js';

const PAGE = {
  residents: { nodes: [{ atenaNumber: '1', immunizations: [{ id: '7', date: { iso: null } }] }] },
};
const answers = (data: object, other: object) =>
  new Map([
    ['sekisho', JSON.stringify({ data, extensions: { sekisho: { withheld: [] } } })],
    ['apollo', JSON.stringify({ data: other })],
  ] as const);

test('answers that say the same pass, in whatever order their fields come', () => {
  const { nodes } = PAGE.residents;
  const turned = nodes.map(({ atenaNumber, immunizations }) => ({ immunizations, atenaNumber }));
  expect(() => checkSame('page', answers(PAGE, { residents: { nodes: turned } }))).not.toThrow();
});

test.each([
  ['another value', '"id":"7"', '"id":"8"'],
  ['a value of another type', '"id":"7"', '"id":7'],
  ['a field less', '"atenaNumber":"1",', ''],
  ['a field more', '"iso":null', '"iso":null,"wareki":null'],
  ['a row less', '{"id":"7","date":{"iso":null}}', ''],
  ['null in place of an object', '{"iso":null}', 'null'],
])('%s is named with its place', (_what, from, to) => {
  const other = JSON.parse(JSON.stringify(PAGE).replace(from, to)) as object;
  expect(() => checkSame('page', answers(PAGE, other))).toThrow(
    /^page: apollo answers otherwise: \.residents\.nodes/,
  );
});

test('an answer of which something is withheld is no comparison', () => {
  const withheld = new Map([
    [
      'sekisho',
      JSON.stringify({ data: PAGE, extensions: { sekisho: { withheld: [{ reason: 'PURPOSE' }] } } }),
    ],
    ['apollo', JSON.stringify({ data: PAGE })],
  ] as const);
  expect(() => checkSame('page', withheld)).toThrow(/withheld .*PURPOSE/);
});

const table = (population: number | null, vaccinated: number | null) => ({
  immunizationCoverage: [{ key: [{ dimension: 'SEX', value: 'MALE' }], population, vaccinated, rate: null }],
});

test.each([
  ['an offset of 0', table(120, 80), table(123, 84)],
  ['an offset of 4', table(125, 80), table(121, 80)],
  ['a hidden cell', table(null, null), table(9, 3)],
])('a frozen table is right with %s', (_what, frozen, counted) => {
  expect(() => checkSame('coverage', answers(frozen, counted))).not.toThrow();
});

test.each([
  ['a count that is further away', table(120, 80), table(125, 80)],
  ['figures that no one offset makes', table(125, 80), table(121, 84)],
  ['a large cell that is hidden', table(null, null), table(12, 3)],
  ['a cell less', table(120, 80), { immunizationCoverage: [] }],
])('a frozen table is wrong with %s', (_what, frozen, counted) => {
  expect(() => checkSame('coverage', answers(frozen, counted))).toThrow(/^coverage: apollo/);
});

test('values are scalars and nulls, fields all that has a name', () => {
  expect([countValues(PAGE), countFields(PAGE)]).toEqual([3, 7]);
});
