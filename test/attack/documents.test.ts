import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { documentId } from '../../src/documents/document-id.js';
import { DocumentsError } from '../../src/documents/documents-error.js';
import { send } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { openSigningDesk, payloadOf, type SigningDesk } from '../support/signing-desk.js';

/**
 * Ways past a list of trusted documents: T10 of docs/attacks.md (automatic persisted queries are no list; a
 * signature that need not be there is none) and SEKISHO_TRUSTED_DOCUMENTS with SEKISHO_TRUSTED_KEY as
 * settings that do what they say.
 */

const PAGE =
  'query Page($n: Int! = 2) { residents(where: {}, first: $n) { nodes { atenaNumber immunizations { id lot } } } }';
const ABOUT = getIntrospectionQuery({ descriptions: false });
const WIDE = `query Wide($n: Int!) { residents(where: {}, first: $n) { nodes { ${Array.from({ length: 50 }, (_, at) => `n${at}: name { kanji kana roman former }`).join(' ')} } } }`;
const CASE = { purpose: 'HISTORY', case: '2023-0001' } as const;

let desk: SigningDesk;
let gateway: TestGateway;
let manifest: string;
beforeAll(async () => {
  desk = await openSigningDesk();
  manifest = desk.file('list.jws', await desk.signed(payloadOf(PAGE, ABOUT, WIDE)));
  gateway = await startTestGateway(listed());
});
afterAll(async () => {
  await gateway?.stop();
  desk?.remove();
});
beforeEach(() => (gateway.statements.length = 0));

const listed = (file = manifest) => ({
  SEKISHO_TRUSTED_DOCUMENTS: file,
  SEKISHO_TRUSTED_KEY: desk.keys.publicFile,
});

interface Refusal {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly messageJa: string };
  }[];
}

/** Sends any body, and gives the answer with the record it rests on. */
async function post(body: unknown, to = gateway) {
  const { status, text, headers } = await send(
    to.port,
    { ...CASE, token: await to.token('clerk') },
    JSON.stringify(body),
  );
  const keys = loadAuditKeys(join(to.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  let record: AuditRecord | undefined;
  for await (const { writer, record: kept } of readRecords(to.settings.auditDirectory, keys)) {
    if (`${writer}/${kept.seq}` === headers['sekisho-record']) record = kept;
  }
  return { status, text, answer: JSON.parse(text) as Refusal, record };
}

test.each([
  ['by its id', { documentId: documentId(PAGE) }],
  ['by its id, with query left null', { documentId: documentId(PAGE), query: null }],
  ['word for word', { query: PAGE }],
])('a listed document is carried out %s', async (_how, body) => {
  const { status, answer } = await post(body);
  expect(status).toBe(200);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ residents: { nodes: [{ atenaNumber: expect.any(String) }, {}] } });
  expect(gateway.statements.length).toBeGreaterThan(0);
});

const unlisted: readonly (readonly [string, string, object])[] = [
  ['another document', 'query', { query: '{ residents(where: {}) { nodes { atenaNumber } } }' }],
  ['a listed one with a blank more', 'query', { query: `${PAGE} ` }],
  ['a listed one with a comment before it', 'query', { query: `#\n${PAGE}` }],
  ['a listed one with a byte order mark', 'query', { query: `\ufeff${PAGE}` }],
  [
    'a listed one beside another operation',
    'query',
    { query: `${PAGE} query Q { viewer { account } }`, operationName: 'Q' },
  ],
  ['what does not parse: it is not even read', 'query', { query: '{ viewer {' }],
  ['what holds a number: it is not even read', 'query', { query: '{ viewer { account } } # 123456789018' }],
  ['a list of texts', 'query', { query: [PAGE] }],
  ['introspection of another form', 'query', { query: '{ __schema { types { name } } }' }],
  ['__typename', 'query', { query: '{ __typename }' }],
  ['an unknown id', 'documentId', { documentId: documentId('{ viewer { account } }') }],
  ['an id in upper case', 'documentId', { documentId: documentId(PAGE).toUpperCase() }],
  ['an id without its prefix', 'documentId', { documentId: documentId(PAGE).slice('sha256:'.length) }],
  ['a name every object has', 'documentId', { documentId: 'constructor' }],
  ['the prototype', 'documentId', { documentId: '__proto__' }],
  ['a list of ids', 'documentId', { documentId: [documentId(PAGE)] }],
  ['a number as id', 'documentId', { documentId: 123456789018 }],
];
test.each(unlisted)(
  '%s: refused before parsing, in words, on record, and no source is asked',
  async (_what, member, body) => {
    const { status, text, answer, record } = await post(body);
    expect(status).toBe(403);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/register/),
      extensions: { code: 'FORBIDDEN', messageJa: expect.stringMatching(/登録/) },
    });
    expect(record).toMatchObject({
      kind: 'OUTCOME',
      status: 'REFUSED',
      codes: ['FORBIDDEN'],
      detail: `trusted documents: ${member} not listed`,
      document: null,
    });
    expect(`${text}${JSON.stringify(record)}`).not.toContain('123456789018');
    expect(gateway.statements).toEqual([]);
  },
);

