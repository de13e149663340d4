import type { RecordBody } from '../../../src/audit/record/record.js';
import type { RecordSystemRecord } from '../../../src/audit/record/record-system-record.js';
import { FlagCarrier } from '../../../src/vaccination-record/movement-flags.js';
import { openVrs, type OpenVrs, type VrsOptions } from '../../../src/vaccination-record/open-vrs.js';
import { settle } from '../../support/vrs/acts.js';
import { atena, Killed, RecordWorld } from '../../support/vrs/record-world.js';
import { as, known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/**
 * A measure that begins again while the lift of the one before is broken off: the lift goes out all the same, and
 * behind it the person is looked at anew, not an hour later. docs/attacks.md V15.
 */

/** Pauses of the look for acts that are not at their end, which a test does not wait for. */
const LOOK = 15_000;

let world: RecordWorld;
let open: OpenVrs | null;
let records: RecordSystemRecord[];
let later: jest.SpyInstance;
let look: number;
/** How far the gateway's clock is ahead, milliseconds: what was broken off is old enough for nobody to wait for it. */
let ahead: number;
beforeEach(async () => {
  const wait = globalThis.setTimeout;
  later = jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((work: () => void, milliseconds?: number) =>
      wait(work, milliseconds === LOOK ? look : milliseconds)) as typeof setTimeout);
  [open, records, look, ahead] = [null, [], LOOK, 120_000];
  world = new RecordWorld();
  await world.start();
  await settle(world);
});
afterEach(async () => {
  await open?.close();
  await world.end();
  later.mockRestore();
});

const target = async () => (await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as()))[0];

/** A measure was carried and has ended; the gateway dies before its lift leaves. */
async function breakOffTheLift(): Promise<void> {
  const { signal } = new AbortController();
  const carrier = new FlagCarrier({
    ...{ ...world.parts(), vrs: world.vrs.of(KOGANEI), sources: world.sources(), staff: () => 'B-2' },
    performer: world.performers().performer(world.sources()),
  });
  await carrier.protectAll([atena(1)], signal);
  const sends = world.steps.indexOf('before send');
  // The lift has the steps of the protection over again.
  world.killAt = world.steps.length + sends;
  await expect(carrier.liftEnded(() => Promise.resolve(false), signal)).rejects.toBeInstanceOf(Killed);
  await world.restart({ resume: false });
  expect(await target()).toMatchObject({ protected: true });
  expect((await world.store.openCalls(10)).map(({ act }) => act.action)).toEqual(['carryProtection']);
}

interface Held {
  /** How often the task that carries measures has looked at the person. */
  readonly turns: () => number;
}

/** The room as a gateway opens it; each call that changes something waits for `leave`. */
async function opened(leave: (call: number, held: Held) => Promise<void>): Promise<Held> {
  let [turns, calls] = [0, 0];
  const held = { turns: () => turns };
  const vrs = new Proxy(world.vrs.of(KOGANEI), {
    get: (system, name) => {
      const value: unknown = Reflect.get(system, name);
      if (typeof value !== 'function') return value;
      return async (...given: readonly unknown[]) => {
        const answer: unknown = await (value as (...all: unknown[]) => unknown).apply(system, [...given]);
        if (name === 'targets') turns += 1;
        return answer;
      };
    },
  });
  const sources = world.sources();
  const send: typeof sources.send = async (system, signal, work) => {
    await leave(calls++, held);
    return sources.send(system, signal, work);
  };
  open = await openVrs({
    ...{ settings: { store: world.storeUrl }, rules: () => world.rules },
    sources: { ...sources, send, vrs } as unknown as VrsOptions['sources'],
    audit: {
      pseudonym: (number: string) => `p${Number(number)}`,
      seal: async (body: RecordBody) => records.push(body as RecordSystemRecord),
    } as unknown as VrsOptions['audit'],
    clock: { now: () => new Date(Date.now() + ahead), today: () => TODAY } as VrsOptions['clock'],
    cases: { byName: async () => null, matchesOf: async () => [], additionsOf: async () => [] },
    movements: { due: async () => [], beginFlag: async () => false, end: async () => undefined },
    onByHand: () => undefined,
    onFault: () => undefined,
  });
  return held;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

const came = () =>
  records.flatMap(({ phase, result }) => (phase === 'OUTCOME' && result !== null ? [result] : []));

test('at the start: the lift goes out behind the first look, and the person is protected again', async () => {
  await breakOffTheLift();
  world.shielded.add(atena(1));
  // The task has looked, and found the person protected as should be.
  await opened((call, { turns }) => (call === 0 ? until(() => turns() === 1) : Promise.resolve()));
  await until(() => came().length === 2);
  expect(came()).toEqual(['UNPROTECTED', 'PROTECTED']);
  expect(await target()).toMatchObject({ protected: true });
});

test('while it runs: a lift that the system did not hear of goes out later, and the person is protected again', async () => {
  look = 20;
  await breakOffTheLift();
  world.shielded.add(atena(1));
  await opened(async (call, { turns }) => {
    if (call === 0) {
      await until(() => turns() === 1);
      // Whoever took it up has had its time: the next look need not wait a minute for that.
      ahead += 120_000;
      throw new Error('silent');
    }
    // Behind the start's own looks: what protects now is the look for acts alone.
    if (call === 1) await until(() => turns() === 2);
  });
  await until(() => came().length === 2);
  expect(came()).toEqual(['UNPROTECTED', 'PROTECTED']);
  expect(await target()).toMatchObject({ protected: true });
});
