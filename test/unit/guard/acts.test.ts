import { LABEL } from '../../../src/policy/terms.js';
import { askLater, denied, resident, ScriptedPolicy, type Given } from './harness.js';

/** Acts on a person: judged for that person before they are done. */

const closedForOwn = () =>
  new ScriptedPolicy(({ labels }) =>
    labels === LABEL.OWN_HOUSEHOLD ? denied('own-household', 'NOT_DISCLOSABLE') : undefined,
  );
const caseForOwn = () =>
  new ScriptedPolicy(({ labels }) =>
    labels === LABEL.OWN_HOUSEHOLD ? denied('case', 'CASE_REQUIRED') : undefined,
  );

/** Everybody an argument names is in the registry, under these labels. */
const labelled = (labels: number): Given['subjects'] => ({
  resident: async (atenaNumber) => ({ subject: { atenaNumber, labels }, known: true }),
});

function rename(labels: number, done: string[], policy = closedForOwn()) {
  const act = () => {
    done.push('renamed');
    return resident('7', { name: 'N' }, labels);
  };
  const given: Given = { root: { rename: act }, policy, subjects: labelled(labels) };
  return askLater('mutation { rename { name } }', given);
}

test('what is closed for the person is refused before it is done, and on record as denied for that person', async () => {
  const done: string[] = [];
  const { data, codes, accesses } = await rename(LABEL.OWN_HOUSEHOLD, done);
  expect([data, codes, done]).toEqual([{ rename: null }, ['FORBIDDEN'], []]);
  expect(accesses()).toEqual(['rename Mutation.rename DENIED p7 own-household']);
});

test('what is open for the person is done', async () => {
  const done: string[] = [];
  const { codes, accesses } = await rename(0, done);
  expect([codes, done]).toEqual([[], ['renamed']]);
  expect(accesses()).toEqual([
    'rename Mutation.rename DISCLOSED p7 -',
    'rename.name Person.name DISCLOSED p7 -',
  ]);
});

test('a case number that is missing is asked for', async () => {
  expect((await rename(LABEL.OWN_HOUSEHOLD, [], caseForOwn())).codes).toEqual(['PURPOSE_REQUIRED']);
});

test('a demand after a wait is refused alike', async () => {
  const waiting: Given['subjects'] = {
    resident: async (atenaNumber) => {
      await Promise.resolve();
      return { subject: { atenaNumber, labels: LABEL.OWN_HOUSEHOLD }, known: true };
    },
  };
  const { codes, accesses } = await askLater('mutation { rename { name } }', {
    root: { rename: () => null },
    policy: closedForOwn(),
    subjects: waiting,
  });
  expect([codes, accesses()]).toEqual([['FORBIDDEN'], ['rename Mutation.rename DENIED p7 own-household']]);
});

test('a demand for what the graph does not have is a fault of ours', async () => {
  const nobodyFinds = { root: { rename: () => null }, subjects: {} };
  expect((await askLater('mutation { rename { name } }', nobodyFinds)).codes).toEqual(['INTERNAL']);
});

test('an act on several persons is on record for each of them', async () => {
  const { data, accesses } = await askLater('mutation { rename(people: ["1", "2"]) { name } }', {
    root: { rename: () => ({ name: 'N' }) },
  });
  expect(data).toEqual({ rename: { name: 'N' } });
  expect(accesses()).toEqual([
    'rename Mutation.rename DISCLOSED p1 -',
    'rename Mutation.rename DISCLOSED p2 -',
    'rename.name Person.name DISCLOSED - -',
  ]);
});
