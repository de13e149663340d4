import fc from 'fast-check';
import { addDays } from '../../../src/calendar/plain-date.js';
import type { MovementInput } from '../../../src/movements/movement-terms.js';
import { Persons } from '../../../src/persons/persons.js';
import { effort } from '../../support/effort.js';
import { flagsOf } from './flag-states.js';
import { atena, Killed, movement, MovementWorld, TODAY } from './movement-world.js';

/**
 * Whatever is entered, cancelled, merged, sent again, broken off and overtaken by the calendar in whatever order: the
 * registry stands as a model of it does (docs/attacks.md Y3), the order of changes has no gap, a key is one act, and a
 * number that was merged leads to whom it was merged into. More of them: `SEKISHO_MOVEMENT_HISTORIES=500`.
 */
const RUNS = Number(process.env['SEKISHO_MOVEMENT_HISTORIES'] ?? effort({ short: 12, full: 120 }));

const PEOPLE = [atena(1), atena(2), atena(3)];
const address = { municipality: '132101', townCode: '00101', written: '見本町９９', extra: null };

const who = fc.nat(PEOPLE.length - 1);
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('moveOut' as const), who, days: fc.integer({ min: -5, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('die' as const), who }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('return' as const), who }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('merge' as const), who, into: who }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 4 }) }),
  },
);
const step = fc.record({ act, killAt: fc.option(fc.nat(14), { nil: null, freq: 4 }), again: fc.boolean() });

/** A person as the model has them. */
interface Modelled {
  /** null while resident. */
  left: 'MOVED_OUT' | 'DECEASED' | null;
  leftOn: string;
  /** Announced departures that stand, oldest first: the day, and the change they were entered by. */
  departures: { kind: 'MOVE_OUT' | 'DEATH'; on: string; position: number }[];
  since: string;
  mergedInto: number | null;
}

const STATUS = { MOVED_OUT: '2', DECEASED: '3' } as const;

test(`${RUNS} histories of movements, cancellations, merges, kills and days`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (history) => {
      const world = new MovementWorld(PEOPLE.map((number) => ({ number })));
      await world.start();
      try {
        const model = PEOPLE.map(newModel);
        let at = 0;
        for (const { act: one, killAt, again } of history) {
          at += 1;
          if (one.is === 'pass') {
            world.today = addDays(world.today, one.days);
            await world.restart();
            pass(model, world.today);
          } else {
            const expected = expectedOf(one, model, world.today);
            const input = inputOf(one, model, world.today);
            const number = PEOPLE[followed(model, one.who)] ?? '';
            world.steps.length = 0;
            world.killAt = killAt;
            const send = () => world.apply(`history-key-${at}`, number, input);
            let result = await send().catch(async (error: unknown) => {
              if (!(error instanceof Killed)) throw error;
              await world.restart();
              return send();
            });
            // Broken off and made void: what is sent under a new key is what was meant.
            if (result.faults.some(({ code }) => code === 'ABANDONED'))
              result = await world.apply(`history-key-${at}-anew`, number, input);
            expect([one, result.done !== null]).toEqual([one, expected]);
            const position = result.done?.position ?? null;
            if (position !== null) enter(model, one, world.today, position);
            world.killAt = null;
            if (again && position !== null && !result.faults.length) {
              const told = await world.apply(`history-key-${at}`, number, input);
              if (told.done !== null) expect(told.done.position).toBe(position);
            }
          }
          await check(world, model);
        }
      } finally {
        await world.end();
      }
    }),
    { numRuns: RUNS },
  );
}, 900_000);

type Act = Exclude<typeof act extends fc.Arbitrary<infer T> ? T : never, { is: 'pass' }>;

const newModel = (): Modelled => ({
  ...{ left: null, leftOn: '', departures: [], since: '2010-01-01', mergedInto: null },
});

/** Where a number leads by now. */
function followed(model: readonly Modelled[], at: number): number {
  const into = model[at]?.mergedInto ?? null;
  return into === null ? at : followed(model, into);
}

function inputOf(one: Act, model: readonly Modelled[], today: string): MovementInput {
  const days = { movedOn: today, notifiedOn: today };
  switch (one.is) {
    case 'moveOut':
      return movement({
        kind: 'MOVE_OUT',
        ...days,
        movedOn: addDays(today, one.days),
        otherMunicipality: '132144',
      });
    case 'die':
      return movement({ kind: 'DEATH', ...days });
    case 'return':
      return movement({
        ...{ kind: 'MOVE_IN', ...days, address, otherMunicipality: '132144' },
        household: { number: PEOPLE[one.who] ?? '', relationship: '02' },
      });
    case 'cancel':
      return movement({
        ...{ kind: 'CANCELLATION', ...days },
        cancels: model[followed(model, one.who)]?.departures.at(-1)?.position ?? 999,
      });
    case 'merge':
      return movement({ kind: 'MERGE', ...days, mergedInto: PEOPLE[one.into] ?? '' });
  }
}

