import { GROWN, openInput, clerk, Killed, named, TODAY, World } from './desk.js';
import type { CaseDesk } from '../../../src/cases/case-desk.js';

/** A gateway that dies before or after every step of every act on a case. docs/attacks.md W5, W8. */

let world: World;
beforeEach(async () => {
  world = new World();
  await world.start();
});
afterEach(() => world.end());

const consent = { form: '同意書', scopes: ['CONFIRM_RECORDS'] as const, on: '2023-06-01' };
const acts: readonly [
  string,
  (desk: CaseDesk) => Promise<{ changed: unknown; faults: readonly unknown[] }>,
][] = [
  ['openCase', (desk) => desk.open(openInput('open-it-key', ['000000000000002']))],
  [
    'addCasePersons',
    (desk) =>
      desk.addPersons({
        idempotencyKey: 'add-them-key',
        validateOnly: false,
        number: '2023-0001',
        persons: ['000000000000003'],
        namedBy: named(['000000000000003']),
      }),
  ],
  [
    'addCaseDocuments',
    (desk) =>
      desk.addDocuments({
        ...GROWN,
        idempotencyKey: 'add-docs-key',
        validateOnly: false,
        number: '2023-0001',
        documents: ['PASSPORT'],
      }),
  ],
  [
    'addCaseConsent',
    (desk) =>
      desk.addConsent({
        ...{ idempotencyKey: 'add-consent-key', validateOnly: false, number: '2023-0001' },
        consent: { form: '同意書', scopes: ['CONFIRM_RECORDS'], on: TODAY },
      }),
  ],
  [
    'closeCase',
    (desk) =>
      desk.close({
        idempotencyKey: 'close-it-key',
        validateOnly: false,
        number: '2023-0001',
        outcome: 'ANSWERED',
      }),
  ],
  [
    'withdrawConsent',
    (desk) =>
      desk.withdraw({
        idempotencyKey: 'withdraw-key',
        validateOnly: false,
        number: '2023-0001',
        on: '2023-06-27',
      }),
  ],
  [
    'matchPerson',
    (desk) =>
      desk.match({
        ...{
          idempotencyKey: 'match-it-key',
          validateOnly: false,
          atenaNumber: '000000000000001',
          namedBy: named(['000000000000001']),
          compared: 'digest',
        },
        decide: () => Promise.resolve('MATCH'),
      }),
  ],
];

/** The case that the act is about: one with a consent, but for the act that adds one. */
const openFirst = (name: string) =>
  world
    .desk()
    .open(
      openInput('first-key', ['000000000000001'], { consent: name === 'addCaseConsent' ? null : consent }),
    );

/** Before and after: the intent's seal, the key with what it writes, the outcome's seal, the key's end. */
const STEPS = ['seal', 'begin', 'seal', 'finish'].flatMap((name) => [`before ${name}`, `after ${name}`]);

describe.each(acts)('%s', (name, act) => {
  test.each(STEPS.map((step, at) => [at, step] as const))(
    'killed at step %i (%s) resolves by itself or is open in the log, and the same key does it once',
    async (at) => {
      await openFirst(name);
      world.steps.length = 0;
      world.killAt = at;
      await expect(act(world.desk())).rejects.toThrow(Killed);
      await world.restart();

      const open = world.intents().filter(({ id }) => !world.hasOutcome(id));
      const wrote = await world.store.openActs([name], 10);
      // Whatever was written has ended; what has not ended wrote nothing, and stands in the log without an outcome.
      expect(wrote).toEqual([]);
      for (const { id } of open) expect(await world.store.traceOf({ requestId: id } as never)).toBeNull();

      const first = await act(world.desk());
      const count = world.records.length;
      const again = await act(world.desk());
      expect(first.faults).toEqual([]);
      expect(first.changed).not.toBeNull();
      expect(again).toEqual(first);
      expect(world.records).toHaveLength(count);
      expect(await written()).toEqual([2 - Number(name !== 'openCase'), Number(name === 'matchPerson')]);
    },
  );

  test('the steps are those', async () => {
    await openFirst(name);
    world.steps.length = 0;
    await act(world.desk());
    expect(world.steps).toEqual(STEPS);
  });
});

