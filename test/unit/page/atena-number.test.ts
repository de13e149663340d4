import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('every field that takes one asks this, and none judges it by itself', () => {
  const own = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && file !== 'parts/atena-number.ts')
    .filter((file) => readFileSync(join(SOURCE, file), 'utf8').includes('{1,15}'));
  expect(own).toEqual([]);
});
