import type { AccessIndex } from '../../../../src/audit/index/access-index.js';
import { checkIndex } from '../../../../src/audit/index/check-index.js';
import { IndexDatabase } from '../../../../src/audit/index/index-database.js';
import { INDEX_MIGRATIONS } from '../../../../src/audit/index/index-migrations.js';
import { JournalIndexer } from '../../../../src/audit/index/journal-indexer.js';
import { SqlIndex } from '../../../../src/audit/index/sql-index.js';
import { intent, answer, Workplace } from '../fixtures.js';
import { connectStore } from '../../../../src/database/connection.js';
import { migrateBack } from '../../../../src/database/migrate.js';
import type { DatabaseUrl } from '../../../../src/database/database-url.js';
import { describeUnless } from '../../../support/skip.js';

const given = process.env['SEKISHO_TEST_MSSQL_URL'];

const EVER = { from: '1970-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z' };

describeUnless(
  given === undefined ? 'SEKISHO_TEST_MSSQL_URL is not set' : null,
  'the index on SQL Server',
  () => {
    test('answers as on SQLite: pages, spans, edits, purges', exercise, 60_000);
  },
);

async function exercise(): Promise<void> {
  const place = await Workplace.make();
  const address = new URL(given ?? '');
  const url: DatabaseUrl = {
    ...{
      kind: 'mssql',
      host: address.hostname,
      port: Number(address.port),
      database: address.pathname.slice(1),
    },
    ...{ user: address.username, password: address.password },
  };
  const database = await IndexDatabase.open({ url, trustServerCertificate: true });
  await database.clear();
  const indexer = new JournalIndexer({ database, directory: place.audit, keys: place.keys });
  const log = await place.open();
  try {
    for (let at = 0; at < 30; at++) await answer(log, `r${at}`, at % 2 === 0 ? '1000001' : '1000002');
    await log.seal(intent('open'));
    await indexer.catchUp();
    expect(await indexer.lag()).toEqual({ records: 0 });
    const index: AccessIndex = new SqlIndex(database);
    const first = await index.accessesTo(log.pseudonym('1000001'), { ...EVER, first: 10, after: null });
    const rest = await index.accessesTo(log.pseudonym('1000001'), {
      ...EVER,
      first: 10,
      after: first.at(-1) ?? null,
    });
    expect([
      first.length,
      rest.length,
      new Set([...first, ...rest].map(({ record }) => record)).size,
    ]).toEqual([10, 5, 15]);
    expect((await index.accessesBy('clerk', { ...EVER, first: 50, after: null })).length).toBe(30);
    const operations: number[] = [];
    for await (const { subjects } of index.operations(EVER)) operations.push(subjects.length);
    expect(operations).toEqual(Array.from({ length: 30 }, () => 1));
    expect((await index.openIntents(EVER)).length).toBe(1);
    expect(await checkIndex({ database, directory: place.audit, keys: place.keys })).toBeNull();
    await database.query('UPDATE access_operation SET instant = instant + 1');
    expect(await checkIndex({ database, directory: place.audit, keys: place.keys })).toMatch(/^gw1\//);
    const last = Number(rest.at(-1)?.record.split('/')[1]);
    await log.seal({
      kind: 'PURGE',
      by: 'somebody',
      segments: [{ writer: log.writer, segment: 1, firstSeq: 1, lastSeq: last, end: '' }],
    });
    await indexer.catchUp();
    expect(
      (await index.accessesTo(log.pseudonym('1000001'), { ...EVER, first: 50, after: null })).length,
    ).toBe(14);
  } finally {
    await log.close();
    await indexer.close();
    await database.close();
    const source = await connectStore({ url, trustServerCertificate: true }, []);
    await migrateBack(source, INDEX_MIGRATIONS, 0);
    await source.destroy();
    await place.remove();
  }
}
