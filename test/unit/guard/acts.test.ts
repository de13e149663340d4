import { ForSubjects } from '../../../src/guard/subject.js';
import { LABEL } from '../../../src/policy/terms.js';
import { ask, askLater, denied, resident, ScriptedPolicy, type Given } from './harness.js';
import type { GuardedContext } from '../../../src/guard/guarded-field.js';

/** Acts on a person: judged for that person before they are done. */

const closedForOwn = () =>
  new ScriptedPolicy(({ labels }) =>
    labels === LABEL.OWN_HOUSEHOLD ? denied('own-household', 'NOT_DISCLOSABLE') : undefined,
  );
const caseForOwn = () =>
  new ScriptedPolicy(({ labels }) =>
    labels === LABEL.OWN_HOUSEHOLD ? denied('case', 'CASE_REQUIRED') : undefined,
  );

function rename(labels: number, done: string[], policy = closedForOwn()) {
  const subject = { atenaNumber: '7', labels };
  const act = (_: object, { guard }: GuardedContext) => {
    guard.assertPermitted('Mutation.rename', subject);
    done.push('renamed');
    return resident('7', { name: 'N' }, labels);
  };
  const given: Given = { root: { rename: act }, policy };
  return ask('mutation { rename { name } }', given);
}

test('what is closed for the person is refused before it is done, and on record as denied for him', () => {
  const done: string[] = [];
  const { data, codes, accesses } = rename(LABEL.OWN_HOUSEHOLD, done);
  expect([data, codes, done]).toEqual([{ rename: null }, ['FORBIDDEN'], []]);
  expect(accesses()).toEqual(['rename Mutation.rename DENIED p7 own-household']);
});

test('what is open for him is done', () => {
  const done: string[] = [];
  const { codes, accesses } = rename(0, done);
  expect([codes, done]).toEqual([[], ['renamed']]);
  expect(accesses()).toEqual([
    'rename Mutation.rename DISCLOSED p7 -',
    'rename.name Person.name DISCLOSED p7 -',
  ]);
});

test('a case number that is missing is asked for', () => {
  expect(rename(LABEL.OWN_HOUSEHOLD, [], caseForOwn()).codes).toEqual(['PURPOSE_REQUIRED']);
});

test('a demand after a wait is refused alike', async () => {
  const act = async (_: object, { guard }: GuardedContext) => {
    await Promise.resolve();
    guard.assertPermitted('Mutation.rename', { atenaNumber: '7', labels: LABEL.OWN_HOUSEHOLD });
  };
  const { codes, accesses } = await askLater('mutation { rename { name } }', {
    root: { rename: act },
    policy: closedForOwn(),
  });
  expect([codes, accesses()]).toEqual([['FORBIDDEN'], ['rename Mutation.rename DENIED p7 own-household']]);
});

test('a demand for what the graph does not have is a fault of ours', () => {
  const act = (_: object, { guard }: GuardedContext) =>
    guard.assertPermitted('Mutation.nothing', { atenaNumber: '7', labels: 0 });
  expect(ask('mutation { rename { name } }', { root: { rename: act } }).codes).toEqual(['INTERNAL']);
});

test('an act on several persons is on record for each of them', () => {
  const people = ['1', '2'].map((atenaNumber) => ({ atenaNumber, labels: 0 }));
  const act = () => new ForSubjects(people, { name: 'N' });
  const { data, accesses } = ask('mutation { rename { name } }', { root: { rename: act } });
  expect(data).toEqual({ rename: { name: 'N' } });
  expect(accesses()).toEqual([
    'rename Mutation.rename DISCLOSED p1 -',
    'rename Mutation.rename DISCLOSED p2 -',
    'rename.name Person.name DISCLOSED - -',
  ]);
});
