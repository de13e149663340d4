import fc from 'fast-check';
import type { VrsFault } from '../../../src/vaccination-record/vrs-faults.js';
import { FACTS, given, lineOf } from '../../support/vrs/acts.js';
import { atena, Killed, RecordWorld } from '../../support/vrs/record-world.js';
import { TODAY } from '../../support/vrs/world.js';

/**
 * Whatever is registered, made anew, recorded, flagged, asked and broken off in whatever order: nothing is done at the
 * system without an intent in the log, a key is one act, a coupon is one person's and each has one valid one, and no
 * number leaves but for whom the case is about. docs/attacks.md V2. More of them:
 * `SEKISHO_RECORD_HISTORIES=500 npx jest test/unit/vaccination-record/histories`.
 */
const RUNS = Number(process.env['SEKISHO_RECORD_HISTORIES'] ?? 15);

const person = fc.integer({ min: 1, max: 4 });
const key = fc.nat(6).map((n) => `history-key-${n}`);
const coupon = fc.nat(4).map((n) => `000000010${n}`);
const act = fc.oneof(
  fc.record({ is: fc.constant('register' as const), key, person, coupon }),
  fc.record({ is: fc.constant('reissue' as const), key, person, coupon }),
  fc.record({ is: fc.constant('dose' as const), key, person, coupon, n: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    is: fc.constant('flag' as const),
    key,
    person,
    day: fc.constantFrom('2023-06-01', '2023-09-01'),
  }),
  fc.record({ is: fc.constant('ask' as const), key, person }),
);
const step = fc.record({ act, killAt: fc.option(fc.nat(9), { nil: null, freq: 3 }) });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
type Told = { readonly changed: unknown; readonly faults: readonly VrsFault[] };

function perform(world: RecordWorld, one: Act): Promise<Told> {
  const desk = world.desk();
  const of = given(one.key, one.person);
  switch (one.is) {
    case 'register':
      return desk.register({ ...of, coupon: one.coupon, issuedOn: '2021-05-01' });
    case 'reissue':
      return desk.reissue({ ...of, coupon: one.coupon, issuedOn: TODAY, reason: 'LOST' });
    case 'dose':
      return desk.recordDose({ ...of, ...FACTS, line: lineOf(one.coupon, one.n), reading: 'HAND' });
    case 'flag':
      return desk.setFlag({ ...of, kind: 'MOVE_OUT', effectiveOn: one.day, planned: false, movement: null });
    case 'ask':
      return desk.ask({ ...of, need: 'NEW_COUPON', municipality: null, hardToObtain: false });
  }
}

test(`${RUNS} histories of acts, repetitions and kills`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (history) => {
      const world = new RecordWorld();
      await world.start();
      try {
        await live(world, history);
        check(world);
      } finally {
        await world.end();
      }
    }),
    { numRuns: RUNS },
  );
}, 300_000);

async function live(
  world: RecordWorld,
  history: readonly { readonly act: Act; readonly killAt: number | null }[],
): Promise<void> {
  const told = new Map<string, string>();
  for (const { act: one, killAt } of history) {
    world.killAt = killAt === null ? null : world.steps.length + killAt;
    const name = JSON.stringify(one);
    try {
      const { changed } = await perform(world, one);
      const text = JSON.stringify(changed);
      // What was told once is told again.
      if (changed !== null && told.has(name)) expect(text).toBe(told.get(name));
      if (changed !== null) told.set(name, text);
    } catch (error) {
      expect(error).toBeInstanceOf(Killed);
      await world.restart();
    }
    world.killAt = null;
    expect(await world.store.openCalls(10)).toEqual([]);
  }
}

function check(world: RecordWorld): void {
  const rows = <Row>(sql: string): readonly Row[] => world.vrs.mock.state.prepare<[], Row>(sql).all();
  const intents = new Set(world.intents().map(({ id }) => id));
  const acts = rows<{ id: string }>('SELECT request_id AS id FROM act').map(({ id }) => id);
  expect(acts.filter((id) => !intents.has(id))).toEqual([]);
  expect(new Set(acts).size).toBe(acts.length);
  // Whatever was done has its end in the log, and it says so.
  expect(acts.filter((id) => world.outcomesOf(id).length === 0)).toEqual([]);
  const valid = rows<{ n: number }>(
    "SELECT count(*) AS n FROM coupon WHERE institution = '132101' AND voided_on IS NULL GROUP BY person",
  );
  expect(valid.filter(({ n }) => n > 1)).toEqual([]);
  const misplaced = rows(
    `SELECT 1 FROM dose d JOIN coupon c ON c.institution = d.institution AND c.coupon = d.coupon
     WHERE c.person <> d.person`,
  );
  expect(misplaced).toEqual([]);
  // The case is about persons 1 to 3.
  const asked = world.intents().filter((one) => one.act === 'askVaccinationRecord');
  expect(asked.filter(({ subjects }) => subjects.includes(`p${Number(atena(4))}`))).toEqual([]);
}
