import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Adapter, type AdapterOptions } from '../../../adapters/adapter.js';
import { SourceError } from '../../../src/errors/source-error.js';
import type { DatabaseUrl } from '../../../src/database/database-url.js';
import { legacyFixture, MUNICIPALITY, type Fixture, type LegacyFixture } from './database.js';

export const live = (): AbortSignal => new AbortController().signal;

/** What every adapter promises, whatever it holds; its own test adds what it alone can do. */
export interface AdapterSubject<A extends Adapter, Item extends string> {
  readonly name: string;
  readonly folder: string;
  readonly fixture: Fixture;
  readonly kind: DatabaseUrl['kind'];
  open(options: AdapterOptions): Promise<A>;
  /** The batch read that stands for all: answers are compared by the key each value carries. */
  load(
    adapter: A,
    keys: readonly string[],
    items: ReadonlySet<Item>,
    signal: AbortSignal,
  ): Promise<readonly unknown[]>;
  keyOf(value: unknown): string;
  /** Keys the fixture holds, one it does not hold, and one that belongs to another municipality. */
  readonly keys: readonly [string, string, ...string[]];
  readonly unknownKey: string;
  readonly foreignKey: string;
  /** Each item with the columns that may be selected only when it is asked for. */
  readonly columns: Readonly<Record<Item, readonly string[]>>;
  makeKey(index: number): string;
}

export interface Opened<A> {
  readonly adapter: A;
  readonly fixture: LegacyFixture;
}

/** Runs the shared promises and returns a way to the opened adapter for the tests that follow. */
export function adapterSuite<A extends Adapter, Item extends string>(
  subject: AdapterSubject<A, Item>,
): () => Opened<A> {
  let opened: Opened<A> | undefined;
  const the = (): Opened<A> => {
    if (opened === undefined) throw new Error('The adapter is opened in beforeAll.');
    return opened;
  };
  beforeAll(async () => {
    const fixture = await legacyFixture(subject.kind, subject.folder, subject.fixture);
    opened = { fixture, adapter: await subject.open(fixture.options) };
    await opened.adapter.ping(live());
  });
  afterAll(async () => {
    await opened?.adapter.close();
    await opened?.fixture.remove();
  });
  beforeEach(() => the().fixture.forget());

  batchPromises(subject, the);
  pruningPromises(subject, the);
  abortPromises(subject, the);
  if (subject.kind === 'sqlite') brokenFilePromises(subject);
  return the;
}

const NONE: ReadonlySet<never> = new Set();

function batchPromises<A extends Adapter, Item extends string>(
  subject: AdapterSubject<A, Item>,
  the: () => Opened<A>,
): void {
  const { keys, unknownKey, foreignKey } = subject;
  const load = (asked: readonly string[]): Promise<readonly unknown[]> =>
    subject.load(the().adapter, asked, NONE, live());
  const keysOf = (values: readonly unknown[]): (string | null)[] =>
    values.map((value) => (value === null ? null : subject.keyOf(value)));

  it('answers in the order of the keys, null where nothing is held', async () => {
    const asked = [keys[1], unknownKey, keys[0]];
    expect(keysOf(await load(asked))).toEqual([keys[1], null, keys[0]]);
  });

  it('answers a key as often as it is asked, from one statement', async () => {
    expect(keysOf(await load([keys[0], keys[0], keys[1], keys[0]]))).toEqual([
      keys[0],
      keys[0],
      keys[1],
      keys[0],
    ]);
    expect(new Set(the().fixture.statements).size).toBe(the().fixture.statements.length);
  });

  it('answers no keys without a statement', async () => {
    expect(await load([])).toEqual([]);
    expect(the().fixture.statements).toEqual([]);
  });

  it('never sends a key that cannot be one: too long, full width, or SQL', async () => {
    const wide = keys[0].replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(await load([`${keys[0]}9`, wide, `${keys[0]}' OR '1'='1`, ''])).toEqual([null, null, null, null]);
    expect(the().fixture.statements).toEqual([]);
  });

  it('splits more keys than SQL Server takes parameters, and still aligns the answer', async () => {
    const many = Array.from({ length: 2_300 }, (_, index) => subject.makeKey(index + 500));
    const values = await load([...many, keys[0]]);
    expect(values).toHaveLength(2_301);
    expect(keysOf(values).at(-1)).toBe(keys[0]);
    for (const sql of the().fixture.statements) {
      expect((sql.match(/\?|@\d+/g) ?? []).length).toBeLessThanOrEqual(2_100);
    }
  });

  it('sets a row of another municipality aside and reports it without its content', async () => {
    expect(await load([foreignKey])).toEqual([null]);
    expect(the().fixture.quarantined).toContainEqual(
      expect.objectContaining({ system: the().adapter.system, reason: 'OTHER_MUNICIPALITY' }),
    );
    expect(JSON.stringify(the().fixture.quarantined)).not.toContain(foreignKey);
  });
}

