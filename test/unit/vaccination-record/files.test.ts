import { createSecretKey } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { exportFile } from '../../../src/vaccination-record/csv/export-file.js';
import { FileInUse } from '../../../src/vaccination-record/csv/file-in-use.js';
import { FileChanged, importFile } from '../../../src/vaccination-record/csv/import-file.js';
import type { Naming } from '../../../src/vaccination-record/csv/persons-of-lines.js';
import { headerOf, type WideRow } from '../../../src/vaccination-record/csv/wide-row.js';
import { openDose, type StagedDose } from '../../../src/vaccination-record/csv/staged-dose.js';
import { STAGED_TABLE, type StagedDoseRow } from '../../../src/vaccination-record/vrs-tables.js';
import { COUPON, lineOf, settle } from '../../support/vrs/acts.js';
import { Killed, RecordWorld, atena } from '../../support/vrs/record-world.js';
import { as, dose, KOGANEI } from '../../support/vrs/world.js';

const KEY = { id: 'one', key: createSecretKey(Buffer.alloc(32, 1)) };

/** Files in and out, broken off before and after each step. docs/attacks.md V9, V16, V18, V19, W23, V21, V24. */

let world: RecordWorld;
let folder: string;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  folder = mkdtempSync(join(tmpdir(), 'sekisho-wide-'));
});
afterEach(async () => {
  await world.end();
  rmSync(folder, { recursive: true, force: true });
});

const path = () => join(folder, 'wide.csv');
const person = (n: number): string => `1${String(n).padStart(9, '0')}`;
const row = (n: number, lot = `EY${n}`): string =>
  [person(n), '20210601090000', '20210601', `00000001${String(n).padStart(2, '0')}`, KOGANEI]
    .concat(['本町会場', '見本 太郎', 'ファイザー', lot])
    .join(',');
const write = (lines: readonly string[]): void =>
  writeFileSync(path(), [headerOf(1).join(','), ...lines].map((line) => `${line}\r\n`).join(''));

const acts = (account = 'vrs-clerk') => {
  const { store, log, now } = world.parts();
  const lookUp = <Line extends Naming>(all: readonly Line[]) => lookedUp(all, null);
  return { store, log, now, account, lookUp };
};
/** Everybody is known, and this one is closed. */
const lookedUp = <Line extends Naming>(all: readonly Line[], closed: number | null) =>
  Promise.resolve({
    named: new Map(all.map((one) => [one, one.person === null ? [] : [atena(Number(one.person.slice(1)))]])),
    closed: new Set(all.filter((one) => closed !== null && one.person === person(closed))),
  });
const reading = (size = 2, account?: string) =>
  importFile({ ...acts(account), path: path(), municipality: KOGANEI, key: KEY, size });

const rows = (): Promise<readonly StagedDoseRow[]> =>
  world.store.run(({ manager }) =>
    manager.find<StagedDoseRow>(STAGED_TABLE.name, { order: { line: 'ASC', dose: 'ASC' } }),
  );
const staged = async (): Promise<readonly StagedDose[]> => (await rows()).map((one) => openDose(KEY, one));

test('nothing of what is told of a person lies in the staging table but under a key (V16)', async () => {
  write([row(1), row(2)]);
  await reading();
  const told = (await staged()).flatMap(({ person: number, day, coupon, venue, doctor, maker, lot }) =>
    [number, day, coupon, venue, doctor, maker, lot].map(String),
  );
  expect(new Set(told).size).toBeGreaterThan(8);
  const kept = await world.store.run(({ manager }) => manager.query(`SELECT * FROM ${STAGED_TABLE.name}`));
  expect(told.filter((text) => text.length > 5 && JSON.stringify(kept).includes(text))).toEqual([]);
});

test('of two that begin one file at once the store takes one, and the other goes on with that (W23)', async () => {
  write([row(1), row(2)]);
  await reading();
  const whole = acts();
  let isBlind = true;
  // Looked for the file a moment before the other had begun it.
  const manager = (of: EntityManager) =>
    new Proxy(of, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name !== 'findOneBy' || !isBlind) return value;
        isBlind = false;
        return () => Promise.resolve(null);
      },
    });
  const store = Object.create(whole.store, {
    run: {
      value: <T>(work: (source: DataSource) => Promise<T>) =>
        whole.store.run((source) =>
          work(Object.create(source, { manager: { value: manager(source.manager) } })),
        ),
    },
  }) as typeof whole.store;
  const given = { ...whole, store, path: path(), municipality: KOGANEI, key: KEY };
  expect(await importFile(given)).toMatchObject({ known: true, staged: 2 });
  expect(isBlind).toBe(false);
});

