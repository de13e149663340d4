import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentId } from '../../../src/documents/document-id.js';
import { openManifest } from '../../../src/documents/manifest.js';
import { readSigningKey } from '../../../src/documents/signing-key.js';
import { documentsCommand, openSigningDesk, type SigningDesk } from '../../support/signing-desk.js';

const VIEWER = 'query Who { viewer { account } }\n';
const PAGE =
  'query Page($n: Int!) { residents(where: {}, first: $n) { totalCount } }\nquery Other { viewer { role } }';

let desk: SigningDesk;
beforeEach(async () => {
  desk = await openSigningDesk();
});
afterEach(() => desk.remove());

/** A folder of documents at the desk. */
function folderOf(name: string, files: Record<string, string>): string {
  const folder = join(desk.folder, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

test('keygen makes a pair that nobody else can read the private half of', async () => {
  const out = join(desk.folder, 'fresh', 'pair');
  const { code, text } = await documentsCommand('keygen', '--out', out);
  expect(code).toBe(0);
  const [privateFile, publicFile] = [join(out, 'documents.private.jwk'), join(out, 'documents.public.jwk')];
  expect(text).toContain(privateFile);
  expect(statSync(privateFile).mode & 0o777).toBe(0o600);
  const { d, ...shared } = JSON.parse(readFileSync(privateFile, 'utf8')) as Record<string, string>;
  expect(d).toMatch(/^[\w-]{43}$/);
  expect(text).not.toContain(d);
  expect(JSON.parse(readFileSync(publicFile, 'utf8'))).toEqual(shared);
});

test.each(['documents.private.jwk', 'documents.public.jwk'])(
  'keygen overwrites nothing: %s stands',
  async (name) => {
    const out = folderOf('keyed', { [name]: 'precious' });
    const { code, text } = await documentsCommand('keygen', '--out', out);
    expect(code).toBe(2);
    expect(text).toMatch(/上書きしません.*not overwritten/);
    expect(readdirSync(out)).toEqual([name]);
    expect(readFileSync(join(out, name), 'utf8')).toBe('precious');
  },
);

test('sign signs every .graphql file of a folder, list verifies and shows them', async () => {
  const folder = folderOf('screens', { 'b.graphql': PAGE, 'a.graphql': VIEWER, 'notes.txt': '{ nonsense' });
  const out = join(desk.folder, 'list.jws');
  const signed = await documentsCommand('sign', folder, '--key', desk.keys.privateFile, '--out', out);
  expect(signed).toMatchObject({
    code: 0,
    text: expect.stringContaining(`${documentId(VIEWER)}  Who  a.graphql`),
  });
  const publicKey = await readSigningKey(desk.keys.publicFile, 'public', 'key');
  const { documents } = await openManifest(readFileSync(out, 'utf8'), publicKey, 'list');
  expect(Object.values(documents)).toEqual([VIEWER, PAGE]);
  const listed = await documentsCommand('list', out, '--key', desk.keys.publicFile);
  expect(listed.lines.slice(0, 2)).toEqual([
    `${documentId(VIEWER)}  Who`,
    `${documentId(PAGE)}  Page, Other`,
  ]);
});

const bare = (text: string) => documentId(text).slice('sha256:'.length);

test.each([
  ['GraphQL Code Generator with SHA-256', JSON.stringify({ [bare(VIEWER)]: VIEWER, [bare(PAGE)]: PAGE })],
  ['GraphQL Code Generator with SHA-1', JSON.stringify({ ['0'.repeat(40)]: VIEWER, ['1'.repeat(40)]: PAGE })],
  ['with the prefix of GraphQL over HTTP', JSON.stringify({ [documentId(VIEWER)]: VIEWER, x: PAGE })],
  [
    'Apollo',
    JSON.stringify({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [VIEWER, PAGE].map((body, at) => ({ id: bare(body), name: `N${at}`, type: 'query', body })),
    }),
  ],
])('sign takes the JSON manifest of a code generator: %s (docs/attacks.md N5)', async (_whose, manifest) => {
  const file = join(
    folderOf('generated', { 'persisted-documents.json': manifest }),
    'persisted-documents.json',
  );
  const out = join(desk.folder, 'list.jws');
  expect(await documentsCommand('sign', file, '--key', desk.keys.privateFile, '--out', out)).toMatchObject({
    code: 0,
    text: expect.stringContaining('2 documents are signed'),
  });
  const publicKey = await readSigningKey(desk.keys.publicFile, 'public', 'key');
  const { documents } = await openManifest(readFileSync(out, 'utf8'), publicKey, 'list');
  expect(documents).toEqual({ [documentId(VIEWER)]: VIEWER, [documentId(PAGE)]: PAGE });
});

test.each([
  ['is no JSON', '{', /コード生成.*no JSON manifest/],
  ['is a list', '[]', /no JSON manifest/],
  ['holds something else than texts', '{"a":1}', /no JSON manifest/],
  ['is empty', '{}', /クエリがありません.*holds no document/],
  ['has a hash of another text', JSON.stringify({ [bare(PAGE)]: VIEWER }), /ハッシュ.*generate it anew/],
])('sign takes no manifest that %s', async (_what, manifest, says) => {
  const file = join(folderOf('generated', { 'a.json': manifest }), 'a.json');
  const out = join(desk.folder, 'list.jws');
  const { code, text } = await documentsCommand('sign', file, '--key', desk.keys.privateFile, '--out', out);
  expect([code, text]).toEqual([2, expect.stringMatching(says)]);
});

test('sign says of a path that does not exist that it does not', async () => {
  const nowhere = join(desk.folder, 'nowhere');
  const { code, text } = await documentsCommand(
    'sign',
    nowhere,
    '--key',
    desk.keys.privateFile,
    '--out',
    'x',
  );
  expect([code, text]).toEqual([2, expect.stringMatching(/がなく.*does not exist/)]);
});

const unfit: readonly (readonly [string, string, RegExp])[] = [
  ['does not parse', '{ viewer {', /構文の誤り.*does not parse \(line 1/],
  [
    'does not fit the graph',
    '{ viewer { himitsu } }',
    /グラフに合いません.*does not fit the graph \(line 1, column 12\)/,
  ],
  ['holds a number', '{ viewer { account } } # 123456789018', /個人番号と読める.*individual number/],
  [
    'is past a limit',
    `{ ${Array.from({ length: 101 }, (_, at) => `a${at}: viewer { role }`).join(' ')} }`,
    /100件まで.*100 fields/,
  ],
];
test.each(unfit)(
  'sign refuses a document that %s by its file, and leaves the old list as it was',
  async (_what, text, ground) => {
    const folder = folderOf('screens', { 'good.graphql': VIEWER, 'bad.graphql': text });
    const out = desk.file('list.jws', 'the old list');
    const { code, lines } = await documentsCommand(
      'sign',
      folder,
      '--key',
      desk.keys.privateFile,
      '--out',
      out,
    );
    expect(code).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/^bad\.graphql: /)]);
    expect(lines[0]).toMatch(ground);
    expect(lines[0]).not.toMatch(/himitsu|123456789018/);
    expect(readFileSync(out, 'utf8')).toBe('the old list');
  },
);

