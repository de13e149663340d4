/**
 * @jest-environment node
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as wait } from 'node:timers/promises';
import { preparse } from '../../../src/policy/preparsed-sets.js';

/** Under which names Cedar keeps rules: each owner has its own as long as it lives. */

/** Held as long as the suite runs: no name of theirs comes back. */
const kept: object[] = [];
const owner = () => {
  const made = {};
  kept.push(made);
  return made;
};

const PERMIT = { all: 'permit (principal, action, resource);' };

function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
}

test('each owner has a name of its own', () => {
  const names = [1, 2, 3].map(() => preparse(owner(), PERMIT));
  expect(names[0]).toMatch(/^set \d+$/);
  expect(new Set(names).size).toBe(3);
});

test('rules that cannot be parsed are told, all of them, and take no name', () => {
  const broken = { one: 'permit (principal', other: 'forbid everybody;' };
  const before = preparse(owner(), PERMIT);
  expect(() => preparse({}, broken)).toThrow(/.+; .+/s);
  expect(() => preparse({}, broken)).toThrow();
  // The name that was meant for it is the next one's.
  expect(preparse(owner(), PERMIT)).toBe(`set ${Number(before.slice(4)) + 1}`);
});

test('the name of an owner that is gone is used again', async () => {
  const names = new Set(Array.from({ length: 50 }, () => preparse({}, PERMIT)));
  for (let turn = 0; turn < 100; turn++) {
    collect();
    await wait(10);
    if (names.has(preparse(owner(), PERMIT))) return;
  }
  throw new Error('No name came back');
});
