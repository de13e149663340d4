import fc from 'fast-check';
import { readNamedCase, covers } from '../../../src/cases/named-case.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { HEALTH_DIVISION, type Purpose } from '../../../src/policy/terms.js';
import { join } from 'node:path';
import { clerk, Killed, named, openInput, TODAY, World } from './desk.js';

/**
 * Whatever is opened, closed, taken back, sent again and broken off in whatever order: nothing is done without its
 * intent (docs/attacks.md W4), a case opens its persons for its own division while it is open, and a key is one act.
 * More of them: `SEKISHO_CASE_HISTORIES=1000 npx jest test/unit/cases/histories`.
 */
const RUNS = Number(process.env['SEKISHO_CASE_HISTORIES'] ?? 25);
const { purposes } = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));

const PERSONS = ['000000000000001', '000000000000002', '000000000000003'];
const OFFICES = [HEALTH_DIVISION, '総務部総務課'] as const;
const WINDOWS = ['health-counter', 'disclosure-counter'] as const;
const consent = { form: '同意書', scopes: ['CONFIRM_RECORDS'] as const, on: '2023-06-01' };

const office = fc.nat(1);
const key = fc.nat(5).map((n) => `history-key-${n}`);
const act = fc.oneof(
  fc.record({
    is: fc.constant('open' as const),
    office,
    key,
    persons: fc.subarray(PERSONS, { minLength: 1 }),
    purpose: fc.constantFrom<Purpose>('INQUIRY', 'CERTIFICATE'),
    withConsent: fc.boolean(),
  }),
  fc.record({
    is: fc.constant('add' as const),
    office,
    key,
    of: fc.nat(4),
    persons: fc.subarray(PERSONS, { minLength: 1 }),
  }),
  fc.record({ is: fc.constant('close' as const), office, key, of: fc.nat(4) }),
  fc.record({ is: fc.constant('withdraw' as const), office, key, of: fc.nat(4) }),
);
const step = fc.record({ act, killAt: fc.option(fc.nat(8), { nil: null, freq: 4 }) });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

interface Modelled {
  readonly number: string;
  readonly office: number;
  persons: readonly string[];
  readonly purpose: Purpose;
  readonly hasConsent: boolean;
  closed: boolean;
  withdrawn: boolean;
}

test(`${RUNS} histories of acts, repetitions and kills`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
      const world = new World();
      await world.start();
      try {
        const cases: Modelled[] = [];
        /** What a key of an office stands for: the act, and what it came to. */
        const done = new Map<string, { readonly text: string; readonly result: unknown }>();
        for (const { act: one, killAt } of history) {
          world.steps.length = 0;
          world.killAt = killAt;
          const before = world.records.length;
          const known = done.get(`${one.office} ${one.key}`);
          const text = textOf(one, cases);
          try {
            const result = await carryOut(world, one, cases);
            if (known !== undefined) {
              // A key that was used: the same act again changes nothing and tells the same; another is refused.
              if (known.text === text)
                expect([world.records.length, numberIn(result)]).toEqual([before, known.result]);
              else expect(result.faults).toHaveLength(1);
            } else if (result.faults.length === 0) {
              note(cases, one, numberIn(result));
              done.set(`${one.office} ${one.key}`, { text, result: numberIn(result) });
            }
          } catch (error) {
            if (!(error instanceof Killed)) throw error;
            await world.restart();
            const result = await carryOut(world, one, cases);
            if (known === undefined && result.faults.length === 0) {
              note(cases, one, numberIn(result));
              done.set(`${one.office} ${one.key}`, { text, result: numberIn(result) });
            }
          }
          await check(world, cases);
        }
      } finally {
        await world.end();
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);

const textOf = (one: Act, cases: readonly Modelled[]): string =>
  JSON.stringify(one.is === 'open' ? { ...one, key: null } : { ...one, key: null, of: target(one, cases) });
const target = ({ of }: { readonly of: number }, cases: readonly Modelled[]): string =>
  cases[of]?.number ?? '2023-9999';
const numberIn = (result: { readonly changed: { readonly number: string } | null }): string | null =>
  result.changed?.number ?? null;

function carryOut(world: World, one: Act, cases: readonly Modelled[]) {
  const desk = world.desk(clerk(`clerk-${one.office}`, OFFICES[one.office]));
  const given = { idempotencyKey: one.key, validateOnly: false };
  switch (one.is) {
    case 'open':
      return desk.open(
        openInput(one.key, one.persons, {
          purposes: [one.purpose],
          window: WINDOWS[one.office] ?? '',
          consent: one.withConsent ? consent : null,
        }),
      );
    case 'add':
      return desk.addPersons({
        ...given,
        number: target(one, cases),
        persons: one.persons,
        namedBy: named(one.persons),
      });
    case 'close':
      return desk.close({ ...given, number: target(one, cases), outcome: 'ANSWERED' });
    case 'withdraw':
      return desk.withdraw({ ...given, number: target(one, cases), on: TODAY });
  }
}

function note(cases: Modelled[], one: Act, number: string | null): void {
  if (number === null) throw new Error('done, and no case told');
  if (one.is === 'open') {
    const { office: own, persons, purpose, withConsent } = one;
    cases.push({
      number,
      office: own,
      persons,
      purpose,
      hasConsent: withConsent,
      closed: false,
      withdrawn: false,
    });
    return;
  }
  const changed = cases.find((found) => found.number === number);
  if (changed === undefined) throw new Error('an unknown case was changed');
  // Nobody changes the case of another division, nor one that is closed.
  expect([changed.office, changed.closed]).toEqual([one.office, false]);
  if (one.is === 'close') changed.closed = true;
  else if (one.is === 'add') {
    expect(changed.withdrawn).toBe(false);
    changed.persons = [...new Set([...changed.persons, ...one.persons])];
  } else {
    expect([changed.hasConsent, changed.withdrawn]).toEqual([true, false]);
    changed.withdrawn = true;
  }
}

async function check(world: World, cases: readonly Modelled[]): Promise<void> {
  // Every outcome has its intent before it, and what is written has both.
  const intents = new Set<string>();
  for (const { phase, id } of world.records) {
    if (phase === 'INTENT') intents.add(id);
    else expect(intents.has(id)).toBe(true);
  }
  for (const { number, office: own, persons, purpose, closed, withdrawn } of cases) {
    const stored = await world.store.byName(number);
    const opener = stored?.row.openedAct ?? '';
    expect([intents.has(opener), world.hasOutcome(opener)]).toEqual([true, true]);
    for (const [at, division] of OFFICES.entries()) {
      for (const under of ['INQUIRY', 'CERTIFICATE', 'HISTORY'] as const) {
        const asked = {
          name: number,
          principal: clerk('x', division),
          purpose: under,
          purposes,
          today: TODAY,
        };
        const named = await readNamedCase(world.store, asked).catch(() => 'REFUSED' as const);
        const opens = at === own && !closed && !withdrawn && (under === 'HISTORY' || under === purpose);
        expect(named !== 'REFUSED' && named !== null).toBe(opens);
        if (named === 'REFUSED') continue;
        for (const person of PERSONS) expect(covers(named, [person])).toBe(persons.includes(person));
      }
    }
  }
}
