import { randomUUID } from 'node:crypto';
import type { Inquiry, IntermediateCall } from '../../adapters/intermediate-server/model.js';
import { openPassage } from '../support/intermediate/passage.js';
import {
  BENEFITS,
  INSURER,
  KOGANEI,
  KOKUBUNJI,
  SPECIAL_MEASURES,
  VACCINATIONS,
  dose,
  known,
  openAs,
  sealed,
  startWorld,
  until,
  type World,
} from '../support/intermediate/world.js';

let world: World;
beforeEach(async () => void (world = await startWorld()));
afterEach(() => world.end());

const as = (staff = 'A-1'): IntermediateCall => ({ staff, signal: AbortSignal.timeout(10_000) });
const inquiry = (more: Partial<Inquiry> = {}): Inquiry => ({
  requestId: randomUUID(),
  row: '16の2',
  provider: KOKUBUNJI,
  items: [VACCINATIONS],
  condition: { kind: 'ALL' },
  hidden: false,
  ...more,
});

/** Asks, and waits until nothing more will happen by itself. */
async function askAndWait(asked: Inquiry, { from = KOGANEI, person = 1, held = false } = {}) {
  await world.of(from).request(asked, sealed(from, person), as());
  return until(async () => {
    const [status] = await world.of(from).inquiries([asked.requestId], as());
    return status &&
      (held ? status.state === 'SENT' : ['ANSWERED', 'REFUSED', 'EXPIRED'].includes(status.state))
      ? status
      : null;
  });
}

