import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREEN_OPERATIONS } from '../../bench/screen-operations.js';

const BUILT = join(__dirname, '..', '..', '..', 'console', 'documents.json');
/** Asked from the network of the vaccination record system alone. */
const ELSEWHERE = ['Applications'];

test('every question of the page is measured, and nothing that it does not ask', () => {
  const texts = Object.values(JSON.parse(readFileSync(BUILT, 'utf8')) as Record<string, string>);
  const questions = texts.flatMap((text) => /^query (\w+)/.exec(text)?.[1] ?? []);
  expect(questions.length).toBeGreaterThan(50);
  expect([...Object.keys(SCREEN_OPERATIONS), ...ELSEWHERE].sort()).toEqual(questions.sort());
});
