import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const QUERY = '{ residents(where: {}, first: 3) { nodes { atenaNumber name { kanji } } } }';
const askResidents = () => gateway.as('clerk', { query: QUERY, purpose: 'INQUIRY', case: '2023-0001' });

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
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'AUDIT_UNAVAILABLE', messageJa: expect.stringContaining('記録') });
    expect(answer.headers['sekisho-record']).toBeUndefined();
    expect(answer.text).not.toMatch(/\d{15}/);
  }
  gateway.statements.length = 0;
  await askResidents();
  expect(gateway.statements).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${gateway.port}/readyz`)).status).toBe(503);
  expect((await fetch(`http://127.0.0.1:${gateway.port}/livez`)).status).toBe(200);

  renameSync(`${file}.taken`, file);
  while ((await fetch(`http://127.0.0.1:${gateway.port}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await askResidents()).status).toBe(200);
});
