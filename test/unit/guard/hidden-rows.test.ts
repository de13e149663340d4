import type { NamedPerson, People } from '../../../src/guard/person-argument.js';
import { LABEL } from '../../../src/policy/terms.js';
import { askLater, denied, ScriptedPolicy, type Given } from './harness.js';

/** A row that names several persons is as closed as it is for the one for whom it is closed the most. */

const named = (atenaNumber: string, labels = 0): NamedPerson => ({
  subject: { atenaNumber, labels },
  known: true,
});
const OWN = LABEL.OWN_HOUSEHOLD;

/** Opens a row about these persons, under a policy that closes these classes for one's own household. */
async function open(people: readonly NamedPerson[], ...closed: readonly string[]) {
  const acted: string[] = [];
  const policy = new ScriptedPolicy(({ labels, classification }) =>
    labels === OWN && closed.includes(classification) ? denied('own') : undefined,
  );
  const given: Given = {
    policy,
    root: { open: () => (acted.push('opened'), null) },
    subjects: { provision: async () => people },
  };
  const { codes, grounds, accesses } = await askLater('mutation { open(id: "1") { name } }', given);
  return { acted, codes, grounds, accesses: accesses() };
}

test('open for all of them: done', async () => {
  const { acted, codes } = await open([named('1'), named('2')], 'BASIC', 'LINKAGE');
  expect([acted, codes]).toEqual([['opened'], []]);
});

test.each([
  ['the first', [named('1', OWN), named('2')]],
  ['the second', [named('1'), named('2', OWN)]],
])('closed for %s, to act on and to see: no such row', async (_which, people) => {
  const { acted, codes, grounds, accesses } = await open(people, 'BASIC', 'LINKAGE');
  expect([acted, codes, grounds]).toEqual([[], ['BAD_USER_INPUT'], ['unknown person']]);
  const [first, second] = people.map(({ subject: { atenaNumber, labels } }) =>
    labels === OWN
      ? `DENIED p${atenaNumber} own`
      : `DENIED p${atenaNumber} closed for another person of the act`,
  );
  expect(accesses.filter((line) => line.includes('DENIED'))).toEqual(
    [`open Mutation.open ${first}`, `open Mutation.open ${second}`].sort(),
  );
});

test('closed to act on, and shown: refused by its name', async () => {
  const { acted, codes } = await open([named('1'), named('2', OWN)], 'BASIC');
  expect([acted, codes]).toEqual([[], ['FORBIDDEN']]);
});

test('closed to see, and open to act on: done', async () => {
  expect((await open([named('1'), named('2', OWN)], 'LINKAGE')).acted).toEqual(['opened']);
});

test('a person whom several numbers name is one, by all of them', async () => {
  const found: People[] = [];
  const resident = async (text: string): Promise<NamedPerson> => ({
    subject: { atenaNumber: '9', labels: 0, namedBy: [text] },
    known: true,
  });
  const rename = (_: unknown, context: { readonly people: People }) => {
    found.push(context.people);
    return null;
  };
  const text = 'mutation { rename(people: ["1", "2"]) { name } }';
  expect((await askLater(text, { root: { rename }, subjects: { resident } })).codes).toEqual([]);
  expect(found).toEqual([[{ atenaNumber: '9', labels: 0, namedBy: ['1', '2'] }]]);
});
