import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { testCity } from '../support/city.js';
import { ask, type Ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded; charset=utf-8'])(
  'a request of media type %s is told what to send, in both languages, and is on record',
  async (type) => {
    const sent = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await gateway.token('clerk')}`,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      body: Buffer.from('{"query":"{ viewer { account } }"}'),
    });
    expect(sent.status).toBe(415);
    const { errors } = (await sent.json()) as {
      errors: { message: string; extensions: Record<string, string> }[];
    };
    expect(errors[0]?.message).toContain('with Content-Type: application/json');
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      messageJa: expect.stringContaining('Content-Type: application/json') as string,
      request: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    expect(await recordOf(gateway, sent.headers.get('sekisho-record') ?? '')).toMatchObject({
      kind: 'OUTCOME',
      codes: ['BAD_USER_INPUT'],
    });
  },
);

async function recordOf({ settings }: TestGateway, name: string): Promise<AuditRecord | undefined> {
  const keys = loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  for await (const { writer, record } of readRecords(settings.auditDirectory, keys)) {
    if (`${writer}/${record.seq}` === name) return record;
  }
  return undefined;
}

const RESIDENTS = '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { atenaNumber } } }';
const GOOD: Ask = { query: RESIDENTS, purpose: 'INQUIRY', case: '2023-0001' };

const refused: readonly (readonly [string, string, Partial<Ask> & { account?: string }])[] = [
  ['no purpose', 'PURPOSE_REQUIRED', { purpose: undefined }],
  ['an unknown purpose', 'PURPOSE_REQUIRED', { purpose: 'CURIOSITY' }],
  ['a purpose that needs a case, without one', 'PURPOSE_REQUIRED', { case: undefined }],
  ['a purpose on no menu of the account', 'FORBIDDEN', { purpose: 'AUDIT' }],
  ['a case number of strange form', 'BAD_USER_INPUT', { case: 'a b<script>' }],
  ['no token', 'UNAUTHENTICATED', { token: '' }],
  ['a token that is none', 'UNAUTHENTICATED', { token: 'abc.def.ghi' }],
  [
    'a malformed number',
    'BAD_USER_INPUT',
    {
      query: 'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }',
      variables: { n: '12' },
    },
  ],
  [
    'a malformed address-name number',
    'BAD_USER_INPUT',
    { query: '{ resident(atenaNumber: "x") { atenaNumber } }' },
  ],
  ['a document that does not parse', 'BAD_USER_INPUT', { query: '{ residents(' }],
  ['a field that does not exist', 'BAD_USER_INPUT', { query: '{ secrets }' }],
  ['a subscription', 'BAD_USER_INPUT', { query: 'subscription { residents }' }],
  ['a mutation where there is none', 'BAD_USER_INPUT', { query: 'mutation { residents }' }],
  ['a case number that groups twelve digits in its own way', 'BAD_USER_INPUT', { case: '123456-789018' }],
  ['an oversized body', 'BAD_USER_INPUT', { query: `{ viewer { account } } # ${'x'.repeat(300_000)}` }],
  ['an oversized document', 'BAD_USER_INPUT', { query: `{ viewer { ${'account '.repeat(12_000)} } }` }],
  [
    'a page out of bounds',
    'BAD_USER_INPUT',
    { query: '{ residents(where: {kanaPrefix: "サ"}, first: 0) { totalCount } }' },
  ],
  [
    'a foreign cursor',
    'BAD_USER_INPUT',
    { query: '{ residents(where: {kanaPrefix: "サ"}, after: "abc") { totalCount } }' },
  ],
  [
    'an unknown vaccine',
    'BAD_USER_INPUT',
    { query: '{ immunizationCoverage(vaccine: "X", by: [SEX]) { rate } }', purpose: 'STATISTICS' },
  ],
  ['a zone where residents may not be read', 'FORBIDDEN', { from: '127.0.0.4' }],
  ['a zone nobody declared', 'FORBIDDEN', { from: '127.0.0.9' }],
];

