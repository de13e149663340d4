import type { RecordResult } from '../../../src/immunization-records/record-access.js';
import { RECORD_ACTIONS } from '../../../src/immunization-records/terms.js';
import { someOf } from '../../support/effort.js';
import { atena, content, Killed, named, recordInput, World } from './world.js';

/**
 * A gateway that dies before or after every step of every act on a vaccination record. Ledger and store are real
 * (docs/attacks.md P12).
 */

let world: World;
beforeEach(async () => {
  world = new World();
  await world.begin();
});
afterEach(() => world.end());

const LOTS = { entered: 'EY0573', corrected: 'EY0574', approved: 'EY0575' };
const given = { ...named(atena(1)), validateOnly: false } as const;
const BECAUSE = { way: 'COUNTER', reason: '本人の申出による' } as const;

/** What has to be there before the act is asked for; the id of the dose, and of the change that waits. */
interface Before {
  readonly dose: string;
  readonly change: string;
  readonly contentHash: string;
}

const record = (key: string): Promise<RecordResult> =>
  world.desk().record(recordInput(key, 1, { content: content({ lot: LOTS.entered }) }));
const correct = (key: string, dose: string, version: string, lot: string): Promise<RecordResult> =>
  world.desk().correct({ ...given, ...BECAUSE, idempotencyKey: key, id: dose, version, changes: { lot } });
const decide = ({ change, contentHash }: Before, approve: boolean): Promise<RecordResult> =>
  world.desk('manager').decide({
    ...{ ...given, idempotencyKey: 'decide-it-key', id: change, contentHash, approve },
    ...(!approve && { reason: '別人の記録' }),
  });

interface Row {
  readonly action: (typeof RECORD_ACTIONS)[number];
  /** How many of the acts that have to come first: entered, corrected, asked to be corrected again. */
  readonly prepare: 0 | 1 | 3;
  readonly ask: (before: Before) => Promise<RecordResult>;
  /** Whether the ledger is written to. */
  readonly writes: boolean;
  /** Lot, version and whether it is withdrawn of each row of the ledger, before the act and after it. */
  readonly stood: readonly unknown[];
  readonly stands: readonly unknown[];
}

const APPROVING: Row = {
  ...{ action: 'decideImmunizationChange', prepare: 3, writes: true },
  ask: (before) => decide(before, true),
  stood: [[LOTS.corrected, 1, false]],
  stands: [[LOTS.approved, 2, false]],
};

const ACTS: Readonly<Record<string, Row>> = {
  record: {
    ...{ action: 'recordImmunization', prepare: 0, writes: true },
    ask: () => record('record-it-key'),
    stood: [],
    stands: [[LOTS.entered, 0, false]],
  },
  correct: {
    ...{ action: 'correctImmunization', prepare: 1, writes: true },
    ask: ({ dose }) => correct('correct-it-key', dose, '0', LOTS.corrected),
    stood: [[LOTS.entered, 0, false]],
    stands: [[LOTS.corrected, 1, false]],
  },
  withdraw: {
    ...{ action: 'withdrawImmunization', prepare: 1, writes: true },
    ask: ({ dose }) =>
      world
        .desk()
        .withdraw({ ...given, ...BECAUSE, idempotencyKey: 'withdraw-it-key', id: dose, version: '0' }),
    stood: [[LOTS.entered, 0, false]],
    stands: [[LOTS.entered, 1, true]],
  },
  approve: APPROVING,
  reject: {
    ...{ ...APPROVING, writes: false, stands: APPROVING.stood },
    ask: (before) => decide(before, false),
  },
};

async function prepared({ prepare }: Row): Promise<Before> {
  if (prepare === 0) return { dose: '', change: '', contentHash: '' };
  const dose = (await record('enter-first-key')).doseId ?? '';
  if (prepare === 1) return { dose, change: '', contentHash: '' };
  await correct('correct-first-key', dose, '0', LOTS.corrected);
  // Settled by the first, so that the second waits for the holder of the office.
  const { change } = await correct('correct-again-key', dose, '1', LOTS.approved);
  expect(change?.state).toBe('AWAITING_APPROVAL');
  return { dose, change: change?.id ?? '', contentHash: change?.contentHash ?? '' };
}

const ledger = async (): Promise<readonly unknown[]> =>
  (await world.ledger()).map(({ content: { lot }, version, withdrawn }) => [lot, version, withdrawn]);

/** Before and after: the intent's seal, the key with the change, the ledger, what became of it, outcome, end. */
const stepsOf = ({ writes }: Row): readonly string[] =>
  ['seal', 'begin', ...(writes ? ['send', 'settle'] : []), 'seal', 'finish'].flatMap((name) => [
    `before ${name}`,
    `after ${name}`,
  ]);

const CASES = Object.entries(ACTS).flatMap(([name, row]) =>
  stepsOf(row).map((step, at) => [name, at, step] as const),
);

test('every act on a record is in the table', () => {
  expect(new Set(Object.values(ACTS).map(({ action }) => action))).toEqual(new Set(RECORD_ACTIONS));
});

test.each(Object.entries(ACTS))('%s: its steps are those', async (_name, row) => {
  const before = await prepared(row);
  world.steps.length = 0;
  expect((await row.ask(before)).faults).toEqual([]);
  expect(world.steps).toEqual(stepsOf(row));
  expect(await ledger()).toEqual(row.stands);
});

test.each(someOf('kills of acts on records', CASES, { every: 7 }))(
  '%s, killed at step %i (%s), resolves by itself or is open in the log, and the same key does it once',
  async (name, at) => {
    const row = ACTS[name];
    if (row === undefined) throw new TypeError(name);
    const before = await prepared(row);
    const from = world.records.length;
    world.steps.length = 0;
    world.killAt = at;
    await expect(row.ask(before)).rejects.toBeInstanceOf(Killed);
    await world.restart();

    // Whatever has a key has ended, in the ledger too; what has none wrote nothing and stays open in the log.
    expect(await world.store.openActs(RECORD_ACTIONS, 10)).toEqual([]);
    expect(await world.store.inState('PENDING', { most: 10, after: null })).toEqual([]);
    const own = world.records.slice(from);
    const isDone = own.some(({ phase }) => phase === 'OUTCOME');
    expect(own.every(({ act }) => act === row.action)).toBe(true);
    expect(isDone).toBe(at >= stepsOf(row).indexOf('after begin'));
    expect(await ledger()).toEqual(isDone ? row.stands : row.stood);

    const first = await row.ask(before);
    expect([first.faults, first.change?.state]).toEqual([[], name === 'reject' ? 'REJECTED' : 'DONE']);
    const standing = [await world.ledger(), world.records.length];
    expect(await row.ask(before)).toEqual({ ...first, warnings: [] });
    expect([await world.ledger(), world.records.length]).toEqual(standing);
    expect(await ledger()).toEqual(row.stands);
  },
);