function pruningPromises<A extends Adapter, Item extends string>(
  subject: AdapterSubject<A, Item>,
  the: () => Opened<A>,
): void {
  const selected = (): string => the().fixture.statements.map(selectList).join(' ');
  const entries = Object.entries(subject.columns) as [Item, readonly string[]][];

  it('selects keys alone when no item is asked for', async () => {
    await subject.load(the().adapter, subject.keys, NONE, live());
    for (const column of new Set(entries.flatMap(([, columns]) => columns)))
      expect(selected()).not.toContain(column);
  });

  it.each(entries)('selects the columns of %s and no other item', async (item, own) => {
    await subject.load(the().adapter, subject.keys, new Set([item]), live());
    for (const column of own) expect(selected()).toContain(column);
    const others = entries.flatMap(([, columns]) => columns).filter((column) => !own.includes(column));
    for (const column of others) expect(selected()).not.toContain(`${column}"`);
  });
}

/** What stands between SELECT and FROM: the columns whose values come into the process. */
function selectList(sql: string): string {
  return sql.slice(0, sql.search(/\bFROM\b/));
}

function abortPromises<A extends Adapter, Item extends string>(
  subject: AdapterSubject<A, Item>,
  the: () => Opened<A>,
): void {
  it('refuses a call that is aborted already, before any statement', async () => {
    const call = subject.load(the().adapter, subject.keys, NONE, AbortSignal.abort());
    await expect(call).rejects.toMatchObject({ name: 'SourceError', kind: 'ABORTED' });
    expect(the().fixture.statements).toEqual([]);
  });

  it('stops waiting when the call is aborted on the way', async () => {
    const controller = new AbortController();
    const call = subject.load(the().adapter, subject.keys, NONE, controller.signal);
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'SourceError', kind: 'ABORTED' });
  });
}

function brokenFilePromises<A extends Adapter, Item extends string>(subject: AdapterSubject<A, Item>): void {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-broken-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function failure(path: string): Promise<SourceError> {
    const adapter = await subject.open({ url: { kind: 'sqlite', path }, municipality: MUNICIPALITY });
    const call = subject.load(adapter, subject.keys, NONE, live());
    const fault: unknown = await call.then(
      () => null,
      (error: unknown) => error,
    );
    await expect(adapter.ping(live())).rejects.toBeInstanceOf(SourceError);
    await adapter.close();
    if (!(fault instanceof SourceError)) throw new Error('Expected a SourceError.');
    return fault;
  }

  it('is unreachable when the file is missing, and makes neither file nor folder', async () => {
    const path = join(directory, 'nowhere', 'legacy.db');
    expect((await failure(path)).kind).toBe('UNREACHABLE');
    expect(existsSync(join(directory, 'nowhere'))).toBe(false);
  });

  it('is corrupt when the file is no database, and says nothing of its content', async () => {
    const path = join(directory, 'corrupt.db');
    writeFileSync(path, `${'123456789018 山田 '.repeat(500)}`);
    const fault = await failure(path);
    expect(fault.kind).toBe('CORRUPT');
    expect(fault.cause).toBeUndefined();
    expect(inspect(fault, { showHidden: true, depth: 9 })).not.toMatch(/123456789018|SELECT|山田/);
  });

  it('fails when the file holds no tables, without the text of the driver', async () => {
    const path = join(directory, 'empty.db');
    writeFileSync(path, '');
    const fault = await failure(path);
    expect(fault.kind).toBe('FAILED');
    expect(inspect(fault, { showHidden: true, depth: 9 })).not.toMatch(/no such table|SELECT/);
  });

  it('finds a system that comes back after a failed call', async () => {
    const fixture = await legacyFixture('sqlite', subject.folder, subject.fixture);
    const path = join(directory, 'later.db');
    const adapter = await subject.open({ url: { kind: 'sqlite', path }, municipality: MUNICIPALITY });
    await expect(adapter.ping(live())).rejects.toMatchObject({ kind: 'UNREACHABLE' });
    if (fixture.options.url.kind === 'sqlite') copyFileSync(fixture.options.url.path, path);
    await expect(adapter.ping(live())).resolves.toBeUndefined();
    await adapter.close();
    await fixture.remove();
  });
}
