import { matrixLines } from '../../../src/policy/matrix-lines.js';
import type { Question } from '../../../src/policy/terms.js';
import { smallPolicy } from './small-policy.js';

const policy = smallPolicy();
const asked = new Set<string>();
const counting = {
  ...policy,
  decide: (question: Question) => {
    asked.add(question.principal.role);
    return policy.decide(question);
  },
};

test('the lines of one role are made for that role, and are those of the whole table', async () => {
  const ofClerk = await matrixLines(counting, 'clerk');
  expect([...asked]).toEqual(['clerk']);
  expect(ofClerk.length).toBeGreaterThan(0);
  const all = await matrixLines(counting);
  expect(all.filter(({ role }) => role === 'clerk')).toEqual(ofClerk);
  expect(new Set(all.map(({ role }) => role))).toEqual(new Set(['clerk', 'auditor']));
  expect(await matrixLines(counting, 'nobody')).toEqual([]);
});
