import { TextMemory } from '../../../src/text/text-memory.js';

/** docs/attacks.md K2, K18: a document with faults is looked through once, and what is kept of such has an end. */

const weigh = (found: unknown): number => JSON.stringify(found).length;
const faults = [{ message: 'Cannot query field "x".' }];

test('keeps a bounded number, those used last', () => {
  const refused = new TextMemory(weigh);
  for (let at = 0; at < 500; at++) {
    refused.set(`{ x${at} }`, faults);
    refused.get('{ x0 }');
  }
  expect(refused.size).toBe(200);
  expect(refused.get('{ x0 }')).toBe(faults);
  expect(refused.get('{ x1 }')).toBeUndefined();
  expect(refused.get('{ x499 }')).toBe(faults);
});

test('keeps a bounded number of letters', () => {
  const refused = new TextMemory(weigh);
  for (let at = 0; at < 50; at++) refused.set(`{ x${at} } #${'x'.repeat(60_000)}`, faults);
  expect(refused.size).toBe(16);
});

test('counts what was found out of a text, which may be much longer than the text', () => {
  const refused = new TextMemory(weigh);
  const many = Array.from({ length: 20 }, () => ({ message: 'x'.repeat(3_000) }));
  for (let at = 0; at < 50; at++) refused.set(`{ x${at} }`, many);
  expect(refused.size).toBe(16);
});
