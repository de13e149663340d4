import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { send, type Ask } from '../support/client.js';
import { filesBelow } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md D4: whatever a caller can leave behind passes one engine, and what is kept is kept to its owner. */

const NUMBER = '123456789018';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
});
afterAll(() => gateway?.stop());

const CONTRACT = {
  contract: 'C9',
  contractor: '株式会社',
  matter: '保守',
  responsible: '担当',
  approvedEndpoints: [],
  handlerCap: 9,
  begins: '2023-06-27',
  ends: '2024-03-31',
};
const VIEWER = 'query Name { viewer { account } }';

/** Where a request may carry a text, each with the number in a form that a scan for twelve digits in a row misses. */
const ways: readonly (readonly [string, Omit<Ask, 'token' | 'query'>, object])[] = [
  ['a case behind a year', { purpose: 'INQUIRY', case: `R5-${NUMBER}` }, { query: VIEWER }],
  ['a case with two hyphens', { purpose: 'INQUIRY', case: '1234--5678--9018' }, { query: VIEWER }],
  ['a case with a digit too many', { purpose: 'INQUIRY', case: `9${NUMBER}` }, { query: VIEWER }],
  ['a case of circles', { purpose: 'INQUIRY', case: encodeURIComponent('❶❷❸❹❺❻❼❽❾⓿❶❽') }, { query: VIEWER }],
  ['a purpose', { purpose: NUMBER }, { query: VIEWER }],
  ['a name of an operation', {}, { query: VIEWER, operationName: '_1234_5678_9018' }],
  ['a name in a document', {}, { query: `query q_1234_5678_9018 { viewer { account } }` }],
  [
    'a contract’s matter',
    { purpose: 'ADMINISTRATION' },
    {
      query:
        'mutation ($input: RegisterContractInput!) { registerContract(input: $input) { userErrors { code } } }',
      variables: { input: { ...CONTRACT, matter: '1234:5678:9018' } },
    },
  ],
  [
    'a key',
    { purpose: 'HISTORY', case: 'A-1' },
    {
      query:
        'mutation ($k: String!) { rejectProvision(id: "1", idempotencyKey: $k) { userErrors { code } } }',
      variables: { k: `k${NUMBER}` },
    },
  ],
  [
    'a search term',
    { purpose: 'HISTORY' },
    {
      query: 'query ($t: String) { residents(where: {kanaPrefix: $t}) { totalCount } }',
      variables: { t: '1234の5678の9018' },
    },
  ],
];

const digits = (text: string) => text.normalize('NFKC').replace(/[^0-9]/g, '');

test.each(ways)('%s with a number in it is refused and not repeated', async (_how, what, body) => {
  const token = await gateway.token('admin');
  const account = what.purpose === 'ADMINISTRATION' ? token : await gateway.token('number-clerk');
  const answer = await send(gateway.port, { ...what, token: account }, JSON.stringify(body));
  const { errors = [] } = JSON.parse(answer.text) as { errors?: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([
    _how === 'a purpose' ? 'PURPOSE_REQUIRED' : 'BAD_USER_INPUT',
  ]);
  const told = errors.map((error) => ({ ...error, extensions: { ...error.extensions, request: '' } }));
  expect(digits(JSON.stringify(told))).not.toContain(NUMBER);
});

test('no header that a client may send is kept or said again', async () => {
  const token = await gateway.token('clerk');
  for (const name of [
    'user-agent',
    'apollographql-client-name',
    'apollographql-client-version',
    'x-request-id',
    'referer',
    'origin',
    'cookie',
    'x-forwarded-for',
    'accept-language',
    'sekisho-automatic',
    'traceparent',
    'from',
  ]) {
    const answer = await send(
      gateway.port,
      { token, headers: { [name]: NUMBER } },
      JSON.stringify({ query: VIEWER }),
    );
    expect([name, JSON.stringify(answer.headers) + answer.text]).not.toEqual([
      name,
      expect.stringContaining(NUMBER),
    ]);
  }
});

test('a file number of the city is a case', async () => {
  const number = encodeURIComponent('5小健第123号');
  const answer = await gateway.as('clerk', { query: VIEWER, purpose: 'INQUIRY', case: number });
  expect([answer.status, answer.errors]).toEqual([200, []]);
});

test('nothing of it is in any file or log line, and each file and folder is its owner’s alone', () => {
  const { dataDirectory } = gateway.settings;
  const files = [...filesBelow(dataDirectory)];
  expect(files.length).toBeGreaterThan(8);
  for (const file of files)
    expect([file, readFileSync(file, 'latin1').includes(NUMBER)]).toEqual([file, false]);
  expect(gateway.logLines.join('')).not.toContain(NUMBER);
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const folders = readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.map((file) => [file, mode(file)]).filter(([, bits]) => bits !== '600')).toEqual([]);
  expect(folders.map((folder) => [folder, mode(folder)]).filter(([, bits]) => bits !== '700')).toEqual([]);
});