describe('a file that is not the same any more while it is read', () => {
  /** Reads, and does this while the first lines are taken in. */
  const readingWhile = (change: () => void) => {
    let isDone = false;
    const whole = acts();
    const once = (all: readonly WideRow[]) => {
      if (!isDone) change();
      isDone = true;
      return whole.lookUp(all);
    };
    const given = { ...whole, lookUp: once, path: path(), municipality: KOGANEI, key: KEY };
    return importFile({ ...given, size: 2 });
  };
  const lots = async () => (await staged()).map(({ lot }) => lot);

  test('and another in its place is read to its end as it was', async () => {
    write([row(1), row(2), row(3), row(4)]);
    const before = readFileSync(path());
    await readingWhile(() => {
      writeFileSync(join(folder, 'other.csv'), before.toString().replaceAll('EY', 'ZZ'));
      renameSync(join(folder, 'other.csv'), path());
    });
    expect(await lots()).toEqual(['EY1', 'EY2', 'EY3', 'EY4']);
  });

  test('and is written to is read no further, and goes on when it is itself again', async () => {
    const lines = Array.from({ length: 4 }, (_one, at) => row(at + 1));
    write(lines);
    const changed = readingWhile(() => write([...lines, row(5)]));
    await expect(changed).rejects.toBeInstanceOf(FileChanged);
    expect(await lots()).toEqual(['EY1', 'EY2']);
    expect(world.records.map(({ phase }) => phase)).toEqual(['INTENT', 'OUTCOME']);
    write(lines);
    expect(await reading()).toMatchObject({ staged: 4, resumedAt: 4, known: false });
    expect(await lots()).toEqual(['EY1', 'EY2', 'EY3', 'EY4']);
  });
});

