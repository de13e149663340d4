import { remembered } from '../../../src/calendar/remembered.js';

function counted(atMost?: number) {
  const asked: string[] = [];
  const read = (text: string) => ({ text: (asked.push(text), text.toUpperCase()) });
  return { asked, read: remembered(read, atMost) };
}

test('a text is read once', () => {
  const { asked, read } = counted();
  expect(read('r05.06.27')).toBe(read('r05.06.27'));
  expect(asked).toEqual(['r05.06.27']);
});

test('so many are remembered and no more', () => {
  const { asked, read } = counted(2);
  for (const text of ['a', 'b', 'c', 'a']) expect(read(text)).toEqual({ text: text.toUpperCase() });
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});

test('of what is no date nothing is kept', () => {
  const { asked, read } = counted();
  const long = 'somebody wrote a letter here';
  expect([read(long), read(long)]).toEqual([{ text: long.toUpperCase() }, { text: long.toUpperCase() }]);
  expect(asked).toHaveLength(2);
});

test('what was thrown is thrown again', () => {
  const read = remembered((): never => {
    throw new RangeError('no day');
  });
  expect(() => read('x')).toThrow('no day');
  expect(() => read('x')).toThrow('no day');
});
