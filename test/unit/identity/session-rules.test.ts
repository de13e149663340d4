import { readSessionRules } from '../../../src/policy/session-rules.js';
import { policy } from './harness.js';

const WORDS = { cites: 'R182', textJa: 'a', textEn: 'b' };

function read(table: unknown): { readonly rules: unknown; readonly faults: readonly string[] } {
  const faults: string[] = [];
  return { rules: readSessionRules('session.json', JSON.stringify(table), faults), faults };
}

test("the city's rule is five minutes without the user, and a part of its policy", () => {
  expect(policy.session).toEqual({ idleMinutes: 5, mode: 'IDLE' });
});

test('the other reading of the sentence is one word away (X15)', () => {
  expect(read({ ...WORDS, idleMinutes: 5, mode: 'ABSOLUTE' })).toEqual({
    rules: { idleMinutes: 5, mode: 'ABSOLUTE' },
    faults: [],
  });
});

test.each([
  ['no minutes', { mode: 'IDLE' }, 'session.json: idleMinutes must be a number'],
  [
    'none',
    { idleMinutes: 0, mode: 'IDLE' },
    'session.json: idleMinutes must be a whole number from 1 to 480',
  ],
  ['a part of one', { idleMinutes: 2.5, mode: 'IDLE' }, 'idleMinutes must be a whole number'],
  ['more than a working day', { idleMinutes: 481, mode: 'IDLE' }, 'idleMinutes must be a whole number'],
  ['an unknown mode', { idleMinutes: 5, mode: 'NEVER' }, 'session.json: mode must be one of IDLE, ABSOLUTE'],
  ['a surplus key', { idleMinutes: 5, mode: 'IDLE', off: true }, 'session.json: unknown key off'],
])('%s is a fault', (_, table, fault) => {
  expect(read({ ...WORDS, ...table }).faults.join()).toContain(fault);
});
