import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActLog } from '../../../src/acts/act-log.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import { abandonedBefore, resumeActs, type Ended } from '../../../src/acts/resume-acts.js';
import { CaseStore } from '../../../src/cases/case-store.js';

/** What a crash left behind has one end, however many gateways start at once. docs/attacks.md W20. */

const NOW = '2023-06-27T00:10:00.000Z';
let folder: string;
let stores: CaseStore[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-resume-'));
  const url = { kind: 'sqlite', path: join(folder, 'store.sqlite') } as const;
  stores = [await CaseStore.open({ url }), await CaseStore.open({ url })];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const row = (id: string, at: string): ActRow => ({
  ...{ id, action: 'openCase', content: 'c', outcome: null, at, facts: '{}' },
  requestId: '11111111-1111-4111-8111-111111111111',
});

/** Each gateway looks at the acts, and only then ends them. */
function gateways(left: 'ALL' | 'ABANDONED' = 'ALL') {
  const told: string[] = [];
  const seal = (body: { readonly result?: string | null }) => Promise.resolve(told.push(String(body.result)));
  const log = new ActLog<string>({ seal: seal as never, pseudonym: () => 'P' }, (facts, phase, result) => ({
    ...{ kind: 'ACT', act: 'act', phase, result, id: facts, request: null },
    ...{ account: 'clerk', case: null, subjects: [] },
  }));
  let looking = stores.length;
  let seen: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (seen = resolve));
  const end = async ({ id }: ActRow): Promise<Ended<string>> => {
    if ((looking -= 1) === 0) seen();
    await all;
    return { facts: id, result: `DONE ${id}`, kept: 'DONE' };
  };
  const now = () => NOW;
  return {
    told,
    run: () => Promise.all(stores.map((store) => resumeActs({ store, log, now }, ['openCase'], left, end))),
  };
}

test('of two gateways that find the same act, one brings it to its end, and its OUTCOME is sealed once', async () => {
  await stores[0]?.begin(row('a', '2023-06-27T00:00:00.000Z'), null);
  const { told, run } = gateways();
  expect((await run()).toSorted()).toEqual([0, 1]);
  expect(told).toEqual(['DONE a']);
  expect(await stores[1]?.act('a')).toMatchObject({ outcome: 'DONE' });
});

test('of two that take an act up within one millisecond, or by a clock that is behind, one has it', async () => {
  const [store, other] = stores;
  for (const [id, at] of [
    ['same', NOW],
    ['behind', '2023-06-27T00:30:00.000Z'],
  ] as const) {
    const read = row(id, at);
    await store?.begin(read, null);
    expect(await Promise.all([store?.claim(read, NOW), other?.claim(read, NOW)])).toEqual([true, false]);
    // Whoever reads it by now may take it up again, once.
    const again = await other?.act(id);
    if (again == null) throw new Error('the act is there');
    expect([await other?.claim(again, NOW), await store?.claim(again, NOW)]).toEqual([true, false]);
  }
});

test('one that was taken up, and broken off once more, is taken up again when it is old enough', async () => {
  const [store] = stores;
  await store?.begin(row('a', '2023-06-27T00:00:00.000Z'), null);
  expect(await store?.claim(row('a', '2023-06-27T00:00:00.000Z'), NOW)).toBe(true);
  expect(await store?.claim(row('a', '2023-06-27T00:00:00.000Z'), NOW)).toBe(false);
  const { run, told } = gateways('ABANDONED');
  expect([await run(), told]).toEqual([[0, 0], []]);
  expect(abandonedBefore(NOW)).toBe('2023-06-27T00:09:00.000Z');
  expect(await store?.claim(row('a', NOW), '2023-06-27T00:11:00.000Z')).toBe(true);
  await store?.finish('a', 'DONE');
  expect(await store?.claim(row('a', '2023-06-27T00:11:00.000Z'), NOW)).toBe(false);
});
