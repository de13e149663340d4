import fc from 'fast-check';
import type { NamedPerson, People } from '../../../src/guard/person-argument.js';
import { LABEL, LABEL_SETS } from '../../../src/policy/terms.js';
import { askLater, denied, ScriptedPolicy, type Given } from './harness.js';

/** A field that names its person: nothing is done before that person, and everybody beside, is found and judged. */

/** A resolver that acts at once, and whom it was handed. */
function actor(given: Given = {}) {
  const acted: (readonly string[])[] = [];
  const act = (_args: object, { people }: { readonly people: People }) => {
    acted.push(people.map(({ atenaNumber }) => atenaNumber));
    return { name: 'N' };
  };
  return { acted, given: { ...given, root: { rename: act, move: act, open: act, join: act } } };
}

const person = fc.record({
  atenaNumber: fc.integer({ min: 1, max: 9 }).map(String),
  labels: fc.integer({ min: 0, max: LABEL_SETS - 1 }),
  known: fc.boolean(),
});

test('whatever is special about whom: a closed person, alone or among others, and the resolver is never entered', async () => {
  const cases = fc.record({
    people: fc.uniqueArray(person, {
      minLength: 1,
      maxLength: 5,
      selector: ({ atenaNumber }) => atenaNumber,
    }),
    closing: fc.integer({ min: 1, max: LABEL_SETS - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ people, closing }) => {
      const policy = new ScriptedPolicy(({ labels }) =>
        (labels & closing) === 0 ? undefined : denied('closed'),
      );
      const named = new Map<string, NamedPerson>(
        people.map(({ known, ...subject }) => [subject.atenaNumber, { subject, known }]),
      );
      const numbers = people.map(({ atenaNumber }) => atenaNumber);
      const { acted, given } = actor({
        policy,
        subjects: { resident: async (text) => named.get(text) ?? null },
      });
      const { codes, accesses } = await askLater(
        'mutation ($p: [ID!]) { rename(people: $p) { __typename } }',
        {
          ...given,
          variables: { p: numbers },
        },
      );
      const closed = people.filter(({ labels }) => (labels & closing) !== 0);
      const unknown = people.filter(({ known }) => !known);
      const line = (outcome: string, number: string, reason: string) =>
        `rename Mutation.rename ${outcome} p${number} ${reason}`;
      if (closed.length > 0) {
        expect([acted, codes]).toEqual([[], ['FORBIDDEN']]);
        const ground = ({ labels }: { readonly labels: number }) =>
          (labels & closing) === 0 ? 'closed for another person of the act' : 'closed';
        expect(accesses()).toEqual(people.map((one) => line('DENIED', one.atenaNumber, ground(one))).sort());
      } else if (unknown.length > 0) {
        expect([acted, codes]).toEqual([[], ['BAD_USER_INPUT']]);
        expect(accesses()).toEqual(numbers.map((one) => line('FAILED', one, 'unknown person')).sort());
      } else {
        expect([acted, codes]).toEqual([[numbers], []]);
        expect(accesses()).toEqual(numbers.map((one) => line('DISCLOSED', one, '-')).sort());
      }
    }),
    { numRuns: 100 },
  );
});

test('somebody named twice is one person', async () => {
  const { acted, given } = actor();
  await askLater('mutation { rename(people: ["1", "2", "1"]) { name } }', given);
  expect(acted).toEqual([['1', '2']]);
});

test('of two acts in one document the closed one takes nothing from the other, and each has its own people', async () => {
  const { acted, given } = actor({
    policy: new ScriptedPolicy(({ labels }) => (labels === LABEL.OWN_HOUSEHOLD ? denied('own') : undefined)),
    subjects: {
      resident: async (atenaNumber) => ({
        subject: { atenaNumber, labels: atenaNumber === '2' ? LABEL.OWN_HOUSEHOLD : 0 },
        known: true,
      }),
    },
  });
  const { data } = await askLater(
    'mutation { a: rename(people: ["1"]) { name } b: rename(people: ["2"]) { name } c: rename(people: ["3"]) { name } }',
    given,
  );
  expect([data, acted]).toEqual([{ a: { name: 'N' }, b: null, c: { name: 'N' } }, [['1'], ['3']]]);
});

describe('a person named deep within an input', () => {
  const MOVE = 'mutation ($input: MoveInput) { move(input: $input) { name } }';

  test('is found through every list on the way', async () => {
    const { acted, given } = actor();
    const input = { homes: [{ people: ['1', '2'] }, { people: ['3'] }] };
    await askLater(MOVE, { ...given, variables: { input } });
    expect(acted).toEqual([['1', '2', '3']]);
  });

  test.each([
    ['no input', {}],
    ['a null input', { input: null }],
    ['an empty input', { input: {} }],
    ['null for the homes', { input: { homes: null } }],
    ['no home', { input: { homes: [] } }],
    ['a null home beside another', { input: { homes: [{ people: ['1'] }, null] } }],
    ['a home without people beside another', { input: { homes: [{ people: ['1'] }, {}] } }],
    ['null people', { input: { homes: [{ people: null }] } }],
    ['an empty list of people beside another', { input: { homes: [{ people: ['1'] }, { people: [] }] } }],
    ['a null person beside another', { input: { homes: [{ people: ['1', null] }] } }],
  ])('is not acted on with %s', async (_, variables) => {
    const { acted, given } = actor();
    const { codes, accesses } = await askLater(MOVE, { ...given, variables });
    expect([acted, codes]).toEqual([[], ['BAD_USER_INPUT']]);
    expect(accesses()).toEqual(['move Mutation.move FAILED - no person named']);
  });
});

