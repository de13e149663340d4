import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { allNumbers, cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md T10: what can multiply one request, or carry it past the seal, is refused before a source
 * is asked.
 */

let gateway: TestGateway;
let somebody: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  somebody =
    cityRows<{ id: string }>(
      'registry',
      `SELECT MIN(ATENA_NO) AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1'`,
    )[0]?.id ?? '';
});
afterAll(() => gateway?.stop());
beforeEach(() => (gateway.statements.length = 0));

const QUERY = '{ residents(where: {}, first: 3) { nodes { atenaNumber immunizations { lot } } } }';
const AS_QUERY = `query=${encodeURIComponent(QUERY)}`;
const JSON_TYPE = 'application/json';
const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
  readonly accept?: string;
  readonly encoding?: string;
  readonly body?: string;
}

/** Any request at all, in the hands of a clerk who may ask this; with the record its answer rests on. */
async function make({
  method = 'POST',
  path = '/graphql',
  type = JSON_TYPE,
  accept,
  encoding,
  body,
}: Request) {
  const headers: Record<string, string> = {
    authorization: `Bearer ${await gateway.token('clerk')}`,
    'sekisho-purpose': 'HISTORY',
    'sekisho-case': '2023-0001',
    'content-type': type,
    ...(accept !== undefined && { accept }),
    ...(encoding !== undefined && { 'content-encoding': encoding }),
    // Node leaves it out of methods that seldom have a body, and the body would read as a request of its own.
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  interface Heard {
    readonly status: number;
    readonly allow: string | undefined;
    readonly record: string;
    readonly text: string;
  }
  const answer = await new Promise<Heard>((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: gateway.port, method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            allow: response.headers.allow,
            record: String(response.headers['sekisho-record']),
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
  return { ...answer, kept: await recordOf(answer.record) };
}

async function recordOf(name: string): Promise<AuditRecord | undefined> {
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  for await (const { writer, record } of readRecords(gateway.settings.auditDirectory, keys)) {
    if (`${writer}/${record.seq}` === name) return record;
  }
  return undefined;
}

test('the same operation, sent as it should be, is answered and does ask the sources', async () => {
  const { status, text, kept } = await make({ body: JSON.stringify({ query: QUERY }) });
  expect([status, JSON.parse(text)]).toMatchObject([200, { data: { residents: { nodes: [{}, {}, {}] } } }]);
  expect(gateway.statements.length).toBeGreaterThan(1);
  expect(kept).toMatchObject({ kind: 'OUTCOME', status: 'ANSWERED' });
});

const PART = 'boundary';
const multipart = (query: string) =>
  [
    `--${PART}`,
    'Content-Disposition: form-data; name="operations"',
    '',
    JSON.stringify({ query, variables: { file: null } }),
    `--${PART}`,
    'Content-Disposition: form-data; name="map"',
    '',
    '{"0":["variables.file"]}',
    `--${PART}`,
    'Content-Disposition: form-data; name="0"; filename="a.txt"',
    '',
    'text',
    `--${PART}--`,
    '',
  ].join('\r\n');
const json = (body: unknown): string => JSON.stringify(body);

const forms: readonly (readonly [string, Request])[] = [
  ['an array of operations (batching)', { body: json([{ query: QUERY }, { query: QUERY }]) }],
  ['an array of one', { body: json([{ query: QUERY }]) }],
  ['operations by number', { body: json({ 0: { query: QUERY }, length: 1 }) }],
  ['an array as the document', { body: json({ query: [QUERY] }) }],
  [
    'lines of operations',
    { body: `${json({ query: QUERY })}\n${json({ query: QUERY })}`, type: 'application/jsonl' },
  ],
  ['GET with the query in the address', { method: 'GET', path: `/graphql?${AS_QUERY}` }],
  ['GET with a body', { method: 'GET', body: json({ query: QUERY }) }],
  ['PUT', { method: 'PUT', body: json({ query: QUERY }) }],
  ['DELETE', { method: 'DELETE', body: json({ query: QUERY }) }],
  ['OPTIONS', { method: 'OPTIONS', body: json({ query: QUERY }) }],
  ['POST with the query in the address', { path: `/graphql?${AS_QUERY}` }],
  [
    'POST with the query in the address and in the body',
    { path: `/graphql?${AS_QUERY}`, body: json({ query: QUERY }) },
  ],
  [
    'POST with variables in the address',
    { path: '/graphql?variables=%7B%22n%22%3A1%7D', body: json({ query: QUERY }) },
  ],
  ['a multipart upload', { type: `multipart/form-data; boundary=${PART}`, body: multipart(QUERY) }],
  [
    'JSON that calls itself an upload',
    { type: `multipart/form-data; boundary=${PART}`, body: json({ query: QUERY }) },
  ],
  ['a form', { type: 'application/x-www-form-urlencoded', body: AS_QUERY }],
  [
    'JSON that calls itself a form (cross-site request forgery)',
    { type: 'application/x-www-form-urlencoded', body: json({ query: QUERY }) },
  ],
  ['JSON that calls itself text', { type: 'text/plain', body: json({ query: QUERY }) }],
  ['the bare document', { type: 'application/graphql', body: QUERY }],
  [
    'a persisted query by its hash',
    { body: json({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }) },
  ],
  [
    'a persisted query with its text',
    {
      body: json({
        query: QUERY,
        extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
      }),
    },
  ],
  ['a stored document by its id', { body: json({ documentId: `sha256:${'a'.repeat(64)}` }) }],
  [
    '@defer',
    {
      body: json({
        query:
          '{ residents(where: {}, first: 3) { nodes { atenaNumber ... @defer { immunizations { lot } } } } }',
      }),
    },
  ],
  [
    '@defer for a client that takes parts',
    {
      accept: 'multipart/mixed; deferSpec=20220824, application/json',
      body: json({
        query:
          '{ residents(where: {}, first: 3) { nodes { atenaNumber ... @defer(if: true) { immunizations { lot } } } } }',
      }),
    },
  ],
  [
    '@stream',
    {
      body: json({
        query: '{ residents(where: {}, first: 3) { nodes @stream(initialCount: 1) { atenaNumber } } }',
      }),
    },
  ],
  ['a subscription', { body: json({ query: `subscription ${QUERY}` }) }],
  [
    'a subscription for a client that takes events',
    { accept: 'text/event-stream', body: json({ query: `subscription ${QUERY}` }) },
  ],
  [
    'a subscription beside a query, by its name',
    { body: json({ query: `query A ${QUERY} subscription B ${QUERY}`, operationName: 'B' }) },
  ],
  [
    '1,000 verifications of a number by alias',
    {
      body: json({
        query: `query ($n: IndividualNumberInput!) { ${times(1000, (at) => `v${at}: verifyIndividualNumber(atenaNumber: "1", number: $n)`)} }`,
        variables: { n: '123456789018' },
      }),
    },
  ],
  ...['[', '{"a":'].map((open) => {
    const lists = open.repeat(20_000) + '1' + (open === '[' ? ']' : '}').repeat(20_000);
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    return [
      `20,000 ${open} within one another (N3)`,
      { body: `{"query":${json(query)},"variables":{"r":[${lists}]}}` },
    ] as const;
  }),
  [
    '3,000 lists within one another, in the document (N3)',
    {
      body: json({
        query: `{ _entities(representations: ${'['.repeat(3000)}${']'.repeat(3000)}) { __typename } }`,
      }),
    },
  ],
  ['no text in the document', { body: json({ query: '' }) }],
  ['blanks in the document', { body: json({ query: ' \n' }) }],
  ...[5, true, {}, []].map(
    (operationName) =>
      [`${json(operationName)} for a name`, { body: json({ query: QUERY, operationName }) }] as const,
  ),
  ...[5, true, 'x', []].map(
    (variables) => [`${json(variables)} for variables`, { body: json({ query: QUERY, variables }) }] as const,
  ),
  ['a document twice', { body: `{"query":${json(QUERY)},"query":${json(QUERY)}}` }],
  ['a document twice, once spelled in escapes', { body: `{"query":"{","qu\\u0065ry" : ${json(QUERY)}}` }],
  ['a variable twice', { body: `{"query":${json(QUERY)},"variables":{"a":[{"n":1,"n":2}]}}` }],
  ['several operations without a name', { body: json({ query: `query A ${QUERY} query B ${QUERY}` }) }],
];

test.each(forms)('%s: refused, on record, and no source is asked', async (_what, request) => {
  const { status, text, kept } = await make(request);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/"(data|hasNext|incremental)":[^n]/);
  expect(text).toMatch(/BAD_USER_INPUT/);
  expect(text).not.toMatch(/call stack/);
  expect(kept).toMatchObject({
    kind: 'OUTCOME',
    status: 'REFUSED',
    codes: ['BAD_USER_INPUT'],
    accesses: null,
  });
  expect(gateway.statements).toEqual([]);
});

test.each([
  ['no text in the document', { query: '' }],
  ['a number for a name', { query: QUERY, operationName: 5 }],
  ['a list for variables', { query: QUERY, variables: [] }],
])('%s: our own words, in both languages, with the request (docs/attacks.md N8)', async (_what, body) => {
  const { status, text } = await make({ body: json(body) });
  expect([status, JSON.parse(text)]).toEqual([
    400,
    {
      errors: [
        {
          message: expect.not.stringMatching(/persisted/i),
          extensions: expect.objectContaining({
            code: 'BAD_USER_INPUT',
            request: expect.stringMatching(/./),
            messageJa: expect.stringMatching(/[ぁ-ん]/),
          }),
        },
      ],
    },
  ]);
});

test.each([
  ['the bare document', { type: 'application/graphql', body: QUERY }],
  ['JSON that calls itself a document', { type: 'application/graphql', body: json({ query: QUERY }) }],
  ['no type', { type: '', body: json({ query: QUERY }) }],
  ['another type that begins alike', { type: 'application/jsonl', body: json({ query: QUERY }) }],
  ['another charset', { type: 'application/json; charset=utf-16', body: json({ query: QUERY }) }],
  [
    'another charset in quotation marks',
    { type: 'application/json;charset="Shift_JIS"', body: json({ query: QUERY }) },
  ],
  ['what says it is compressed', { encoding: 'gzip', body: json({ query: QUERY }) }],
])('%s: 415, on record, and nothing of the body is read (docs/attacks.md N9)', async (_what, request) => {
  const { status, text, kept } = await make(request);
  expect([status, text]).toEqual([415, expect.stringContaining('"BAD_USER_INPUT"')]);
  expect(kept).toMatchObject({ kind: 'OUTCOME', status: 'REFUSED', account: 'clerk' });
  expect(gateway.statements).toEqual([]);
});
test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])(
  '%s is JSON in UTF-8',
  async (type) => {
    const { status } = await make({
      type,
      encoding: 'identity',
      body: json({ query: '{ viewer { account } }' }),
    });
    expect(status).toBe(200);
  },
);

