import { openBench, persons } from './graph-harness.js';
import { HASH, KOKUBUNJI, PROVISION_ID, ScriptedLinkage } from './scripted-linkage.js';

/** Whoever may not act on a person has not acted: the refusal comes before anything is sent. */

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

const ITEMS = ['TM00000000001601'];
const KEY = 'act-0001';
const ERRORS = 'userErrors { code field row article message messageJa }';
const ACTS = {
  requestInformation: {
    text: `mutation ($input: RequestInformationInput!) { act: requestInformation(input: $input) { request { id state resident { atenaNumber } } ${ERRORS} } }`,
    input: (atenaNumber: string) => ({
      input: { idempotencyKey: KEY, atenaNumber, row: '16の2', provider: KOKUBUNJI.code, items: ITEMS },
    }),
  },
  registerCopies: {
    text: `mutation ($input: RegisterCopiesInput!) { act: registerCopies(input: $input) { registered refused { atenaNumber reason } leftOut { atenaNumber reasons } ${ERRORS} } }`,
    input: (atenaNumber: string) => ({
      input: { idempotencyKey: KEY, atenaNumbers: [persons().resident, atenaNumber] },
    }),
  },
  setNonDisclosure: {
    text: `mutation ($input: SetNonDisclosureInput!) { act: setNonDisclosure(input: $input) { restrictions { nonDisclosure } ${ERRORS} } }`,
    input: (atenaNumber: string) => ({
      input: { idempotencyKey: KEY, atenaNumber, items: ITEMS, set: ['NON_DISCLOSURE'], reason: 'K-2023-17' },
    }),
  },
  approveProvision: {
    text: `mutation ($id: ID!, $hash: String!) { act: approveProvision(id: $id, contentHash: $hash, idempotencyKey: "${KEY}") { provision { id state } ${ERRORS} } }`,
    input: () => ({ id: PROVISION_ID, hash: HASH }),
  },
  rejectProvision: {
    text: `mutation ($id: ID!) { act: rejectProvision(id: $id, idempotencyKey: "${KEY}") { provision { id state } ${ERRORS} } }`,
    input: () => ({ id: PROVISION_ID }),
  },
} as const;
type Act = keyof typeof ACTS;
const NAMES = Object.keys(ACTS) as readonly Act[];
/** They name a row: to whom it is closed it is not there. */
const BY_ROW: readonly string[] = ['approveProvision', 'rejectProvision'];
const NOT_THERE = {
  act: { provision: null, userErrors: [expect.objectContaining({ code: 'UNKNOWN_REQUEST' })] },
};

async function tryTo(act: Act, whom: string, asking: object = {}) {
  const linkage = new ScriptedLinkage([whom]);
  const answer = await bench.ask(linkage, ACTS[act].text, { variables: ACTS[act].input(whom), ...asking });
  return {
    ...answer,
    linkage,
    recorded: answer.accesses.filter((line) => line.startsWith(`Mutation.${act} `)),
  };
}

test.each(NAMES)('%s is done for a resident, and on record for that resident', async (act) => {
  const { resident } = persons();
  const { codes, linkage, recorded } = await tryTo(act, resident);
  expect(codes).toEqual([]);
  expect(linkage.acts).toHaveLength(1);
  expect(recorded).toEqual([`Mutation.${act} DISCLOSED ${resident} -`]);
});

test.each(NAMES)(
  '%s on the own household is refused before anything happens, and on record as denied for that person',
  async (act) => {
    const { resident } = persons();
    const { codes, data, linkage, recorded } = await tryTo(act, resident, { own: resident });
    expect([codes, data]).toEqual(BY_ROW.includes(act) ? [[], NOT_THERE] : [['FORBIDDEN'], { act: null }]);
    expect(linkage.acts).toEqual([]);
    expect(recorded).toEqual([
      // What the caller was told, and for whom it was closed.
      ...(BY_ROW.includes(act) ? [`Mutation.${act} REFUSED - UNKNOWN_REQUEST id`] : []),
      `Mutation.${act} DENIED ${resident} own-household`,
    ]);
  },
);

test.each(NAMES)('%s without a case number asks for one and does nothing', async (act) => {
  const { codes, linkage } = await tryTo(act, persons().resident, { hasCase: false });
  expect(codes).toEqual(['PURPOSE_REQUIRED']);
  expect([linkage.acts, linkage.reads]).toEqual([[], []]);
});