test.each(refused)(
  '%s is answered with %s, says what to do in both languages, and is on record',
  async (_what, code, how) => {
    const token = how.token ?? (await gateway.token(how.account ?? 'clerk'));
    const answer = await ask(gateway.port, { ...GOOD, ...how, token: token === '' ? undefined : token });
    const error = answer.errors[0];
    expect(error?.extensions.code).toBe(code);
    expect(error?.message.length).toBeGreaterThan(10);
    expect(error?.extensions.messageJa).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(JSON.stringify(answer.data ?? null)).not.toMatch(/\d{15}/);
    expect(await recordOf(gateway, answer.record)).toMatchObject({
      kind: 'OUTCOME',
      codes: expect.arrayContaining([code]),
    });
  },
);

test('an expired token is told from a bad one', async () => {
  const token = await gateway.login('clerk', -60);
  const answer = await ask(gateway.port, { ...GOOD, token });
  expect(answer.errors[0]?.extensions.code).toBe('SESSION_EXPIRED');
  expect(answer.status).toBe(401);
  expect(await recordOf(gateway, answer.record)).toMatchObject({ kind: 'OUTCOME', account: null });
});

/** docs/attacks.md N7. */
test('a body in Shift_JIS is refused and on record: as lost characters it would find nobody', async () => {
  const [before, after] = ['{"query":"{ residents(where: {kanaPrefix: \\"', '\\"}) { totalCount } }"}'];
  const sato = Buffer.from([0x83, 0x54, 0x83, 0x67, 0x83, 0x45]);
  const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token('clerk')}`,
      'content-type': 'application/json',
      'sekisho-purpose': 'INQUIRY',
      'sekisho-case': '2023-0001',
    },
    body: Buffer.concat([Buffer.from(before), sato, Buffer.from(after)]),
  });
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('UTF-8')]);
  const record = String(response.headers.get('sekisho-record'));
  expect(await recordOf(gateway, record)).toMatchObject({ codes: ['BAD_USER_INPUT'] });
});

test('GET is refused: documents do not belong in addresses', async () => {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql?query=%7Bviewer%7Baccount%7D%7D`, {
    headers: { authorization: `Bearer ${await gateway.token('clerk')}` },
  });
  expect(response.status).toBe(405);
  expect(response.headers.get('sekisho-record')).toMatch(/^gw1\/\d+$/);
});

describe('with a health file that is damaged after the start', () => {
  let broken: TestGateway;
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-corrupt-'));
  beforeAll(async () => {
    const file = join(directory, 'health.sqlite');
    cpSync(join(testCity().directory, '132101', 'health.sqlite'), file);
    broken = await startTestGateway({ SEKISHO_HEALTH_URL: `sqlite:${file}` });
    writeFileSync(file, 'this is no database, whatever its name says. '.repeat(100));
  });
  afterAll(async () => {
    await broken?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('the answer is partial, says so, and is on record as such', async () => {
    const query =
      '{ residents(where: {kanaPrefix: "サ"}, first: 2) { nodes { name { kanji } immunizations { lot } } } }';
    const answer = await broken.as<{ residents: { nodes: { name: object; immunizations: null }[] } }>(
      'clerk',
      { ...GOOD, query },
    );
    expect(answer.data.residents.nodes[0]).toEqual({
      name: { kanji: expect.any(String) },
      immunizations: null,
    });
    expect(answer.errors[0]).toMatchObject({
      path: ['residents', 'nodes', 0, 'immunizations'],
      extensions: { code: 'SOURCE_UNAVAILABLE' },
    });
    expect(await recordOf(broken, answer.record)).toMatchObject({
      kind: 'OUTCOME',
      status: 'ANSWERED',
      codes: ['SOURCE_UNAVAILABLE'],
    });
  });

  test('the log tells the operator which source, and where to look', () => {
    expect(broken.logLines.join('')).toMatch(/HEALTH_MANAGEMENT.*sekisho doctor/);
  });
});
