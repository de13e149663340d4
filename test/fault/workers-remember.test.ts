import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cityEnvironment } from '../support/city.js';
import type { Ask } from '../support/client.js';
import { EditedCity } from '../support/edited-city.js';
import { demoToken } from '../support/gateway.js';
import { typed } from '../support/sekisho.js';
import { Installation, until } from '../support/workers/installation.js';

/** docs/attacks.md B13: an emptied table of measures opens nobody, whichever process answers, and whenever it began. */

const ADDRESS = 'query ($n: [ID!]) { residents(where: {atenaNumbers: $n}, first: 9) { nodes { address } } }';

let data: string;
let city: EditedCity;
let installation: Installation;
let covered: readonly string[];
let free: string;
let question: Ask;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-remember-'));
  city = new EditedCity();
  const [one = [], other = [], third = []] = city.households(1, 3);
  covered = [...one, ...other];
  [free = ''] = third;
  for (const number of covered) city.measure(number, '20220101', '99999999');
  installation = await Installation.start(data, 2, city.files.environment);
  const token = await demoToken(data, 'clerk');
  question = { query: ADDRESS, token, purpose: 'RECOMMEND', case: '2023-0001' };
}, 300_000);
afterAll(() => {
  installation?.process.kill('SIGKILL');
  city?.remove();
  rmSync(data, { recursive: true, force: true });
});

interface Found {
  readonly residents: { readonly nodes: readonly { readonly address: string | null }[] };
}
async function addresses(writer: string, numbers: readonly string[]): Promise<readonly (string | null)[]> {
  const answer = await installation.answeredBy<Found>(writer, { ...question, variables: { n: numbers } });
  expect(answer.errors).toEqual([]);
  return answer.data.residents.nodes.map(({ address }) => address);
}

async function expectClosed(): Promise<void> {
  for (const writer of ['gw1', 'gw2']) {
    expect([writer, await addresses(writer, covered)]).toEqual([writer, covered.map(() => null)]);
    expect([writer, await addresses(writer, [free])]).toEqual([writer, [expect.any(String)]]);
  }
}

test('a worker that begins after the table was emptied protects whom the one before it did', async () => {
  await expectClosed();
  const { rows } = city.files.row('registry', 'SELECT COUNT(*) AS rows FROM JUKI_SIEN');
  city.files.change('registry', 'DELETE FROM JUKI_SIEN', [], Number(rows));
  await expectClosed();
  for (const slot of [1, 2]) {
    const victim = installation.workers().find((worker) => worker.slot === slot);
    process.kill(victim?.process ?? NaN, 'SIGKILL');
    await until(
      () => installation.workers().find((worker) => worker.slot === slot)?.process !== victim?.process,
    );
  }
  await until(async () => (await installation.readyz()).workers === '2/2');
  await expectClosed();
}, 300_000);

test('so do those of another start, until an account administrator says that they are over', async () => {
  await installation.end('SIGTERM');
  installation = await Installation.start(data, 2, city.files.environment);
  await expectClosed();
  await installation.end('SIGTERM');
  const environment = { ...cityEnvironment(data), SEKISHO_TOKEN: await demoToken(data, 'admin') };
  expect(await typed(environment, ['measures', 'forget'])).toMatchObject({
    ...{ code: 0, warned: '', printed: expect.stringContaining('forgot') },
  });
  installation = await Installation.start(data, 2, city.files.environment);
  for (const writer of ['gw1', 'gw2'])
    expect(await addresses(writer, covered)).toEqual(covered.map(() => expect.any(String)));
}, 300_000);