test.each(
  NAMES.flatMap((act) =>
    ['clerk', 'vrs-clerk', 'contractor', 'auditor', 'admin', 'disclosure', 'dashboard'].map(
      (role) => [act, role] as const,
    ),
  ),
)('%s is not for a %s', async (act, role) => {
  const { codes, linkage } = await tryTo(act, persons().resident, { role });
  expect(codes).toEqual(['FORBIDDEN']);
  expect([linkage.acts, linkage.reads]).toEqual([[], []]);
});

test.each(NAMES)('%s without palm vein is refused', async (act) => {
  const { codes, linkage } = await tryTo(act, persons().resident, { amr: ['uid'] });
  expect([codes, linkage.acts]).toEqual([['FORBIDDEN'], []]);
});

test('nobody is asked about who no longer lives here; what they left is registered, protected and decided on', async () => {
  const { movedOut } = persons();
  const inquiry = await tryTo('requestInformation', movedOut);
  expect([inquiry.codes, inquiry.linkage.acts]).toEqual([['FORBIDDEN'], []]);
  expect(inquiry.recorded).toEqual([`Mutation.requestInformation DENIED ${movedOut} not-resident.inquire`]);
  for (const act of ['registerCopies', 'setNonDisclosure', 'approveProvision', 'rejectProvision'] as const) {
    expect((await tryTo(act, movedOut)).linkage.acts).toHaveLength(1);
  }
});

test('about a person under support measures an inquiry is made, and the answer to it names no body', async () => {
  const { codes, data, linkage, withheld } = await tryTo('requestInformation', persons().protectedOne);
  expect([codes, withheld]).toEqual([[], []]);
  expect(linkage.acts).toHaveLength(1);
  expect(data).toMatchObject({ act: { request: { state: 'UNSENT' }, userErrors: [] } });
});

test.each(['requestInformation', 'registerCopies', 'setNonDisclosure'] as const)(
  '%s for a number that nobody has says so and does nothing',
  async (act) => {
    const { data, linkage } = await tryTo(act, persons().nobody);
    expect(data).toMatchObject({ act: { userErrors: [{ code: 'UNKNOWN_PERSON' }] } });
    expect(linkage.acts).toEqual([]);
  },
);

test.each(['approveProvision', 'rejectProvision'] as const)(
  '%s of what is about nobody the city knows is not there',
  async (act) => {
    const linkage = new ScriptedLinkage([], null);
    const { codes, data } = await bench.ask(linkage, ACTS[act].text, { variables: ACTS[act].input() });
    expect([codes, data, linkage.acts]).toEqual([[], NOT_THERE, []]);
  },
);

test.each(['approveProvision', 'rejectProvision'] as const)(
  '%s of a number that no provision has says so',
  async (act) => {
    for (const id of ['00000000000000000099', 'no number']) {
      const linkage = new ScriptedLinkage([persons().resident]);
      const { data } = await bench.ask(linkage, ACTS[act].text, { variables: { ...ACTS[act].input(), id } });
      expect(data).toMatchObject({
        act: { provision: null, userErrors: [{ code: 'UNKNOWN_REQUEST', field: 'id' }] },
      });
      expect(linkage.acts).toEqual([]);
    }
  },
);

test('lifting is of the deciding verb, setting of the protecting one; one and the same is not both', async () => {
  const ask = async (change: object, role = 'number-clerk') => {
    const linkage = new ScriptedLinkage([persons().resident]);
    const input = {
      idempotencyKey: KEY,
      atenaNumber: persons().resident,
      items: ITEMS,
      reason: 'K-2023-17',
      ...change,
    };
    const { codes } = await bench.ask(linkage, ACTS.setNonDisclosure.text, { variables: { input }, role });
    return { codes, act: linkage.acts[0]?.[1] };
  };
  expect((await ask({ set: ['NON_DISCLOSURE'], lift: ['NO_AUTOMATIC_ANSWER'] })).act).toMatchObject({
    nonDisclosure: true,
    noAutomaticAnswer: false,
  });
  expect((await ask({ set: ['NO_AUTOMATIC_ANSWER'] })).act).toMatchObject({
    nonDisclosure: null,
    noAutomaticAnswer: true,
  });
  expect(await ask({ set: ['NON_DISCLOSURE'], lift: ['NON_DISCLOSURE'] })).toEqual({
    codes: ['BAD_USER_INPUT'],
    act: undefined,
  });
});

