import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ActLog } from '../../../src/acts/act-log.js';
import { actTable, type ActRow } from '../../../src/acts/act-row.js';
import { ActRows, type ActStore } from '../../../src/acts/act-store.js';
import { newId } from '../../../src/individual-number/new-id.js';
import { IdempotentActs, type Begun, type IdempotentAct } from '../../../src/acts/idempotent-acts.js';
import type { RecordBody } from '../../../src/audit/record/record.js';
import { connectStore, retryBusy } from '../../../src/database/connection.js';
import { migrate, type RoomMigrations } from '../../../src/database/migrate.js';
import { resumeActs } from '../../../src/acts/resume-acts.js';
import { createTable, dropTable } from '../../../src/database/sql-for-migrations.js';

/**
 * The room as its second user will find it: a table, a record and actions of its own, on a file of SQLite. An act is not
 * done twice under one key, nor is its end told twice (docs/attacks.md, `–`, W20); nor does anybody go on with one but under an intent (V27).
 */

const TABLE = actTable('correction_act');
const MIGRATIONS: RoomMigrations = {
  room: 'corrections',
  steps: [
    {
      number: 1,
      name: 'first-tables',
      up: (dialect) => [
        createTable(
          dialect,
          'correction_act',
          'id varchar(43) NOT NULL PRIMARY KEY, action_name varchar(24) NULL, content varchar(43) NULL, ' +
            'request_id char(36) NULL, outcome nvarchar(4000) NULL, acted_at varchar(24) NULL, facts nvarchar NULL',
        ),
      ],
      down: () => [dropTable('correction_act')],
    },
  ],
};
type Action = 'correct' | 'withdraw';
type Steps = string[];

let folder: string;
let opened: DataSource[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-acts-'));
  opened = [];
});
afterEach(async () => {
  for (const source of opened) await source.destroy();
  rmSync(folder, { recursive: true });
});

/** One process: its own connection to the one file. Every step that lasts is told in order. */
async function start(steps: Steps = []) {
  const url = { kind: 'sqlite', path: join(folder, 'store.sqlite') } as const;
  const source = await connectStore({ url }, [TABLE]);
  opened.push(source);
  await migrate(source, MIGRATIONS);
  const rows = new ActRows(source, TABLE);
  const store: ActStore = {
    act: (id) => retryBusy(() => rows.find(id)),
    begin: async (act) => {
      const taken = await retryBusy(() => rows.take(act));
      steps.push(taken ? 'key' : 'taken');
      return taken;
    },
    finish: async (id, outcome) => {
      await retryBusy(() => rows.finish(id, outcome));
      steps.push(`kept ${outcome}`);
    },
    claim: (act, at) => retryBusy(() => rows.claim(act, at)),
    reopen: (act, at, facts) => retryBusy(() => rows.reopen(act, at, facts)),
    shelve: (act) => retryBusy(() => rows.shelve(act)),
    openActs: (actions, most, after) => rows.open(actions, most, after),
  };
  const seal = async (body: RecordBody) => {
    if (body.kind === 'LINKAGE') steps.push(`${body.phase} ${body.result ?? '-'}`);
    return steps.length;
  };
  const log = new ActLog<string>({ seal, pseudonym: () => 'P' }, (id, phase, result) => ({
    ...{ kind: 'LINKAGE', act: 'RESTRICT', phase, id, result, request: null, account: 'clerk' },
    ...{ row: null, article: null, basisConflict: false, items: [], subject: null },
  }));
  return { acts: new IdempotentActs<Action, string>(store, log), store, log, source };
}

const act = (change: Partial<IdempotentAct<Action>> = {}): IdempotentAct<Action> => ({
  ...{ action: 'correct', account: 'clerk', key: 'key-0001', input: { dose: 1, lot: 'A' } },
  ...change,
});
const begun = (known: Begun): ActRow => {
  if (known.is !== 'BEGUN') throw new Error(`the key is ${known.is}`);
  return known.row;
};
const done = (steps: Steps) => ({
  refusalOf: (error: unknown): string => {
    throw error;
  },
  work: async () => {
    steps.push('done');
    return { value: 'told', result: 'CORRECTED' };
  },
});