test.each([
  ['a listed document beside an id', 'query and documentId', { query: PAGE, documentId: documentId(PAGE) }],
  [
    'another document beside the id of a listed one',
    'query and documentId',
    { query: '{ viewer { account } }', documentId: documentId(PAGE) },
  ],
  [
    'a document to be kept (automatic persisted queries)',
    'automatic persisted query',
    { query: PAGE, extensions: { persistedQuery: { version: 1, sha256Hash: documentId(PAGE).slice(7) } } },
  ],
  [
    'the hash of a listed document as a persisted query',
    'automatic persisted query',
    { extensions: { persistedQuery: { version: 1, sha256Hash: documentId(PAGE).slice(7) } } },
  ],
  ['no document', 'no document', { variables: {} }],
  ['several at once', 'no document', [{ documentId: documentId(PAGE) }]],
  [
    'a number as the name of an operation',
    'number in document',
    { documentId: documentId(PAGE), operationName: 'q123456789018' },
  ],
])('%s: refused, on record, and no source is asked', async (_what, detail, body) => {
  const { status, answer, record } = await post(body);
  expect([status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  expect(record).toMatchObject({ kind: 'OUTCOME', status: 'REFUSED', detail });
  expect(gateway.statements).toEqual([]);
});

test('a listed introspection is answered like any other listed document', async () => {
  const { answer } = await post({ documentId: documentId(ABOUT) });
  expect(answer).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
});

test('being listed lifts no limit: what the variables make of a document is weighed with each request', async () => {
  expect((await post({ documentId: documentId(WIDE), variables: { n: 5 } })).answer.errors).toBeUndefined();
  gateway.statements.length = 0;
  const { answer, record } = await post({ documentId: documentId(WIDE), variables: { n: 1000 } });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(record).toMatchObject({ status: 'REFUSED', detail: 'operation limit: estimated fields' });
  expect(gateway.statements).toEqual([]);
});

test('a list put in the place of the first one while the gateway runs changes nothing', async () => {
  const query = '{ viewer { role } }';
  writeFileSync(manifest, await desk.signed(payloadOf(query)));
  expect((await post({ query })).status).toBe(403);
  expect((await post({ documentId: documentId(PAGE) })).status).toBe(200);
});

describe('the start is refused', () => {
  const start = async (jws: string) => {
    const started = await startTestGateway(listed(desk.file('other.jws', jws))).catch(
      (error: unknown) => error,
    );
    if (!(started instanceof Error)) await (started as TestGateway).stop();
    return started;
  };

  test.each([
    ['without a signature', async () => JSON.stringify(payloadOf(PAGE)), /is no signed manifest/],
    [
      'with a signature over something else',
      async () =>
        (await desk.signed(payloadOf(PAGE))).replace(
          /\..*\./,
          `.${Buffer.from(JSON.stringify(payloadOf(WIDE))).toString('base64url')}.`,
        ),
      /the file was changed/,
    ],
    [
      'with a document the graph does not know',
      async () => desk.signed(payloadOf('{ secrets }')),
      /does not fit the graph/,
    ],
  ])('%s', async (_what, jws, ground) => {
    const error = await start(await jws());
    expect(error).toBeInstanceOf(DocumentsError);
    expect(String(error)).toMatch(/SEKISHO_TRUSTED_DOCUMENTS/);
    expect(String(error)).toMatch(ground);
  });
});

test('without a list, an id is refused with a text that says there is none', async () => {
  const open = await startTestGateway();
  const { status, answer, record } = await post({ documentId: documentId(PAGE) }, open);
  expect([status, answer.errors?.[0]]).toMatchObject([
    400,
    {
      message: expect.stringMatching(/keeps no list/),
      extensions: { code: 'BAD_USER_INPUT', messageJa: expect.stringMatching(/一覧がなく/) },
    },
  ]);
  expect(record).toMatchObject({ status: 'REFUSED', detail: 'documentId without a list' });
  expect(open.statements).toEqual([]);
  await open.stop();
});
