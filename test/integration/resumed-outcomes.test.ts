import { ActLog } from '../../src/acts/act-log.js';
import { until } from '../support/intermediate/world.js';
import { openCasesIn } from '../support/cases.js';
import { ask, mutation, MUTATIONS } from '../support/writing/mutations.js';
import { WritingWorld, type Asking, type LoggedAct } from '../support/writing/writing-world.js';

/**
 * The OUTCOME that a gateway seals for an act that another has left behind says the same as one that is sealed directly:
 * by whom, about whom, under which case and on which ground (docs/attacks.md W21).
 */

const NAMES = Object.keys(MUTATIONS);
const world = new WritingWorld(20);
beforeAll(async () => {
  await world.begin();
  await world.start();
  openCasesIn({ kind: 'sqlite', path: `${world.data}/store.sqlite` });
}, 300_000);
afterAll(() => world.end());

/** Of whose acts the OUTCOME is not sealed: the gateway dies before it. */
let dying: (facts: { readonly act: string }) => boolean = () => false;
const { close } = ActLog.prototype;
beforeEach(() => {
  jest.spyOn(ActLog.prototype, 'close').mockImplementation(function (this: ActLog<LoggedAct>, facts, result) {
    if (dying(facts as unknown as LoggedAct)) return Promise.reject(new Error('the gateway dies'));
    return close.call(this, facts, result);
  });
});
afterEach(() => jest.restoreAllMocks());

/** Acts whose result hangs on whom they are about, with what they were asked with first. */
const ABOUT_THE_SAME = new Map<string, Record<string, unknown> | null>([['matchPerson', null]]);

async function inputOf(name: string): Promise<Record<string, unknown>> {
  const input = ABOUT_THE_SAME.get(name) ?? (await mutation(name).fresh(world));
  if (ABOUT_THE_SAME.has(name)) ABOUT_THE_SAME.set(name, input);
  return input;
}

/** Under a case of the persons' own where the act names none by itself. */
async function asked(name: string, key: string): Promise<string> {
  const { needsCase, room, asking } = mutation(name);
  const input = { ...(await inputOf(name)), idempotencyKey: key };
  const how: Partial<Asking> =
    needsCase !== undefined
      ? { case: await needsCase(world, input) }
      : room === 'cases' || room === 'movements'
        ? {}
        : { case: 'K-1' };
  const { errors, data } = await ask(world, name, input, how);
  const told = (data?.[name]?.['userErrors'] ?? []) as object[];
  expect([name, told]).toEqual([name, []]);
  const request = world.requestOf(asking.account, key);
  expect([name, errors.length === 0 || request !== null]).toEqual([name, true]);
  return request?.id ?? '';
}

/** What an OUTCOME says of its act; the result is compared by itself, and a resumed one is of no request. */
const saidIn = ({ result: _result, phase: _phase, request: _request, ...said }: LoggedAct) => {
  const { seq: _seq, at: _at, ...rest } = said as typeof said & { seq?: unknown; at?: unknown };
  return rest;
};

test('of every mutation, and of the case that its caller named', async () => {
  const ids = new Map<string, { direct: string; resumed: string }>();
  for (const name of NAMES) ids.set(name, { direct: await asked(name, `direct-${name}`), resumed: '' });
  for (const [name, { direct }] of ids) {
    dying = ({ act }) => act === name;
    ids.set(name, { direct, resumed: await asked(name, `resumed-${name}`) });
  }
  dying = () => false;
  await world.stop();
  await world.start();
  const isEnded = (name: string): boolean =>
    world.requestOf(mutation(name).asking.account, `resumed-${name}`)?.outcome != null;
  await until(() => (NAMES.every(isEnded) ? true : null));
  const acts = await world.acts();
  for (const [name, { direct, resumed }] of ids) {
    const of = (id: string, phase: string) =>
      acts.filter((act) => act.id === id && act.act === name && act.phase === phase);
    const [firstIntent, firstOutcome] = [of(direct, 'INTENT')[0], of(direct, 'OUTCOME')[0]];
    const [intent, outcomes] = [of(resumed, 'INTENT')[0], of(resumed, 'OUTCOME')];
    if (firstIntent === undefined || firstOutcome === undefined || intent === undefined)
      throw new Error(`${name} is not in the log`);
    expect([name, saidIn(firstOutcome)]).toEqual([name, saidIn(firstIntent)]);
    expect([name, outcomes.length, outcomes[0] && saidIn(outcomes[0])]).toEqual([name, 1, saidIn(intent)]);
    expect(Object.keys(outcomes[0] ?? {}).sort()).toEqual(Object.keys(firstOutcome).sort());
    expect([name, outcomes[0]?.request]).toEqual([name, null]);
    const kind = (result: string | null | undefined) => result?.replace(/ \(resumed\)$/, '').split(' ')[0];
    expect([name, kind(outcomes[0]?.result)]).toEqual([name, kind(firstOutcome.result)]);
  }
}, 600_000);
