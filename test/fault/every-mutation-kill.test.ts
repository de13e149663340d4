import type { Answer } from '../support/client.js';
import { FULL } from '../support/effort.js';
import { until } from '../support/intermediate/world.js';
import { HeldGateway } from '../support/writing/held-process.js';
import { ask, MUTATIONS, mutation } from '../support/writing/mutations.js';
import { WritingWorld, type Asking, type Data } from '../support/writing/writing-world.js';

/**
 * Kills of the gateway's own process while an act of every mutation stands still at a step of its own: each comes to its
 * end by itself once another process has started, or has done nothing and is open in the log; the same key then does it
 * once and no second time (docs/attacks.md W13). A mutation without a row in the table fails in
 * test/integration/every-mutation.test.ts.
 *
 * The short run kills once, each mutation at another step than its neighbour; `npm run test:long` at every step of each.
 */

const NAMES = Object.keys(MUTATIONS);
/** Steps that every act has. */
const COMMON_STEPS = 8;
/** No act has more. */
const MOST_STEPS = 60;

const world = new WritingWorld(FULL ? 90 : 8);
let gateway: HeldGateway;
/** Of all steps, so that one does not hide the others. */
const faults: string[] = [];
beforeAll(async () => {
  await world.begin();
  gateway = await start();
}, 240_000);
afterAll(async () => {
  await gateway.kill();
  await world.end();
});

/** Another process over the same disk. */
async function start(): Promise<HeldGateway> {
  const { data, settings } = world;
  const started = await HeldGateway.start({ data, settings, opened: true });
  world.listensOn(started.port);
  return started;
}

/** An act under way: what was sent, and what came back before the kill. */
interface Sent {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly how: Partial<Asking>;
  answer: Answer<Data> | null;
}

async function prepared(name: string, round: number): Promise<Sent> {
  const { fresh, needsCase } = mutation(name);
  const input = { ...(await fresh(world)), idempotencyKey: `killed-${name}-${round}` };
  const how = needsCase === undefined ? {} : { case: await needsCase(world, input) };
  return { name, input, how, answer: null };
}

const requestOf = ({ name, input }: Sent) =>
  world.requestOf(mutation(name).asking.account, String(input['idempotencyKey']));

const codesOf = ({ name }: Sent, { data }: Answer<Data>): readonly string[] =>
  ((data?.[name]?.['userErrors'] ?? []) as { code: string }[]).map(({ code }) => code);

/** Sends them all, and kills the gateway once each is answered or stands at its step. */
async function killed(sent: readonly Sent[], holds: Readonly<Record<string, number>>): Promise<void> {
  await gateway.hold(holds);
  const asked = sent.map(async (one) => {
    one.answer = await ask(world, one.name, one.input, one.how).catch(() => null);
  });
  await until(
    () => (sent.every(({ name, answer }) => answer !== null || gateway.held.has(name)) ? true : null),
    120_000,
  );
  await gateway.kill();
  await Promise.all(asked);
}

/** How it stands once another process has started: ended in the store, the systems and the log, or never begun. */
async function checkEnd(sent: Sent, acts: Awaited<ReturnType<WritingWorld['acts']>>): Promise<void> {
  const { name, input, answer } = sent;
  const { made } = mutation(name);
  const request = requestOf(sent);
  const at = `${name} ${gateway.held.get(name) ?? ''}`;
  if (request === null) {
    // Nothing but an intent, which is open in the log, and has done nothing.
    expect([at, made(world, input, '')]).toEqual([at, 0]);
    expect(answer).toBeNull();
    return;
  }
  const isVoid = request.outcome === 'VOID';
  expect([at, made(world, input, request.id)]).toEqual([at, isVoid ? 0 : 1]);
  const phases = acts.filter((act) => act.act === name && act.id === request.id).map(({ phase }) => phase);
  expect([at, ...new Set(phases)]).toEqual([at, 'INTENT', 'OUTCOME']);
  if (answer !== null) expect([at, answer.errors, codesOf(sent, answer)]).toEqual([at, [], []]);
}

/** The same again: done once by now, and told again from then on. */
async function checkReplay(sent: Sent): Promise<void> {
  const { name, input, how } = sent;
  const wasVoid = requestOf(sent)?.outcome === 'VOID';
  const again = await ask(world, name, input, how);
  expect([name, again.errors, codesOf(sent, again)]).toEqual([name, [], wasVoid ? ['ABANDONED'] : []]);
  const { id } = requestOf(sent) ?? { id: '' };
  expect([name, mutation(name).made(world, input, id)]).toEqual([name, wasVoid ? 0 : 1]);
  const before = [world.everything(), (await world.acts()).length];
  const third = await ask(world, name, input, how);
  expect(third.data).toEqual(again.data);
  expect([world.everything(), (await world.acts()).length]).toEqual(before);
}

/** Kills the mutations at these steps of theirs; those that stood at them. */
async function round(at: number, holds: Readonly<Record<string, number>>): Promise<ReadonlySet<string>> {
  const sent: Sent[] = [];
  for (const name of Object.keys(holds)) sent.push(await prepared(name, at));
  await killed(sent, holds);
  const stood = new Map(gateway.held);
  gateway = await start();
  for (const [name, step] of stood) gateway.held.set(name, step);
  // The record system may be slow: the start does not wait for it.
  await until(
    () => (sent.every((one) => requestOf(one)?.outcome !== null || requestOf(one) === null) ? true : null),
    60_000,
  );
  const acts = await until(async () => {
    const logged = await world.acts();
    const ended = new Set(logged.filter(({ phase }) => phase === 'OUTCOME').map(({ id }) => id));
    return sent.every((one) => ended.has(requestOf(one)?.id ?? '') || requestOf(one) === null)
      ? logged
      : null;
  });
  const told = (one: Sent) => (error: unknown) => {
    faults.push(`step ${at} of ${one.name} (${stood.get(one.name) ?? 'ended'}): ${(error as Error).message}`);
  };
  for (const one of sent) await checkEnd(one, acts).catch(told(one));
  gateway.held.clear();
  for (const one of sent) await checkReplay(one).catch(told(one));
  return new Set(stood.keys());
}

test('killed at a step of each mutation, every act ends by itself or has done nothing, and its key does it once', async () => {
  if (!FULL) {
    process.stdout.write(
      '1 kill of the gateway, at one step of each mutation; npm run test:long tries all steps\n',
    );
    const holds = Object.fromEntries(NAMES.map((name, at) => [name, at % COMMON_STEPS]));
    expect([...(await round(0, holds))].sort()).toEqual([...NAMES].sort());
    expect(faults).toEqual([]);
    return;
  }
  let left: readonly string[] = NAMES;
  for (let at = 0; left.length > 0; at += 1) {
    expect(at).toBeLessThan(MOST_STEPS);
    const stood = await round(at, Object.fromEntries(left.map((name) => [name, at])));
    if (at < COMMON_STEPS) expect([at, ...stood].length).toBe(NAMES.length + 1);
    // Whoever had no such step has been killed at all of theirs.
    left = left.filter((name) => stood.has(name));
  }
  expect(faults).toEqual([]);
  await world.verify();
}, 7_200_000);
