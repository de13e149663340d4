import { ActConflict, NotMade } from '../../../src/acts/act-conflict.js';
import { ActDesk, type ActWork } from '../../../src/acts/act-desk.js';
import { ActLog } from '../../../src/acts/act-log.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { ActStore } from '../../../src/acts/act-store.js';
import { faultsOf, type BusinessFault } from '../../../src/errors/business-fault.js';

/** The one order of all acts of the office, whatever breaks off. docs/attacks.md V25. */

const fault = faultsOf({
  KEY_REUSED: ['j', 'e'],
  AGAINST: ['j', 'e'],
  CHANGED: ['j', 'e'],
  REFUSED: ['j', 'e'],
});
type Fault = BusinessFault<'KEY_REUSED' | 'AGAINST' | 'CHANGED' | 'REFUSED'>;
type Work = ActWork<string, string, string, Fault>;

class Refused extends Error {}

/** Everything that a desk does, in its order. */
function world() {
  const steps: string[] = [];
  const rows = new Map<string, ActRow>();
  let conflict: Error | null = null;
  const store: ActStore<string> = {
    act: async (id) => rows.get(id) ?? null,
    begin: async (row, beside) => {
      if (conflict !== null) throw conflict;
      if (rows.has(row.id)) return false;
      rows.set(row.id, row);
      steps.push(`key with ${beside ?? ''}`);
      return true;
    },
    finish: async (id, outcome) => {
      rows.set(id, { ...(rows.get(id) as ActRow), outcome });
      steps.push(`kept ${outcome}`);
    },
    claim: async ({ id }) => rows.get(id)?.outcome === null,
    reopen: async (row, at, facts) => {
      const standing = { ...row, at, facts };
      rows.set(row.id, standing);
      return standing;
    },
    shelve: async (row) => void rows.set(row.id, { ...row, facts: null }),
    openActs: async () => [],
  };
  const seal = async (body: { readonly phase?: string; readonly result?: string | null }) => {
    steps.push(`${body.phase} ${body.result ?? '-'}`);
    return 1;
  };
  const log = new ActLog<string>({ seal: seal as never, pseudonym: () => 'P' }, (facts, phase, result) => ({
    ...{ kind: 'ACT', act: 'act', phase, result, id: facts, request: null },
    ...{ account: 'clerk', case: null, subjects: [] },
  }));
  const desk = new ActDesk<'act', string, string, Fault>({
    ...{ store, log, account: 'clerk', now: () => '2023-06-27T00:00:00.000Z', fault },
  });
  const work: Work = {
    judge: async () => {
      steps.push('judged');
      return [];
    },
    beside: () => 'a row',
    facts: (id) => id,
    carry: async () => {
      steps.push('done');
      return { value: 'told', result: 'DONE' };
    },
    refusal: (error) => (error instanceof Refused ? [fault('REFUSED', 'field')] : []),
  };
  const act = (change: Partial<Work> = {}, { lot = 'A', validateOnly = false } = {}) => {
    steps.length = 0;
    return desk.act(
      { action: 'act', idempotencyKey: 'key-0001', validateOnly, input: { lot } },
      { ...work, ...change },
    );
  };
  return { act, steps, fails: (error: Error | null) => (conflict = error) };
}

const codes = ({ faults }: { readonly faults: readonly Fault[] }) =>
  faults.map(({ code, field }) => `${code} ${field}`);

test('judged; intent, key and what stands beside it; done; outcome; kept; and told once more without any of it', async () => {
  const { act, steps } = world();
  expect(await act()).toMatchObject({ faults: [], done: 'told', earlier: null });
  expect(steps).toEqual(['judged', 'INTENT -', 'key with a row', 'done', 'OUTCOME DONE', 'kept DONE']);
  expect(await act()).toMatchObject({ row: { outcome: 'DONE' }, done: null, earlier: 'DONE' });
  expect(steps).toEqual([]);
  expect(codes(await act({}, { lot: 'B' }))).toEqual(['KEY_REUSED idempotencyKey']);
});

test('what is only to be looked at, or has something against it, leaves no trace', async () => {
  const { act, steps } = world();
  expect(await act({}, { validateOnly: true })).toMatchObject({ row: null, faults: [] });
  expect(codes(await act({ judge: async () => [fault('AGAINST')] }))).toEqual(['AGAINST null']);
  expect(steps).toEqual([]);
});

test('one that was refused is tried again under its key and its id, with an intent of its own', async () => {
  const { act, steps } = world();
  const refused = await act({ carry: () => Promise.reject(new Refused()) });
  expect([refused.row, codes(refused)]).toEqual([null, ['REFUSED field']]);
  expect(steps).toEqual(['judged', 'INTENT -', 'key with a row', 'OUTCOME REFUSED']);
  expect(codes(await act({ judgeAgain: async () => [fault('AGAINST')] }))).toEqual(['AGAINST null']);
  expect(steps).toEqual([]);
  expect(await act()).toMatchObject({ done: 'told' });
  expect(steps).toEqual(['INTENT -', 'done', 'OUTCOME DONE', 'kept DONE']);
});

test('one whose end nobody knows stays open, and is not told', async () => {
  const { act, steps } = world();
  await expect(act({ carry: () => Promise.reject(new TypeError('silent')) })).rejects.toThrow('silent');
  expect(steps).toEqual(['judged', 'INTENT -', 'key with a row']);
});

test('where somebody else was first, or what it writes cannot be made, its intent ends', async () => {
  const { act, steps, fails } = world();
  fails(new ActConflict('CHANGED', 'id'));
  expect(codes(await act())).toEqual(['CHANGED id']);
  expect(steps).toEqual(['judged', 'INTENT -', 'OUTCOME CHANGED']);
  fails(new NotMade('row', { cause: new TypeError('why') }));
  await expect(act()).rejects.toThrow('why');
  expect(steps).toEqual(['judged', 'INTENT -', 'OUTCOME NOT_DONE']);
  fails(new TypeError('the store'));
  await expect(act()).rejects.toThrow('the store');
  expect(steps).toEqual(['judged', 'INTENT -']);
});

test('of two at once, what the first has done is not held against the second', async () => {
  const { act, steps } = world();
  let isFirst = true;
  const judge = async () => {
    if (!isFirst) return [];
    isFirst = false;
    // While this one is judged, the other is done, and stands against it.
    await act();
    return [fault('AGAINST', 'date')];
  };
  const told = await act({ judge });
  expect([told.faults, told.earlier]).toEqual([[], 'DONE']);
  expect(steps.filter((step) => step === 'done')).toHaveLength(1);
});

test('of two at once, one has taken the key: the other goes on under it, and nothing is done twice', async () => {
  const { act, steps } = world();
  const both = await Promise.all([act(), act()]);
  expect(both.map(({ done, earlier }) => done ?? earlier).toSorted()).toEqual(['DONE', 'told']);
  expect(steps.filter((step) => step === 'done')).toEqual(['done']);
  const count = (phase: string) => steps.filter((step) => step.startsWith(phase)).length;
  expect(count('OUTCOME')).toBeGreaterThanOrEqual(count('INTENT'));
});

test('of two that try a refused one again at once, the second ends nothing that it has not begun', async () => {
  const { act, steps } = world();
  await act({ carry: () => Promise.reject(new Refused()) });
  const both = await Promise.all([act(), act()]);
  expect(both.map(({ done, earlier }) => done ?? earlier)).toEqual(['told', 'DONE']);
  expect(steps).toEqual(['INTENT -', 'done', 'OUTCOME DONE', 'kept DONE']);
});
