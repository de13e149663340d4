import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cityEnvironment } from '../support/city.js';
import { ROOT } from '../support/gateway.js';

/**
 * A start that fails says which setting it failed by and ends by itself with exit code 1. Nothing that it had
 * opened stays: neither the log's lock nor a socket, and a good start on the same folder follows at once.
 */
let folder: string;
/** Holds a port. */
let squatter: Server;
let taken: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-start-'));
  squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  taken = (squatter.address() as AddressInfo).port;
});
afterAll(async () => {
  squatter.close();
  rmSync(folder, { recursive: true, force: true });
});

type Environment = Readonly<Record<string, string>>;

function spawned(entry: readonly string[], env: Environment) {
  const hook = join(ROOT, 'test/support/ts-hook.cjs');
  const [file = '', ...args] = entry;
  return spawn(process.execPath, ['-r', hook, join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
}

/** What the process says and how it ends; it is never helped to its end. */
async function ended(env: Environment, entry: readonly string[] = ['src/main.ts']) {
  const child = spawned(entry, env);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(child, 'close');
  return { text, code: child.exitCode, signal: child.signalCode };
}

/** Starts, is stopped by a signal once it listens, and tells how it ended. */
async function goodStart(env: Environment) {
  const child = spawned(['src/main.ts'], env);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    if (part.includes('/graphql')) child.kill('SIGTERM');
  });
  await once(child, 'close');
  return { text, code: child.exitCode };
}

const locksIn = (audit: string): readonly string[] => {
  try {
    return readdirSync(audit).filter((name) => name.includes('.lock'));
  } catch {
    return [];
  }
};

interface Failing {
  /** Set-up in the data folder, and what is set on top of a good environment. */
  readonly settings: (data: string) => Environment;
  readonly names: RegExp;
  /** Undoes what the set-up did to the folder. */
  readonly mend?: (data: string) => void;
}

