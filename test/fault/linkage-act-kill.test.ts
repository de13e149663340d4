import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IntermediateServer } from '../../adapters/intermediate-server/model.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { cityRows } from '../support/city.js';
import { startNetwork } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from '../support/intermediate/world.js';
import { KillRounds, type KilledMutation } from '../support/writing/kill-rounds.js';
import { KILLED_IN } from '../support/writing/mutations.js';

/**
 * Kills of the gateway at each step of every act of the linkage (docs/attacks.md W13): what was begun is open in the log
 * until whoever asked goes on with it under its key, and is done once. How an inquiry goes on by itself from there, by
 * the steps of the server: linkage-steps.test.ts.
 */

let data: string;
let network: MockIntermediate;
let kokubunji: IntermediateServer;
let rounds: KillRounds;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-linkage-acts-'));
  network = await startNetwork(data);
  kokubunji = openAs(network, KOKUBUNJI);
  rounds = new KillRounds({
    ...{ data, opened: true, acts: 'linkage_act', ends: 'KEY', mutations: LINKAGE },
    asking: { purpose: 'HISTORY', case: 'K-1' },
    settings: { SEKISHO_INTERMEDIATE_URL: network.url.href },
  });
  await rounds.begin();
  const { query } = LINKAGE['setNonDisclosure'] as KilledMutation;
  const { errors } = await rounds.ask('number-clerk', query, {
    input: { ...restriction('K-1', 'NO_AUTOMATIC_ANSWER'), idempotencyKey: 'not-by-itself' },
  });
  expect(errors).toEqual([]);
}, 240_000);
afterAll(async () => {
  await rounds?.end();
  await kokubunji?.close();
  await network?.close();
  rmSync(data, { recursive: true, force: true });
});

let next = 0;
const movedOut = (): string => example(data, 'movedOut');
const restriction = (reason: string, set: string) => ({
  ...{ atenaNumber: movedOut(), items: [VACCINATIONS], reason, set: [set] },
});
const idOf = ({ id }: Readonly<Record<string, unknown>>): string => String(id);
const inputOf = ({ input }: Readonly<Record<string, unknown>>) => input as Readonly<Record<string, unknown>>;

/** Acts that the server has under a request id of ours. */
const done = (operation: string, act: string): number =>
  network.state
    .prepare('SELECT 1 FROM act WHERE institution = ? AND operation = ? AND request_id = ?')
    .all(KOGANEI, operation, act).length;

/** Whom the network knows somebody as. */
function linkOf(atenaNumber: string): number {
  const [row] = cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
    atenaNumber,
  );
  const found = network.state
    .prepare<[string, string], { link: number }>(
      'SELECT link FROM person WHERE institution = ? AND integrated = ?',
    )
    .get(KOGANEI, row?.togo ?? '');
  if (found === undefined) throw new Error('The network knows everybody');
  return found.link;
}

/** Kokubunji asks about somebody who is not answered automatically; the number of what waits. */
async function waiting(): Promise<string> {
  const there = network.state
    .prepare<[string, number], { integrated: string }>(
      'SELECT integrated FROM person WHERE institution = ? AND link = ?',
    )
    .get(KOKUBUNJI, linkOf(movedOut()));
  const requestId = randomUUID();
  const asked = { requestId, row: '16の2', provider: KOGANEI, items: [VACCINATIONS], hidden: false };
  await kokubunji.request({ ...asked, condition: { kind: 'ALL' } }, new Sealed(there?.integrated ?? ''), {
    staff: 'KB-1',
    signal: AbortSignal.timeout(10_000),
  });
  const found = network.state.prepare<[string], { number: string }>(
    "SELECT number FROM inquiry WHERE request_id = ? AND provision_state = 'AWAITING_APPROVAL'",
  );
  return (await until(() => found.get(requestId) ?? null)).number;
}

async function hashOf(id: string): Promise<string> {
  const { data: read } = await rounds.ask<{ provisionRequest: { payload: { contentHash: string } } }>(
    'manager',
    'query ($id: ID!) { provisionRequest(id: $id) { payload { contentHash } } }',
    { id },
  );
  return read.provisionRequest.payload.contentHash;
}

const LINKAGE: Readonly<Record<string, KilledMutation>> = {
  requestInformation: {
    account: 'number-clerk',
    query:
      'mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id } userErrors { code } } }',
    fresh: () =>
      Promise.resolve({
        input: {
          ...{ atenaNumber: example(data, 'movedIn'), row: '16の2', provider: KOKUBUNJI },
          items: [VACCINATIONS],
        },
      }),
    made: (_variables, act) =>
      network.state.prepare('SELECT 1 FROM inquiry WHERE inquirer = ? AND request_id = ?').all(KOGANEI, act)
        .length,
  },
  // Composed anew each time: an act that goes on registers under another request id, and the copies replace each other.
  registerCopies: {
    account: 'number-clerk',
    query:
      'mutation ($input: RegisterCopiesInput!) { registerCopies(input: $input) { registered userErrors { code } } }',
    fresh: () => {
      const person = example(data, 'movedIn');
      network.state
        .prepare('DELETE FROM copy WHERE institution = ? AND link = ?')
        .run(KOGANEI, linkOf(person));
      return Promise.resolve({ input: { atenaNumbers: [person] } });
    },
    made: () =>
      network.state
        .prepare('SELECT 1 FROM copy WHERE institution = ? AND link = ? GROUP BY link')
        .all(KOGANEI, linkOf(example(data, 'movedIn'))).length,
    logged: (variables) => String(inputOf(variables)['idempotencyKey']),
  },
  setNonDisclosure: {
    account: 'number-clerk',
    query:
      'mutation ($input: SetNonDisclosureInput!) { setNonDisclosure(input: $input) { restrictions { nonDisclosure } userErrors { code } } }',
    fresh: () => Promise.resolve({ input: restriction(`K-1-${(next += 1)}`, 'NO_AUTOMATIC_ANSWER') }),
    made: (_variables, act) => done('TKY05', act),
    logged: (variables) => String(inputOf(variables)['reason']),
  },
  approveProvision: {
    account: 'manager',
    query:
      'mutation ($id: ID!, $hash: String!, $key: String!) { approveProvision(id: $id, contentHash: $hash, idempotencyKey: $key) { provision { state } userErrors { code } } }',
    fresh: async () => {
      const id = await waiting();
      return { id, hash: await hashOf(id) };
    },
    made: (_variables, act) => done('TKY03', act),
    logged: idOf,
  },
  rejectProvision: {
    account: 'manager',
    query:
      'mutation ($id: ID!, $key: String!) { rejectProvision(id: $id, idempotencyKey: $key) { provision { state } userErrors { code } } }',
    fresh: async () => ({ id: await waiting() }),
    made: (_variables, act) => done('TKY04', act),
    logged: idOf,
  },
};

test('killed at a step, an act of the linkage is open in the log or has ended, and its key does it once', async () => {
  await rounds.run();
  expect(rounds.faults).toEqual([]);
  expect(await rounds.verify()).toBe(true);
}, 1_800_000);

test('those are the mutations that are killed here', () => {
  expect(Object.keys(LINKAGE).sort()).toEqual(KILLED_IN['test/fault/linkage-act-kill.test.ts'].toSorted());
});
