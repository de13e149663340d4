import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActRow } from '../../../src/acts/act-row.js';
import { eachOpen, endEach } from '../../../src/acts/end-each.js';
import { ReviewLog } from '../../../src/review/review-log.js';
import { resumeReviewActs } from '../../../src/review/review-recovery.js';
import { ReviewStore } from '../../../src/review/review-store.js';
import { VrsStore } from '../../../src/vaccination-record/vrs-store.js';

/** Acts that stay open keep none behind them waiting, however many they are. docs/attacks.md W18. */

const AT = '2023-06-27T00:00:00.000Z';
const uuid = (at: number): string => `11111111-1111-4111-8111-${String(at).padStart(12, '0')}`;
const row = (at: number, more: Partial<ActRow> = {}): ActRow => ({
  ...{ id: String(at).padStart(43, '0'), action: 'classifyFinding', content: 'c', requestId: uuid(at) },
  ...{ outcome: null, at: AT, facts: null },
  ...more,
});

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sekisho-pages-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const url = () => ({ kind: 'sqlite', path: join(folder, 'store.sqlite') }) as const;

test('one behind more than a page of acts that nobody can end is ended all the same', async () => {
  const store = await ReviewStore.open({ url: url() });
  try {
    const LEFT = 501;
    for (let at = 0; at < LEFT; at += 1) await store.begin(row(at), null);
    const { id, requestId } = row(LEFT);
    const verdict = { finding: 'f', from: '2023-06-01', to: '2023-06-30', verdict: 'JUSTIFIED', note: null };
    await store.begin(row(LEFT), {
      is: 'VERDICT',
      row: { ...verdict, id: requestId, detector: 'OUT_OF_HOURS', account: 'auditor', at: AT },
    } as never);
    const log = new ReviewLog({ pseudonym: (one) => one, seal: () => Promise.resolve(1) }, 'gw1');
    expect(await resumeReviewActs({ store, log, now: () => AT })).toBe(1);
    expect(await store.act(id)).toMatchObject({ outcome: 'JUSTIFIED' });
  } finally {
    await store.close();
  }
});

test('one that was taken up while it was tried stands further behind, and is not tried twice', async () => {
  const acts = [1, 2, 3].map((at) => ({ id: String(at), at }));
  const tried: string[] = [];
  const read = (after: { readonly at: number } | null) =>
    Promise.resolve(
      acts
        .filter(({ at }) => after === null || at > after.at)
        .toSorted((one, other) => one.at - other.at)
        .slice(0, 2)
        .map((act) => ({ ...act })),
    );
  await endEach(eachOpen(read), (act) => {
    tried.push(act.id);
    const kept = acts.find(({ id }) => id === act.id);
    if (kept !== undefined) kept.at += 10;
    return Promise.resolve(false);
  });
  expect(tried).toEqual(['1', '2', '3']);
});

test('calls of acts of one instant come in the order of their ids, each with all who hold it', async () => {
  const store = await VrsStore.open({ url: url() });
  try {
    const beside = (holder: number) => ({
      ...{ holder: uuid(holder), account: 'vrs-clerk', staff: 'KG-1', caseNumber: null },
      ...{ atenaNumber: '1'.padStart(15, '0'), call: '{}' },
    });
    for (const at of [3, 1, 2]) await store.begin(row(at, { action: 'registerTarget' }), beside(at));
    for (const at of [1, 2, 3]) await store.hold(row(at).id, beside(at + 10));
    const first = await store.openCalls(2);
    const rest = await store.openCalls(2, first.at(-1)?.act);
    expect([first, rest].map((page) => page.map(({ act, holders }) => [act.id, holders]))).toEqual([
      [1, 2].map((at) => [row(at).id, [uuid(at), uuid(at + 10)]]),
      [3].map((at) => [row(at).id, [uuid(at), uuid(at + 10)]]),
    ]);
    expect(await store.openCalls(2, rest.at(-1)?.act)).toEqual([]);
  } finally {
    await store.close();
  }
});