const CASES: Readonly<Record<string, Failing>> = {
  'a port that is taken': {
    settings: () => ({ SEKISHO_PORT: String(taken) }),
    names: /^SEKISHO_PORT: .*in use/m,
  },
  'a port that is taken, with a Redis that nobody runs': {
    settings: () => ({ SEKISHO_PORT: String(taken), REDIS_URL: 'redis://127.0.0.1:1' }),
    names: /^SEKISHO_PORT: .*in use/m,
  },
  'an address of another machine': {
    settings: () => ({ ...OPENID, SEKISHO_HOST: '203.0.113.1' }),
    names: /^SEKISHO_HOST: /m,
  },
  'a host without an address': {
    settings: () => ({ ...OPENID, SEKISHO_HOST: 'nowhere.invalid' }),
    names: /^SEKISHO_HOST: /m,
  },
  'a store where nothing can be made': {
    settings: () => ({ SEKISHO_STORE_URL: 'sqlite:/proc/x' }),
    names: /^SEKISHO_STORE_URL: /m,
  },
  'a store that is no database': {
    settings: (data) => {
      writeFileSync(join(data, 'text.sqlite'), 'no database, for it is a text of more than sixteen bytes');
      return { SEKISHO_STORE_URL: `sqlite:${join(data, 'text.sqlite')}` };
    },
    names: /^SEKISHO_STORE_URL: .*SQLITE_NOTADB/m,
  },
  'no file of the intermediate server’s keys': {
    settings: () => ({
      SEKISHO_INTERMEDIATE_URL: 'http://127.0.0.1:1',
      SEKISHO_INTERMEDIATE_KEYS: '/nonexistent.json',
    }),
    names: /^SEKISHO_INTERMEDIATE_KEYS: .*\/nonexistent\.json.*ENOENT/m,
  },
  'an audit folder that is a file': {
    settings: (data) => {
      writeFileSync(join(data, 'file'), '');
      return { SEKISHO_AUDIT_DIR: join(data, 'file') };
    },
    names: /^SEKISHO_AUDIT_DIR: .*\(E\w+\)/m,
  },
  'an audit folder below /proc': {
    settings: () => ({ SEKISHO_AUDIT_DIR: '/proc/x' }),
    names: /^SEKISHO_AUDIT_DIR: .*\(E\w+\)/m,
  },
  'a second copy below /proc': {
    settings: () => ({ SEKISHO_AUDIT_MIRROR: '/proc/x' }),
    names: /^SEKISHO_AUDIT_MIRROR: /m,
  },
  'keys that the group may read': {
    settings: (data) => {
      mkdirSync(join(data, 'keys'), { recursive: true });
      const secret = Buffer.alloc(32, 7).toString('base64url');
      writeFileSync(join(data, 'keys/audit.json'), JSON.stringify({ version: 1, secret }));
      chmodSync(join(data, 'keys/audit.json'), 0o640);
      return {};
    },
    names: /^SEKISHO_DATA: .*audit\.json.*chmod 600/m,
    mend: (data) => chmodSync(join(data, 'keys/audit.json'), 0o600),
  },
  'an index that cannot be opened': {
    settings: (data) => {
      mkdirSync(join(data, 'audit-index.sqlite'));
      return {};
    },
    names: /^SEKISHO_DATA: .*audit-index/m,
    mend: (data) => rmSync(join(data, 'audit-index.sqlite'), { recursive: true }),
  },
  'a damaged key of the demo issuer': {
    settings: (data) => {
      mkdirSync(join(data, 'keys'), { recursive: true });
      writeFileSync(join(data, 'keys/demo-issuer.json'), '{');
      return {};
    },
    names: /^SEKISHO_DATA: .*demo-issuer\.json/m,
    mend: (data) => rmSync(join(data, 'keys/demo-issuer.json')),
  },
  'a trusted key that cannot be read': {
    settings: (data) => ({
      SEKISHO_TRUSTED_DOCUMENTS: join(data, 'none.jws'),
      SEKISHO_TRUSTED_KEY: join(data, 'none.jwk'),
    }),
    names: /^SEKISHO_TRUSTED_KEY: /m,
  },
  'a setting that does not exist': {
    settings: () => ({ SEKISHO_PROT: '1' }),
    names: /^SEKISHO_PROT: /m,
  },
};
const OPENID = { SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:1', SEKISHO_OIDC_AUDIENCE: 'sekisho' };

test.each(Object.entries(CASES))(
  '%s ends the start with 1, named, and frees the folder',
  async (_name, { settings, names, mend }) => {
    const data = mkdtempSync(join(folder, 'data-'));
    const good = cityEnvironment(data);
    const failed = await ended({ ...good, ...settings(data) });
    expect(failed).toMatchObject({ code: 1, signal: null, text: expect.stringMatching(names) as string });
    expect(failed.text).not.toContain('Internal error');
    expect(locksIn(join(data, 'audit'))).toEqual([]);
    mend?.(data);
    const second = await goodStart(good);
    expect(second).toMatchObject({ code: 0, text: expect.stringContaining('/graphql') as string });
    expect(readdirSync(join(data, 'audit')).filter((name) => /^gw\d+$/.test(name))).toEqual(['gw1']);
  },
  120_000,
);

describe('with the embedded city and its stand-in', () => {
  /** The smallest city there can be, made once. */
  const embedded = (data: string): Environment => ({
    SEKISHO_DATA: data,
    SEKISHO_CITY_SIZE: '500',
    SEKISHO_PORT: '0',
  });

  test.each([['src/main.ts'], ['src/cli.ts serve']])(
    'a start of %s that fails closes the stand-in, and the next one has it again',
    async (entry) => {
      const data = join(folder, 'embedded');
      mkdirSync(data, { recursive: true });
      const env = embedded(data);
      const failed = await ended({ ...env, SEKISHO_PORT: String(taken) }, entry.split(' '));
      expect(failed).toMatchObject({
        code: 1,
        signal: null,
        text: expect.stringMatching(/^SEKISHO_PORT: /m) as string,
      });
      expect(locksIn(join(data, 'audit'))).toEqual([]);
      // SQLite takes its log away when the last connection closes.
      expect(readdirSync(join(data, 'intermediate')).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
      expect((await goodStart(env)).code).toBe(0);
    },
    240_000,
  );

  test('the file of the keys is missed while the stand-in runs', async () => {
    const data = join(folder, 'embedded');
    const failed = await ended({ ...embedded(data), SEKISHO_INTERMEDIATE_KEYS: '/nonexistent.json' });
    expect(failed).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^SEKISHO_INTERMEDIATE_KEYS: /m) as string,
    });
  }, 120_000);

  test('a data folder where nothing can be made is named', async () => {
    const failed = await ended(embedded('/proc/x'));
    expect(failed).toMatchObject({ code: 1, text: expect.stringMatching(/^SEKISHO_DATA: /m) as string });
  }, 120_000);
});
