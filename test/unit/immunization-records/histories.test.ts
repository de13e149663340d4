import fc from 'fast-check';
import type { RecordResult } from '../../../src/immunization-records/record-access.js';
import { rowContentOf } from '../../../src/immunization-records/row-content.js';
import { atena, content, health, Killed, named, recordInput, World } from './world.js';

/**
 * Whatever is entered, corrected, withdrawn, imported, decided, sent again and broken off in whatever order: no record is
 * lost or doubled, nothing is done without its intent, and what was settled by hand yields to no import (docs/attacks.md
 * P5). More of them: `SEKISHO_RECORD_HISTORIES=1000 npx jest test/unit/immunization-records/histories`.
 */
const RUNS = Number(process.env['SEKISHO_RECORD_HISTORIES'] ?? 12);
const KEYS = 5;

const key = fc.nat(KEYS).map((n) => `history-key-${n}`);
const lot = fc.constantFrom('EY0001', 'EY0002', 'EY0003');
const act = fc.oneof(
  fc.record({
    is: fc.constant('record' as const),
    key,
    person: fc.integer({ min: 1, max: 2 }),
    date: fc.constantFrom('2023-02-01', '2023-05-10'),
    imported: fc.boolean(),
  }),
  fc.record({
    is: fc.constant('correct' as const),
    key,
    of: fc.nat(3),
    stale: fc.boolean(),
    lot,
    imported: fc.boolean(),
  }),
  fc.record({ is: fc.constant('withdraw' as const), key, of: fc.nat(3), stale: fc.boolean() }),
  fc.record({ is: fc.constant('decide' as const), key, approve: fc.boolean() }),
);
const step = fc.record({ act, killAt: fc.option(fc.nat(11), { nil: null, freq: 3 }) });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

test(`${RUNS} histories of acts, repetitions and kills`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
      const world = new World();
      await world.begin();
      try {
        for (const { act: one, killAt } of history) {
          // What is asked for is fixed before a kill, so that it is the same that is sent again.
          const call = await callOf(world, one);
          world.steps.length = 0;
          world.killAt = killAt;
          try {
            await call();
          } catch (error) {
            if (!(error instanceof Killed)) throw error;
            await world.restart();
            await check(world);
            await call();
          }
          world.killAt = null;
          const before = JSON.stringify([await world.ledger(), world.records.length]);
          // The same again changes nothing, in the ledger or in the log, where it was done.
          const again = await call();
          if (again.change !== null)
            expect(JSON.stringify([await world.ledger(), world.records.length])).toBe(before);
          await check(world);
        }
      } finally {
        await world.end();
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);

type Call = () => Promise<RecordResult>;

async function callOf(world: World, one: Act): Promise<Call> {
  const rows = await world.ledger();
  const row = 'of' in one ? rows[one.of % Math.max(1, rows.length)] : undefined;
  const facts = {
    ...{ idempotencyKey: one.key, validateOnly: false, id: row?.id ?? '99', reason: '確認済み' },
    ...named(row === undefined ? atena(1) : `00000${row.healthNumber}`),
    version: String((row?.version ?? 0) + ('stale' in one && one.stale ? 1 : 0)),
  };
  switch (one.is) {
    case 'record': {
      const way = one.imported ? 'VRS_IMPORT' : 'PAPER';
      return () =>
        world.desk().record(recordInput(one.key, one.person, { way, content: content({ date: one.date }) }));
    }
    case 'correct': {
      const way = one.imported ? 'VRS_IMPORT' : 'COUNTER';
      return () => world.desk().correct({ ...facts, way, changes: { lot: one.lot } });
    }
    case 'withdraw':
      return () => world.desk().withdraw({ ...facts, way: 'COUNTER' });
    case 'decide': {
      const [waiting] = await world.store.inState('AWAITING_APPROVAL', { most: 1, after: null });
      const of = {
        ...{ id: waiting?.id ?? '', contentHash: waiting?.contentHash ?? '' },
        ...named(waiting?.atenaNumber ?? atena(1)),
      };
      return () =>
        world.desk('manager').decide({
          ...{ ...of, idempotencyKey: one.key, validateOnly: false, approve: one.approve },
          ...(!one.approve && { reason: '別人の記録' }),
        });
    }
  }
}

async function check(world: World): Promise<void> {
  // Every outcome has its intent before it.
  const intents = new Set<string>();
  for (const { phase, id } of world.records) {
    if (phase === 'INTENT') intents.add(id);
    else expect(intents.has(id)).toBe(true);
  }
  const ledger = await world.ledger();
  const changes = await world.store.changesOfPersons([1, 2, 3].map(health));
  // One row of the ledger for each dose that was entered, and none beside it.
  const entered = changes.filter(({ kind, state }) => kind === 'RECORD' && state === 'DONE');
  expect(ledger.map(({ id }) => id).sort()).toEqual(entered.map(({ doseId }) => doseId).sort());
  expect(changes.filter(({ state }) => state === 'PENDING')).toEqual([]);
  for (const row of ledger) {
    const own = changes.filter(({ doseId, state }) => doseId === row.id && state === 'DONE');
    const withdrawn = own.some(({ kind }) => kind === 'WITHDRAW');
    // As many versions as changes, each from the one before; what stands is what the last one says.
    const later = own
      .filter(({ kind }) => kind !== 'RECORD')
      .sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
    expect([row.version, row.withdrawn]).toEqual([later.length, withdrawn]);
    expect(later.map(({ version }) => version)).toEqual(later.map((_, at) => at + 1));
    const said = own
      .filter(({ after }) => after !== null)
      .sort((a, b) => (a.version ?? 0) - (b.version ?? 0))
      .at(-1);
    expect(row.content).toEqual(rowContentOf(said?.after ?? null)?.content);
    // Nothing by an import once somebody has settled it.
    const settled = later.findIndex(({ locks }) => locks === 1);
    if (settled >= 0) expect(later.slice(settled).filter(({ way }) => way === 'VRS_IMPORT')).toEqual([]);
    // What changes a settled record was approved by somebody else.
    for (const { locks, decidedBy, account } of later.slice(settled + 1))
      if (settled >= 0 && locks === 1) expect([decidedBy, account]).toEqual(['manager', 'clerk']);
    for (const { id } of own) expect([world.intended(id), world.ended(id)]).toEqual([true, true]);
  }
}

test('each step of each act may be the last: the act resolves, once', async () => {
  const world = new World();
  await world.begin();
  try {
    for (let killAt = 0; ; killAt++) {
      const input = recordInput(`kill-key-${String(killAt).padStart(3, '0')}`, 1 + (killAt % 3));
      const before = (await world.ledger()).length;
      world.steps.length = 0;
      world.killAt = killAt;
      const done = await world
        .desk()
        .record(input)
        .then(() => true)
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return false;
        });
      await world.restart();
      // Whatever has a key was brought to its end; the client's own repetition tells it, or does it now.
      expect(await world.store.openActs(['recordImmunization'], 10)).toEqual([]);
      const told = await world.desk().record(input);
      expect([told.faults, told.change?.state]).toEqual([[], 'DONE']);
      expect(await world.ledger()).toHaveLength(before + 1);
      await check(world);
      if (done) break;
    }
    expect(world.records.length).toBeGreaterThan(10);
  } finally {
    await world.end();
  }
}, 300_000);
