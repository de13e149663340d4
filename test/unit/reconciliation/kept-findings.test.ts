import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntityManager } from 'typeorm';
import type { RunRow } from '../../../src/reconciliation/finding-row.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import { FINDING_TABLE } from '../../../src/reconciliation/finding-tables.js';
import { RunInUse } from '../../../src/reconciliation/run-in-use.js';
import type { FoundRow } from '../../../src/reconciliation/finding-writes.js';

/** A run keeps what it finds, and touches nothing that somebody has decided on since it looked: docs/attacks.md W19. */

const AT = '2023-06-27T00:00:00.000Z';
const FOUND: FoundRow = {
  ...{ id: 'x'.repeat(43), digest: 'd'.repeat(43), kind: 'LOT_MISMATCH', suspected: 'LEDGER' },
  ...{ confidence: 90, reasons: 'CLEANED_UP', atenaNumber: '1'.padStart(15, '0'), otherNumber: null },
  ...{ besideId: null, ledgerId: '1', ledgerUnder: '1', vrsId: null, vrsUnder: null },
};
const run = (number: number): RunRow => ({
  ...{ number, phase: 'VRS', after: null, startedAt: AT, endedAt: null },
  ...{ persons: 1, doses: 2, leftAlone: 0 },
});

let folder: string;
let store: FindingStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-kept-'));
  store = await FindingStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  await store.beginRun(run(1));
  await store.keepPage({ run: run(1), from: run(1), found: [FOUND], strays: [], at: AT });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a proposal that is made between the look and the write stands, though a side has been changed', async () => {
  const proposed = { state: 'PROPOSED', proposedAct: '11111111-1111-4111-8111-111111111111' };
  const look = EntityManager.prototype.findBy;
  // As another gateway writes on a server that lets it in between.
  jest.spyOn(EntityManager.prototype, 'findBy').mockImplementationOnce(async function (
    this: EntityManager,
    ...given: Parameters<typeof look>
  ) {
    const rows = await look.apply(this, given);
    await this.update(FINDING_TABLE.name, { id: FOUND.id }, proposed);
    return rows;
  } as typeof look);
  await store.beginRun(run(2));
  await store.keepPage({
    run: run(2),
    from: run(2),
    found: [{ ...FOUND, digest: 'e'.repeat(43) }],
    strays: [],
    at: AT,
  });
  expect(await store.find(FOUND.id)).toMatchObject({ ...proposed, digest: FOUND.digest, seenRun: 2 });
});

test('and nobody having looked at it, it is what the run has found', async () => {
  await store.beginRun(run(2));
  await store.keepPage({
    run: run(2),
    from: run(2),
    found: [{ ...FOUND, digest: 'e'.repeat(43) }],
    strays: [],
    at: AT,
  });
  expect(await store.find(FOUND.id)).toMatchObject({ state: 'OPEN', digest: 'e'.repeat(43), seenRun: 2 });
});

test('of two processes at one run the slower keeps nothing, brings back no run that has ended, and says so', async () => {
  const [whole, ended] = [run(1), { ...run(1), phase: 'DONE', endedAt: AT }];
  const page = { found: [{ ...FOUND, id: 'y'.repeat(43) }], strays: [], at: AT };
  await store.keepPage({ ...page, run: { ...whole, phase: 'JOIN' }, from: whole });
  await store.endRun(ended, { phase: 'JOIN', after: null });
  const late = {
    ...page,
    found: [{ ...FOUND, id: 'z'.repeat(43) }],
    run: { ...whole, after: '9' },
    from: whole,
  };
  await expect(store.keepPage(late)).rejects.toBeInstanceOf(RunInUse);
  await expect(store.endRun(ended, { phase: 'JOIN', after: null })).rejects.toBeInstanceOf(RunInUse);
  expect(await store.lastRun()).toMatchObject({ phase: 'DONE' });
  expect(await store.find('z'.repeat(43))).toBeNull();
});
