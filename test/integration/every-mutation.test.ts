import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { ActLog } from '../../src/acts/act-log.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { ROOT, type TestGateway } from '../support/gateway.js';
import {
  ask,
  KILLED_IN,
  mutation,
  MUTATIONS,
  OF_ONE_TRANSACTION,
  openedCase,
} from '../support/writing/mutations.js';
import { WritingWorld, type Asking, type LoggedAct } from '../support/writing/writing-world.js';

/**
 * Every mutation of the rooms that write, over HTTP and real stores, by one table: no act without its intent, none twice,
 * none that was only to be looked at, none under a case that opens nothing (docs/attacks.md W12).
 */

const world = new WritingWorld(20);
let gateway: TestGateway;
beforeAll(async () => {
  await world.begin();
  gateway = await world.start();
}, 300_000);
afterAll(() => world.end());

type Input = Readonly<Record<string, unknown>>;
const given = (more: Input | ((of: WritingWorld, input: Input) => Input), input: Input): Input =>
  typeof more === 'function' ? more(world, input) : more;

test('a mutation that is in no suite that kills the gateway under it, or in two, fails here (docs/attacks.md W13)', () => {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8'));
  const names = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const elsewhere = [...Object.values(KILLED_IN).flat(), ...OF_ONE_TRANSACTION];
  expect([...Object.keys(MUTATIONS), ...elsewhere].sort()).toEqual(names.sort());
});

/** What an act could change, and how many acts the log knows: the same before and after what does nothing. */
async function standing(): Promise<readonly [string, number]> {
  return [world.everything(), (await world.acts()).length];
}

const codesOf = (told: Record<string, unknown> | null | undefined): readonly string[] =>
  ((told?.['userErrors'] ?? []) as { code: string }[]).map(({ code }) => code);

/** An act that nobody has asked for yet, and how it is asked for. */
async function freshAct(name: string): Promise<{ input: Input; how: Partial<Asking> }> {
  const { fresh, needsCase } = mutation(name);
  const input = { ...(await fresh(world)), idempotencyKey: world.key() };
  return { input, how: needsCase === undefined ? {} : { case: await needsCase(world, input) } };
}

async function recorded(record: string): Promise<string> {
  const lines: string[] = [];
  for await (const { coordinate, outcome, reason } of expandRecord(
    gateway.settings.auditDirectory,
    gateway.auditKeys,
    record,
  ))
    lines.push(`${coordinate} ${outcome} ${reason ?? ''}`);
  return lines.join('\n');
}

describe.each(Object.keys(MUTATIONS))('%s', (name) => {
  const row = mutation(name);
  const isOfName = ({ act }: LoggedAct): boolean => act === name;
  /** What nobody has done yet, until the last test does it. */
  let [input, how]: [Input, Partial<Asking>] = [{}, {}];
  beforeAll(async () => void ({ input, how } = await freshAct(name)));

  test('to be looked at only it changes nothing anywhere, and seals no intent', async () => {
    const before = await standing();
    const { errors, data } = await ask(world, name, { ...input, validateOnly: true }, how);
    expect([errors, codesOf(data?.[name])]).toEqual([[], []]);
    expect(await standing()).toEqual(before);
  });

  test('what speaks against it is told with its code, which stands in the log, and nothing is done', async () => {
    if (row.against === null) return;
    const [wrong, code] = row.against;
    const more = given(wrong, input);
    const before = await standing();
    const { errors, data, record } = await ask(world, name, { ...input, ...more }, how);
    expect([errors, codesOf(data?.[name])]).toEqual([[], [code]]);
    expect(await recorded(record)).toMatch(new RegExp(`Mutation\\.${name} REFUSED ${code}`));
    expect(await standing()).toEqual(before);
  });

  test('a case of another division, one that is closed, and one that there is not open nothing', async () => {
    const closed = await closedCase();
    const before = await standing();
    for (const named of ['D-1', closed, '2023-77777']) {
      const { status, errors, data } = await ask(world, name, input, { case: named });
      expect([named, status, errors.map(({ extensions }) => extensions.code)]).toEqual([
        ...[named, 400, ['PURPOSE_REQUIRED']],
      ]);
      expect(data ?? null).toBeNull();
    }
    expect(await standing()).toEqual(before);
  });

  test('without the case that a purpose needs, or under one about somebody else, nothing happens', async () => {
    const number = await openedCase(world);
    const before = await standing();
    const refused = async (how: Partial<Asking>) => {
      const { errors, data } = await ask(world, name, input, how);
      const codes = [...errors.map(({ extensions }) => extensions.code), ...codesOf(data?.[name])];
      expect([how, codes.length > 0]).toEqual([how, true]);
    };
    if (row.needsCase !== undefined) await refused({});
    // Whoever opens a case has none yet, and works on it by its own number.
    if (row.room !== 'cases') {
      for (const purpose of ['INQUIRY', 'CERTIFICATE', 'DISCLOSURE']) await refused({ purpose });
      await refused({ case: number });
    }
    expect(await standing()).toEqual(before);
  });

  test('its intent is sealed before anything is touched, its outcome once it is done; sent again it is told again', async () => {
    const seen: string[] = [];
    const before = world.everything();
    const idOf = (): string => world.requestOf(row.asking.account, String(input['idempotencyKey']))?.id ?? '';
    const { intend, close } = ActLog.prototype;
    const spies = [
      jest.spyOn(ActLog.prototype, 'intend').mockImplementation(function (this: ActLog<LoggedAct>, facts) {
        if (isOfName(facts as LoggedAct)) seen.push(`INTENT ${world.everything() === before}`);
        return intend.call(this, facts);
      }),
      jest.spyOn(ActLog.prototype, 'close').mockImplementation(function (this: ActLog<LoggedAct>, ...told) {
        if (isOfName(told[0] as LoggedAct)) seen.push(`OUTCOME ${row.made(world, input, idOf())}`);
        return close.apply(this, told);
      }),
    ];
    const acts = (await world.acts()).length;
    expect(row.made(world, input, '')).toBe(0);
    const first = await ask(world, name, input, how);
    for (const spy of spies) spy.mockRestore();
    expect([first.errors, codesOf(first.data?.[name])]).toEqual([[], []]);
    // Nothing was touched at the first, and all was done by the second.
    expect(seen).toEqual(['INTENT true', 'OUTCOME 1']);
    const logged = (await world.acts()).slice(acts).filter(isOfName);
    expect(logged.map(({ phase, id, account }) => [phase, id, account])).toEqual([
      ['INTENT', idOf(), row.asking.account],
      ['OUTCOME', idOf(), row.asking.account],
    ]);
    expect(logged[0]?.subjects).not.toHaveLength(0);

    const more = given(row.other, input);
    const after = await standing();
    const again = await ask(world, name, input, how);
    expect(again.data).toEqual(first.data);
    const other = await ask(world, name, { ...input, ...more }, how);
    expect([other.errors, codesOf(other.data?.[name])]).toEqual([[], ['KEY_REUSED']]);
    expect(await recorded(other.record)).toContain(`Mutation.${name} REFUSED KEY_REUSED`);
    expect(await standing()).toEqual(after);
    expect(row.made(world, input, idOf())).toBe(1);
  });
});

async function closedCase(): Promise<string> {
  const number = await openedCase(world);
  await ask(world, 'closeCase', { idempotencyKey: world.key(), number, outcome: 'ANSWERED' });
  return number;
}
