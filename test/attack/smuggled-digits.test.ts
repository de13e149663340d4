import { allNumbers } from '../support/city.js';
import { send } from '../support/client.js';
import { filesBelow } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandRecord } from '../../src/audit/reading/search.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';

/**
 * Digits written so that a scan for twelve in a row misses them (Bytebase PR 19371, Cosmo's variables,
 * SimpleReport's raw documents).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const number = () => allNumbers()[5] as string;
const escaped = (digits: string) => digits.replace(/\d/g, (digit) => `\\u003${digit}`);
const braced = (digits: string) => digits.replace(/\d/g, (digit) => `\\u{3${digit}}`);
const split = (digits: string, by: string) =>
  [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join(by);

const ways: readonly (readonly [string, (n: string) => object])[] = [
  [
    'unicode escapes in a literal',
    (n) => ({ query: `{ residents(where: {kanaPrefix: "${escaped(n)}"}) { totalCount } }` }),
  ],
  [
    'unicode escapes where an Int belongs',
    (n) => ({ query: `{ residents(where: {}, first: "${escaped(n)}") { totalCount } }` }),
  ],
  [
    'braced escapes where an Int belongs',
    (n) => ({ query: `{ residents(where: {}, first: "${braced(n)}") { totalCount } }` }),
  ],
  [
    'a block string',
    (n) => ({ query: `{ residents(where: {}, first: """${split(n, '-')}""") { totalCount } }` }),
  ],
  ['an alias with low lines', (n) => ({ query: `{ viewer { n${split(n, '_')}: account } }` })],
  ['an operation name with low lines', (n) => ({ query: `query q${split(n, '_')} { viewer { account } }` })],
  [
    'a name of an operation that is not there',
    (n) => ({ query: '{ viewer { account } }', operationName: n }),
  ],
  [
    'a variable name with low lines',
    (n) => ({
      query: `query ($v${split(n, '__')}: Int!) { residents(where: {}, first: $v${split(n, '__')}) { totalCount } }`,
    }),
  ],
];

test.each(ways)('%s: the number does not come back and is kept nowhere', async (_how, make) => {
  const n = number();
  const token = await gateway.token('number-clerk');
  const answer = await send(gateway.port, { token, purpose: 'INQUIRY', case: '1' }, JSON.stringify(make(n)));
  // Compared by digits alone, whatever stands between them.
  const digits = (text: string) => text.replace(/[^0-9]/g, '');
  const body = JSON.parse(answer.text) as { errors?: { extensions: object }[] };
  for (const error of body.errors ?? []) error.extensions = { ...error.extensions, request: '' };
  expect(digits(JSON.stringify(body))).not.toContain(n);
  const record = String(answer.headers['sekisho-record']);
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    expect(digits(JSON.stringify(line.path))).not.toContain(n);
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  for await (const { writer, record: kept } of readRecords(gateway.settings.auditDirectory, keys)) {
    if (`${writer}/${kept.seq}` === record && kept.kind === 'OUTCOME')
      expect(digits(kept.operationName ?? '')).not.toContain(n);
  }
  for (const file of filesBelow(gateway.settings.dataDirectory))
    expect(readFileSync(file, 'latin1')).not.toContain(n);
  expect(digits(gateway.logLines.join('').replace(/"(request|time)":"[^"]*"/g, ''))).not.toContain(n);
});