describe('an inquiry', () => {
  test('is answered from the other side’s copy, and the answer fits the question', async () => {
    const asked = inquiry();
    const { processingNumber, state, article, basisConflict } = await askAndWait(asked);
    expect({ state, article, basisConflict }).toEqual({
      state: 'ANSWERED',
      article: '第12条の2',
      basisConflict: false,
    });
    const answer = (await world.of(KOGANEI).answer(processingNumber, as()))?.answer;
    expect(answer).toMatchObject({
      processingNumber,
      requestId: asked.requestId,
      row: '16の2',
      items: [VACCINATIONS],
      inquirer: KOGANEI,
      provider: KOKUBUNJI,
      whole: true,
    });
    expect(answer?.conditionHash).toBe(world.of(KOGANEI).conditionHash(asked, sealed(KOGANEI, 1)));
    expect([answer?.isAbout(sealed(KOGANEI, 1)), answer?.isAbout(sealed(KOGANEI, 2))]).toEqual([true, false]);
    expect(answer?.content.copies.map(({ values }) => values[0]?.value)).toEqual([`of 1 at ${KOKUBUNJI}`]);
  });

  test('comes in the queue of deliveries, in order, as often as it is fetched', async () => {
    const [first, second] = [inquiry(), inquiry()];
    await askAndWait(first);
    await askAndWait(second, { person: 2 });
    const all = await world.of(KOGANEI).deliveries(0, as());
    expect(all.map(({ number, answer }) => [number, answer?.requestId])).toEqual([
      [1, first.requestId],
      [2, second.requestId],
    ]);
    expect(await world.of(KOGANEI).deliveries(1, as())).toHaveLength(1);
    expect(await world.of(KOGANEI).deliveries(2, as())).toEqual([]);
  });

  test('made twice under one id is one; under one id with another question it is refused', async () => {
    const asked = inquiry();
    const one = await world.of(KOGANEI).request(asked, sealed(KOGANEI, 1), as());
    const again = await world.of(KOGANEI).request(asked, sealed(KOGANEI, 1), as('B-2'));
    expect(again.processingNumber).toBe(one.processingNumber);
    await expect(
      world.of(KOGANEI).request({ ...asked, items: [SPECIAL_MEASURES] }, sealed(KOGANEI, 1), as()),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(world.of(KOGANEI).request(asked, sealed(KOGANEI, 2), as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test.each([
    ['115の2', KOKUBUNJI, SPECIAL_MEASURES, 'WRONG_DIRECTION', '第59条の2'],
    ['16の3', KOKUBUNJI, VACCINATIONS, 'WRONG_DIRECTION', '第12条の2の2'],
    ['17', KOKUBUNJI, BENEFITS, 'PROVIDER_NOT_LISTED', '第12条の3'],
    ['16の2', INSURER, VACCINATIONS, 'PROVIDER_NOT_LISTED', '第12条の2'],
    ['16の2', KOKUBUNJI, BENEFITS, 'ITEM_NOT_LISTED', '第12条の2'],
    ['25', KOKUBUNJI, VACCINATIONS, 'ROW_NOT_IN_FORCE', '第2条の表の25の項'],
    ['99', KOKUBUNJI, VACCINATIONS, 'ROW_UNKNOWN', null],
  ])('under row %s to %s for %s is refused: %s', async (row, provider, item, code, article) => {
    const { state, refusal } = await askAndWait(inquiry({ row, provider, items: [item] }));
    expect({ state, refusal }).toEqual({ state: 'REFUSED', refusal: { code, row, article } });
  });

  test('of an insurer is answered under row 17', async () => {
    expect(await askAndWait(inquiry({ row: '17', provider: INSURER, items: [BENEFITS] }))).toMatchObject({
      state: 'ANSWERED',
    });
  });

  test('under row 115の2 may come from the other side, marked as resting on a conflict of the source (X09)', async () => {
    expect(
      await askAndWait(inquiry({ row: '115の2', provider: KOGANEI, items: [SPECIAL_MEASURES] }), {
        from: KOKUBUNJI,
      }),
    ).toMatchObject({ state: 'ANSWERED', basisConflict: true });
    const [provision] = await world
      .of(KOGANEI)
      .provisions({ states: ['SENT'], subject: null, after: null, max: 10 }, as());
    expect(provision).toMatchObject({ row: '115の2', basisConflict: true, inquirer: KOKUBUNJI });
  });

  test('for a span of days is answered with what falls within it', async () => {
    const within = inquiry({ condition: { kind: 'PERIOD', from: '2020-05-01', to: '2020-05-01' } });
    expect(await askAndWait(within)).toMatchObject({ state: 'ANSWERED' });
    const outside = inquiry({ condition: { kind: 'PERIOD', from: '2020-05-02', to: '2021-01-01' } });
    expect(await askAndWait(outside)).toMatchObject({ state: 'REFUSED', refusal: { code: 'NOT_PROVIDED' } });
  });

  test('about a person whom the institution does not know is refused without saying who does', async () => {
    await expect(world.of(KOGANEI).request(inquiry(), sealed(KOKUBUNJI, 1), as())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(world.of(KOGANEI).request(inquiry(), sealed(KOGANEI, 99), as())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('what is held for a section head', () => {
  const hold = () =>
    world
      .of(KOGANEI)
      .restrict(
        { requestId: randomUUID(), items: [VACCINATIONS], noAutomaticAnswer: true, nonDisclosure: null },
        sealed(KOGANEI, 1),
        as(),
      );
  const asked = inquiry({ provider: KOGANEI });
  const pending = async () => {
    const [provision] = await world
      .of(KOGANEI)
      .provisions({ states: ['AWAITING_APPROVAL'], subject: sealed(KOGANEI, 1), after: null, max: 10 }, as());
    return provision ?? null;
  };
  const held = async () => {
    await hold();
    const fresh = { ...asked, requestId: randomUUID() };
    await askAndWait(fresh, { from: KOKUBUNJI, held: true });
    const { processingNumber } = await until(pending);
    const read = await world.of(KOGANEI).provision(processingNumber, as());
    if (read === null) throw new TypeError('It is not there');
    return { fresh, processingNumber, contentHash: read.payload.contentHash, read };
  };
  const stateOf = async (requestId: string) =>
    (await world.of(KOKUBUNJI).inquiries([requestId], as()))[0]?.state;

  test('goes when the exact content is approved, and only then', async () => {
    const { fresh, processingNumber, contentHash, read } = await held();
    expect(read.provision).toMatchObject({
      state: 'AWAITING_APPROVAL',
      holds: ['ITEM_NOT_AUTOMATIC'],
      inquirer: KOKUBUNJI,
    });
    await expect(
      world
        .of(KOGANEI)
        .approve({ requestId: randomUUID(), processingNumber, contentHash: 'x'.repeat(43) }, as()),
    ).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
    expect(await stateOf(fresh.requestId)).toBe('SENT');
    await world.of(KOGANEI).approve({ requestId: randomUUID(), processingNumber, contentHash }, as());
    await until(async () => ((await stateOf(fresh.requestId)) === 'ANSWERED' ? true : null));
    expect((await world.of(KOKUBUNJI).answer(processingNumber, as()))?.answer?.contentHash).toBe(contentHash);
  });

  test('is looked at again when the copy changes after the approval was read', async () => {
    const { processingNumber, contentHash } = await held();
    await world
      .of(KOGANEI)
      .registerCopies(
        randomUUID(),
        [{ subject: sealed(KOGANEI, 1), item: VACCINATIONS, copies: [dose(VACCINATIONS, 'another')] }],
        as(),
      );
    await expect(
      world.of(KOGANEI).approve({ requestId: randomUUID(), processingNumber, contentHash }, as()),
    ).rejects.toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  test('approved or rejected twice under one id is decided once', async () => {
    const { processingNumber, contentHash, fresh } = await held();
    const decision = { requestId: randomUUID(), processingNumber, contentHash };
    await world.of(KOGANEI).approve(decision, as());
    await expect(world.of(KOGANEI).approve(decision, as())).resolves.toMatchObject({ processingNumber });
    await until(async () => ((await stateOf(fresh.requestId)) === 'ANSWERED' ? true : null));
    await expect(
      world.of(KOGANEI).reject({ requestId: randomUUID(), processingNumber }, as()),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('rejected, it is refused as if there were nothing', async () => {
    const { processingNumber, fresh } = await held();
    await world.of(KOGANEI).reject({ requestId: randomUUID(), processingNumber }, as());
    const [status] = await world.of(KOKUBUNJI).inquiries([fresh.requestId], as());
    expect(status).toMatchObject({ state: 'REFUSED', refusal: { code: 'NOT_PROVIDED' } });
  });

  test('what answers by itself is in nobody’s hand (R193)', async () => {
    const { processingNumber } = await askAndWait(inquiry({ provider: KOGANEI }), { from: KOKUBUNJI });
    await expect(
      world
        .of(KOGANEI)
        .approve({ requestId: randomUUID(), processingNumber, contentHash: 'x'.repeat(43) }, as()),
    ).rejects.toMatchObject({ code: 'AUTOMATIC' });
    await expect(
      world.of(KOGANEI).reject({ requestId: randomUUID(), processingNumber }, as()),
    ).rejects.toMatchObject({ code: 'AUTOMATIC' });
  });

  test('of another institution’s there is nothing', async () => {
    const { processingNumber } = await held();
    expect(await world.of(INSURER).provision(processingNumber, as())).toBeNull();
    expect(await world.of(KOKUBUNJI).provision(processingNumber, as())).toBeNull();
    expect(await world.of(KOGANEI).answer(processingNumber, as())).toBeNull();
  });
});

test('under 不開示 nothing is provided, and the records at both ends are there, the provider’s hidden (R196)', async () => {
  await world
    .of(KOGANEI)
    .restrict(
      { requestId: randomUUID(), items: [VACCINATIONS], noAutomaticAnswer: true, nonDisclosure: true },
      sealed(KOGANEI, 1),
      as(),
    );
  expect(await askAndWait(inquiry({ provider: KOGANEI }), { from: KOKUBUNJI })).toMatchObject({
    state: 'REFUSED',
    refusal: { code: 'NOT_PROVIDED' },
  });
  const record = { row: '16の2', items: [VACCINATIONS], providedAt: null, keepUntil: '2030-06-27' };
  expect(await world.of(KOGANEI).records([sealed(KOGANEI, 1)], as())).toMatchObject([
    [{ ...record, side: 'PROVIDER', counterpart: KOKUBUNJI, hidden: true }],
  ]);
  expect(await world.of(KOKUBUNJI).records([sealed(KOKUBUNJI, 1)], as())).toMatchObject([
    [{ ...record, side: 'INQUIRER', counterpart: KOGANEI, hidden: false }],
  ]);
});

describe('copies', () => {
  const register = (institution: string, person: number, item: string, copies = [dose(item, 'new')]) =>
    world
      .of(institution)
      .registerCopies(randomUUID(), [{ subject: sealed(institution, person), item, copies }], as());

  test('replace those before, and tell when they were refreshed and nothing of what they hold', async () => {
    expect(
      await register(KOGANEI, 1, VACCINATIONS, [dose(VACCINATIONS, 'new', { version: '0002' })]),
    ).toEqual({ registered: 1, refused: [] });
    const [copies = [], others] = await world
      .of(KOGANEI)
      .copies([sealed(KOGANEI, 1), sealed(KOGANEI, 2)], as());
    expect(others?.map(({ version }) => version)).toEqual(['0001', '0001']);
    expect(copies.find(({ item }) => item === VACCINATIONS)).toMatchObject({
      version: '0002',
      refreshedAt: expect.stringMatching(/Z$/) as string,
    });
    expect(JSON.stringify(copies)).not.toContain('new');
  });

  test('of a person or an item that is not ours, or with a field that the list does not have, are refused one by one', async () => {
    const secret = dose(VACCINATIONS, 'x', { values: [{ name: 'doctor', value: 'x' }] });
    expect(await register(KOGANEI, 99, VACCINATIONS)).toEqual({
      registered: 0,
      refused: [{ index: 0, reason: 'UNKNOWN_PERSON' }],
    });
    expect(await register(KOGANEI, 1, BENEFITS)).toEqual({
      registered: 0,
      refused: [{ index: 0, reason: 'NOT_OUR_ITEM' }],
    });
    expect(await register(KOGANEI, 1, VACCINATIONS, [secret])).toEqual({
      registered: 0,
      refused: [{ index: 0, reason: 'FIELD_NOT_ALLOWED' }],
    });
  });
});

test('of somebody whom the server does not know there is no record, restriction or copy', async () => {
  const stranger = sealed(KOGANEI, 99);
  const city = world.of(KOGANEI);
  expect(
    await Promise.all([
      city.records([stranger], as()),
      city.restrictions([stranger], as()),
      city.copies([stranger], as()),
    ]),
  ).toEqual([[[]], [[]], [[]]]);
});

describe('of several persons at once', () => {
  const restrict = (institution: string, person: number) =>
    world
      .of(institution)
      .restrict(
        { requestId: randomUUID(), items: [VACCINATIONS], noAutomaticAnswer: true, nonDisclosure: null },
        sealed(institution, person),
        as(),
      );

  test('each is told their own, in the order asked for, and as often', async () => {
    await restrict(KOGANEI, 2);
    await askAndWait(inquiry(), { person: 3 });
    const city = world.of(KOGANEI);
    const asked = [3, 99, 2, 3, 1].map((person) => sealed(KOGANEI, person));
    const lengths = (all: readonly (readonly object[])[]) => all.map((own) => own.length);
    expect(lengths(await city.restrictions(asked, as()))).toEqual([0, 0, 1, 0, 0]);
    expect(lengths(await city.records(asked, as()))).toEqual([1, 0, 0, 1, 0]);
    expect(lengths(await city.copies(asked, as()))).toEqual([2, 0, 2, 2, 2]);
    expect(await city.records([], as())).toEqual([]);
  });

  test('another body’s numbers are nobody’s, beside one’s own as alone (R210)', async () => {
    await askAndWait(inquiry());
    await restrict(KOKUBUNJI, 1);
    const city = world.of(KOGANEI);
    const asked = [sealed(KOKUBUNJI, 1), sealed(KOGANEI, 1)];
    expect((await city.restrictions(asked, as())).flat()).toEqual([]);
    expect(await city.records(asked, as())).toMatchObject([[], [{ side: 'INQUIRER' }]]);
    expect((await city.copies(asked, as()))[0]).toEqual([]);
  });

  test('more than two hundred are refused', async () => {
    const asked = Array.from({ length: 201 }, (_, person) => sealed(KOGANEI, person));
    await expect(world.of(KOGANEI).records(asked, as())).rejects.toMatchObject({ code: 'INVALID' });
    await expect(world.of(KOGANEI).records(asked.slice(1), as())).resolves.toHaveLength(200);
  });

  test.each(['TKM01', 'TKY06', 'DBM02'] as const)(
    '%s with a row about somebody else is corrupt',
    async (operation) => {
      await restrict(KOGANEI, 1);
      await askAndWait(inquiry());
      const passage = await openPassage(world.mock.url);
      const city = openAs({ ...world.mock, url: passage.url }, KOGANEI);
      const read = { TKM01: 'records', TKY06: 'restrictions', DBM02: 'copies' } as const;
      const ask = () => city[read[operation]]([sealed(KOGANEI, 1), sealed(KOGANEI, 2)], as());
      expect((await ask())[0]).not.toEqual([]);
      passage.change(operation, (answer) => answer.replace(known(KOGANEI, 1), known(KOGANEI, 3)));
      await expect(ask()).rejects.toMatchObject({ name: 'SourceError', kind: 'CORRUPT' });
      await city.close();
      await passage.close();
    },
  );
});

test('the institutions of the network are told by name', async () => {
  expect((await world.of(KOGANEI).institutions(as())).map(({ code }) => code)).toEqual(
    [KOGANEI, KOKUBUNJI, INSURER].sort(),
  );
});

test('whoever is no user there is not let in', async () => {
  await expect(world.of(KOGANEI).institutions(as('NOBODY'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('no error, log line or answer holds a code or a permit', async () => {
  await askAndWait(inquiry());
  const secrets = [
    ...world.mock.state
      .prepare<[], { text: string }>('SELECT code AS text FROM code UNION SELECT id FROM permit')
      .all(),
  ].map(({ text }) => text);
  expect(secrets.length).toBeGreaterThan(1);
  const told = JSON.stringify([
    world.mock.state.prepare('SELECT * FROM log').all(),
    world.mock.state.prepare('SELECT answer FROM answer').all(),
    await world.of(KOGANEI).inquiriesOf(sealed(KOGANEI, 1), as()),
    await world.of(KOGANEI).records([sealed(KOGANEI, 1)], as()),
  ]);
  for (const secret of secrets) expect(told).not.toContain(secret);
  expect(JSON.stringify(world.mock.state.prepare('SELECT * FROM log').all())).not.toContain(
    known(KOGANEI, 1),
  );
});
