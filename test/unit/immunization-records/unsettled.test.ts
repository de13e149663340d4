import { named, atena, content, recordInput, World } from './world.js';

/**
 * A change that has not ended, and what comes in the meantime: a merge of its person's number, or a file with the dose as
 * it was (docs/attacks.md V17, P14).
 */

let world: World;
beforeEach(async () => {
  world = new World();
  await world.begin();
});
afterEach(() => world.end());

const OLD = atena(1);
const NEW = atena(9);
const given = (key: string, atenaNumber = OLD) => ({
  ...{ idempotencyKey: key, validateOnly: false, ...named(atenaNumber) },
  ...({ way: 'COUNTER', reason: '原本を確認' } as const),
});

async function recorded(): Promise<{ readonly id: string; readonly version: string }> {
  expect((await world.desk().record(recordInput('first-record', 1))).faults).toEqual([]);
  return standing();
}

async function standing(): Promise<{ readonly id: string; readonly version: string }> {
  const [dose] = await world.ledger();
  return { id: String(dose?.id), version: String(dose?.version) };
}

test('a change that waits is decided under the number that its person was merged into', async () => {
  const dose = await recorded();
  const fixed = await world.desk().correct({ ...given('settled-key'), ...dose, changes: { lot: 'EY0574' } });
  expect(fixed.faults).toEqual([]);
  const again = { ...given('awaits-key'), ...(await standing()), changes: { lot: 'EY0575' } };
  const { change, faults } = await world.desk().correct(again);
  expect(faults).toEqual([]);
  expect(change?.state).toBe('AWAITING_APPROVAL');
  const decide = (key: string, atenaNumber: string) =>
    world.desk('manager').decide({
      ...{ idempotencyKey: key, validateOnly: false, ...named(atenaNumber), approve: true },
      ...{ id: change?.id ?? '', contentHash: change?.contentHash ?? '' },
    });
  // Nobody else's number leads to it.
  expect((await decide('decide-other', atena(2))).faults.map(({ code }) => code)).toEqual(['UNKNOWN_CHANGE']);
  world.merged.set(NEW, [NEW, OLD]);
  expect((await decide('decide-merged', NEW)).faults).toEqual([]);
  expect((await world.ledger())[0]?.content.lot).toBe('EY0575');
});

test('a correction that waits is not approved over a dose that was entered meanwhile; it can be rejected', async () => {
  const dose = await recorded();
  const settled = { ...given('settled-key'), ...dose, changes: { lot: 'EY0574' } };
  expect((await world.desk().correct(settled)).faults).toEqual([]);
  const moved = { ...given('awaits-key'), ...(await standing()), changes: { date: '2023-05-20' } };
  const { change } = await world.desk().correct(moved);
  expect(change).toMatchObject({ state: 'AWAITING_APPROVAL' });
  const meanwhile = recordInput('meanwhile', 1, { content: content({ dose: 2, date: '2023-05-20' }) });
  expect((await world.desk('nurse').record(meanwhile)).faults).toEqual([]);
  const decide = (key: string, approve: boolean, reason?: string) =>
    world.desk('manager').decide({
      ...{ idempotencyKey: key, validateOnly: false, ...named(OLD), approve, reason },
      ...{ id: change?.id ?? '', contentHash: change?.contentHash ?? '' },
    });
  expect((await decide('approve-it', true)).faults.map(({ code }) => code)).toEqual(['CHANGED_SINCE']);
  expect((await decide('reject-it', false)).faults.map(({ code }) => code)).toEqual(['REASON_NEEDED']);
  expect(await decide('reject-it-so', false, '同じ日の接種が入力されました')).toMatchObject({
    faults: [],
    change: { state: 'REJECTED', decisionReason: '同じ日の接種が入力されました' },
  });
  const days = (await world.ledger()).map((row) => row.content.date);
  expect(days.filter((day) => day === '2023-05-20')).toHaveLength(1);
});

test('a file that brings back a dose while its withdrawal is under way waits, and finds it settled', async () => {
  const dose = await recorded();
  const gates: (() => void)[] = [];
  const gate = () => new Promise<void>((resolve) => gates.push(resolve));
  const [reached, gone] = [gate(), gate()];
  const [there, go] = gates;
  world.hold = async (account) => {
    if (account !== 'clerk' || world.steps.at(-1) !== 'before settle') return;
    there?.();
    await gone;
  };
  const withdrawn = world.desk().withdraw({ ...given('withdraw-key'), ...dose });
  await reached;
  // The ledger has it by now, and nobody has been told.
  expect((await world.ledger())[0]).toMatchObject({ withdrawn: true });
  const bring = (key: string) =>
    world
      .desk('importer')
      .record(recordInput(key, 1, { way: 'VRS_IMPORT', content: content({ dose: 1 }), reason: null }));
  const early = await bring('import-early');
  go?.();
  expect((await withdrawn).faults).toEqual([]);
  expect(early.faults.map(({ code }) => code)).toEqual(['BUSY']);
  expect((await bring('import-late')).faults.map(({ code }) => code)).toEqual(['LOCKED']);
  expect(await world.ledger()).toHaveLength(1);
});
