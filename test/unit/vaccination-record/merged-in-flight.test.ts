import fc from 'fast-check';
import type { VrsAccess } from '../../../src/vaccination-record/vrs-access.js';
import { effort } from '../../support/effort.js';
import { settle } from '../../support/vrs/acts.js';
import { atena, Killed, RecordWorld, subject } from '../../support/vrs/record-world.js';
import { as, known, KOGANEI, registration, TODAY } from '../../support/vrs/world.js';

/**
 * An act towards the record system whose end nobody knows, while its person's number is merged into another: whoever goes
 * on with it, the gateway or the client under its key, and in whatever order, it is done once, about whom it was begun
 * (docs/attacks.md V17).
 */

let world: RecordWorld;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  // The number that stands after the merge has another number of health management, which is a target as well.
  await world.vrs.of(KOGANEI).register(registration(KOGANEI, 2, '0000000102'), as());
});
afterEach(() => world.end());

/** Before and after intent, key, call, outcome and end. */
const STEPS = 10;

const ACTS: Readonly<Record<string, (desk: VrsAccess, key: string, isMerged: boolean) => Promise<unknown>>> =
  {
    applyForCertificate: (desk, key, isMerged) =>
      desk.apply({ ...given(key, isMerged), kind: 'OVERSEAS', identityCheck: 'DOCUMENTS' }),
    setTargetFlag: (desk, key, isMerged) =>
      desk.setFlag({
        ...{ ...given(key, isMerged), kind: 'MOVE_OUT', effectiveOn: TODAY, planned: false, movement: null },
      }),
  };
const given = (idempotencyKey: string, isMerged: boolean) => ({
  ...{ idempotencyKey, validateOnly: false },
  person: isMerged ? { ...subject(2), namedBy: [atena(1)] } : subject(1),
});

const rows = (table: 'application' | 'flag') =>
  world.vrs.mock.state
    .prepare<[], { person: string }>(`SELECT person FROM ${table} WHERE institution = '${KOGANEI}'`)
    .all()
    .map(({ person }) => person);

const order = fc.record({
  act: fc.constantFrom(...Object.keys(ACTS)),
  killAt: fc.integer({ min: 0, max: STEPS - 1 }),
  // What comes after the crash, once the numbers are merged.
  then: fc.array(fc.constantFrom('resume', 'again'), { minLength: 1, maxLength: 3 }),
});

test('an act in flight while its person is merged is done once, about whom it was begun', async () => {
  let keys = 0;
  await fc.assert(
    fc.asyncProperty(order, async ({ act, killAt, then }) => {
      const ask = ACTS[act];
      if (ask === undefined) throw new TypeError(act);
      const key = `in-flight-${String(++keys).padStart(4, '0')}`;
      const table = act === 'setTargetFlag' ? 'flag' : 'application';
      world.vrs.mock.state.exec(`DELETE FROM ${table}`);
      world.steps.length = 0;
      world.killAt = killAt;
      await ask(world.desk(), key, false).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      await world.restart({ resume: false });
      const wasBegun = (await world.store.openCalls(10)).length > 0 || rows(table).length > 0;
      for (const next of [...then, 'again'])
        if (next === 'resume') await world.resume();
        else expect(await ask(world.desk(), key, true)).toMatchObject({ faults: [] });
      // Begun before the merge it is about the number of then; begun behind it, about the one that stands.
      expect(rows(table)).toEqual([known(KOGANEI, wasBegun ? 1 : 2)]);
      expect(await world.store.openCalls(10)).toEqual([]);
    }),
    { numRuns: effort({ short: 30, full: 300 }) },
  );
});
