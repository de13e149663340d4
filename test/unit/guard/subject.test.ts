import {
  PERSONS,
  personsIn,
  SUBJECT,
  subjectOf,
  UNSHOWN,
  unshownIn,
  withPersons,
  withSubject,
} from '../../../src/guard/subject.js';

const one = { atenaNumber: '1', labels: 0 };
const other = { atenaNumber: '2', labels: 1 };
const PLAIN = [null, undefined, 7, 'text', true, 7n, Symbol('text')];

test.each(PLAIN)('a value that is no object is about nobody: %p', (value) => {
  expect([subjectOf(value), personsIn(value), unshownIn(value)]).toEqual([null, [], []]);
});

test('an object is about whom it says to be, and about nobody where it says nothing', () => {
  expect(subjectOf(withSubject(one, { name: 'N' }))).toBe(one);
  expect(subjectOf({ name: 'N' })).toBeNull();
  expect(personsIn(withSubject(one, {}))).toEqual([]);
});

test('facts stay the object they were, and show nothing of the person', () => {
  const facts = { name: 'N' };
  expect(withSubject(one, facts)).toBe(facts);
  expect(withPersons([other], facts)).toBe(facts);
  expect(Object.keys(facts)).toEqual(['name']);
  expect(facts).toMatchObject({ [SUBJECT]: one, [PERSONS]: [other] });
});

test('who came with a value: those of a list, and those whom a row names beside its own', () => {
  expect(personsIn(withPersons([one, other], {}))).toEqual([one, other]);
  expect(
    personsIn([withSubject(one, {}), null, 'text', {}, withPersons([other], withSubject(one, {}))]),
  ).toEqual([one, one, other]);
  expect(personsIn([withPersons([other], {})])).toEqual([other]);
  expect(personsIn({})).toEqual([]);
});

test('who was read for a list and is not on it', () => {
  expect(unshownIn({ [UNSHOWN]: [other], [PERSONS]: [one] })).toEqual([other]);
  expect(unshownIn({ [PERSONS]: [one] })).toEqual([]);
});
