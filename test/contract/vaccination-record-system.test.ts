import { randomUUID } from 'node:crypto';
import {
  couponLineOf,
  misreadingsOf,
  parseCouponLine,
} from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import {
  as,
  dose,
  flag,
  ground,
  known,
  KODAIRA,
  KOGANEI,
  KOKUBUNJI,
  numberOf,
  openVrsAs,
  registration,
  sealedNumber,
  startVrsWorld,
  TODAY,
  type VrsWorld,
} from '../support/vrs/world.js';

const COUPON = '0000001350';
let day = TODAY;
let world: VrsWorld;
beforeEach(async () => {
  day = TODAY;
  world = await startVrsWorld({ today: () => day });
});
afterEach(() => world.end());

const us = () => world.of(KOGANEI);
const line = (coupon = COUPON, number = 1, municipality = KOGANEI): string =>
  couponLineOf({ kind: '1', dose: number, municipality, coupon });
const register = (person = 1, coupon = COUPON, at = KOGANEI) =>
  world.of(at).register(registration(at, person, coupon), as());
const stateOf = async (person = 1, at = KOGANEI) =>
  (await world.of(at).targets([known(at, person)], as()))[0]?.state;
const dosesOf = async (person = 1, at = KOGANEI) =>
  (await world.of(at).doses([known(at, person)], as()))[0] ?? [];

