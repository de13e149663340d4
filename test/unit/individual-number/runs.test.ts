import { digitOffsets, readRuns } from '../../../src/individual-number/tripwire/runs.js';

/** Digits of each group of each run: `1234-5678 / 9`. */
const inWords = (text: string, least = 1) =>
  [...readRuns(text, least)].map((run) => run.map((group) => group.digits).join('-')).join(' / ');

describe('runs of digits', () => {
  test.each([
    ['', ''],
    ['none', ''],
    ['12', '12'],
    ['x12y', '12'],
    ['12-34', '12-34'],
    ['12x34', '12 / 34'],
    ['12 - 34', '12-34'],
    ['12 -- 34', '12 / 34'],
    ['１２三四', '12-34'],
    ['三四１２', '34-12'],
    ['1\u200b2', '12'],
    ['1\u200b\u200b\u200b\u200b\u200b2', '12'],
    ['1 \u200b-\u200b 2', '1-2'],
    ['1\u200b三', '1-3'],
    ['1 \u200b \u200b \u200b \u200b2', '1 / 2'],
    ['--1--', '1'],
    ['1------------', '1'],
  ])('%j: %s', (text, expected) => expect(inWords(text)).toBe(expected));

  test('of fewer digits than asked for are left out, wherever they stand', () => {
    expect(inWords('1x12x123x1x1-2-3x12', 3)).toBe('123 / 1-2-3');
    expect(inWords('12x123', 3)).toBe('123');
    expect(inWords('123x12', 4)).toBe('');
  });
});

describe('a group', () => {
  const groups = (text: string) => [...readRuns(text, 1)].flat();

  test('says where it stands, what it holds and what parts it from the one before', () => {
    expect(groups('a１２, 3四')).toEqual([
      { start: 1, end: 3, digits: '12', kanji: false, gap: '', spaceBefore: false, weakBefore: false },
      { start: 5, end: 6, digits: '3', kanji: false, gap: ', ', spaceBefore: true, weakBefore: true },
      { start: 6, end: 7, digits: '4', kanji: true, gap: '', spaceBefore: false, weakBefore: false },
    ]);
  });
  test('that begins a run has nothing before it, even after another run', () => {
    expect(groups(' 1x 2').map(({ gap, spaceBefore }) => [gap, spaceBefore])).toEqual([
      ['', false],
      ['', false],
    ]);
  });
  test('ends with its last digit, not with what nobody sees behind it', () => {
    expect(groups('1\u200b2\u200b')).toEqual([expect.objectContaining({ start: 0, end: 3, digits: '12' })]);
  });
  test('parted by a hyphen is parted by neither space nor comma', () => {
    expect(groups('1-2')[1]).toMatchObject({ gap: '-', spaceBefore: false, weakBefore: false });
  });
});

test('places are those of the digits alone', () => {
  const [run] = [...readRuns('a1\u200b2-三', 1)];
  expect(digitOffsets('a1\u200b2-三', run ?? [])).toEqual([1, 3, 5]);
});
