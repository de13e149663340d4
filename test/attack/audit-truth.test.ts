import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { Access, AuditRecord } from '../../src/audit/record/record.js';
import { MUNICIPALITY } from '../../src/about.js';
import { expandRecord, searchSubject } from '../../src/audit/reading/search.js';
import { cityRows } from '../support/city.js';
import { send } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * No answer without its line, and none with a wrong one: LinuxForHealth #2090 (subjects missing), CAP #103 (a
 * way round the record), HMIS #3790 (whom it was about).
 */

let gateway: TestGateway;
let keys: ReturnType<typeof loadAuditKeys>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.as('clerk', { query: '{ viewer { account } }' });
  keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
});
afterAll(() => gateway?.stop());

const CASE = { purpose: 'INQUIRY', case: '2023-0001' } as const;

async function expand(record: string): Promise<Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

async function recordOf(name: string): Promise<AuditRecord | undefined> {
  for await (const { writer, record } of readRecords(gateway.settings.auditDirectory, keys)) {
    if (`${writer}/${record.seq}` === name) return record;
  }
  return undefined;
}

async function foundBy(atenaNumber: string): Promise<string> {
  const lines: string[] = [];
  for await (const line of searchSubject(gateway.settings.auditDirectory, keys, {
    municipality: MUNICIPALITY,
    atenaNumber,
  }))
    lines.push(JSON.stringify(line));
  return lines.join('\n');
}

function somebody(): string {
  const [row] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) ORDER BY ATENA_NO DESC LIMIT 1`,
  );
  return row?.id ?? '';
}

test('a verification names the person whose number was verified', async () => {
  const id = somebody();
  const query =
    'query ($id: ID!, $n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: $id, number: $n) }';
  const answer = await gateway.as('clerk', { ...CASE, query, variables: { id, n: '123456789018' } });
  expect(answer.data).toEqual({ verifyIndividualNumber: 'MISMATCH' });
  expect(await expand(answer.record)).toEqual([
    expect.objectContaining({
      coordinate: 'Query.verifyIndividualNumber',
      subject: expect.any(String),
      outcome: 'DISCLOSED',
    }),
  ]);
  expect(await foundBy(id)).toContain('verifyIndividualNumber');
});

test('asking for a person who is not there names the one who was asked for', async () => {
  const answer = await gateway.as('clerk', {
    ...CASE,
    query: '{ resident(atenaNumber: "999999999999998") { name { kanji } } }',
  });
  expect(answer.data).toEqual({ resident: null });
  expect(await expand(answer.record)).toEqual([
    expect.objectContaining({ coordinate: 'Query.resident', subject: expect.any(String), outcome: 'ABSENT' }),
  ]);
});

test('an argument that turns out null is the caller’s fault, and its field has its line', async () => {
  const query = 'query ($f: Int) { residents(where: {kanaPrefix: "サ"}, first: $f) { totalCount } }';
  const answer = await gateway.as('clerk', { ...CASE, query, variables: { f: null } });
  expect(answer.errors[0]).toMatchObject({ path: ['residents'], extensions: { code: 'BAD_USER_INPUT' } });
  expect(await expand(answer.record)).toEqual([
    expect.objectContaining({ coordinate: 'Query.residents', outcome: 'FAILED' }),
  ]);
  expect(await recordOf(answer.record)).toMatchObject({ status: 'ANSWERED', codes: ['BAD_USER_INPUT'] });
});

test('an answer the caller will not take is not recorded as a plain answer (HTTP 406)', async () => {
  const token = await gateway.token('clerk');
  const body = JSON.stringify({ query: `{ resident(atenaNumber: "${somebody()}") { name { kanji } } }` });
  const answer = await send(gateway.port, { ...CASE, token, headers: { accept: 'text/html' } }, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await recordOf(String(answer.headers['sekisho-record']))).toMatchObject({
    codes: ['BAD_USER_INPUT'],
  });
});

const disguises: readonly (readonly [string, string, string])[] = [
  [
    'an alias',
    'Cosmo #1815',
    '{ resident(atenaNumber: "ID") { name: address atenaNumber: individualNumber { disclosure: value } } }',
  ],
  [
    'a nested fragment',
    'Envelop #2347',
    '{ resident(atenaNumber: "ID") { ...A } } fragment A on Resident { ...B } fragment B on Resident { name: address atenaNumber: individualNumber { disclosure: value } }',
  ],
  [
    'inline fragments',
    'Cosmo #1815',
    '{ resident(atenaNumber: "ID") { ... { ... on Resident { name: address atenaNumber: individualNumber { disclosure: value } } } } }',
  ],
  [
    '@include by a default',
    'Envelop #2347',
    'query ($yes: Boolean! = true) { resident(atenaNumber: "ID") @include(if: $yes) { name: address @skip(if: false) atenaNumber: individualNumber @include(if: $yes) { disclosure: value } } }',
  ],
  [
    'the name of a magic property',
    'prototype pollution',
    '{ resident(atenaNumber: "ID") { __proto__: address constructor: individualNumber { toJSON: value } } }',
  ],
];
test.each(disguises)('%s changes neither the decision nor the coordinate (%s)', async (_how, _bug, text) => {
  const answer = await gateway.as('clerk', { ...CASE, query: text.replace('ID', somebody()) });
  expect(answer.errors).toEqual([]);
  const lines = await expand(answer.record);
  expect(lines.map((line) => `${line.coordinate} ${line.outcome}`).sort()).toEqual(
    [
      'IndividualNumber.value REDACTED',
      'Query.resident DISCLOSED',
      'Resident.address WITHHELD',
      'Resident.individualNumber REDACTED',
    ].filter((line) => lines.some((one) => one.coordinate === line.split(' ')[0])),
  );
  expect(lines.map((line) => line.coordinate)).toEqual(
    expect.arrayContaining(['Resident.address', 'Resident.individualNumber']),
  );
  expect(answer.withheld.map((entry) => entry.coordinate)).toEqual(['Resident.address']);
  expect(answer.text).not.toMatch(/\d{12}|町/);
});

test.each([
  [
    '@skip',
    'query ($no: Boolean = false) { resident(atenaNumber: "ID") { name { kanji } individualNumber @include(if: $no) { value } } }',
  ],
  [
    'an operation beside it',
    'query Q { resident(atenaNumber: "ID") { name { kanji } } } query R { resident(atenaNumber: "ID") { individualNumber { value } } }',
  ],
])('what %s leaves out has no line', async (_how, text) => {
  const token = await gateway.token('clerk');
  const query = text.replaceAll('ID', somebody());
  const answer = await send(
    gateway.port,
    { ...CASE, token },
    JSON.stringify({ query, ...(query.includes('query Q') && { operationName: 'Q' }) }),
  );
  const lines = await expand(String(answer.headers['sekisho-record']));
  expect(lines.map((line) => line.coordinate).sort()).toEqual([
    'PersonName.kanji',
    'Query.resident',
    'Resident.name',
  ]);
});