describe('targets and coupons', () => {
  test('a target is registered with one coupon, and not twice', async () => {
    expect(await register()).toMatchObject({
      ...{ person: known(KOGANEI, 1), state: 'ACTIVE', protected: false, flags: [] },
      coupons: [{ coupon: COUPON, issuedOn: '2021-05-01', voidedOn: null }],
    });
    await expect(register(1, '0000000002')).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    await expect(register(2, COUPON)).rejects.toMatchObject({ code: 'COUPON_IN_USE' });
    await expect(
      us().register({ ...registration(KOGANEI, 1, '0000000003'), person: '7777777777' }, as()),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(us().register(registration(KOGANEI, 2, '12345'), as())).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  test('a coupon made anew voids the one before from its day on, and its number is never given again', async () => {
    await register();
    const reissue = {
      ...{ requestId: randomUUID(), person: known(KOGANEI, 1), coupon: '0000000009' },
      ...{ issuedOn: '2022-01-10', reason: 'LOST' as const },
    };
    const { coupons } = await us().reissueCoupon(reissue, as());
    expect(coupons.map(({ coupon, voidedOn }) => [coupon, voidedOn])).toEqual([
      [COUPON, '2022-01-10'],
      ['0000000009', null],
    ]);
    await expect(us().recordDose(dose(line(), { day: '2022-01-10' }), as())).rejects.toMatchObject({
      code: 'VOID_COUPON',
    });
    // Read in late: the dose was given while the old coupon was good.
    expect((await us().recordDose(dose(line(), { day: '2022-01-09' }), as())).person).toBe(known(KOGANEI, 1));
    await expect(register(2, COUPON)).rejects.toMatchObject({ code: 'COUPON_IN_USE' });
  });
});

describe('doses', () => {
  test('stand under the coupon of the line, and one number once', async () => {
    await register();
    const { person, dose: recorded, warnings } = await us().recordDose(dose(line()), as());
    expect([person, recorded.coupon, recorded.dose, warnings]).toEqual([known(KOGANEI, 1), COUPON, 1, []]);
    await expect(us().recordDose(dose(line(), { lot: 'FF2018' }), as())).rejects.toMatchObject({
      code: 'DOSE_EXISTS',
    });
    expect((await dosesOf()).map(({ lot }) => lot)).toEqual(['EY0573']);
  });

  test('what was corrected by hand is locked against what is read in later', async () => {
    await register();
    const { dose: wrong } = await us().recordDose(dose(line()), as());
    const { id, version } = wrong;
    const right = {
      ...{
        id,
        version,
        coupon: COUPON,
        dose: 1,
        day: '2021-06-08',
        venue: '本町会場',
        doctor: '',
        maker: 'モデルナ',
      },
      ...{ lot: 'EY0573', givenIn: KOGANEI, reason: 'WRONG_DAY' as const },
    };
    const corrected = await us().correctDose({ ...right, requestId: randomUUID() }, as());
    expect(corrected.dose).toMatchObject({ day: '2021-06-08', version: 2, locked: true });
    await expect(us().recordDose(dose(line()), as())).rejects.toMatchObject({ code: 'LOCKED' });
    // Whoever read the row before the correction is told that it is another one by now.
    await expect(us().correctDose({ ...right, requestId: randomUUID() }, as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await us().withdrawDose({ requestId: randomUUID(), id, version: 2, reason: 'OTHER' }, as());
    expect(await dosesOf()).toEqual([]);
    const before = world.mock.state.prepare('SELECT version, reason FROM dose_before ORDER BY version').all();
    expect(before).toEqual([
      { version: 1, reason: 'WRONG_DAY' },
      { version: 2, reason: 'OTHER' },
    ]);
  });

  test.each([
    ['123', {}, 'BAD_LINE'],
    [line().replace('132101', '132801'), {}, 'BAD_LINE'],
    [line(COUPON, 1, KOKUBUNJI), {}, 'OTHER_MUNICIPALITY'],
    [`2${line().slice(1)}`, {}, 'EXAMINATION_ONLY'],
    [line('0000009999'), {}, 'UNKNOWN_COUPON'],
    [line(), { day: '2021-02-16' }, 'IMPOSSIBLE_DAY'],
    [line(), { day: '2023-06-28' }, 'IMPOSSIBLE_DAY'],
  ])('by the line %s with %p are refused: %s', async (text, more, code) => {
    await register();
    await expect(us().recordDose(dose(text, more), as())).rejects.toMatchObject({ code });
    expect(await dosesOf()).toEqual([]);
  });

  test('of another municipality’s line nobody learns whether there is such a coupon', async () => {
    await register(2, '0000000555', KOKUBUNJI);
    for (const coupon of ['0000000555', '0000000556'])
      await expect(us().recordDose(dose(line(coupon, 1, KOKUBUNJI)), as())).rejects.toMatchObject({
        code: 'OTHER_MUNICIPALITY',
      });
  });

  test('a line that a camera has misread puts the dose on somebody else, and both are found by it', async () => {
    const misread = misreadingsOf(line()).find((one) => one.endsWith('0000001850')) ?? '';
    expect(parseCouponLine(misread)?.coupon).toBe('0000001850');
    await register(1, COUPON);
    await register(2, '0000001850');
    world.mock.faults.misreads = 1;
    const { person, warnings } = await us().recordDose(dose(line(), { reading: 'CAMERA' }), as());
    expect([person, warnings]).toEqual([known(KOGANEI, 2), ['POSSIBLE_MISREAD']]);
    expect(await us().misreadCandidates(misread, as())).toEqual([
      { line: line(), person: known(KOGANEI, 1) },
    ]);
    expect([(await dosesOf(1)).length, (await dosesOf(2)).length]).toEqual([0, 1]);
  });

  test('out of order or after a gap are recorded, and marked', async () => {
    await register();
    expect((await us().recordDose(dose(line(COUPON, 3), { day: '2021-12-01' }), as())).warnings).toEqual([
      'GAP',
    ]);
    expect((await us().recordDose(dose(line(COUPON, 2), { day: '2021-12-02' }), as())).warnings).toEqual([
      'OUT_OF_ORDER',
      'GAP',
    ]);
  });

  test('are read for the ledger in pages, each person once', async () => {
    for (const [person, coupon] of [
      [1, '0000000011'],
      [2, '0000000012'],
      [3, '0000000013'],
    ] as const) {
      await register(person, coupon);
      await us().recordDose(dose(line(coupon)), as());
    }
    const first = await us().dosesAfter(null, 2, as());
    const rest = await us().dosesAfter(first.at(-1)?.person ?? null, 2, as());
    expect([...first, ...rest].map(({ person, doses }) => [person, doses.length])).toEqual(
      [1, 2, 3].map((person) => [known(KOGANEI, person), 1]),
    );
    expect(await world.of(KOKUBUNJI).dosesAfter(null, 100, as())).toEqual([]);
  });
});

describe('flags', () => {
  test('a planned move takes effect on its day, and not before', async () => {
    await register();
    await us().setFlag(flag(KOGANEI, 1, { effectiveOn: '2023-07-01', planned: true }), as());
    expect(await stateOf()).toBe('ACTIVE');
    day = '2023-07-01';
    expect(await stateOf()).toBe('MOVED_OUT');
    await expect(us().recordDose(dose(line(), { day: '2023-07-01' }), as())).rejects.toMatchObject({
      code: 'NOT_A_TARGET',
    });
    expect((await us().recordDose(dose(line(), { day: '2023-06-30' }), as())).warnings).toEqual([]);
  });

  test('a cancelled move undoes what it did, and the next one begins anew', async () => {
    await register();
    const first = flag(KOGANEI, 1, { effectiveOn: '2023-06-01' });
    expect((await us().setFlag(first, as())).state).toBe('MOVED_OUT');
    const undone = await us().cancelFlag({ requestId: randomUUID(), movement: first.movement }, as());
    expect([undone.state, undone.flags[0]?.state]).toEqual(['ACTIVE', 'CANCELLED']);
    expect((await us().recordDose(dose(line(), { day: '2023-06-02' }), as())).person).toBe(known(KOGANEI, 1));
    await expect(us().setFlag({ ...first, requestId: randomUUID() }, as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect((await us().setFlag(flag(KOGANEI, 1), as())).state).toBe('MOVED_OUT');
  });

  test('the same movement may change its day and be confirmed, but not become planned again', async () => {
    await register();
    const planned = flag(KOGANEI, 1, { effectiveOn: '2023-07-01', planned: true });
    await us().setFlag(planned, as());
    const confirmed = { ...planned, requestId: randomUUID(), effectiveOn: '2023-06-20', planned: false };
    expect((await us().setFlag(confirmed, as())).state).toBe('MOVED_OUT');
    await expect(us().setFlag({ ...planned, requestId: randomUUID() }, as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(us().setFlag(flag(KOGANEI, 1), as())).rejects.toMatchObject({ code: 'FLAG_EXISTS' });
  });

  test('death ends all: no coupon, no move, no registration', async () => {
    await register();
    await us().setFlag(flag(KOGANEI, 1, { kind: 'DEATH', effectiveOn: '2023-06-20' }), as());
    expect(await stateOf()).toBe('DEAD');
    await expect(us().setFlag(flag(KOGANEI, 1), as())).rejects.toMatchObject({ code: 'NOT_A_TARGET' });
    await expect(register(1, '0000000077')).rejects.toMatchObject({ code: 'NOT_A_TARGET' });
    const counter = {
      requestId: randomUUID(),
      person: known(KOGANEI, 1),
      kind: 'DOMESTIC' as const,
      identityCheck: 'DOCUMENTS' as const,
    };
    await expect(us().applyAtCounter(counter, as())).rejects.toMatchObject({ code: 'NOT_A_TARGET' });
  });

  test('whoever comes back is registered anew under a new coupon, and keeps the doses', async () => {
    await register();
    await us().recordDose(dose(line()), as());
    await us().setFlag(flag(KOGANEI, 1, { effectiveOn: '2022-01-01' }), as());
    const back = await register(1, '0000000099');
    expect([back.state, back.flags.map(({ state }) => state), back.coupons.length]).toEqual([
      'ACTIVE',
      ['ENDED'],
      2,
    ]);
    expect(await dosesOf()).toHaveLength(1);
    // While they lived elsewhere they were no target of ours.
    await expect(
      us().recordDose(dose(line('0000000099', 2), { day: '2022-03-01' }), as()),
    ).rejects.toMatchObject({
      code: 'NOT_A_TARGET',
    });
  });
});

describe('between municipalities', () => {
  const both = async (): Promise<void> => {
    await register(1, COUPON, KOGANEI);
    await register(1, '0000000201', KOKUBUNJI);
    const given = dose(line('0000000201', 1, KOKUBUNJI), { givenIn: KOKUBUNJI });
    await world.of(KOKUBUNJI).recordDose(given, as());
  };
  const ask = (more = ground(), to = KOKUBUNJI) => us().inquire(to, sealedNumber(1), more, as());
  const records = async (at: string) => (await world.of(at).inquiryRecords([known(at, 1)], as()))[0] ?? [];

  test('one person’s doses are provided, without where and by whom, and each side has the record', async () => {
    await both();
    const asked = ground();
    expect(await ask(asked)).toEqual({
      ...{ requestId: asked.requestId, municipality: KOKUBUNJI, outcome: 'PROVIDED' },
      answeredAt: expect.any(String) as string,
      doses: [{ dose: 1, day: '2021-06-01', maker: 'ファイザー', lot: 'EY0573' }],
    });
    expect((await records(KOGANEI)).map(({ side, counterpart }) => [side, counterpart])).toEqual([
      ['INQUIRER', KOKUBUNJI],
    ]);
    expect((await records(KOKUBUNJI)).map(({ side, counterpart }) => [side, counterpart])).toEqual([
      ['PROVIDER', KOGANEI],
    ]);
    expect(await records(KODAIRA)).toEqual([]);
  });

  test('what leaves is the municipality’s code and the number, and neither answer nor state holds the number', async () => {
    await both();
    const bodies: string[] = [];
    const send = globalThis.fetch;
    const spied = jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      if (String(url instanceof Request ? url.url : url).endsWith('/INQ01')) bodies.push(String(init?.body));
      return send(url, init);
    });
    const answer = await ask().finally(() => spied.mockRestore());
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      { municipality: KOKUBUNJI, individualNumber: numberOf(1) },
    ]);
    expect(JSON.stringify(answer)).not.toContain(numberOf(1));
    const dump = world.mock.state
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => JSON.stringify(world.mock.state.prepare(`SELECT * FROM ${name}`).all()))
      .join('\n');
    expect(dump).not.toContain(numberOf(1));
  });

  test('is refused without a ground', async () => {
    await both();
    const claim = (more: object) => us().inquire(KOKUBUNJI, sealedNumber(1), { ...ground(), ...more }, as());
    for (const missing of [
      { identityChecked: false },
      { consent: 'NONE' },
      { need: 'CURIOSITY' },
      { requestId: '1' },
    ])
      await expect(claim(missing)).rejects.toMatchObject({ code: 'NO_GROUND' });
    day = '2021-11-30';
    await expect(ask(ground({ consent: 'HARD_TO_OBTAIN' }))).rejects.toMatchObject({ code: 'NO_GROUND' });
    day = '2021-12-01';
    expect(await ask(ground({ consent: 'HARD_TO_OBTAIN' }))).toMatchObject({ outcome: 'PROVIDED' });
    // A refusal is on the log of whoever asked.
    const kinds = (await us().log(0, 100, as())).filter(({ kind }) => kind === 'REFUSED');
    expect(kinds.map(({ operation, detail }) => [operation, detail])).toEqual(
      Array.from({ length: 5 }, () => ['INQ01', 'NO_GROUND']),
    );
  });

  test('unknown there, without a dose, and protected are one answer; of a protected person nobody is named', async () => {
    await register(1, COUPON, KOGANEI);
    expect(await ask()).toMatchObject({ outcome: 'NOT_PROVIDED', doses: [] });
    await register(1, '0000000201', KOKUBUNJI);
    expect(await ask()).toMatchObject({ outcome: 'NOT_PROVIDED', doses: [] });
    await world.of(KOKUBUNJI).recordDose(dose(line('0000000201', 1, KOKUBUNJI)), as());
    await us().protect({ requestId: randomUUID(), person: known(KOGANEI, 1), protected: true }, as());
    const asked = ground();
    expect(await ask(asked)).toMatchObject({ outcome: 'NOT_PROVIDED', doses: [] });
    const [latest] = (await records(KOKUBUNJI)).filter(({ requestId }) => requestId === asked.requestId);
    expect(latest).toMatchObject({ side: 'PROVIDER', counterpart: null });
  });

  test('only about a target of one’s own who lives here, and never of oneself', async () => {
    await register(1, '0000000201', KOKUBUNJI);
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await register(1, COUPON, KOGANEI);
    await expect(ask(ground(), KOGANEI)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(ask(ground(), '130001')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await us().setFlag(flag(KOGANEI, 1), as());
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_A_TARGET' });
  });

  test('asked again under one id after a lost answer, the provision is one', async () => {
    await both();
    const asked = ground();
    world.mock.faults.lost.push('INQ01');
    await expect(ask(asked)).rejects.toMatchObject({ kind: 'UNREACHABLE' });
    expect(await ask(asked)).toMatchObject({ outcome: 'PROVIDED' });
    expect(await records(KOKUBUNJI)).toHaveLength(1);
    await expect(us().inquire(KOKUBUNJI, sealedNumber(2), asked, as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('certificates', () => {
  const counter = (identityCheck: 'NONE' | 'DOCUMENTS') => ({
    ...{ requestId: randomUUID(), person: known(KOGANEI, 1), kind: 'DOMESTIC' as const, identityCheck },
  });
  const decide = (id: string, decision: 'ACCEPT' | 'REFUSE' | 'WITHDRAW') =>
    us().decideApplication({ requestId: randomUUID(), id, decision }, as());

  test('records are looked up for an accepted application only', async () => {
    await register();
    await us().recordDose(dose(line()), as());
    const { id } = await us().applyAtCounter(counter('DOCUMENTS'), as());
    await expect(us().lookUpForCertificate(id, as())).rejects.toMatchObject({ code: 'NOT_ACCEPTED' });
    await decide(id, 'ACCEPT');
    expect((await us().lookUpForCertificate(id, as())).doses).toHaveLength(1);
    await expect(world.of(KOKUBUNJI).lookUpForCertificate(id, as())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await us().markIssued({ requestId: randomUUID(), id }, as())).state).toBe('ISSUED');
    await expect(decide(id, 'WITHDRAW')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('nothing is accepted without an identity check', async () => {
    await register();
    const { id } = await us().applyAtCounter(counter('NONE'), as());
    await expect(decide(id, 'ACCEPT')).rejects.toMatchObject({ code: 'NO_GROUND' });
    expect((await decide(id, 'REFUSE')).state).toBe('REFUSED');
  });

  test('what an applicant sends from a device comes in with the others, in the order of receipt', async () => {
    await register();
    const sent = world.mock.apply(KOGANEI, known(KOGANEI, 1), 'OVERSEAS');
    const { id } = await us().applyAtCounter(counter('DOCUMENTS'), as());
    const page = { states: ['RECEIVED' as const], after: 0, max: 10 };
    expect((await us().applications(page, as())).map((one) => [one.id, one.channel, one.number])).toEqual([
      [sent.id, 'ELECTRONIC', 1],
      [id, 'COUNTER', 2],
    ]);
    expect(await world.of(KOKUBUNJI).applications(page, as())).toEqual([]);
  });
});

describe('the line', () => {
  test('does what was asked once under one id, and says so again after a lost answer and a restart', async () => {
    const first = registration(KOGANEI, 1, COUPON);
    world.mock.faults.lost.push('TGT01');
    await expect(us().register(first, as())).rejects.toMatchObject({
      name: 'SourceError',
      kind: 'UNREACHABLE',
    });
    await world.restart();
    expect((await us().register(first, as())).coupons).toHaveLength(1);
    await expect(us().register({ ...first, coupon: '0000000002' }, as())).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('stops waiting when the caller does', async () => {
    await us().municipalities(as());
    world.mock.faults.delayMs = 60_000;
    const leaving = new AbortController();
    const asked = us().municipalities({ staff: 'A-1', signal: leaving.signal });
    leaving.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'ABORTED' });
    world.mock.faults.delayMs = 0;
  });

  test('a municipality’s key signs for it alone, and a stranger gets nowhere', async () => {
    const other = openVrsAs({ ...world.mock, credentials: () => world.mock.credentials(KOKUBUNJI) }, KOGANEI);
    await expect(other.municipalities(as())).rejects.toMatchObject({ name: 'SourceError', kind: 'FAILED' });
    await expect(us().municipalities(as('NOBODY'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await other.close();
  });

  test('who has not the role is refused', async () => {
    world.mock.state.prepare("UPDATE staff SET roles = '[\"LOG\"]' WHERE staff = 'B-2'").run();
    await expect(us().register(registration(KOGANEI, 1, COUPON), as('B-2'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(us().inquire(KOKUBUNJI, sealedNumber(1), ground(), as('B-2'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