test('nothing is done before the intent and the key, and nobody is told before the outcome', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  expect(await acts.carryOut(row, 'facts', done(steps))).toEqual({ done: 'told', refused: null });
  expect(steps).toEqual(['INTENT -', 'key', 'done', 'OUTCOME CORRECTED', 'kept CORRECTED']);
  expect(await acts.find(act())).toMatchObject({ outcome: 'CORRECTED', requestId: row.requestId });
  expect(await acts.open(['correct', 'withdraw'], 9)).toEqual([]);
});

test('equal input is one act, however its keys are ordered; any other input or action has reused the key', async () => {
  const { acts } = await start();
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  expect(await acts.find(act({ input: { lot: 'A', dose: 1 } }))).toEqual(row);
  expect(await acts.find(act({ input: { dose: 2, lot: 'A' } }))).toBe('REUSED');
  expect(await acts.find(act({ action: 'withdraw' }))).toBe('REUSED');
});

test('a key is its account’s own: another account’s is another act', async () => {
  const { acts } = await start();
  await acts.begin(act(), newId(), 'facts');
  expect(await acts.find(act({ account: 'another' }))).toBe('NEW');
});

test('of two processes at once one takes the key, both learn of one request id, and the other’s intent is closed', async () => {
  const steps: Steps = [];
  const [one, other] = [await start(steps), await start(steps)];
  const rows = await Promise.all([one, other].map(({ acts }) => acts.begin(act(), newId(), 'facts')));
  expect(new Set(rows.map((row) => begun(row).requestId)).size).toBe(1);
  expect(steps.toSorted()).toEqual(['INTENT -', 'INTENT -', 'OUTCOME KEY_TAKEN', 'key', 'taken']);
});

test('of two that want one key for two things, the second is told so and its intent is closed', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  await acts.begin(act(), newId(), 'facts');
  expect(await acts.begin(act({ input: { of: 'something else' } }), newId(), 'facts')).toEqual({
    is: 'REUSED',
  });
  expect(steps).toEqual(['INTENT -', 'key', 'INTENT -', 'taken', 'OUTCOME KEY_TAKEN']);
});

test('who comes to the key when its act has ended is told what it came to, and its own intent is closed', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  // Both looked for the key before either took it.
  expect([await acts.find(act()), await acts.find(act())]).toEqual(['NEW', 'NEW']);
  await acts.carryOut(begun(await acts.begin(act(), newId(), 'facts')), 'facts', done(steps));
  steps.length = 0;
  expect(await acts.begin(act(), newId(), 'facts')).toMatchObject({
    is: 'DONE',
    outcome: 'CORRECTED',
  });
  expect(steps).toEqual(['INTENT -', 'taken', 'OUTCOME KEY_TAKEN']);
});

test('two calls that both found the act begun do it once; the second is told what it came to', async () => {
  const steps: Steps = [];
  const { acts, store, log } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  // Another request of this process has acts of its own, over the same store.
  const ofAnother = new IdempotentActs<Action, string>(store, log);
  const both = [acts, ofAnother].map((one) => one.carryOut(row, 'facts', done(steps)));
  expect(await Promise.all(both)).toEqual([
    { done: 'told', refused: null },
    { done: null, refused: null, earlier: 'CORRECTED' },
  ]);
  expect(steps.filter((step) => step === 'done')).toHaveLength(1);
});

test('the second of two calls does the act where the first was refused or fell silent', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const work = () => Promise.reject(new Error('silence'));
  const both = await Promise.allSettled([
    acts.carryOut(row, 'facts', { ...done(steps), work }),
    acts.carryOut(row, 'facts', done(steps)),
  ]);
  expect(both).toMatchObject([
    { status: 'rejected' },
    { status: 'fulfilled', value: { done: 'told', refused: null } },
  ]);
});

test('killed between intent and outcome, the act is listed as open and goes on under its request id', async () => {
  const before = await start();
  const row = begun(await before.acts.begin(act(), newId(), 'facts'));
  await before.acts.begin(act({ key: 'key-0002', action: 'withdraw' }), newId(), 'facts');
  await opened.pop()?.destroy();

  const steps: Steps = [];
  const after = await start(steps);
  expect((await after.acts.open(['correct', 'withdraw'], 9)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['correct', 'withdraw']) as string[],
  );
  expect(await after.acts.open(['correct'], 9)).toEqual([row]);
  const known = await after.acts.find(act());
  expect(known).toEqual(row);
  await after.acts.carryOut(row, 'facts', done(steps));
  expect(steps).toEqual(['done', 'OUTCOME CORRECTED', 'kept CORRECTED']);
  expect(await after.acts.open(['correct'], 9)).toEqual([]);
});