/** Whether the act is right, by the model alone. */
function expectedOf(one: Act, model: readonly Modelled[], today: string): boolean {
  const person = model[followed(model, one.who)];
  if (person === undefined) return false;
  const isAnnounced = person.departures.length > 0 && person.left === null;
  switch (one.is) {
    case 'moveOut':
      return person.left === null && !isAnnounced && addDays(today, one.days) >= person.since;
    case 'die':
      return person.left === null;
    case 'return':
      return person.left === 'MOVED_OUT';
    case 'cancel':
      return person.departures.length > 0;
    case 'merge':
      if (followed(model, one.who) === followed(model, one.into)) return false;
      return mayMerge(person, model[followed(model, one.into)]?.left ?? null, isAnnounced);
  }
}

/** Whoever lives here goes on doing so, and with what they have announced; whoever is dead stays dead. */
function mayMerge({ left }: Modelled, survivorLeft: Modelled['left'], isAnnounced: boolean): boolean {
  if (left === 'DECEASED') return survivorLeft === 'DECEASED';
  return left !== null || (!isAnnounced && survivorLeft === null);
}

function enter(model: readonly Modelled[], one: Act, today: string, position: number): void {
  const at = followed(model, one.who);
  const person = model[at];
  if (person === undefined) return;
  switch (one.is) {
    case 'moveOut': {
      const on = addDays(today, one.days);
      person.departures.push({ kind: 'MOVE_OUT', on, position });
      if (on < today) leave(person, 'MOVED_OUT', on);
      return;
    }
    case 'die':
      person.departures.push({ kind: 'DEATH', on: today, position });
      leave(person, 'DECEASED', today);
      return;
    case 'return':
      Object.assign(person, { left: null, leftOn: '', departures: [], since: today });
      return;
    case 'cancel':
      person.departures.pop();
      Object.assign(person, { left: null, leftOn: '' });
      // A move that was announced before, and whose day has passed meanwhile, stands again.
      pass(model, today);
      return;
    case 'merge':
      person.mergedInto = followed(model, one.into);
  }
}

function leave(person: Modelled, left: Modelled['left'], leftOn: string): void {
  Object.assign(person, { left, leftOn });
}

function pass(model: readonly Modelled[], today: string): void {
  for (const person of model) {
    const last = person.departures.at(-1);
    if (person.mergedInto === null && person.left === null && last?.kind === 'MOVE_OUT' && last.on < today)
      leave(person, 'MOVED_OUT', last.on);
  }
}

async function check(world: MovementWorld, model: readonly Modelled[]): Promise<void> {
  for (const [at, number] of PEOPLE.entries()) {
    const person = model[at] ?? newModel();
    const [row] = world.registry<Record<string, string>>(
      'SELECT * FROM JUKI_KIHON WHERE ATENA_NO = ?',
      number,
    );
    if (person.mergedInto !== null) expect(row?.['JUMIN_JOTAI']).toBe('4');
    else {
      const until = person.left === null ? '99999999' : person.leftOn.replaceAll('-', '');
      const status = person.left === null ? '1' : STATUS[person.left];
      expect([number, row?.['JUMIN_JOTAI'], row?.['HIJUMIN_YMD']]).toEqual([number, status, until]);
    }
    // Every reader asks this one room who stands behind a number.
    const { sources, signal } = world;
    const found = await new Persons({ sources, signal, today: TODAY }).of(number);
    expect(found?.atenaNumber).toBe(PEOPLE[followed(model, at)]);
  }
  // No place in the order is left out, and none is taken twice.
  const places = world.registry<{ n: number }>('SELECT UKE_NO AS n FROM JUKI_RENKEI ORDER BY UKE_NO');
  expect(places.map(({ n }) => n)).toEqual(places.map((_place, index) => index + 1));
  // Every write has its intent before it and its outcome behind it.
  for (const { id } of world.registry<{ id: string }>(
    "SELECT UKE_ID AS id FROM JUKI_RENKEI WHERE UKE_KBN <> '0'",
  ))
    expect([
      world.records.some((one) => one.phase === 'INTENT' && one.id === id),
      world.hasOutcome(id),
    ]).toEqual([true, true]);
  // Whoever is resident is closed nowhere by a flag that is due; nobody carries any of them here.
  const flags = await flagsOf(world);
  for (const [at, number] of PEOPLE.entries()) {
    const person = model[at] ?? newModel();
    if (person.mergedInto !== null) continue;
    const standing = flags.filter((one) => one.atenaNumber === number && one.target === 'VRS');
    const last = standing.filter(({ state, dueOn }) => state === 'OPEN' && dueOn <= world.today).at(-1);
    expect([number, last?.action === 'SET']).toEqual([number, person.left !== null]);
  }
}