/** Cases and matchings there are. */
async function written(): Promise<readonly number[]> {
  const cases = await world.store.openedBy('clerk', { most: 10, after: null, open: false });
  return [cases.length, (await world.store.matchesOf('2023-0001')).length + (await countMatches())];
}

async function countMatches(): Promise<number> {
  const ids = new Set(world.records.filter(({ act }) => act === 'matchPerson').map(({ id }) => id));
  let count = 0;
  for (const id of ids) count += Number((await world.store.match(id)) !== null);
  return count;
}

test('two of one key at once are one case', async () => {
  const input = openInput('both-at-once', ['000000000000001']);
  const [one, two] = await Promise.all([world.desk().open(input), world.desk().open(input)]);
  expect(one.changed?.number).toBe('2023-0001');
  expect(two).toEqual(one);
});

test('another account’s key is another act', async () => {
  const input = openInput('shared-key', ['000000000000001']);
  const one = await world.desk(clerk('clerk')).open(input);
  const two = await world.desk(clerk('manager')).open(input);
  expect([one.changed?.number, two.changed?.number]).toEqual(['2023-0001', '2023-0002']);
});

test('of two consents that are added at once the case has one, and the other is told so and leaves no open intent', async () => {
  await openFirst('addCaseConsent');
  const added = await Promise.all(
    (['ISSUE_COUPON', 'CONFIRM_RECORDS'] as const).map((scope, at) =>
      world.desk(clerk(`clerk-${at}`)).addConsent({
        ...{ idempotencyKey: `consent-key-${at}`, validateOnly: false, number: '2023-0001' },
        consent: { form: '同意書', scopes: [scope], on: TODAY },
      }),
    ),
  );
  expect(added.map(({ faults }) => faults.map(({ code }) => code)).toSorted()).toEqual([
    [],
    ['CONSENT_STANDS'],
  ]);
  expect(world.intents().filter(({ id }) => !world.hasOutcome(id))).toEqual([]);
});

test('a consent that a crash left behind is told about the persons of its case', async () => {
  await openFirst('addCaseConsent');
  world.steps.length = 0;
  // The key and what it writes are there, and nobody was told.
  world.killAt = 4;
  const consented = acts.find(([name]) => name === 'addCaseConsent')?.[1];
  await expect(consented?.(world.desk())).rejects.toThrow(Killed);
  await world.restart();
  expect(world.records.at(-1)).toMatchObject({
    ...{ act: 'addCaseConsent', phase: 'OUTCOME', result: 'CONSENTED 2023-0001 (resumed)' },
    subjects: ['p000000000000001'],
  });
});

test('a change that somebody else was first with leaves no open intent', async () => {
  await world.desk().open(openInput('first-key', ['000000000000001']));
  const close = (account: string) =>
    world
      .desk(clerk(account))
      .close({ idempotencyKey: 'close-key', validateOnly: false, number: '2023-0001', outcome: 'ANSWERED' });
  const results = await Promise.all([close('clerk'), close('manager')]);
  expect(results.map(({ faults }) => faults.map(({ code }) => code)).sort()).toEqual([[], ['CASE_CLOSED']]);
  expect(world.intents().filter(({ id }) => !world.hasOutcome(id))).toEqual([]);
});

test('a matching compares once its intent is sealed, and one that cannot compare ends as not done', async () => {
  const match = (decide: () => Promise<'MATCH'>) =>
    world.desk().match({
      ...{ idempotencyKey: 'match-it-key', validateOnly: false },
      ...{ atenaNumber: '000000000000001', namedBy: named(['000000000000001']), compared: 'digest', decide },
    });
  const silent = new Error('the registry does not answer');
  await expect(match(() => Promise.reject(silent))).rejects.toBe(silent);
  expect(world.records.map(({ phase, result }) => [phase, result])).toEqual([
    ['INTENT', null],
    ['OUTCOME', 'NOT_DONE'],
  ]);
  // The key was not taken: the same act may be tried again.
  const sealed: number[] = [];
  const again = await match(() => {
    sealed.push(world.intents().length);
    return Promise.resolve('MATCH');
  });
  expect([sealed, again.changed?.decision]).toEqual([[2], 'MATCH']);
});

