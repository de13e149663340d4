import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import type { Access } from '../../src/audit/record/record.js';
import { MUNICIPALITY } from '../../src/about.js';
import { expandRecord, searchSubject } from '../../src/audit/reading/search.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

async function expand(record: string): Promise<Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

/** Response paths of every field in an answer, counted from the answer itself: each is one resolver call. */
function* fieldPaths(value: unknown, path: readonly (string | number)[] = []): Generator<string> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* fieldPaths(item, [...path, at]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'kind__') continue;
      yield JSON.stringify([...path, key]);
      yield* fieldPaths(item, [...path, key]);
    }
  }
}

const WIDE = `{
  page: residents(where: {kanaPrefix: "サ"}, orderBy: {field: BIRTH_DATE, direction: DESC}, first: 100) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor node { ...Person } }
    nodes { kind__: __typename atenaNumber address phone household { members { relationship head resident { atenaNumber name { kana } } } } }
  }
  viewer { account }
}
fragment Person on Resident {
  id: atenaNumber name { kanji kana alias roman former } born: birthDate { iso wareki precision } age sex status
  individualNumber { disclosure value reason } sources { system availability } memo
  immunizations { id vaccine { code name } date { iso } lot doctor preExam { result doctor institution { name } } doseMl }
  certificates { certificateId passport { passportNumber } issuedOn { iso } }
}`;

test('a list of 100 residents expands to exactly one line per resolver call', async () => {
  const answer = await gateway.as('clerk', { query: WIDE, purpose: 'INQUIRY', case: '2023-0001' });
  expect(answer.errors).toEqual([]);
  const called = [...fieldPaths(answer.data)].sort();
  const lines = await expand(answer.record);
  expect(lines.map((line) => JSON.stringify(line.path)).sort()).toEqual(called);
  expect(called.length).toBeGreaterThan(5000);
});

test('every line carries the five facts and no value', async () => {
  const answer = await gateway.as<{ resident: { name: { kanji: string } } }>('clerk', {
    query:
      '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { shown: name { kanji } hidden: address individualNumber { value } } } }',
    purpose: 'INQUIRY',
    case: '2023-0001',
  });
  const lines = await expand(answer.record);
  const of = (coordinate: string) => lines.find((line) => line.coordinate === coordinate);
  expect(of('PersonName.kanji')).toMatchObject({
    path: ['residents', 'nodes', 0, 'shown', 'kanji'],
    outcome: 'DISCLOSED',
    subject: expect.any(String),
  });
  expect(of('Resident.address')).toMatchObject({
    path: ['residents', 'nodes', 0, 'hidden'],
    outcome: 'WITHHELD',
    reason: expect.any(String),
  });
  expect(of('IndividualNumber.value')).toMatchObject({ outcome: 'REDACTED' });
});

test('the record names the person who was asked for and can be found by that person, by pseudonym only', async () => {
  const query = '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { atenaNumber name { kanji } } } }';
  const answer = await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('manager', {
    query,
    purpose: 'HISTORY',
  });
  const atenaNumber = answer.data.residents.nodes[0]?.atenaNumber ?? '';
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  const found: unknown[] = [];
  for await (const line of searchSubject(gateway.settings.auditDirectory, keys, {
    municipality: MUNICIPALITY,
    atenaNumber,
  }))
    found.push(line);
  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(await expand(answer.record))).not.toContain(atenaNumber);
});

test('failed, denied and redacted accesses are in the log as such', async () => {
  const denied = await gateway.as('admin', {
    query: '{ residents(where: {kanaPrefix: "サ"}) { totalCount } }',
    purpose: 'ADMINISTRATION',
    from: '127.0.0.4',
  });
  expect(await expand(denied.record)).toEqual([
    expect.objectContaining({ coordinate: 'Query.residents', outcome: 'DENIED' }),
  ]);
  const failed = await gateway.as('clerk', {
    query: '{ residents(where: {kanaPrefix: "サ"}, first: 5000) { totalCount } }',
    purpose: 'HISTORY',
  });
  expect(await expand(failed.record)).toEqual([
    expect.objectContaining({ coordinate: 'Query.residents', outcome: 'FAILED' }),
  ]);
});

test('the whole log verifies', async () => {
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  const report = await verifyLog(gateway.settings.auditDirectory, secretsOf(keys));
  expect(report).toMatchObject({ whole: true });
});
