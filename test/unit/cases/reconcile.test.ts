import type { StoredCase } from '../../../src/cases/case-store.js';
import { isWhole, reconcileCases, type LoggedAct } from '../../../src/cases/reconcile-cases.js';
import { Killed, openInput, World } from './desk.js';

/** What was taken in is all there, or is told: docs/attacks.md W10. */

let world: World;
beforeEach(async () => {
  world = new World();
  await world.start();
});
afterEach(() => world.end());

const LATER = '9999-01-01T00:00:00.000Z';
const SINCE = '2000-01-01T00:00:00.000Z';

async function reconcile(drop: (act: LoggedAct) => boolean = () => false) {
  const cases = [];
  for await (const { row } of world.store.all()) cases.push({ ...row, state: 'OPEN' as const });
  const acts = world.records.map((record) => ({ ...record, at: SINCE })).filter((act) => !drop(act));
  return reconcileCases(cases, acts, LATER);
}
const open = (key: string) => world.desk().open(openInput(key, ['000000000000001']));

test('what the log says was opened is in the store, by running numbers', async () => {
  for (const key of ['first-key', 'second-key', 'third-key']) await open(key);
  const found = await reconcile();
  expect(found).toEqual({
    years: [{ year: 2023, cases: 3, open: 3, expired: 0, closed: 0 }],
    ...{ lost: [], unlogged: [], gaps: [], unfinished: [] },
  });
  expect(isWhole(found)).toBe(true);
});

test('a case that is gone, or that nobody meant to open, is named', async () => {
  for (const key of ['first-key', 'second-key', 'third-key']) await open(key);
  const second = world.records.find(({ result }) => result === 'OPENED 2023-0002')?.id;
  const unlogged = await reconcile(({ id }) => id === second);
  expect([unlogged.unlogged, isWhole(unlogged)]).toEqual([['2023-0002'], false]);
  const cases = [];
  for await (const { row } of world.store.all())
    if (row.number !== '2023-0002') cases.push({ ...row, state: 'CLOSED' as const });
  const lost = reconcileCases(
    cases,
    world.records.map((record) => ({ ...record, at: SINCE })),
    LATER,
  );
  expect([lost.lost, lost.gaps, isWhole(lost)]).toEqual([['2023-0002'], ['2023-0002'], false]);
});

test('an act that was killed before it wrote stands as unfinished, and is no loss', async () => {
  await open('first-key');
  world.steps.length = 0;
  world.killAt = 2; // before the key is taken
  await expect(open('second-key')).rejects.toThrow(Killed);
  await world.restart();
  const found = await reconcile();
  expect(found.unfinished).toMatchObject([{ act: 'openCase', account: 'clerk' }]);
  expect(isWhole(found)).toBe(true);
});

test('cases of before the log, of the demo and of after the look are not held against it', async () => {
  await open('first-key');
  const { value } = (await world.store.all().next()) as { readonly value: StoredCase };
  const { row } = value;
  const of = (more: object) => ({ ...row, state: 'OPEN' as const, ...more });
  const acts: readonly LoggedAct[] = [
    { ...{ act: 'closeCase', phase: 'INTENT', id: 'x', account: 'clerk', result: null }, at: '2023-06-01' },
  ];
  const unlogged = (more: object) => reconcileCases([of(more)], acts, '2023-06-27').unlogged;
  expect(unlogged({ openedAt: '2023-06-10' })).toEqual([row.number]);
  expect(unlogged({ openedAt: '2023-05-10' })).toEqual([]);
  expect(unlogged({ openedAt: '2023-06-28' })).toEqual([]);
  expect(unlogged({ openedAt: '2023-06-10', openedAct: null })).toEqual([]);
});
