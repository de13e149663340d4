import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { ActStore } from '../../../src/acts/act-store.js';
import { CaseStore } from '../../../src/cases/case-store.js';
import type { StoreAddress } from '../../../src/database/connection.js';
import { RecordStore } from '../../../src/immunization-records/record-store.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import { MovementStore } from '../../../src/movements/movement-store.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import { ReviewStore } from '../../../src/review/review-store.js';
import { VrsStore } from '../../../src/vaccination-record/vrs-store.js';

/** What the log was told of an act lies in the store while the act is under way, and no longer. docs/attacks.md V27. */

interface Opened extends ActStore<never> {
  close(): Promise<void>;
}
type Open = (address: StoreAddress) => Promise<Opened>;

/** Stores of all rooms that write, and whether what was begun there goes on without its client. */
const STORES: readonly [string, Open, boolean][] = [
  ['cases', (at) => CaseStore.open(at), true],
  ['immunization records', (at) => RecordStore.open(at), true],
  ['movements', (at) => MovementStore.open(at), true],
  ['findings', (at) => FindingStore.open(at), true],
  ['review', (at) => ReviewStore.open(at), true],
  ['vaccination records', (at) => VrsStore.open(at), true],
  ['linkage', (at) => LinkageStore.open(at), false],
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-facts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test.each(STORES)('%s', async (_, open, goesOn) => {
  const store = await open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  const facts = '{"subjects":["p1"]}';
  const act: ActRow = {
    ...{ id: 'i'.repeat(43), action: 'doIt', content: 'c'.repeat(43), outcome: null, facts },
    ...{ requestId: '11111111-1111-4111-8111-111111111111', at: '2023-06-27T00:00:00.000Z' },
  };
  const [T1, T2] = ['2023-06-27T00:01:00.000Z', '2023-06-27T00:02:00.000Z'] as const;
  const kept = async () => (await store.act(act.id))?.facts;
  try {
    expect(await store.begin(act, null)).toBe(true);
    const seen = [await kept()];
    await store.shelve(act);
    seen.push(await kept());
    const again = await store.reopen({ ...act, facts: null }, T1, facts);
    seen.push(await kept());
    expect(again).toEqual(await store.act(act.id));
    // Another gateway goes on with it: to whom it was refused before takes nothing from it.
    await store.shelve(act);
    seen.push(await kept());
    await store.finish(act.id, 'DONE');
    seen.push(await kept());
    const here = goesOn ? facts : null;
    expect(seen).toEqual([here, null, here, here, null]);
    expect(await store.reopen({ ...act, facts: null }, T2, facts)).toBeNull();
    expect(await store.act(act.id)).toMatchObject({ outcome: 'DONE', at: T1, facts: null });
  } finally {
    await store.close();
  }
});