test('a refusal has its outcome before anybody is told, and the act may be tried again', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const work = () => Promise.reject(new Error('closed there'));
  expect(await acts.carryOut(row, 'facts', { work, refusalOf: () => 'CLOSED' as const })).toEqual({
    done: null,
    refused: 'CLOSED',
  });
  expect(steps).toEqual(['INTENT -', 'key', 'OUTCOME CLOSED']);
  expect(await acts.find(act())).toEqual({ ...row, facts: null });
});

const REFUSED = {
  work: () => Promise.reject(new Error('closed there')),
  refusalOf: () => 'CLOSED' as const,
};

test('of an act that was refused the store keeps no facts, of one that is gone on with it does, until that ends', async () => {
  const steps: Steps = [];
  const { acts, store } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const kept = async () => (await store.act(row.id))?.facts;
  const seen: unknown[] = [await kept()];
  await acts.carryOut(row, 'facts', REFUSED);
  seen.push(await kept());
  const again = {
    ...done(steps),
    work: async () => {
      seen.push(await kept());
      return done(steps).work();
    },
  };
  await acts.carryOut(row, 'facts', { ...again, intent: 'AHEAD' });
  seen.push(await kept());
  expect(seen).toEqual(['"facts"', null, '"facts"', null]);
  expect(steps).toEqual([
    ...['INTENT -', 'key', 'OUTCOME CLOSED', 'INTENT -', 'done', 'OUTCOME CORRECTED', 'kept CORRECTED'],
  ]);
});

test('a refusal told by one gateway takes nothing from an act that another goes on with', async () => {
  const [one, other] = [await start(), await start()];
  const row = begun(await one.acts.begin(act(), newId(), 'facts'));
  const later = new Date(Date.now() + 1_000).toISOString();
  const work = async () => {
    expect(await other.store.reopen(row, later, '"of the other"')).toMatchObject({ at: later });
    throw new Error('closed there');
  };
  await one.acts.carryOut(row, 'facts', { ...REFUSED, work });
  // About whom it was begun, not about whom it would be by now.
  expect(await other.store.act(row.id)).toMatchObject({ at: later, facts: '"facts"' });
});

test('of one that another gateway has ended as it was taken up again, that end is told, and its intent ends', async () => {
  const steps: Steps = [];
  const { acts, store, log } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const racing = new IdempotentActs<Action, string>(
    {
      ...store,
      reopen: async (standing, at, facts) => {
        await store.finish(row.id, 'CORRECTED');
        return store.reopen(standing, at, facts);
      },
    },
    log,
  );
  const told = await racing.carryOut(row, 'facts', { ...done(steps), intent: 'AHEAD' });
  expect(told).toEqual({ done: null, refused: null, earlier: 'CORRECTED' });
  expect(steps.slice(2)).toEqual(['INTENT -', 'kept CORRECTED', 'OUTCOME KEY_TAKEN']);
});

/** Stops a gateway dead. */
class Killed extends Error {}

test.each([
  ['before its outcome', ['INTENT -', 'key', 'INTENT -', 'OUTCOME CORRECTED (resumed)', 'kept CORRECTED']],
  [
    'behind it',
    ['INTENT -', 'key', 'OUTCOME CLOSED', 'INTENT -', 'OUTCOME CORRECTED (resumed)', 'kept CORRECTED'],
  ],
])(
  'whoever brings a refused act to its end after all does so under an intent: killed %s',
  async (at, all) => {
    const steps: Steps = [];
    const one = await start(steps);
    const row = begun(await one.acts.begin(act(), newId(), 'facts'));
    const log = {
      intend: () => Promise.resolve(),
      close: async (facts: string, result: string) => {
        if (at === 'behind it') await one.log.close(facts, result);
        throw new Killed();
      },
    };
    const dying = new IdempotentActs<Action, string>(one.store, log as unknown as ActLog<string>);
    await expect(dying.carryOut(row, 'facts', REFUSED)).rejects.toThrow(Killed);
    expect(await resumed(await start(steps))).toBe(1);
    expect(steps).toEqual(all);
  },
);

test('where nobody knows how it ended, there is no outcome and the act stays open', async () => {
  const steps: Steps = [];
  const { acts } = await start(steps);
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const work = () => Promise.reject(new Error('silence'));
  await expect(acts.carryOut(row, 'facts', { ...done(steps), work })).rejects.toThrow('silence');
  expect(steps).toEqual(['INTENT -', 'key']);
  expect(await acts.open(['correct'], 9)).toEqual([row]);
});

