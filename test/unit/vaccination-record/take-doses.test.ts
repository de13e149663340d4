import { createSecretKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordInput } from '../../../src/immunization-records/record-access.js';
import { DoseTaker, type TakeParts } from '../../../src/vaccination-record/csv/take-doses.js';
import { endLeftLooks } from '../../../src/vaccination-record/csv/take-log.js';
import type { Told } from '../../../src/vaccination-record/csv/taken-state.js';
import type { TextKey } from '../../../src/database/sealed-text.js';
import { VrsLog } from '../../../src/vaccination-record/vrs-log.js';
import { VrsStore } from '../../../src/vaccination-record/vrs-store.js';
import { sealDose, type StagedDose } from '../../../src/vaccination-record/csv/staged-dose.js';
import { STAGED_TABLE, TAKEN_TABLE } from '../../../src/vaccination-record/vrs-tables.js';
import type { RecordSystemRecord } from '../../../src/audit/record/record-system-record.js';
import { effort } from '../../support/effort.js';
import { atena, coupon, health, Killed, named, World } from '../immunization-records/world.js';

/** Doses of VRS files as records of the ledger, through its one engine. docs/attacks.md V12, V13, V16, V17, V22, V29, P10. */

/** Those that are settled by hand are among the first fifty. */
const MANY = effort({ short: 50, full: 100 });
const KOGANEI = '132101';
const KEY = { id: 'one', key: createSecretKey(Buffer.alloc(32, 1)) };

