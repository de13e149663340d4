import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseUrl } from '../../../src/database/database-url.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { RequestRow } from '../../../src/linkage/rows.js';
import { ACT_TABLE, LINKAGE_TABLES } from '../../../src/linkage/tables.js';
import { migrateBack } from '../../../src/database/migrate.js';
import { LINKAGE_MIGRATIONS } from '../../../src/linkage/linkage-migrations.js';
import { connectStore } from '../../../src/database/connection.js';
import { KOKUBUNJI, VACCINATIONS } from '../../support/intermediate/world.js';
import { describeUnless } from '../../support/skip.js';

const given = process.env['SEKISHO_TEST_MSSQL_URL'];
let folder: string;
let url: DatabaseUrl;
let opened: LinkageStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-linkage-store-'));
  url = { kind: 'sqlite', path: join(folder, 'store.sqlite') };
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(at: DatabaseUrl = url): Promise<LinkageStore> {
  const store = await LinkageStore.open({ url: at, trustServerCertificate: true });
  opened.push(store);
  return store;
}

const LENGTH_OF_OUTCOME = ACT_TABLE.columns.outcome.length ?? 0;
const instant = (second: number): string => `2023-06-27T00:00:${String(second).padStart(2, '0')}.000Z`;
const inquiry = (change: Partial<RequestRow> = {}): RequestRow => ({
  ...{
    id: randomUUID(),
    account: 'number-clerk',
    purpose: 'HISTORY',
    caseNumber: 'K-1',
    atenaNumber: '000000000000001',
  },
  ...{
    row: '16の2',
    article: '第12条の2',
    citation: '番号法第19条第8号 別表第二の16の2の項',
    basisConflict: 0,
  },
  ...{ provider: KOKUBUNJI, items: VACCINATIONS, periodFrom: null, periodTo: null, hidden: 0 },
  ...{ state: 'UNSENT', requestedAt: instant(0), changedAt: instant(0), processingNumber: null },
  ...{ refusalCode: null, refusalArticle: null, quarantine: null, answerHash: null, ...change },
});
const act = (key: string, requestId: string = randomUUID()): ActRow => ({
  id: createHash('sha256').update(key).digest('base64url'),
  ...{
    action: 'requestInformation',
    content: 'c'.repeat(43),
    requestId,
    outcome: null,
    at: instant(0),
    facts: null,
  },
});

