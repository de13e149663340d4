import { byErrorPath, byPath, isInAnswer, possibleNumbers } from '../../../src/request/warnings.js';

const data = { a: { list: [{ name: null }, null] }, gone: null };

test.each([
  [['a', 'list', 0, 'name'], true],
  [['gone'], true],
  [['gone', 'name'], false],
  [['a', 'list', 1, 'name'], false],
  [['a', 'list', 7, 'name'], false],
  [['a', 'list', 0, 'name', 'kanji'], false],
])('%j: its object is in the answer: %s', (path, present) => {
  expect(isInAnswer(data, path)).toBe(present);
});

test('nothing is in an answer without data', () => {
  expect([isInAnswer(null, ['a']), isInAnswer(undefined, ['a', 'b'])]).toEqual([false, false]);
});

test('a column of doubtful codes is told in part', () => {
  const places = Array.from({ length: 50 }, (_, at) => ({
    path: ['rows', at, 'lot'],
    coordinate: 'Immunization.lot',
  }));
  const told = possibleNumbers(places);
  expect(told).toHaveLength(20);
  expect(told[0]).toMatchObject({
    code: 'POSSIBLE_NUMBER',
    path: ['rows', 0, 'lot'],
    coordinate: 'Immunization.lot',
  });
});

test('places stand in the order of their paths, in whatever order they were judged', () => {
  const paths = [['a', 2, 'x'], ['a', 10, 'x'], ['a', 10], ['b'], ['a', 2, 'w']].map((path) => ({ path }));
  const ordered = [['a', 2, 'w'], ['a', 2, 'x'], ['a', 10], ['a', 10, 'x'], ['b']].map((path) => ({ path }));
  expect([...paths].sort(byPath)).toEqual(ordered);
  expect([...paths].reverse().sort(byPath)).toEqual(ordered);
});

test('errors are told in the order of their places, those without one first, whoever failed first', () => {
  const errors = [{ path: ['b', 1] }, { path: ['a'] }, {}, { path: ['b', 0, 'c'] }];
  const ordered = [{}, { path: ['a'] }, { path: ['b', 0, 'c'] }, { path: ['b', 1] }];
  expect([...errors].sort(byErrorPath)).toEqual(ordered);
  expect([...errors].reverse().sort(byErrorPath)).toEqual(ordered);
});
