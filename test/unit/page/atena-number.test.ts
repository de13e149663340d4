import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../../src/city/random.js';
import { mayBeNumberForAtena } from '../../../src/individual-number/typed-text.js';
import { ROOT } from '../../architecture/sources.js';

const SOURCE = join(ROOT, 'console', 'src');
let atenaFaultOf: (typed: string) => string | null;
beforeAll(async () => {
  const found = (await import(join(SOURCE, 'parts/atena-number.ts'))) as {
    atenaFaultOf: typeof atenaFaultOf;
  };
  ({ atenaFaultOf } = found);
});

test.each([
  ['1', null],
  [' 000000000100023 ', null],
  ['000123456789018', null],
  ['123456789018', 'INDIVIDUAL'],
  ['123456789012', 'INDIVIDUAL'],
  ['1234-5678-9018', 'INDIVIDUAL'],
  ['１２３４５６７８９０１８', 'INDIVIDUAL'],
  ['', 'NO_NUMBER'],
  ['1234567890123456', 'NO_NUMBER'],
  ['12a', 'NO_NUMBER'],
])('what is typed as an address-name number: %s', (typed, fault) => expect(atenaFaultOf(typed)).toBe(fault));

test('what the gateway refuses as an individual number is never sent by a form', () => {
  const random = new Random(20230627, 'address-name numbers in forms');
  const dresses: readonly ((digits: string) => string)[] = [
    (digits) => ` ${digits}\u3000`,
    (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ...['-', ' ', '－', '・', '\u200b'].map(
      (between) => (digits: string) => digits.replace(/(\d{4})(?=\d)/g, `$1${between}`),
    ),
  ];
  const typed = Array.from({ length: 500 }, () =>
    random.pick(dresses)(random.digits(random.chance(0.7) ? 12 : random.between(1, 16))),
  );
  const refused = typed.filter(mayBeNumberForAtena);
  expect(refused.length).toBeGreaterThan(20);
  expect(refused.filter((text) => atenaFaultOf(text) === null)).toEqual([]);
});

test('every field that takes one is drawn by one part, and judged by one function before its number goes anywhere', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('parts/'))
    .map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')] as const);
  const own = files.filter(([, text]) => /\{1,15\}|maxLength: 15\b/.test(text)).map(([file]) => file);
  expect(own).toEqual([]);
  const drawn = files.filter(([, text]) => /\batenaHelp[ },]/.test(text) && !text.includes('catalogue('));
  expect(drawn.length).toBeGreaterThan(3);
  for (const [file, text] of drawn)
    expect([file, text.includes('<AtenaField'), text.includes('atenaFaultOf(')]).toEqual([file, true, true]);
});
