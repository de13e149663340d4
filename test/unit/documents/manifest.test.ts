import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { CompactSign, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { documentId } from '../../../src/documents/document-id.js';
import { DocumentsError } from '../../../src/documents/documents-error.js';
import { loadTrustedDocuments } from '../../../src/documents/load-documents.js';
import { openManifest, signManifest } from '../../../src/documents/manifest.js';
import { makeSigningKey, readSigningKey } from '../../../src/documents/signing-key.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { openSigningDesk, payloadOf, type SigningDesk } from '../../support/signing-desk.js';

const schema = buildSchema(
  readFileSync(join(__dirname, '..', '..', '..', 'schema', 'schema.graphql'), 'utf8'),
);
const graph = { schema, classes: classifySchema(schema) };
const VIEWER = 'query Who { viewer { account } }';

let desk: SigningDesk;
let publicKey: CryptoKey;
beforeAll(async () => {
  desk = await openSigningDesk();
  publicKey = await readSigningKey(desk.keys.publicFile, 'public', 'key');
});
afterAll(() => desk?.remove());

async function faultsOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DocumentsError)) throw error ?? new Error('Nothing was refused');
  const text = error.faults.join('\n');
  for (const line of error.faults) expect(line).toMatch(/[ぁ-んァ-ヶ一-龠].* \/ .*[a-z]/);
  return text;
}

/** A start with this list, and with this key where it is not the desk's own. */
const start = (jws: string, publicFile = desk.keys.publicFile) =>
  loadTrustedDocuments({ manifest: desk.file('list.jws', jws), publicKey: publicFile }, graph);

test('the id is that of GraphQL over HTTP: sha256 and the hash in hex, as sha256sum prints it', () => {
  expect(documentId('{ viewer { account } }')).toBe(
    'sha256:46db92ab7de2d64c6dc2a899cb70a0f614e657632e4fd07304b623037661b8d2',
  );
});

test('what was signed comes back, text for text', async () => {
  const texts = [VIEWER, '# 住民\n{ viewer { nameJa } }\n'];
  const jws = await signManifest(texts, new Date('2026-04-01T00:00:00Z'), desk.privateKey);
  expect(await openManifest(jws, publicKey, 'list')).toEqual(payloadOf(...texts));
});