test('an outcome that cannot be sealed is told to nobody and kept nowhere', async () => {
  const { acts, source } = await start();
  const row = begun(await acts.begin(act(), newId(), 'facts'));
  const silent = new ActLog<string>(
    { seal: () => Promise.reject(new Error('no space')), pseudonym: () => 'P' },
    () => ({ kind: 'STOP' }),
  );
  const rows = new ActRows(source, TABLE);
  const unsealed = new IdempotentActs<Action, string>(
    {
      act: (id) => rows.find(id),
      begin: (one) => rows.take(one),
      finish: (id, outcome) => rows.finish(id, outcome),
      claim: (act, at) => retryBusy(() => rows.claim(act, at)),
      reopen: (act, at, facts) => rows.reopen(act, at, facts),
      shelve: (act) => rows.shelve(act),
      openActs: (actions, most, after) => rows.open(actions, most, after),
    },
    silent,
  );
  await expect(unsealed.carryOut(row, 'facts', done([]))).rejects.toThrow('no space');
  await expect(unsealed.begin(act({ key: 'key-0003' }), newId(), 'facts')).rejects.toThrow('no space');
  // Taken to be ended, and not ended.
  expect(await acts.find(act())).toEqual({ ...row, at: expect.any(String) as string });
  expect(await acts.find(act({ key: 'key-0003' }))).toBe('NEW');
});

test('what is kept beside an act is there with it or not at all', async () => {
  const { source } = await start();
  const rows = new ActRows(source, TABLE);
  const row: ActRow = {
    ...{ id: 'i'.repeat(43), action: 'correct', content: 'c'.repeat(43), requestId: newId() },
    ...{ outcome: null, at: '2023-06-27T00:00:00.000Z', facts: null },
  };
  await expect(rows.take(row, () => Promise.reject(new Error('beside')))).rejects.toThrow('beside');
  expect(await rows.find(row.id)).toBeNull();
  expect(await rows.take(row)).toBe(true);
  expect(await rows.take({ ...row, action: 'withdraw' })).toBe(false);
  expect((await rows.find(row.id))?.action).toBe('correct');
});

/** What another gateway, which starts meanwhile, makes of the acts that have no end. */
async function resumed(of: { readonly store: ActStore; readonly log: ActLog<string> }): Promise<number> {
  const now = () => new Date(Date.now() + 1_000).toISOString();
  const end = async () => ({ facts: 'facts', result: 'CORRECTED (resumed)', kept: 'CORRECTED' });
  return resumeActs({ ...of, now }, ['correct'], 'ALL', end);
}

test('of a gateway that is at an act and another that starts meanwhile, one tells its end', async () => {
  const steps: Steps = [];
  const [one, other] = [await start(steps), await start(steps)];
  const row = begun(await one.acts.begin(act(), newId(), 'facts'));
  const meanwhile = (by: typeof one, ended: number) => ({
    ...done(steps),
    work: async () => {
      expect(await resumed(by)).toBe(ended);
      return done(steps).work();
    },
  });
  expect(await one.acts.carryOut(row, 'facts', meanwhile(other, 1))).toEqual({ done: 'told', refused: null });
  const outcomes = () => steps.filter((step) => step.startsWith('OUTCOME'));
  expect(outcomes()).toEqual(['OUTCOME CORRECTED (resumed)']);
  // Of its own acts that it is at, a gateway leaves the end to whoever is.
  const second = begun(await one.acts.begin(act({ key: 'key-0002' }), newId(), 'facts'));
  await one.acts.carryOut(second, 'facts', meanwhile(one, 0));
  expect(outcomes()).toEqual(['OUTCOME CORRECTED (resumed)', 'OUTCOME CORRECTED']);
});

test('while another gateway has taken an act to end it, and has not, nobody is told that it is done', async () => {
  const steps: Steps = [];
  const [one, other] = [await start(steps), await start(steps)];
  const row = begun(await one.acts.begin(act(), newId(), 'facts'));
  const work = async () => {
    expect(await other.store.claim(row, new Date(Date.now() + 1_000).toISOString())).toBe(true);
    return done(steps).work();
  };
  await expect(one.acts.carryOut(row, 'facts', { ...done(steps), work })).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
  expect(await one.acts.carryOut(row, 'facts', done(steps))).toEqual({ done: 'told', refused: null });
});