test('a key of the input is judged for the person, too: here lifting is closed, and moving is not', async () => {
  const { acted, given } = actor({
    policy: new ScriptedPolicy(({ classification, labels }) =>
      classification === 'HEALTH' && labels === LABEL.SUPPORT_MEASURES ? denied('support') : undefined,
    ),
    subjects: {
      resident: async (atenaNumber) => ({
        subject: { atenaNumber, labels: LABEL.SUPPORT_MEASURES },
        known: true,
      }),
    },
  });
  const move = (more: object) =>
    askLater('mutation ($input: MoveInput) { move(input: $input) { __typename } }', {
      ...given,
      variables: { input: { homes: [{ people: ['1'] }], ...more } },
    });
  const lifted = await move({ lift: 1 });
  expect([lifted.codes, acted]).toEqual([['FORBIDDEN'], []]);
  expect(lifted.accesses()).toEqual(['move Mutation.move DENIED p1 MoveInput.lift support']);
  expect((await move({})).codes).toEqual([]);
  expect(acted).toEqual([['1']]);
});

test('what leads to nobody is not acted on', async () => {
  const { acted, given } = actor({ subjects: { provision: async () => null } });
  const { codes, accesses } = await askLater('mutation { open(id: "1") { name } }', given);
  expect([acted, codes]).toEqual([[], ['BAD_USER_INPUT']]);
  expect(accesses()).toEqual(['open Mutation.open FAILED - unknown person']);
});

describe('persons named by several arguments', () => {
  const JOIN =
    'mutation ($one: ID, $others: [ID], $id: ID) { join(one: $one, others: $others, id: $id) { __typename } }';
  const named = fc.record({
    one: fc.constantFrom('1', '2'),
    others: fc.option(fc.array(fc.option(fc.constantFrom('1', '2', '3', '4')), { maxLength: 3 })),
    id: fc.option(fc.constantFrom('5', '6')),
    closed: fc.subarray(['1', '2', '3', '4', '5', '6']),
    unknown: fc.subarray(['1', '2', '3', '4', '5', '6']),
  });

  test('are each judged before anything is done, and each on record, refused or not', async () => {
    await fc.assert(
      fc.asyncProperty(named, async ({ one, others, id, closed, unknown }) => {
        const load = async (text: string): Promise<NamedPerson> => ({
          subject: { atenaNumber: text, labels: closed.includes(text) ? LABEL.OWN_HOUSEHOLD : 0 },
          known: !unknown.includes(text),
        });
        const policy = new ScriptedPolicy(({ labels }) => (labels === 0 ? undefined : denied('own')));
        const { acted, given } = actor({ policy, subjects: { resident: load, provision: load } });
        const run = await askLater(JOIN, { ...given, variables: { one, others, id } });
        const all = [...new Set([one, ...(others ?? []), id])].filter((text) => text !== null);
        run.trace.nameThoseRead();
        // Of a row that is closed the answer is that there is none, and of the others that of such a row.
        const isHidden = id !== null && closed.includes(id);
        const judged = all.filter((text) => !isHidden || text !== id);
        const lines = all.map((text) => {
          if (isHidden && text === id) return `DENIED p${text} own`;
          if (!judged.some((other) => closed.includes(other)))
            return isHidden || judged.some((other) => unknown.includes(other))
              ? `FAILED p${text} unknown person`
              : `DISCLOSED p${text} -`;
          return `DENIED p${text} ${closed.includes(text) ? 'own' : 'closed for another person of the act'}`;
        });
        expect(run.accesses()).toEqual(lines.map((line) => `join Mutation.join ${line}`).sort());
        const isDone = lines.every((line) => line.startsWith('DISCLOSED'));
        const none = { resident: load, provision: async () => null };
        const without = await askLater(JOIN, {
          ...actor({ policy, subjects: none }).given,
          variables: { one, others, id },
        });
        if (isHidden) expect([run.data, run.errors]).toEqual([without.data, without.errors]);
        // The resolver finds those of the first, whoever else is named.
        expect(acted).toEqual(isDone ? [[one]] : []);
      }),
      { numRuns: 100 },
    );
  });

  test('cannot leave out the first', async () => {
    const { acted, given } = actor();
    const { codes } = await askLater(JOIN, { ...given, variables: { others: ['1'] } });
    expect([acted, codes]).toEqual([[], ['BAD_USER_INPUT']]);
  });

  test('are none where the one who would be named leads to nobody', async () => {
    const resident = async (atenaNumber: string) => ({ subject: { atenaNumber, labels: 0 }, known: true });
    const { acted, given } = actor({ subjects: { resident, provision: async () => null } });
    const { codes, accesses } = await askLater(JOIN, { ...given, variables: { one: '1', id: '5' } });
    expect([acted, codes]).toEqual([[], ['BAD_USER_INPUT']]);
    expect(accesses()).toEqual(['join Mutation.join FAILED p1 unknown person']);
  });
});

test('while nobody can be found, nothing is done', async () => {
  const { acted, given } = actor({
    subjects: {
      resident: async (text) => {
        if (text === '2') throw new TypeError('the registry is silent');
        return { subject: { atenaNumber: text, labels: 0 }, known: true };
      },
    },
  });
  const { codes } = await askLater('mutation { rename(people: ["1", "2"]) { name } }', given);
  expect([acted, codes]).toEqual([[], ['INTERNAL']]);
});

test('what fails in the act is on record as failed for each person', async () => {
  const { accesses } = await askLater('mutation { rename(people: ["1", "2"]) { name } }', {
    root: {
      rename: () => {
        throw new TypeError('no');
      },
    },
  });
  expect(accesses()).toEqual([
    'rename Mutation.rename FAILED p1 TypeError',
    'rename Mutation.rename FAILED p2 TypeError',
  ]);
});