test('sign refuses an empty folder, a folder that is none, and the public key', async () => {
  const sign = (folder: string, key: string) =>
    documentsCommand('sign', folder, '--key', key, '--out', join(desk.folder, 'list.jws'));
  expect(await sign(folderOf('empty', {}), desk.keys.privateFile)).toMatchObject({
    code: 2,
    text: expect.stringMatching(/no \*\.graphql/),
  });
  expect(await sign(join(desk.folder, 'none'), desk.keys.privateFile)).toMatchObject({
    code: 2,
    text: expect.stringMatching(/cannot be read/),
  });
  expect(await sign(folderOf('one', { 'a.graphql': VIEWER }), desk.keys.publicFile)).toMatchObject({
    code: 2,
    text: expect.stringMatching(/holds a public key/),
  });
  expect(readdirSync(desk.folder)).not.toContain('list.jws');
});

test('list shows nothing of a list that is not signed with the key', async () => {
  const other = await openSigningDesk();
  const out = join(desk.folder, 'list.jws');
  await documentsCommand(
    'sign',
    folderOf('screens', { 'a.graphql': VIEWER }),
    '--key',
    other.keys.privateFile,
    '--out',
    out,
  );
  other.remove();
  const { code, text } = await documentsCommand('list', out, '--key', desk.keys.publicFile);
  expect(code).toBe(2);
  expect(text).toMatch(/not of this key/);
  expect(text).not.toContain('sha256:');
});

test('list says so of a signed entry that does not parse', async () => {
  const text = '{ viewer {';
  const signed = await desk.signed({
    version: 1,
    issuedAt: '2026-04-01T00:00:00Z',
    documents: { [documentId(text)]: text },
  });
  const { code, lines } = await documentsCommand(
    'list',
    desk.file('list.jws', signed),
    '--key',
    desk.keys.publicFile,
  );
  expect({ code, line: lines[0] }).toEqual({ code: 0, line: `${documentId(text)}  (does not parse)` });
});