test('a matching of one case is not told as that of another', async () => {
  const match = (caseNumber: string) =>
    world.desk(clerk(), caseNumber).match({
      ...{ idempotencyKey: 'match-it-key', validateOnly: false, compared: 'digest' },
      ...{ atenaNumber: '000000000000001', namedBy: named(['000000000000001']) },
      decide: () => Promise.resolve('MATCH'),
    });
  expect((await match('2023-0001')).changed?.decision).toBe('MATCH');
  expect((await match('2023-0001')).changed?.decision).toBe('MATCH');
  const other = await match('2023-0002');
  expect([other.changed, other.faults.map(({ code }) => code)]).toEqual([null, ['KEY_REUSED']]);
  expect(await world.store.matchesOf('2023-0002')).toEqual([]);
});

test('what was asked for with no day is the same act behind midnight', async () => {
  const asked = { ...openInput('midnight-open', ['000000000000001']), askedOn: null };
  const form = { form: '同意書', scopes: ['ANSWER_PROXY'], on: TODAY } as const;
  const open = () => world.desk().open({ ...asked, consent: form });
  const withdraw = () =>
    world
      .desk()
      .withdraw({ idempotencyKey: 'midnight-take', validateOnly: false, number: '2023-0001', on: null });
  const first = await open();
  expect([first.faults, first.changed?.askedOn]).toEqual([[], TODAY]);
  expect((await withdraw()).faults).toEqual([]);
  world.today = '2023-06-28';
  const again = await open();
  expect([again.faults, again.changed?.number, again.changed?.askedOn]).toEqual([[], '2023-0001', TODAY]);
  const taken = await withdraw();
  expect([taken.faults, taken.changed?.consent?.withdrawnOn]).toEqual([[], TODAY]);
});

test('whoever adds the same person twice at once adds them once', async () => {
  await world.desk().open(openInput('first-key', ['000000000000001']));
  const add = (account: string) =>
    world.desk(clerk(account)).addPersons({
      ...{ idempotencyKey: 'add-them-key', validateOnly: false, number: '2023-0001' },
      persons: ['000000000000002'],
      namedBy: named(['000000000000002']),
    });
  await Promise.all([add('clerk'), add('manager')]);
  expect((await world.store.byName('2023-0001'))?.persons).toEqual(['000000000000001', '000000000000002']);
  expect(world.intents().filter(({ id }) => !world.hasOutcome(id))).toEqual([]);
});

test('W8: two who add at once do not take a case past its hundredth person, and the one refused has written nothing', async () => {
  const numbers = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => String(from + at).padStart(15, '0'));
  await world.desk().open(openInput('first-key', numbers(1, 98)));
  const add = (account: string, from: number) =>
    world.desk(clerk(account)).addPersons({
      ...{ idempotencyKey: 'add-them-key', validateOnly: false, number: '2023-0001' },
      persons: numbers(from, 2),
      namedBy: named(numbers(from, 2)),
    });
  const results = await Promise.all([add('clerk', 200), add('manager', 300)]);
  const codes = results.map(({ faults }) => faults.map(({ code }) => code));
  expect(codes.sort()).toEqual([[], ['TOO_MANY_PERSONS']]);
  expect((await world.store.byName('2023-0001'))?.persons).toHaveLength(100);
  expect(world.intents().filter(({ id }) => !world.hasOutcome(id))).toEqual([]);
  expect(world.records.flatMap(({ result }) => result ?? [])).toContain('TOO_MANY_PERSONS');
});
