import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexDatabase } from '../../../src/audit/index/index-database.js';
import { JournalIndexer } from '../../../src/audit/index/journal-indexer.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { termsOf } from '../../../src/review/read-report-source.js';
import { makeReports, type ReportOrder } from '../../../src/review/review-here.js';
import { ReviewMaker, SIGNED_MS } from '../../../src/review/review-maker.js';
import { ROOT, simulateMonth, type SimulatedMonth } from './simulated-month.js';

/**
 * A review that was made ahead of the question rests on a log that was verified for it; of a log that was changed since
 * nothing is signed, and whoever has it made anew is told.
 */

const JUNE = { from: '2023-06-01', to: '2023-06-30' };
const REVIEW = { kind: 'review', contract: null } as const;
const RECORDS = { kind: 'records', contract: 'C3' } as const;
const NOBODY = { accounts: [], grants: [], holdings: [], contracts: [], roster: [], overrides: [] };

let month: SimulatedMonth;
beforeAll(async () => {
  month = await simulateMonth();
}, 180_000);
afterAll(() => month?.remove());

/** A byte of a record of the month, far before the newest. */
function tamper(): void {
  const path = join(month.audit, 'gw1', '000001.skl');
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 3);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

test('a record that was tampered with is told by the next reading, and no review from before it is signed', async () => {
  const url = { kind: 'sqlite', path: join(month.root, 'index.sqlite') } as const;
  const database = await IndexDatabase.open({ url });
  const indexer = new JournalIndexer({ database, directory: month.audit, keys: month.keys });
  await indexer.catchUp();
  await indexer.close();
  await database.close();
  let now = Date.parse('2023-07-01T00:00:00.000Z');
  const maker = new ReviewMaker({
    now: () => new Date(now),
    make: (days, reports: readonly ReportOrder[]) =>
      makeReports({
        ...{ ...days, reports, madeOn: '2023-07-03', directory: month.audit, secret: null, index: url },
        keyFile: join(month.root, 'keys', 'audit.json'),
        registry: { kind: 'sqlite', path: join(month.city, '132101', 'registry.sqlite') },
        ...{ staff: NOBODY, residentStaff: {}, terms: termsOf(loadPolicy(join(ROOT, 'policy', 'koganei'))) },
      }),
  });
  await maker.makeAhead(JUNE, [REVIEW, RECORDS]);
  const review = { ...JUNE, ...REVIEW };
  const before = await maker.read(review);
  expect([before.verdict, before.operations > 100, before.findings.length > 0]).toEqual([
    'WHOLE',
    true,
    true,
  ]);
  expect((await maker.read({ ...JUNE, ...RECORDS })).text).toContain('委託先作業記録 月次報告書');
  tamper();
  expect((await maker.make(review)).verdict).toBe('NOT_WHOLE');
  now += SIGNED_MS;
  const signed = await maker.read(review, SIGNED_MS);
  expect(signed.verdict).toBe('NOT_WHOLE');
  expect(signed.text).toContain('記録が完全ではない');
  await maker.close();
});
