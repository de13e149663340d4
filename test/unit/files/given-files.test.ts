import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { readCredentials } from '../../../adapters/intermediate-server/credentials.js';
import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { makeSigningKey, readSigningKey } from '../../../src/documents/signing-key.js';
import { readText } from '../../../src/documents/read-text.js';
import { readGivenSync, readGivenText } from '../../../src/files/regular-file.js';
import { openDemoIssuer } from '../../../src/identity/demo-issuer.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { ROOT } from '../../support/gateway.js';

/** docs/attacks.md M12: files that a person gives, as Kubernetes mounts them; and nothing that is no file. */

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sekisho-given-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Turns a folder into one as Kubernetes mounts it: `file -> ..data/file`, `..data -> ..2023_06_27_1`. */
function mount(folder: string): void {
  const edition = join(folder, '..2023_06_27_1');
  const names = readdirSync(folder);
  mkdirSync(edition);
  for (const name of names) renameSync(join(folder, name), join(edition, name));
  symlinkSync('..2023_06_27_1', join(folder, '..data'));
  for (const name of names) symlinkSync(join('..data', name), join(folder, name));
}

const jwk = async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { own: await exportJWK(privateKey), server: await exportJWK(publicKey) };
};

const GIVEN: Readonly<Record<string, (folder: string) => Promise<(folder: string) => unknown>>> = {
  'the log’s secret': (folder) => {
    const file = join(folder, 'audit.json');
    const { keyId } = loadAuditKeys(file, { create: true });
    return Promise.resolve(() => expect(loadAuditKeys(file, { create: false }).keyId).toBe(keyId));
  },
  'the key with the intermediate server': async (folder) => {
    const { own, server } = await jwk();
    const file = join(folder, 'intermediate.json');
    writeFileSync(
      file,
      JSON.stringify({ institution: '0220113210101700', privateKey: own, serverPublicKey: server }),
    );
    return () => expect(readCredentials(file, readGivenText).institution).toBe('0220113210101700');
  },
  'the key of the trusted documents': async (folder) => {
    const { publicFile } = await makeSigningKey(folder);
    return async () => expect(await readSigningKey(publicFile, 'public', 'X')).toBeDefined();
  },
  'a manifest': (folder) => {
    writeFileSync(join(folder, 'documents.jws'), 'a.b.c');
    return Promise.resolve(() => expect(readText(join(folder, 'documents.jws'))).toBe('a.b.c'));
  },
  'the key of the demo': async (folder) => {
    const options = {
      ...{ dataDirectory: join(folder, '..'), production: false },
      directory: { loginMethods: () => ['pwd'] },
    };
    const before = (await openDemoIssuer(options)).jwks();
    return async () => expect((await openDemoIssuer(options)).jwks()).toEqual(before);
  },
  'a policy': (folder) => {
    cpSync(join(ROOT, 'policy', 'koganei'), folder, { recursive: true });
    const { version } = loadPolicy(folder);
    return Promise.resolve(() => expect(loadPolicy(folder).version).toBe(version));
  },
};

test.each(Object.entries(GIVEN))('%s is read where it is mounted as a link', async (_, make) => {
  const folder = join(root, 'keys');
  mkdirSync(folder);
  const read = await make(folder);
  mount(folder);
  await read(folder);
});

test('when the mount turns to another edition, that one is read whole', () => {
  writeFileSync(join(root, 'file'), 'first');
  mount(root);
  mkdirSync(join(root, '..2023_06_27_2'));
  writeFileSync(join(root, '..2023_06_27_2', 'file'), 'second');
  symlinkSync('..2023_06_27_2', join(root, '..data_tmp'));
  renameSync(join(root, '..data_tmp'), join(root, '..data'));
  expect(readGivenSync(join(root, 'file')).text).toBe('second');
});

const NO_FILE: Readonly<Record<string, (path: string) => Promise<() => void>>> = {
  pipe: (path) => {
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    return Promise.resolve(() => undefined);
  },
  socket: async (path) => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(path, done));
    return () => void server.close();
  },
  folder: (path) => {
    mkdirSync(path);
    return Promise.resolve(() => undefined);
  },
  'endless device': (path) => {
    symlinkSync('/dev/zero', path);
    return Promise.resolve(() => undefined);
  },
  'file without end': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 200 * 1024 ** 3);
    return Promise.resolve(() => undefined);
  },
  'ring of links': (path) => {
    symlinkSync(path, path);
    return Promise.resolve(() => undefined);
  },
};

test.each(Object.entries(NO_FILE))(
  'a %s is refused at once, by its own name and through a link',
  async (_, make) => {
    const path = join(root, 'thing');
    const undo = await make(path);
    symlinkSync('thing', join(root, 'link'));
    try {
      for (const name of ['thing', 'link'])
        expect(() => readGivenSync(join(root, name))).toThrow(/no regular file|longer than/);
    } finally {
      undo();
    }
  },
);

test('what others may read of a secret is asked of the file, not of the link', () => {
  const file = join(root, 'audit.json');
  loadAuditKeys(file, { create: true });
  mount(root);
  spawnSync('chmod', ['640', join(root, '..data', 'audit.json')]);
  expect(() => loadAuditKeys(file, { create: false })).toThrow(
    expect.objectContaining({ detail: expect.stringMatching(/others may read/) as string }),
  );
});