let records: RecordSystemRecord[];
let folder: string;
let world: World;
let store: VrsStore;
beforeEach(async () => {
  records = [];
  folder = mkdtempSync(join(tmpdir(), 'sekisho-take-'));
  store = await VrsStore.open({ url: { kind: 'sqlite', path: join(folder, 'vrs.sqlite') } });
});
afterEach(async () => {
  await store.close();
  await world.end();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(persons: number): Promise<void> {
  world = new World(persons);
  world.birth = '1950-04-01';
  await world.begin();
}

const staged = (line: number, person: number, more: Partial<StagedDose> = {}): StagedDose => ({
  ...{ id: randomUUID(), importId: 'a', line, person: health(person), dose: 1, day: '2021-06-01' },
  ...{ coupon: coupon(person), givenIn: KOGANEI, venue: '本町会場', doctor: '見本 太郎' },
  ...{ maker: 'ファイザー', lot: 'EY0573', registeredAt: '2021-06-01T01:00:00.000Z', ...more },
});
const stage = (rows: readonly StagedDose[]): Promise<void> =>
  store.run(async ({ manager }) => {
    for (const row of rows) await manager.insert(STAGED_TABLE.name, { ...sealDose(KEY, row) });
  });
const log = new VrsLog({
  pseudonym: (number) => `p${Number(number)}`,
  seal: (body) => Promise.resolve(records.push(body as RecordSystemRecord)),
});
/** What is on record, newest last. */
const onRecord = () =>
  records.splice(0).map(({ act, phase, subjects, result }) => [act, phase, subjects, result]);
const taker = (
  key: TextKey = KEY,
  desk: TakeParts['desk'] = world.desk(),
  closedFor: TakeParts['closedFor'] = () => Promise.resolve(null),
  more: Partial<TakeParts> = {},
) =>
  new DoseTaker({
    ...{ key, closedFor, log },
    ...{ store, desk, sources: world.sourcesOf('gateway') as unknown as TakeParts['sources'] },
    ...{ account: 'clerk', municipality: KOGANEI, signal: new AbortController().signal },
    now: () => '2023-06-27T01:00:00.000Z',
    ...more,
  });
async function take(
  key: TextKey = KEY,
): Promise<{ readonly counts: object; readonly told: readonly Told[] }> {
  const told: Told[] = [];
  const counts = await taker(key).take((one) => told.push(one));
  return { counts: Object.fromEntries(counts), told };
}

test('each line becomes a record with where it came from, or is told with its line and why', async () => {
  await begin(9);
  await stage([
    staged(2, 1),
    staged(3, 2, { givenIn: '132144', dose: 2, day: '2021-07-01' }),
    // By the coupon alone, and by nobody’s coupon.
    staged(4, 3, { person: null }),
    staged(5, 4, { person: null, coupon: '3999999999' }),
    staged(6, 99),
    staged(7, 5, { lot: 'EYO573' }),
    staged(8, 6, { maker: 'なにか製薬' }),
    staged(9, 7, { day: '2023-06-28' }),
    staged(10, 8, { coupon: coupon(9) }),
    // Before there was a vaccine, and the second too soon behind the first.
    staged(11, 9, { day: '2020-06-01' }),
    staged(12, 1, { dose: 2, day: '2021-06-05' }),
  ]);
  const { counts, told } = await take();
  expect(counts).toEqual({ TAKEN: 3, SET_ASIDE: 6, WAITING: 2 });
  expect(told.map(({ line, state, codes }) => [line, state, codes])).toEqual([
    [5, 'SET_ASIDE', 'UNKNOWN_PERSON'],
    [6, 'SET_ASIDE', 'UNKNOWN_PERSON'],
    [7, 'SET_ASIDE', 'LOT_FORMAT'],
    [8, 'SET_ASIDE', 'MANUFACTURER'],
    [9, 'SET_ASIDE', 'DATE_FUTURE'],
    [10, 'SET_ASIDE', 'COUPON_OF_ANOTHER'],
    [11, 'WAITING', 'NOT_IN_USE'],
    [12, 'WAITING', 'INTERVAL'],
  ]);
  const changes = await world.store.changesOfPersons([1, 2, 3].map(health));
  expect(changes.map(({ way, origin, evidence, state }) => [way, origin, evidence, state])).toEqual([
    ['VRS_IMPORT', 'HERE', null, 'DONE'],
    ['VRS_IMPORT', 'ELSEWHERE', 'OFFICIAL_RECORD', 'DONE'],
    ['VRS_IMPORT', 'HERE', null, 'DONE'],
  ]);
  expect((await world.ledger())[0]?.content).toMatchObject({
    ...{ vaccine: 'COVID19', dose: 1, date: '2021-06-01', lot: 'EY0573', manufacturer: '01' },
    ...{ place: '本町会場', doctor: '見本 太郎' },
  });
  // Nothing is looked at twice.
  expect((await take()).counts).toEqual({});
});

test('whoever a dose names is on record before it is looked at: set aside, known, waiting, closed, listed and decided', async () => {
  await begin(6);
  await stage([
    staged(2, 1, { lot: 'EYO573' }),
    staged(3, 2, { person: null, day: '2020-06-01' }),
    // Somebody else's coupon.
    staged(4, 3, { coupon: coupon(4) }),
    staged(5, 5, { day: '2020-06-01' }),
  ]);
  const closedFor = (number: string) => Promise.resolve(number === atena(5) ? new Error('closed') : null);
  const mine = taker(KEY, world.desk(), closedFor);
  const seen: number[] = [];
  expect(Object.fromEntries(await mine.take(() => seen.push(records.length)))).toEqual({
    ...{ SET_ASIDE: 2, WAITING: 1, CLOSED: 1 },
  });
  expect(seen).toEqual([1, 1, 1, 1]);
  const page = ['p1', 'p2', 'p3', 'p4', 'p5'];
  expect(onRecord()).toEqual([
    ['takeDoses', 'INTENT', page, null],
    ['takeDoses', 'OUTCOME', page, 'TAKEN 0 OF 4'],
  ]);
  await take();
  records.length = 0;
  // By now two wait, one of them closed to this one, beside the two that were set aside.
  const [, open, , shut] = await mine.waiting();
  expect([open?.codes, shut?.codes]).toEqual(['NOT_IN_USE', 'CLOSED_PERSON']);
  expect(onRecord()).toEqual([
    ['listDoses', 'INTENT', page, null],
    ['listDoses', 'OUTCOME', page, 'LISTED 4'],
  ]);
  const decision = { isAccepted: false, reason: '原本を確認' };
  await mine.decide(open?.id ?? '', decision);
  await expect(mine.decide(shut?.id ?? '', decision)).rejects.toThrow('closed');
  expect(onRecord()).toEqual([
    ['decideDose', 'INTENT', ['p2'], null],
    ['decideDose', 'OUTCOME', ['p2'], 'REFUSED'],
    ['decideDose', 'INTENT', ['p5'], null],
    ['decideDose', 'OUTCOME', ['p5'], 'CLOSED_PERSON'],
  ]);
});

test('the presets of the system are read: the maker alone, the distributor alone, any width', async () => {
  const written = [
    ...[
      { maker: 'モデルナ', lot: '3009094', code: '02' },
      { maker: 'ﾓﾃﾞﾙﾅ', lot: '3009094', code: '02' },
      { maker: '武田', lot: '3070297', code: '02' },
      { maker: '武田/モデルナ', lot: '3001028', code: '02' },
    ],
    ...[
      { maker: '武田/ノババックス', lot: 'NV0573', code: '04' },
      { maker: 'ﾌｧｲｻﾞｰ', lot: 'EY0573', code: '01' },
      { maker: 'アストラゼネカ', lot: 'AZ0573', code: '03' },
    ],
    // Both that 武田 sold have lots of no known form but this one: nobody can tell.
    { maker: '武田', lot: 'NV0573', code: null },
  ];
  await begin(written.length);
  await stage(written.map(({ maker, lot }, at) => staged(at + 2, at + 1, { maker, lot })));
  const { told } = await take();
  expect(told).toMatchObject([{ line: written.length + 1, state: 'SET_ASIDE', codes: 'MANUFACTURER' }]);
  const ledger = await world.ledger();
  expect(ledger.map(({ content }) => content.manufacturer).sort()).toEqual(
    written.flatMap(({ code }) => code ?? []).sort(),
  );
});

test('a line that is written wrong is told, though the ledger has its dose; a dose that was settled by hand is known', async () => {
  await begin(2);
  await stage([staged(2, 1), staged(3, 2)]);
  expect((await take()).counts).toEqual({ TAKEN: 2 });
  const [, second] = await world.ledger();
  const settled = await world.desk().correct({
    ...{ idempotencyKey: 'settled-by-hand', validateOnly: false, ...named(atena(2)) },
    ...{ id: String(second?.id), version: String(second?.version), way: 'COUNTER' },
    ...{ changes: { lot: 'EY0574' }, reason: '原本を確認' },
  });
  expect(settled.faults).toEqual([]);
  // The same doses again, once as they were and once misread.
  await stage(
    [1, 2].flatMap((person) => [
      staged(2 * person, person, { importId: 'b' }),
      staged(2 * person + 1, person, { importId: 'b', lot: 'EYO573' }),
    ]),
  );
  const { counts, told } = await take();
  expect(told.map(({ line, codes }) => [line, codes])).toEqual([[3, 'LOT_FORMAT']]);
  expect(counts).toEqual({ KNOWN: 3, SET_ASIDE: 1 });
});

test('what waits is recorded with a reason or refused with one, once', async () => {
  await begin(3);
  await stage([staged(2, 1, { day: '2020-06-01' }), staged(3, 2, { day: '2020-06-01' })]);
  // The same dose in a second file waits beside it.
  await stage([staged(2, 1, { importId: 'b', day: '2020-06-01' })]);
  expect((await take()).counts).toEqual({ WAITING: 3 });
  const [first, second, again] = await taker().waiting();
  const decide = (id: string | undefined, isAccepted: boolean) =>
    taker().decide(id ?? '', { isAccepted, reason: '原本を確認' });
  expect(await decide(first?.id, true)).toEqual({ state: 'TAKEN', codes: ['NOT_IN_USE'] });
  expect(await decide(first?.id, true)).toBeNull();
  expect(await decide(second?.id, false)).toMatchObject({ state: 'REFUSED' });
  expect(await decide(again?.id, true)).toEqual({ state: 'KNOWN', codes: [] });
  expect(await taker().waiting()).toEqual([]);
  expect(await world.ledger()).toHaveLength(1);
  const [change] = await world.store.changesOfPersons([health(1)]);
  expect(change).toMatchObject({ reason: '原本を確認', warnings: 'NOT_IN_USE', account: 'clerk' });
});

test('what was set aside stands on the list of work: refused there, or taken in once what stops it is gone', async () => {
  await begin(2);
  await stage([staged(2, 3), staged(3, 1, { lot: 'EYO573' })]);
  expect((await take()).counts).toEqual({ SET_ASIDE: 2 });
  const left = await taker().waiting();
  expect(left.map(({ line, state, codes }) => [line, state, codes])).toEqual([
    [2, 'SET_ASIDE', 'UNKNOWN_PERSON'],
    [3, 'SET_ASIDE', 'LOT_FORMAT'],
  ]);
  const decide = (at: number, isAccepted: boolean) =>
    taker().decide(left[at]?.id ?? '', { isAccepted, reason: '原本を確認' });
  // Whatever the reason, it does not make a lot of it.
  expect(await decide(1, true)).toEqual({ state: 'SET_ASIDE', codes: ['LOT_FORMAT'] });
  expect(await taker().waiting()).toEqual(left);
  expect(await decide(1, false)).toEqual({ state: 'REFUSED', codes: ['LOT_FORMAT'] });
  await world.end();
  await begin(3);
  expect(await decide(0, true)).toMatchObject({ state: 'TAKEN' });
  expect(await taker().waiting()).toEqual([]);
  expect(await world.ledger()).toHaveLength(1);
});

test('a line that was kept and not told is told by the next run, to whoever may hear of it, once', async () => {
  await begin(3);
  await stage([
    staged(2, 1, { lot: 'EYO573' }),
    staged(3, 2, { lot: 'EYO573' }),
    staged(4, 3, { day: '2020-06-01' }),
  ]);
  const heard: number[] = [];
  // Killed as it tells each.
  for (const at of [2, 3, 4]) {
    const run = taker().take(({ line }) => {
      if (line === at) throw new Killed('as it tells');
      heard.push(line);
    });
    await expect(run).rejects.toBeInstanceOf(Killed);
  }
  await taker().take(({ line }) => heard.push(line));
  expect(heard).toEqual([2, 3, 4]);
  // Kept by a version that did not say what was told: once more.
  await store.run(({ manager }) =>
    manager
      .createQueryBuilder()
      .update(TAKEN_TABLE.name)
      .set({ toldAt: null })
      .where("state IN ('SET_ASIDE', 'WAITING')")
      .execute(),
  );
  const told: Told[] = [];
  const closedFor = (number: string) => Promise.resolve(number === atena(2) ? new Error('closed') : null);
  await taker(KEY, world.desk(), closedFor).take((one) => told.push(one));
  expect(told.map(({ line, state, codes }) => [line, state, codes])).toEqual([
    [2, 'SET_ASIDE', 'LOT_FORMAT'],
    [3, 'CLOSED', 'CLOSED_PERSON'],
    [4, 'WAITING', 'NOT_IN_USE'],
  ]);
  const rest = await take();
  expect(rest.told.map(({ line, state }) => [line, state])).toEqual([[3, 'SET_ASIDE']]);
  expect((await take()).told).toEqual([]);
  expect(await world.ledger()).toEqual([]);
});

test('what a run holds no other run takes, tells or decides, and is free a minute after it was killed', async () => {
  await begin(3);
  await stage([staged(2, 1), staged(3, 2, { lot: 'EYO573' }), staged(4, 3)]);
  await take();
  await store.run(async ({ manager }) => {
    const held = { holder: randomUUID(), heldAt: '2023-06-27T00:59:30.000Z' };
    await manager.update(TAKEN_TABLE.name, { line: 2 }, { ...held, state: 'TAKING' });
    await manager.update(TAKEN_TABLE.name, { line: 3 }, { ...held, toldAt: null });
  });
  const [aside] = await taker().waiting();
  const decision = { isAccepted: false, reason: '原本を確認' };
  expect(await taker().decide(aside?.id ?? '', decision)).toEqual({ state: 'SET_ASIDE', codes: ['BUSY'] });
  expect(await take()).toEqual({ counts: { HELD: 2 }, told: [] });
  await store.run(({ manager }) =>
    manager
      .createQueryBuilder()
      .update(TAKEN_TABLE.name)
      .set({ heldAt: '2023-06-27T00:58:59.000Z' })
      .where('holder IS NOT NULL')
      .execute(),
  );
  const { counts, told } = await take();
  expect([counts, told.map(({ line }) => line)]).toEqual([{ SET_ASIDE: 1, TAKEN: 1 }, [3]]);
  expect(await world.ledger()).toHaveLength(2);
});

test('what waits of somebody about whom one may decide nothing is neither recorded nor refused, and goes on waiting', async () => {
  await begin(2);
  await stage([staged(2, 1, { day: '2020-06-01' })]);
  expect((await take()).counts).toEqual({ WAITING: 1 });
  const [row] = await taker().waiting();
  const asked: string[] = [];
  const closed = (atenaNumber: string): Promise<Error> => {
    asked.push(atenaNumber);
    return Promise.resolve(new Error('closed'));
  };
  for (const isAccepted of [true, false])
    await expect(
      taker(KEY, world.desk(), closed).decide(row?.id ?? '', { isAccepted, reason: '原本を確認' }),
    ).rejects.toThrow('closed');
  expect(asked).toEqual([atena(1), atena(1)]);
  expect(await taker().waiting()).toEqual([row]);
  expect(await world.ledger()).toEqual([]);
});

test('a dose of somebody who is closed to whoever runs it is told by its line, and taken in when somebody else does', async () => {
  await begin(3);
  // By the number, by the coupon alone, and of somebody else.
  await stage([staged(2, 1), staged(3, 1, { person: null, dose: 2, day: '2021-07-01' }), staged(4, 2)]);
  const closedFor = (number: string) => Promise.resolve(number === atena(1) ? new Error('closed') : null);
  const told: Told[] = [];
  for (const counts of [{ TAKEN: 1, CLOSED: 2 }, { CLOSED: 2 }])
    expect(
      Object.fromEntries(await taker(KEY, world.desk(), closedFor).take((one) => told.push(one))),
    ).toEqual(counts);
  expect(told.slice(0, 2).map(({ line, state, codes }) => [line, state, codes])).toEqual([
    [2, 'CLOSED', 'CLOSED_PERSON'],
    [3, 'CLOSED', 'CLOSED_PERSON'],
  ]);
  expect(await world.ledger()).toHaveLength(1);
  expect((await take()).counts).toEqual({ TAKEN: 2 });
});

test('what lies under a key that is lost, or was altered or moved, is told and counted, and taken in once it opens (V16)', async () => {
  await begin(4);
  const [moved, altered] = [staged(4, 3), staged(5, 4)];
  await stage([staged(2, 1), staged(3, 2), moved, altered]);
  const lost = { id: 'another', key: createSecretKey(Buffer.alloc(32, 2)) };
  expect((await take(lost)).counts).toEqual({ UNREADABLE: 4 });
  expect(await world.ledger()).toEqual([]);
  const { sealed } = sealDose(KEY, { ...moved, line: 9 });
  await store.run(async ({ manager }) => {
    await manager.update(STAGED_TABLE.name, { id: moved.id }, { sealed });
    await manager.update(STAGED_TABLE.name, { id: altered.id }, { sealed: `${'A'.repeat(200)}` });
  });
  const { counts, told } = await take();
  expect(counts).toEqual({ TAKEN: 2, UNREADABLE: 2 });
  expect(told.map(({ line, state, codes }) => [line, state, codes])).toEqual([
    [4, 'UNREADABLE', 'ALTERED'],
    [5, 'UNREADABLE', 'ALTERED'],
  ]);
  // They are no more lost than before: as they were, they are taken in.
  await store.run(async ({ manager }) => {
    for (const one of [moved, altered])
      await manager.update(STAGED_TABLE.name, { id: one.id }, { ...sealDose(KEY, one) });
  });
  expect((await take()).counts).toEqual({ TAKEN: 2 });
  expect(await world.ledger()).toHaveLength(4);
});

test('what somebody else enters while a decision is judged is known by then, and not entered twice', async () => {
  await begin(1);
  // Before there was a vaccine: it waits for somebody's reason.
  await stage([staged(2, 1, { day: '2020-06-01' })]);
  expect((await take()).counts).toEqual({ WAITING: 1 });
  const [row] = await taker().waiting();
  const desk = world.desk();
  const raced = {
    record: async (input: RecordInput) => {
      const judged = await desk.record(input);
      const byHand = { ...input, idempotencyKey: 'entered-by-hand', validateOnly: false };
      if (input.validateOnly) expect((await world.desk('other').record(byHand)).faults).toEqual([]);
      return judged;
    },
  };
  const came = await taker(KEY, raced).decide(row?.id ?? '', { isAccepted: true, reason: '原本を確認' });
  expect(came).toEqual({ state: 'KNOWN', codes: [] });
  expect(await world.ledger()).toHaveLength(1);
});

test(`of ${MANY} lines that come again, what was settled by hand stays as it is, and nothing is doubled`, async () => {
  await begin(MANY);
  const lines = Array.from({ length: MANY }, (_, at) => at + 1);
  await stage(lines.map((n) => staged(n + 1, n)));
  expect((await take()).counts).toEqual({ TAKEN: MANY });
  const rows = await world.ledger();
  const settle = async (n: number, changes: object | null): Promise<void> => {
    const { id = '', version = 0 } = rows.find(({ healthNumber }) => healthNumber === health(n)) ?? {};
    const given = {
      ...{ idempotencyKey: `by-hand-${n}`, validateOnly: false, ...named(atena(n)), id },
      ...{ version: String(version), way: 'COUNTER' as const, reason: '本人の申出による' },
    };
    const done =
      changes === null ? world.desk().withdraw(given) : world.desk().correct({ ...given, changes });
    expect((await done).faults).toEqual([]);
  };
  // Five of them: the lot, the day, the number, the maker, and one that was somebody else’s.
  await settle(10, { lot: 'EY0999' });
  await settle(20, { date: '2021-06-03' });
  await settle(30, { dose: 2 });
  await settle(40, { manufacturer: '02' });
  await settle(50, null);
  const before = await world.ledger();
  // The next export has everybody again, and a second dose of each.
  await stage(
    lines.flatMap((n) => [
      staged(n + 1, n, { importId: 'b' }),
      staged(n + 1, n, { importId: 'b', dose: 2, day: '2021-07-06' }),
    ]),
  );
  const { counts, told } = await take();
  const after = await world.ledger();
  // To the letter, version and all.
  expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual(before);
  expect(told.filter(({ codes }) => codes === 'LOCKED').map(({ line, dose }) => [line, dose])).toEqual([
    [21, 1],
    [31, 1],
    [31, 2],
    [51, 1],
  ]);
  // Known: everybody’s first dose but of those three. Waiting: a second one whose first is no more, or of another maker.
  expect(counts).toMatchObject({ KNOWN: MANY - 3, SET_ASIDE: 4 });
  const standing = after.filter(({ withdrawn }) => !withdrawn);
  const keys = standing.map(({ healthNumber, content: { dose } }) => `${healthNumber} ${dose}`);
  expect(new Set(keys).size).toBe(keys.length);
}, 300_000);

test('killed before and after each step: each dose is there once, and each act has its two ends', async () => {
  await begin(2);
  await stage([staged(2, 1), staged(3, 2), staged(3, 2, { dose: 2, day: '2021-06-22' })]);
  for (let at = 0; ; at++) {
    world.killAt = at;
    world.steps.length = 0;
    const isKilled = await take().then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        return true;
      },
    );
    await world.restart();
    if (!isKilled) break;
  }
  expect((await world.ledger()).map(({ healthNumber, content: { dose } }) => [healthNumber, dose])).toEqual([
    [health(1), 1],
    [health(2), 1],
    [health(2), 2],
  ]);
  const states = await store.run(({ manager }) => manager.find<{ state: string }>(TAKEN_TABLE.name));
  expect(states.map(({ state }) => state)).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
  for (const { id, phase } of world.records) if (phase === 'OUTCOME') expect(world.intended(id)).toBe(true);
});