/** What the store promises, the same on every kind of database. */
function promises(at: () => DatabaseUrl): void {
  test('processes that open it together find its tables and one cursor', async () => {
    const stores = await Promise.all([open(at()), open(at()), open(at())]);
    expect(await Promise.all(stores.map((store) => store.cursor()))).toEqual([0, 0, 0]);
  });

  test('of two that take one key at once one has it, and the other’s inquiry is not there', async () => {
    const [one, other] = [await open(at()), await open(at())];
    const rows = [inquiry(), inquiry()] as const;
    const took = await Promise.all([
      one.begin(act('a', rows[0].id), rows[0]),
      other.begin(act('a', rows[1].id), rows[1]),
    ]);
    expect(took.toSorted()).toEqual([false, true]);
    const found = await Promise.all(rows.map(({ id }) => one.request(id)));
    expect(found.map((row) => row !== null)).toEqual(took);
    expect((await one.act(act('a').id))?.requestId).toBe(rows[took.indexOf(true)]?.id);
  });

  test('an inquiry is read back as it was written, by its id and its number', async () => {
    const store = await open(at());
    const row = inquiry({
      processingNumber: '20230627000000000001',
      state: 'REFUSED',
      refusalCode: 'NOT_PROVIDED',
      refusalArticle: '第12条の2',
      periodFrom: '2020-01-01',
      periodTo: '2020-12-31',
      hidden: 1,
    });
    await store.begin(act('a', row.id), row);
    expect(await store.request(row.id)).toEqual(row);
    expect(await store.byProcessingNumber('20230627000000000001')).toEqual(row);
    expect(await store.request(randomUUID())).toBeNull();
  });

  test('of two that move an inquiry on from one state, one does', async () => {
    const [one, other] = [await open(at()), await open(at())];
    const row = inquiry();
    await one.begin(act('a', row.id), row);
    const moved = await Promise.all([
      one.move(row, { state: 'SENT' }),
      other.move(row, { state: 'REFUSED' }),
    ]);
    expect(moved.toSorted()).toEqual([false, true]);
    expect((await one.request(row.id))?.state).toBe(moved[0] ? 'SENT' : 'REFUSED');
  });

  test('the cursor goes forward and never back', async () => {
    const store = await open(at());
    for (const delivery of [7, 3, 7]) await store.advance(delivery);
    expect(await store.cursor()).toBe(7);
  });

  test('what an act came to is kept, as long as the longest that there is', async () => {
    const store = await open(at());
    const outcome = JSON.stringify({
      registered: 0,
      refused: ['NOT_OUR_ITEM', 'FIELD_NOT_ALLOWED'].map((reason) => [
        reason,
        Array(100).fill('0'.repeat(15)).join(' '),
      ]),
    });
    // SQLite takes any length; the column on SQL Server has this many.
    expect(outcome.length).toBeLessThanOrEqual(LENGTH_OF_OUTCOME);
    await store.begin(act('a'), null);
    await store.finish(act('a').id, outcome);
    expect((await store.act(act('a').id))?.outcome).toBe(outcome);
  });

  test('pages of inquiries leave out none and tell none twice, also of one instant', async () => {
    const store = await open(at());
    const rows = [0, 1, 1, 1, 2].map((second) => inquiry({ requestedAt: instant(second) }));
    for (const [at_, row] of rows.entries()) await store.begin(act(String(at_), row.id), row);
    const newest = await pages((after) => store.requests({ states: null, after, most: 2 }));
    const oldest = await pages((after) => store.openRequests(2, after));
    expect(new Set(newest).size).toBe(5);
    expect(newest).toEqual(oldest.toReversed());
    expect(await store.requests({ states: ['SENT'], after: null, most: 9 })).toEqual([]);
  });

  test('of each of several persons the newest inquiries are read, newest first, each person’s own', async () => {
    const store = await open(at());
    const [one, other, none] = ['000000000000001', '000000000000002', '000000000000003'];
    const rows = [3, 1, 2, 0].flatMap((second) =>
      [one, other].map((atenaNumber) => inquiry({ atenaNumber, requestedAt: instant(second) })),
    );
    for (const [at_, row] of rows.entries()) await store.begin(act(String(at_), row.id), row);
    const read = await store.requestsOf([String(other), String(none), String(one)], 3);
    expect(read.map((own) => own.map(({ atenaNumber, requestedAt }) => [atenaNumber, requestedAt]))).toEqual(
      [other, none, one].map((number) => (number === none ? [] : [3, 2, 1].map((s) => [number, instant(s)]))),
    );
    expect(await store.requestsOf([], 3)).toEqual([]);
  });

  test('only what something may still come of is open', async () => {
    const store = await open(at());
    const states = [
      'UNSENT',
      'REQUESTED',
      'LIST_CHECKED',
      'PERMIT_RECEIVED',
      'SENT',
      'ANSWERED',
      'REFUSED',
      'EXPIRED',
      'QUARANTINED',
    ] as const;
    for (const state of states) {
      const row = inquiry({ state, requestedAt: instant(states.indexOf(state)) });
      await store.begin(act(state, row.id), row);
    }
    expect((await store.openRequests(99)).map(({ state }) => state)).toEqual(states.slice(0, 5));
  });
}

async function pages(
  load: (after: RequestRow | null) => Promise<readonly RequestRow[]>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after: RequestRow | null = null; ;) {
    const page: readonly RequestRow[] = await load(after);
    ids.push(...page.map(({ id }) => id));
    after = page.at(-1) ?? null;
    if (after === null) return ids;
  }
}

describe('over SQLite', () => {
  promises(() => url);

  test('what one process has begun, the next one finds', async () => {
    const row = inquiry();
    const before = await open();
    await before.begin(act('a', row.id), row);
    await before.advance(3);
    await before.close();
    const after = await open();
    expect([await after.request(row.id), await after.cursor()]).toEqual([row, 3]);
  });
});

describeUnless(given === undefined ? 'SEKISHO_TEST_MSSQL_URL is not set' : null, 'over T-SQL', () => {
  const server = (): DatabaseUrl => {
    const { hostname: host, port, pathname, username: user, password } = new URL(given ?? '');
    return { kind: 'mssql', host, port: Number(port), database: pathname.slice(1), user, password };
  };
  beforeEach(async () => {
    const source = await connectStore({ url: server(), trustServerCertificate: true }, []);
    await migrateBack(source, LINKAGE_MIGRATIONS, 0);
    for (const { name } of LINKAGE_TABLES) await source.query(`DROP TABLE IF EXISTS ${name}`);
    await source.destroy();
  });
  promises(server);
});