test.each(['HEAD', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
  '%s is refused with what is allowed instead, and on record (docs/attacks.md N1)',
  async (method) => {
    const { status, allow, kept } = await make({ method, path: `/graphql?${AS_QUERY}` });
    expect([status, allow]).toEqual([405, 'POST']);
    expect(kept).toMatchObject({ kind: 'OUTCOME', status: 'REFUSED', codes: ['BAD_USER_INPUT'] });
    expect(kept).toMatchObject({ account: 'clerk' });
    expect(gateway.statements).toEqual([]);
  },
);

test.each(['//', '//graphql', '///', 'http://[', 'http://', '*', 'ftp://a/graphql'])(
  'a target that names no path, %s, is refused and on record (docs/attacks.md N2)',
  async (path) => {
    for (const method of ['POST', 'GET']) {
      const { status, text, kept } = await make({ method, path, body: json({ query: QUERY }) });
      expect([status, text]).toEqual([400, expect.stringContaining('"BAD_USER_INPUT"')]);
      expect(kept).toMatchObject({ kind: 'OUTCOME', status: 'REFUSED', detail: 'target' });
    }
    expect(gateway.statements).toEqual([]);
  },
);

test('the whole address as the target is the same request (RFC 9112, section 3.2.2)', async () => {
  const query = '{ viewer { account } }';
  const { status, text } = await make({ path: 'http://elsewhere.invalid/graphql', body: json({ query }) });
  expect([status, text]).toEqual([200, expect.stringContaining('"clerk"')]);
});

const resident = (at: number, inner: string) => `r${at}: resident(atenaNumber: $id) { ${inner} }`;
const NUMBER = 'query ($id: ID!, $n: IndividualNumberInput!)';
const PERSON = 'query ($id: ID!)';
const EIGHT = 'name { kanji kana alias roman former } birthDate { iso wareki precision }';

const large: readonly (readonly [string, string, string])[] = [
  [
    '600 verifications of a number by alias',
    'root fields',
    `${NUMBER} { ${times(600, (at) => `v${at}: verifyIndividualNumber(atenaNumber: $id, number: $n)`)} }`,
  ],
  ['101 aliases of a resident', 'root fields', `${PERSON} { ${times(101, (at) => resident(at, 'sex'))} }`],
  [
    '101 aliases of a household, spread over fragments',
    'aliases',
    `${PERSON} { ${resident(
      0,
      times(101, (at) => `...F${at}`),
    )} } ${times(101, (at) => `fragment F${at} on Resident { h${at}: household { members { head } } }`)}`,
  ],
  [
    '101 fields at the root, spread over fragments',
    'root fields',
    `${PERSON} { ...A ...B } fragment A on Query { ${times(50, (at) => resident(at, 'sex'))} } fragment B on Query { ${times(51, (at) => `v${at}: viewer { role }`)} }`,
  ],
  [
    'a full page of more than 200,000 fields',
    'estimated fields',
    `{ residents(where: {}, first: 1000) { nodes { ${times(40, (at) => `n${at}: name { kanji kana alias roman former }`)} } } }`,
  ],
  [
    '21 full pages',
    'estimated fields',
    `{ ${times(21, (at) => `p${at}: residents(where: {}, first: 1000) { nodes { ${EIGHT} } }`)} }`,
  ],
  [
    'households within households',
    'estimated fields',
    `{ residents(where: {}, first: 1000) { nodes { ${'household { members { resident { '.repeat(4)} ${EIGHT} ${'} } } '.repeat(4)} } } }`,
  ],
];
test.each(large)('%s: refused by %s, on record, and no source is asked', async (_what, detail, query) => {
  const variables = query.startsWith(NUMBER) ? { id: somebody, n: allNumbers()[0] } : { id: somebody };
  const { status, text, kept } = await make({ body: json({ query, variables }) });
  expect([status, JSON.parse(text)]).toMatchObject([
    400,
    {
      errors: [
        {
          message: expect.stringMatching(/\d.* less at a time/),
          extensions: { code: 'BAD_USER_INPUT', messageJa: expect.stringMatching(/\d.*分けて/) },
        },
      ],
    },
  ]);
  expect(kept).toMatchObject({
    kind: 'OUTCOME',
    status: 'REFUSED',
    detail: `operation limit: ${detail}`,
    accesses: null,
  });
  expect(gateway.statements).toEqual([]);
});

const statusOf = (record: AuditRecord | undefined) => (record?.kind === 'OUTCOME' ? record.status : null);

test('the estimate follows the variables of the request, not those of another with the same document', async () => {
  const query = `query ($n: Int!, $all: Boolean!) { residents(where: {}, first: $n) { nodes { atenaNumber ${times(40, (at) => `n${at}: name @include(if: $all) { kanji kana alias roman former }`)} } } }`;
  const ask = async (variables: object) => statusOf((await make({ body: json({ query, variables }) })).kept);
  expect(await ask({ n: 3, all: true })).toBe('ANSWERED');
  expect(await ask({ n: 1000, all: true })).toBe('REFUSED');
  expect(await ask({ n: 900, all: false })).toBe('ANSWERED');
});

test('what the estimate takes for small is refused whole when it turns out large: the count of fields has the last word', async () => {
  const wide = times(6, (at) => `n${at}: name { kanji kana alias roman former }`);
  const query = `{ residents(where: {}, first: 900) { nodes { household { members { resident { household { members { resident { ${wide} } } } } } } } } }`;
  const { text, kept } = await make({ body: json({ query }) });
  expect(JSON.parse(text)).toMatchObject({
    data: null,
    errors: [{ message: expect.stringMatching(/more than 200000 fields/) }],
  });
  expect(gateway.statements.length).toBeGreaterThan(0);
  expect(kept).toMatchObject({ kind: 'OUTCOME', status: 'ANSWERED', detail: 'too many fields' });
});