describe('a signature is believed only if it is one of this key', () => {
  const payload = JSON.stringify(payloadOf(VIEWER));
  const unsigned = (header: object) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(payload).toString('base64url')}.`;

  test('of another key', async () => {
    const other = await openSigningDesk();
    expect(await faultsOf(openManifest(await other.signed(payloadOf(VIEWER)), publicKey, 'list'))).toMatch(
      /not of this key/,
    );
    other.remove();
  });

  test('of a payload that was changed afterwards', async () => {
    const [head, , signature] = (await desk.signed(payloadOf(VIEWER))).split('.');
    const forged = Buffer.from(JSON.stringify(payloadOf('{ viewer { role } }'))).toString('base64url');
    expect(await faultsOf(openManifest(`${head}.${forged}.${signature}`, publicKey, 'list'))).toMatch(
      /not of this key/,
    );
  });

  test('with the algorithm none (RFC 8725, 2.1)', async () => {
    expect(await faultsOf(openManifest(unsigned({ alg: 'none' }), publicKey, 'list'))).toMatch(
      /not signed with EdDSA/,
    );
  });

  test("with the public key's bytes as an HMAC secret (RFC 8725, 2.1)", async () => {
    const { x = '' } = await exportJWK(publicKey);
    for (const secret of [Buffer.from(x, 'base64url'), readFileSync(desk.keys.publicFile)]) {
      const jws = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(secret);
      expect(await faultsOf(openManifest(jws, publicKey, 'list'))).toMatch(/not signed with EdDSA/);
    }
  });

  test('with another algorithm', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const jws = await new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    expect(await faultsOf(openManifest(jws, publicKey, 'list'))).toMatch(/not signed with EdDSA/);
  });

  test.each([
    ['bare JSON', payload],
    ['nothing', ''],
    ['two parts', 'a.b'],
    ['text', 'not a list at all'],
  ])('%s', async (_what, text) => {
    expect(await faultsOf(openManifest(text, publicKey, 'list'))).toMatch(/is no signed manifest/);
  });
});

describe('a signed payload is believed only if it is a manifest', () => {
  const good = payloadOf(VIEWER);
  test.each<[string, unknown]>([
    ['another version', { ...good, version: 2 }],
    ['no instant', { ...good, issuedAt: 'yesterday' }],
    ['a list of documents', { ...good, documents: [VIEWER] }],
    ['a document that is no text', { ...good, documents: { a: 1 } }],
    ['a key nobody knows', { ...good, expires: '2030-01-01' }],
    ['null', null],
  ])('%s', async (_what, payload) => {
    expect(await faultsOf(openManifest(await desk.signed(payload), publicKey, 'list'))).toMatch(
      /is no signed manifest/,
    );
  });

  test('an entry under another hash is named by it, one under another word by its place', async () => {
    const id = documentId('{ viewer { role } }');
    const jws = await desk.signed({
      ...good,
      documents: { ...good.documents, [id]: VIEWER, yamada: VIEWER },
    });
    const faults = await faultsOf(openManifest(jws, publicKey, 'list'));
    expect(faults).toMatch(new RegExp(`^list: ${id}: .*hash is not that of the text\nlist: no. 3: `));
    expect(faults).not.toMatch(/yamada|viewer/);
  });
});

describe('the start is refused, naming the setting or the document and never its text', () => {
  const bad: readonly (readonly [string, RegExp, string])[] = [
    ['does not parse', /does not parse \(line 2, column 1\)/, '{ viewer { himitsu\n'],
    ['does not fit the graph', /does not fit the graph \(line 1, column 3\)/, '{ himitsu }'],
    [
      'holds no operation',
      /does not fit the graph|holds no operation/,
      'fragment himitsu on Viewer { account }',
    ],
    ['holds a number', /reads as an individual number/, '{ viewer { account } } # himitsu 123456789018'],
    ['is nested too deep', /nested 16 deep/, `{ himitsu ${'{ a '.repeat(20)}${'}'.repeat(20)} }`],
    [
      'asks for too many root fields',
      /100 fields at its root/,
      `{ ${Array.from({ length: 101 }, (_, at) => `himitsu${at}: __typename`).join(' ')} }`,
    ],
  ];
  test.each(bad)('a document that %s', async (_what, ground, text) => {
    const faults = await faultsOf(start(await desk.signed(payloadOf(VIEWER, text))));
    expect(faults).toMatch(ground);
    expect(faults).toContain(`SEKISHO_TRUSTED_DOCUMENTS: ${documentId(text)}: `);
    expect(faults).not.toMatch(/himitsu|123456789018/);
    expect(faults).not.toContain(documentId(VIEWER));
  });

  test('a list that cannot be read', async () => {
    const missing = loadTrustedDocuments(
      { manifest: join(desk.folder, 'none'), publicKey: desk.keys.publicFile },
      graph,
    );
    expect(await faultsOf(missing)).toMatch(/^SEKISHO_TRUSTED_DOCUMENTS: .*cannot be read$/);
  });

  test('a key that cannot be read, is none, is of another kind, is damaged, or is the private one', async () => {
    const jws = await desk.signed(payloadOf(VIEWER));
    const { publicKey: rsa } = await generateKeyPair('RS256');
    const { x: _x, ...headless } = JSON.parse(readFileSync(desk.keys.publicFile, 'utf8')) as Record<
      string,
      string
    >;
    const wrong: readonly (readonly [string, RegExp])[] = [
      [join(desk.folder, 'none'), /cannot be read/],
      [desk.file('text.jwk', 'no json'), /no JWK of Ed25519/],
      [desk.file('null.jwk', 'null'), /no JWK of Ed25519/],
      [desk.file('rsa.jwk', JSON.stringify(await exportJWK(rsa))), /no JWK of Ed25519/],
      [desk.file('headless.jwk', JSON.stringify(headless)), /damaged/],
      [desk.keys.privateFile, /holds a private key/],
    ];
    for (const [file, ground] of wrong) {
      const faults = await faultsOf(start(jws, file));
      expect(faults).toMatch(/^SEKISHO_TRUSTED_KEY: /);
      expect(faults).toMatch(ground);
    }
  });

  test('a signature of another key', async () => {
    const other = await makeSigningKey(join(desk.folder, 'other'));
    expect(await faultsOf(start(await desk.signed(payloadOf(VIEWER)), other.publicFile))).toMatch(
      /^SEKISHO_TRUSTED_DOCUMENTS: .*not of this key/,
    );
  });

  test('and with nothing wrong, the listed documents are trusted', async () => {
    expect(
      (await start(await desk.signed(payloadOf(VIEWER))))?.textOf({ documentId: documentId(VIEWER) }),
    ).toBe(VIEWER);
    expect(await loadTrustedDocuments(null, graph)).toBeNull();
  });
});