/** A gateway's log that dies at the first thing it is told, before or after it is sealed. */
const dying = (isSealed: boolean) =>
  new VrsLog({
    pseudonym: (number) => `p${Number(number)}`,
    seal: (body) => {
      if (isSealed) records.push(body as RecordSystemRecord);
      return Promise.reject(new Killed('seal'));
    },
  });

test.each(['before its intent', 'after its intent', 'at its work'])(
  'a look that a kill broke off %s has its two ends in the log once somebody comes next (docs/attacks.md W18)',
  async (where) => {
    await begin(1);
    await stage([staged(2, 1)]);
    const hangs = () => new Promise<null>(() => undefined);
    if (where === 'at its work') {
      void taker(KEY, world.desk(), hangs).take(() => undefined);
      while (records.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await store.run(() => Promise.resolve());
    } else {
      const died = taker(KEY, world.desk(), undefined, { log: dying(where === 'after its intent') });
      await expect(died.take(() => undefined)).rejects.toBeInstanceOf(Killed);
    }
    const kept = () => store.openActs(['takeDoses'], 10);
    expect(await kept()).toHaveLength(1);
    // Within a minute it may be somebody's who is at work.
    expect(await endLeftLooks({ store, log, now: () => '2023-06-27T01:00:30.000Z' })).toBe(0);
    await taker(KEY, world.desk(), undefined, { now: () => '2023-06-27T01:02:00.000Z' }).take(
      () => undefined,
    );
    expect(await kept()).toEqual([]);
    const open = new Set<string>();
    for (const { id, phase } of records) {
      if (phase === 'INTENT') open.add(id);
      else expect(open.delete(id)).toBe(true);
    }
    expect(open.size).toBe(0);
    expect(records.map(({ result }) => result)).toContain('BROKEN_OFF (resumed)');
  },
);

test('a look that goes on for long passes for none that was broken off', async () => {
  await begin(3);
  await stage([staged(2, 1), staged(3, 2), staged(4, 3)]);
  let minutes = 0;
  const now = () => `2023-06-27T01:${String(minutes).padStart(2, '0')}:00.000Z`;
  const ended: number[] = [];
  const slow = async (): Promise<null> => {
    ended.push(await endLeftLooks({ store, log, now }));
    minutes += 1;
    return null;
  };
  await taker(KEY, world.desk(), slow, { now }).take(() => undefined);
  expect(ended.every((count) => count === 0)).toBe(true);
  expect(records.map(({ result }) => result)).toEqual([null, 'TAKEN 3 OF 3']);
});