test('each alias is an act of its own, and what one came to is not lost with the next', async () => {
  const { resident, nobody } = persons();
  const linkage = new ScriptedLinkage([resident]);
  const text = `mutation ($a: RequestInformationInput!, $b: RequestInformationInput!, $c: RequestInformationInput!) {
    a: requestInformation(input: $a) { request { id } } b: requestInformation(input: $b) { request { id } } c: requestInformation(input: $c) { userErrors { code } } }`;
  const { movedOut } = persons();
  const one = (atenaNumber: string) => ACTS.requestInformation.input(atenaNumber).input;
  const answer = await bench.ask(linkage, text, {
    variables: { a: one(resident), b: one(movedOut), c: one(nobody) },
  });
  expect(answer.data).toMatchObject({
    a: { request: {} },
    b: null,
    c: { userErrors: [{ code: 'UNKNOWN_PERSON' }] },
  });
  expect(answer.codes).toEqual(['FORBIDDEN']);
  expect(linkage.acts).toHaveLength(1);
});

test('one closed person among several stops them all', async () => {
  const { resident, protectedOne } = persons();
  const linkage = new ScriptedLinkage([]);
  const input = { idempotencyKey: KEY, atenaNumbers: [protectedOne, resident] };
  const { codes } = await bench.ask(linkage, ACTS.registerCopies.text, {
    variables: { input },
    own: resident,
  });
  expect([codes, linkage.acts]).toEqual([['FORBIDDEN'], []]);
});

test.each([
  ['a short key', { idempotencyKey: 'short' }],
  ['a key with a space', { idempotencyKey: 'has a space in it' }],
  ['a key that reads as a number', { idempotencyKey: '123456789018' }],
  ['a row that is none', { row: 'sixteen' }],
  ['a body of fifteen digits', { provider: '022011321440170' }],
  ['no item', { items: [] }],
  ['an item twice', { items: ['TM00000000001601', 'TM00000000001601'] }],
  ['an item that is none', { items: ['16'] }],
  ['a period without an end', { from: '2023-01-01' }],
  ['a period that runs backwards', { from: '2023-02-01', to: '2023-01-01' }],
])('%s is refused in words that hold nothing of it', async (_, wrong) => {
  const { resident } = persons();
  const linkage = new ScriptedLinkage([resident]);
  const input = { ...ACTS.requestInformation.input(resident).input, ...wrong };
  const { codes } = await bench.ask(linkage, ACTS.requestInformation.text, { variables: { input } });
  expect([codes, linkage.acts]).toEqual([['BAD_USER_INPUT'], []]);
});

test('a full-width row is read as it is meant', async () => {
  const { resident } = persons();
  const linkage = new ScriptedLinkage([resident]);
  const input = {
    ...ACTS.requestInformation.input(resident).input,
    row: '１６の２',
    from: '2020-01-01',
    to: '2020-12-31',
  };
  await bench.ask(linkage, ACTS.requestInformation.text, { variables: { input } });
  expect(linkage.acts[0]?.[1]).toMatchObject({
    row: '16の2',
    period: { from: '2020-01-01', to: '2020-12-31' },
  });
});

test('a fault says which row and article refused, and what to do', async () => {
  const { resident } = persons();
  const linkage = new ScriptedLinkage([resident]);
  linkage.faults = [{ code: 'WRONG_DIRECTION', field: 'row', row: '115の2', article: '第59条の2' }];
  const { data } = await bench.ask(linkage, ACTS.requestInformation.text, {
    variables: ACTS.requestInformation.input(resident),
  });
  expect(data).toMatchObject({
    act: {
      request: null,
      userErrors: [
        {
          code: 'WRONG_DIRECTION',
          row: '115の2',
          article: '第59条の2',
          messageJa: expect.stringContaining('照会できません') as string,
        },
      ],
    },
  });
});

test('more persons than one act takes are refused before anybody is looked up', async () => {
  const linkage = new ScriptedLinkage([]);
  const of = (count: number) =>
    Array.from({ length: count }, (_, at) => String(1_000 + at).padStart(15, '9'));
  const ask = (count: number) =>
    bench.ask(linkage, ACTS.registerCopies.text, {
      variables: { input: { idempotencyKey: KEY, atenaNumbers: of(count) } },
    });
  // Of a hundred that nobody has, each was looked for and is on record; of one more, nobody.
  const [most, tooMany] = [await ask(100), await ask(101)];
  expect([most.codes, tooMany.codes]).toEqual([[], ['BAD_USER_INPUT']]);
  expect(most.accesses.filter((line) => line.includes('999'))).not.toEqual([]);
  expect(tooMany.accesses.filter((line) => line.includes('999'))).toEqual([]);
  expect(linkage.acts).toEqual([]);
});