describe('a line of somebody who is closed to whoever reads the file', () => {
  const readingAs = (account: string, closed: number | null) => {
    const lookUp = (all: readonly WideRow[]) => lookedUp(all, closed);
    return importFile({
      ...{ ...acts(account), lookUp, path: path(), municipality: KOGANEI, key: KEY, size: 2 },
    });
  };
  const asideOf = ({ setAside }: { readonly setAside: readonly { line: number; fault: string }[] }) =>
    setAside.map(({ line, fault }) => [line, fault]);

  test('is set aside with its line, and staged when somebody else reads it, with nothing twice', async () => {
    write([row(1), 'x', row(2), row(3)]);
    const first = await readingAs('vrs-clerk', 2);
    expect([first.staged, asideOf(first)]).toEqual([
      2,
      [
        [3, 'WRONG_COLUMNS'],
        [4, 'CLOSED_PERSON'],
      ],
    ]);
    // That there is a line of this person was read and told.
    expect(world.records.flatMap(({ subjects }) => subjects)).toContain('p2');
    // Not for the same one again, under whatever name the file lies.
    expect(asideOf(await readingAs('vrs-clerk', 2))).toEqual(asideOf(first));
    const other = await readingAs('head', null);
    expect([other.staged, asideOf(other)]).toEqual([3, [[3, 'WRONG_COLUMNS']]]);
    expect((await staged()).map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(await readingAs('vrs-clerk', 2)).toMatchObject({ known: true, staged: 3 });
    // Each reading is of other acts, and none of them has two ends.
    const begun = world.records.map(({ phase, id }) => `${phase} ${id}`);
    expect(new Set(begun).size).toBe(begun.length);
  });

  test('so is one that somebody had read when it was broken off, and another goes on with', async () => {
    write([row(1), row(2), row(3), row(4)]);
    let batches = 0;
    const given = acts('vrs-clerk');
    const lookUp = (all: readonly WideRow[]) => {
      if ((batches += 1) > 1) throw new Error('broken off');
      return lookedUp(all, 1);
    };
    await expect(
      importFile({ ...given, lookUp, path: path(), municipality: KOGANEI, key: KEY, size: 2 }),
    ).rejects.toThrow('broken off');
    const other = await readingAs('head', null);
    expect([other.staged, asideOf(other)]).toEqual([4, []]);
  });
});

test('a file is staged once, its bad lines by number and reason, and its persons are on record', async () => {
  write([row(1), 'x', row(2), '"', row(3)]);
  const told = await reading();
  expect(told).toMatchObject({ staged: 3, known: false, resumedAt: null });
  expect(told.setAside.map(({ line, fault }) => [line, fault])).toEqual([
    [3, 'WRONG_COLUMNS'],
    [5, 'BAD_QUOTES'],
  ]);
  expect(world.records.map(({ phase, result, subjects }) => [phase, result, subjects])).toEqual([
    ['INTENT', null, ['p1']],
    ['OUTCOME', 'STAGED 1 SET_ASIDE 1', ['p1']],
    ['INTENT', null, ['p2']],
    ['OUTCOME', 'STAGED 1 SET_ASIDE 1', ['p2']],
    ['INTENT', null, ['p3']],
    ['OUTCOME', 'STAGED 1 SET_ASIDE 0', ['p3']],
  ]);
  const count = world.records.length;
  expect(await reading()).toMatchObject({ staged: 3, known: true });
  expect(world.records).toHaveLength(count);
  expect(await staged()).toHaveLength(3);
});

test('broken off at each step, a file goes on where it was: no dose twice, none left out, no act without its ends', async () => {
  write([row(1), row(2), row(3), row(4)]);
  // Two batches of an intent and an outcome each, before and after.
  for (let at = 0; at < 8; at++) {
    world.killAt = at;
    await reading().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    await world.restart();
  }
  await reading();
  expect((await staged()).map(({ line, person: whose }) => [line, whose])).toEqual(
    [1, 2, 3, 4].map((n) => [n + 1, person(n)]),
  );
  const begun = new Set(world.intents().map(({ id }) => id));
  expect([...begun].filter((id) => world.outcomesOf(id).length === 0)).toEqual([]);
  expect(begun.size).toBe(2);
});

test('what may hold an individual number is set aside, and is in neither store nor log', async () => {
  write([row(1, '123456789018'), row(2)]);
  const told = await reading();
  expect(told.setAside).toMatchObject([{ line: 2, fault: 'NUMBER_IN_TEXT' }]);
  expect(JSON.stringify([told, await staged(), world.records])).not.toContain('123456789018');
});

const writing = (account?: string, closed: number | null = null) =>
  exportFile({
    ...{ ...acts(account), path: path(), bom: true },
    lookUp: (all) => lookedUp(all, closed),
    read: (after) => world.vrs.of(KOGANEI).dosesAfter(after, 1, as()),
  });

/** Both with a dose. */
async function twoPersons(): Promise<void> {
  await settle(world);
  const here = world.vrs.of(KOGANEI);
  await here.recordDose(dose(lineOf(COUPON)), as());
  await here.register(
    {
      requestId: '44444444-4444-4444-8444-444444444444',
      person: person(2),
      born: null,
      coupon: '0000000102',
      issuedOn: '2021-05-01',
    },
    as(),
  );
  await here.recordDose(dose(lineOf('0000000102')), as());
}

/** What was said of each person, act by act. */
const endsOf = (pseudonym: string) =>
  world.records
    .filter(({ phase, subjects }) => phase === 'OUTCOME' && subjects.includes(pseudonym))
    .map(({ result }) => result);

describe('an export by somebody to whom a person is closed', () => {
  test.each([1, 2])(
    'has all but person %i, page by page, and has them on record as closed',
    async (closed) => {
      await twoPersons();
      // The page of the first holds nobody then, and the next one comes all the same.
      expect(await writing('vrs-clerk', closed)).toMatchObject({ closed: 1, leftOut: [] });
      const lines = readFileSync(path(), 'utf8').trim().split('\r\n').slice(1);
      expect(lines.map((line) => line.split(',')[0])).toEqual([person(3 - closed)]);
      expect(endsOf(`p${closed}`)).toEqual(['CLOSED_PERSON']);
      expect(endsOf(`p${3 - closed}`)).toEqual(['WRITTEN 1 LEFT_OUT 0']);
    },
  );

  test('broken off at each step, leaves no act open, and tells of the closed person never that they were written', async () => {
    await twoPersons();
    for (let at = 0; at < 12; at++) {
      world.killAt = at;
      await writing('vrs-clerk', 1).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      await world.restart();
    }
    await writing('vrs-clerk', 1);
    const ids = new Set(world.intents().map(({ id }) => id));
    expect([...ids].filter((id) => world.outcomesOf(id).length === 0)).toEqual([]);
    expect(new Set(endsOf('p1'))).toEqual(new Set(['CLOSED_PERSON']));
    expect(readFileSync(path(), 'utf8')).not.toContain(person(1));
  });

  test('does not go on with what somebody else began, to whom the person was open', async () => {
    await twoPersons();
    const pages = { count: 0 };
    const broken = exportFile({
      ...{ ...acts('head'), path: path(), bom: true },
      read: (after) => {
        if ((pages.count += 1) > 1) throw new Error('broken off');
        return world.vrs.of(KOGANEI).dosesAfter(after, 1, as());
      },
    });
    await expect(broken).rejects.toThrow('broken off');
    expect(readFileSync(`${path()}.part`, 'utf8')).toContain(person(1));
    expect(await writing('vrs-clerk', 1)).toMatchObject({ resumedAfter: null, closed: 1 });
    expect(readFileSync(path(), 'utf8')).not.toContain(person(1));
  });
});

test('an export broken off at each step ends as one that was not, and every person of it is on record', async () => {
  await twoPersons();
  await writing();
  const whole = readFileSync(path());
  expect(whole.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(whole.toString('utf8').split('\r\n')).toHaveLength(4);
  rmSync(path());
  world.records.length = 0;
  for (let at = 0; at < 8; at++) {
    world.killAt = at;
    const end = await writing().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    // Whichever of them comes to its end: with one header, and nobody twice.
    if (end !== undefined) expect(readFileSync(path())).toEqual(whole);
    await world.restart();
  }
  await writing();
  expect(readFileSync(path())).toEqual(whole);
  const begun = new Set(world.intents().map(({ id }) => id));
  expect([...begun].filter((id) => world.outcomesOf(id).length === 0)).toEqual([]);
  expect(new Set(world.records.flatMap(({ subjects }) => subjects))).toEqual(new Set(['p1', 'p2']));
});

test.each([
  ['gone', (part: string) => rmSync(part)],
  ['cut off', (part: string) => truncateSync(part, 10)],
])('an export whose part is %s is written anew, and never filled up with nothing', async (_is, spoil) => {
  await settle(world);
  await world.vrs.of(KOGANEI).recordDose(dose(lineOf(COUPON)), as());
  // The person's page is on the disk, and its outcome is not told.
  world.killAt = 2;
  await expect(writing()).rejects.toBeInstanceOf(Killed);
  await world.restart();
  spoil(`${path()}.part`);
  expect(await writing()).toMatchObject({ resumedAfter: null });
  const text = readFileSync(path(), 'utf8');
  expect([text.includes('\0'), text.trim().split('\r\n').length]).toEqual([false, 2]);
});

test.each([
  ['import', (account?: string) => reading(2, account)],
  ['export', (account?: string) => writing(account)],
])(
  'each batch of an %s ends in the name in which it was begun, whoever goes on with the file',
  async (_is, go) => {
    write([row(1), row(2), row(3), row(4)]);
    await settle(world);
    await world.vrs.of(KOGANEI).recordDose(dose(lineOf(COUPON)), as());
    // The batch is in, and its outcome is not told; then the same of the next one.
    for (const account of ['first', 'second', 'third']) {
      world.killAt = account === 'third' ? null : 2;
      await go(account).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      await world.restart();
    }
    const names = new Map(world.intents().map((intent) => [intent.id, intent.account]));
    for (const { id, account } of world.records) expect(account).toBe(names.get(id));
    expect(new Set(names.values())).toContain('first');
  },
);

test.each([
  ['import', () => reading()],
  ['export', () => writing()],
])('of two at once behind an %s that broke off, one tells the end of its batch', async (_is, go) => {
  write([row(1), row(2), row(3), row(4)]);
  await settle(world);
  await world.vrs.of(KOGANEI).recordDose(dose(lineOf(COUPON)), as());
  world.killAt = 2;
  await expect(go()).rejects.toBeInstanceOf(Killed);
  await world.restart();
  const [begun] = world.intents();
  if (begun === undefined) throw new Error('The batch was begun');
  const ends = await Promise.allSettled([go(), go()]);
  // Whoever comes second to the file itself hears that somebody is at it.
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(FileInUse);
  expect(world.outcomesOf(begun.id)).toHaveLength(1);
  const told = world.records.filter(({ id, phase }) => id === begun.id && phase === 'OUTCOME');
  expect(told.map(({ subjects }) => subjects)).toEqual([begun.subjects]);
});
