import { allNumbers, cityRows } from '../../support/city.js';
import { allReceived } from '../../support/page/chromium.js';

/** Every writing of twelve digits comes down to this: full width, blanks, hyphens. */
const runsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/(?<=\d)[\s\-‐‑–—−ー.]{1,2}(?=\d)/g, '')
    .match(/\d{12,}/g) ?? [];

/** K2 over what all tests of all screens have received. */
export function noLeaks(): void {
  test('no answer to any page holds a number of the city, but those that somebody said yes to', async () => {
    const numbers = new Set(allNumbers());
    expect(numbers.size).toBeGreaterThan(500);
    const answers = await allReceived();
    expect(answers.length).toBeGreaterThan(100);
    const leaks = answers
      .filter(({ to }) => !to.includes('query ShowNumber('))
      .filter(({ text }) => runsOf(text).some((run) => windows(run).some((window) => numbers.has(window))));
    expect(leaks.map(({ to }) => to)).toEqual([]);
    const shown = answers.filter(({ to }) => to.includes('query ShowNumber('));
    // Seen to find: the reveal that a test has made.
    expect(shown.some(({ text }) => runsOf(text).some((run) => numbers.has(run)))).toBe(true);
  });

  test('no answer holds a token, nor an address or telephone that the purpose does not open', async () => {
    const answers = await allReceived();
    expect(answers.filter(({ text }) => text.includes('eyJ')).map(({ to }) => to)).toEqual([]);
    const homes = cityRows<{ home: string }>('registry', 'SELECT DISTINCT JUSHO AS home FROM JUKI_KIHON')
      .map(({ home }) => home?.trim() ?? '')
      .filter((home) => home.length > 8);
    expect(homes.length).toBeGreaterThan(100);
    // Letters go out under RECOMMEND, which opens where they go.
    const closed = answers.filter(({ purpose }) => purpose !== 'RECOMMEND');
    const told = closed.filter(({ text }) => homes.some((home) => text.includes(home)));
    expect(told.map(({ to }) => to)).toEqual([]);
  });
}

const windows = (run: string): readonly string[] =>
  Array.from({ length: run.length - 11 }, (_, at) => run.slice(at, at + 12));
