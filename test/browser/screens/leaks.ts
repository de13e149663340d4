import { allNumbers, cityRows } from '../../support/city.js';
import { FULL } from '../../support/effort.js';
import { allReceived } from '../../support/page/chromium.js';
import { describeUnless } from '../../support/skip.js';

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

  test('no answer holds a token', async () => {
    const answers = await allReceived();
    expect(answers.filter(({ text }) => text.includes('eyJ')).map(({ to }) => to)).toEqual([]);
  });

  test('no answer holds the home of somebody protected', async () => {
    const answers = await allReceived();
    const homes = homesOf(
      ` WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= '20230627' AND SYURYO_YMD >= '20230627' AND TORIKESI_FLG <> '1')`,
    );
    expect(homes.length).toBeGreaterThan(3);
    expect(homes.filter((home) => answers.some(({ text }) => text.includes(home)))).toEqual([]);
  });

  const reason = FULL
    ? null
    : 'which answers under which purpose hold an address is seen in npm run test:long';
  describeUnless(reason, 'addresses', () => allAddresses());
}

const homesOf = (condition: string): readonly string[] =>
  cityRows<{ home: string }>('registry', `SELECT DISTINCT JUSHO AS home FROM JUKI_KIHON${condition}`)
    .map(({ home }) => home?.trim() ?? '')
    .filter((home) => home.length > 8);

function allAddresses(): void {
  test('no answer holds an address that the purpose does not open', async () => {
    const answers = await allReceived();
    const homes = homesOf('');
    expect(homes.length).toBeGreaterThan(100);
    // Letters go out under RECOMMEND, which opens where they go.
    const closed = answers.filter(({ purpose }) => purpose !== 'RECOMMEND');
    const told = closed.filter(({ text }) => homes.some((home) => text.includes(home)));
    expect(told.map(({ to, purpose }) => `${purpose} ${to}`)).toEqual([]);
  });
}

const windows = (run: string): readonly string[] =>
  Array.from({ length: run.length - 11 }, (_, at) => run.slice(at, at + 12));
