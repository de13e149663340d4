import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const QUERY = '{ residents(where: {}, first: 3) { nodes { atenaNumber name { kanji } } } }';
const askResidents = () => gateway.as('clerk', { query: QUERY, purpose: 'HISTORY', case: '2023-0001' });

/** The journal of the running gateway, moved away under its feet and back. */
function segment(): string {
  const folder = join(gateway.settings.auditDirectory, 'gw1');
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.skl'));
  return join(folder, name as string);
}

test('while the log cannot be sealed nothing is disclosed, the caller is told why, and it recovers by itself', async () => {
  expect((await askResidents()).status).toBe(200);
  const file = segment();
  renameSync(file, `${file}.taken`);
  // The first request finds out; from then on none gets as far as a source.
  for (let round = 0; round < 2; round++) {
    const answer = await askResidents();
    expect(answer.status).toBe(503);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      messageJa: expect.stringContaining('記録'),
    });
    expect(answer.headers['sekisho-record']).toBeUndefined();
    expect(answer.text).not.toMatch(/\d{15}/);
  }
  gateway.statements.length = 0;
  await askResidents();
  expect(gateway.statements).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${gateway.port}/readyz`)).status).toBe(503);
  expect((await fetch(`http://127.0.0.1:${gateway.port}/livez`)).status).toBe(200);

  renameSync(`${file}.taken`, file);
  while ((await fetch(`http://127.0.0.1:${gateway.port}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await askResidents()).status).toBe(200);
});

test('while the log cannot be sealed, what holds nothing about a person is still answered, and says so', async () => {
  expect(
    (await gateway.as('clerk', { query: '{ viewer { account } }' })).headers['sekisho-record'],
  ).toBeDefined();
  const file = segment();
  renameSync(file, `${file}.taken`);
  const answers = [];
  for (const query of [
    '{ viewer { account } }',
    '{ __schema { queryType { name } } }',
    '{ _service { sdl } }',
  ])
    answers.push(await gateway.as('clerk', { query }));
  const refused = await askResidents();
  const statistics = await gateway.as('clerk', {
    query: '{ immunizationCoverage(vaccine: "COVID", by: [SEX]) { rate } }',
    purpose: 'STATISTICS',
  });
  renameSync(`${file}.taken`, file);
  for (const { status, errors, headers } of answers) {
    expect([status, errors]).toEqual([200, []]);
    expect(headers['sekisho-unsealed']).toBe('AUDIT_UNAVAILABLE');
    expect(headers['sekisho-record']).toBeUndefined();
  }
  expect(answers[0]?.data).toEqual({ viewer: { account: 'clerk' } });
  for (const answer of [refused, statistics]) expect(answer.headers['sekisho-unsealed']).toBeUndefined();
  expect(refused.status).toBe(503);
  expect(statistics.data ?? null).toBeNull();
  while ((await fetch(`http://127.0.0.1:${gateway.port}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
});
