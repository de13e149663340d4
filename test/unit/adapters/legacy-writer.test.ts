import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { EntityManager } from 'typeorm';
import { KeyTaken, LegacyWriter, Undone } from '../../../adapters/legacy-writer.js';
import { int, key, nvarchar, table } from '../../../src/database/table.js';
import { SourceError } from '../../../src/errors/source-error.js';

/**
 * docs/attacks.md J6: whatever changes a legacy table does so all or nothing, and a file that is locked meanwhile holds
 * neither this process nor, when it is free again, the next change.
 */

const THING = table('thing', { number: key(int('no')), name: nvarchar('name', 5) });

let folder: string;
let path: string;
let writer: LegacyWriter;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-writer-'));
  path = join(folder, 'a.sqlite');
  const database = new Database(path);
  database.exec('CREATE TABLE thing (no INTEGER NOT NULL PRIMARY KEY, name TEXT)');
  database.close();
  writer = new LegacyWriter('RESIDENT_REGISTRY', { url: { kind: 'sqlite', path }, municipality: '132101' }, [
    THING,
  ]);
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const live = (): AbortSignal => new AbortController().signal;
const put = (manager: EntityManager, number: number, name = '一'): Promise<unknown> =>
  manager.insert(THING.name, { number, name });
function kept(): readonly number[] {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare('SELECT no FROM thing ORDER BY no').pluck().all() as number[];
  } finally {
    database.close();
  }
}
const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

test('a transaction reads what it wrote, tells how many rows changed, and is there as a whole', async () => {
  const seen = await writer.transact(async (manager) => {
    await put(manager, 1);
    await put(manager, 2);
    const { affected } = await manager.update(THING.name, { name: '一' }, { name: '二' });
    return [affected, await manager.maximum<{ number: number }>(THING.name, 'number'), kept()];
  }, live());
  // Nobody else saw half of it.
  expect(seen).toEqual([2, 2, []]);
  expect(kept()).toEqual([1, 2]);
});

test('what its work rejects with, or a key that is taken, undoes all of it', async () => {
  const undone = new Undone();
  const work = async (manager: EntityManager): Promise<void> => {
    await put(manager, 1);
    throw undone;
  };
  expect(await faultOf(writer.transact(work, live()))).toBe(undone);
  const twice = (manager: EntityManager): Promise<unknown> => put(manager, 1).then(() => put(manager, 1));
  const taken = await faultOf(writer.transact(twice, live()));
  expect(taken).toBeInstanceOf(KeyTaken);
  // For whoever does not count on it, a fault of the source as any other.
  expect(taken).toMatchObject({ name: 'SourceError', kind: 'FAILED' });
  expect(kept()).toEqual([]);
});

test('a statement of its own never slips into a transaction that is undone', async () => {
  const half = writer.transact(async (manager) => {
    await put(manager, 1);
    await new Promise((resolve) => setImmediate(resolve));
    throw new Undone();
  }, live());
  const { number, name } = THING.columns;
  const single = writer.run(
    (mark) => `INSERT INTO thing (no, name) VALUES (${mark(number, 2)}, ${mark(name, '二')})`,
    live(),
  );
  await Promise.allSettled([half, single]);
  expect(kept()).toEqual([2]);
});

test('while another program holds the file, this process goes on, and what waited is not done later', async () => {
  await writer.transact((manager) => put(manager, 1), live());
  const lock = new Database(path);
  lock.exec('BEGIN EXCLUSIVE');
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  const hangsUp = new AbortController();
  try {
    const held = faultOf(writer.transact((manager) => put(manager, 2), live()));
    const left = faultOf(writer.transact((manager) => put(manager, 3), hangsUp.signal));
    hangsUp.abort();
    expect(await left).toMatchObject({ kind: 'ABORTED' });
    expect(await held).toMatchObject({ name: 'SourceError', kind: 'TIMEOUT' });
  } finally {
    clearInterval(turning);
    lock.close();
  }
  expect(turns).toBeGreaterThan(20);
  await writer.transact((manager) => put(manager, 4), live());
  expect(kept()).toEqual([1, 4]);
});

test('another file in its place is written to, and one that is gone is not made', async () => {
  await writer.transact((manager) => put(manager, 1), live());
  rmSync(path);
  expect(await faultOf(writer.transact((manager) => put(manager, 2), live()))).toBeInstanceOf(SourceError);
  const next = new Database(path);
  next.exec('CREATE TABLE thing (no INTEGER NOT NULL PRIMARY KEY, name TEXT)');
  next.close();
  await writer.transact((manager) => put(manager, 3), live());
  expect(kept()).toEqual([3]);
});

test('a closed writer is a system that cannot be reached', async () => {
  const begun = writer.transact((manager) => put(manager, 1), live());
  await writer.close();
  await begun;
  expect(await faultOf(writer.transact((manager) => put(manager, 2), live()))).toMatchObject({
    kind: 'UNREACHABLE',
  });
  expect(kept()).toEqual([1]);
});
