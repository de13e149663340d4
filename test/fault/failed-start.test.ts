import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { reportFailedStart } from '../../src/commands/report-error.js';
import { parseSettings } from '../../src/config/parse.js';
import { startGateway, type Gateway } from '../../src/gateway/gateway.js';
import { scrubLine } from '../../src/individual-number/scrub-line.js';
import { createLogger } from '../../src/log/logger.js';
import { cityEnvironment } from '../support/city.js';
import { effort, someOf } from '../support/effort.js';
import { ROOT } from '../support/gateway.js';
import { InstalledLog } from '../support/installed-log.js';
import { asVersion } from '../support/log-of-version.js';

/**
 * docs/attacks.md M1, M2, M3, M13: a start that fails says which setting it failed by and ends by itself with exit code 1. Nothing that it had
 * opened stays: neither the log's lock nor a socket, and a good start on the same folder follows at once.
 *
 * Loading the program takes seconds of work, so each fault is tried in this process, where the lock of a start
 * that failed would count as held; that the process ends by itself is tried on a few.
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

const locksIn = (audit: string): readonly string[] => {
  try {
    return readdirSync(audit).filter((name) => name.includes('.lock'));
  } catch {
    return [];
  }
};

/** Settings and gateway as `serve` takes them, without its signals and its city. */
async function started(data: string, env: Environment): Promise<Gateway> {
  const log = createLogger({ level: 'info', scrub: scrubLine, destination: { write: () => undefined } });
  return startGateway({
    settings: parseSettings(env, data),
    root: ROOT,
    log,
    staff: {},
    indexInProcess: true,
    aheadMs: 300_000,
  });
}

/** What a failed start says, and with which exit code. */
async function failed(data: string, env: Environment) {
  const lines: string[] = [];
  let code: number | null = null;
  const context = {
    warn: (line: string) => void lines.push(line),
    exitCode: (given: number) => (code = given),
  };
  await started(data, env).then(
    (gateway) => gateway.stop(),
    (error: unknown) => reportFailedStart(error, context),
  );
  return { code, text: lines.join('\n') };
}

/** Sockets, servers and threads that are open here. Timers and file work come and go with Jest itself. */
const kept = (): readonly string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => !/^(FSReq|Timeout$|Immediate$)/.test(name))
    .sort();

/** What is open beyond what was open before. */
function keptBeyond(before: readonly string[]): readonly string[] {
  const left = [...before];
  return kept().filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A handle is closed some turns after it is asked to; so one of an earlier start may have been open before. */
async function expectNothingKept(before: readonly string[]): Promise<void> {
  for (let turn = 0; turn < 1_000 && keptBeyond(before).length > 0; turn++)
    await new Promise((resolve) => setImmediate(resolve));
  expect(keptBeyond(before)).toEqual([]);
}

/** What a gateway leaves in its data folder. */
async function leaveData(data: string): Promise<void> {
  await (await started(data, cityEnvironment(data))).stop();
}

function inStore(data: string, sql: string): void {
  const store = new Database(join(data, 'store.sqlite'));
  store.exec(sql);
  store.close();
}

interface Failing {
  /** Set-up in the data folder, and what is set on top of a good environment. */
  readonly settings: (data: string) => Environment | Promise<Environment>;
  readonly names: RegExp;
  /** Undoes what the set-up did to the folder. */
  readonly mend?: (data: string) => void;
}

/**
 * Each source's file: not there, a folder, a pipe, no database, and nothing at all. The short run has each of these and
 * each source, `npm run test:long` each of these of each source.
 */
const SOURCE_CASES: readonly (readonly [string, Failing])[] = someOf(
  'faults of a source’s file',
  (['SEKISHO_REGISTRY_URL', 'SEKISHO_HEALTH_URL', 'SEKISHO_ADDRESS_URL'] as const).flatMap((name) =>
    (
      [
        ['that is not there', 'ENOENT', () => undefined],
        ['that is a folder', 'EISDIR', (path) => mkdirSync(path)],
        ['that is a pipe', 'EFTYPE', (path) => void spawnSync('mkfifo', [path])],
        ['that is no database', 'SQLITE_NOTADB', (path) => writeFileSync(path, 'x'.repeat(4096))],
        ['that is empty', 'SQLITE_NOTADB', (path) => writeFileSync(path, '')],
      ] as readonly (readonly [string, string, (path: string) => void])[]
    ).map(([what, code, make]): [string, Failing] => [
      `a file of ${name} ${what}`,
      {
        settings: (data) => {
          make(join(data, 'source.sqlite'));
          return { [name]: `sqlite:${join(data, 'source.sqlite')}` };
        },
        names: new RegExp(`^${name}: .*確かめてください.*\\(${code}\\)\\. Check where`, 'm'),
      },
    ]),
  ),
  { every: 3 },
);

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
  'a store below a folder that cannot be made': {
    settings: () => ({ SEKISHO_STORE_URL: 'sqlite:/proc/x/y.sqlite' }),
    names: /^SEKISHO_STORE_URL: .*\(measure store E\w+\)/m,
  },
  'a store that is a folder': {
    settings: (data) => {
      mkdirSync(join(data, 'folder.sqlite'));
      return { SEKISHO_STORE_URL: `sqlite:${join(data, 'folder.sqlite')}` };
    },
    names: /^SEKISHO_STORE_URL: .*SQLITE_CANTOPEN/m,
  },
  'a store newer than the program': {
    settings: async (data) => {
      await leaveData(data);
      inStore(data, 'UPDATE sekisho_migration SET number = number + 100');
      return {};
    },
    names: /^SEKISHO_STORE_URL: .*新しい版のプログラムを使うか.*Use the newer program/m,
    mend: (data) => inStore(data, 'UPDATE sekisho_migration SET number = number - 100'),
  },
  'a log of a later version': {
    settings: async (data) => {
      const log = new InstalledLog('before-migrations');
      await asVersion(log, 5);
      cpSync(join(log.root, 'keys'), join(data, 'keys'), { recursive: true });
      cpSync(log.audit, join(data, 'later'), { recursive: true });
      log.remove();
      return { SEKISHO_AUDIT_DIR: join(data, 'later') };
    },
    names: /^SEKISHO_AUDIT_DIR: .*第5版.*use that version or newer/m,
    // They know of the writer in that log.
    mend: (data) => rmSync(join(data, 'keys'), { recursive: true }),
  },
  'no file of the intermediate server’s keys': {
    settings: () => ({
      SEKISHO_INTERMEDIATE_URL: 'http://127.0.0.1:1',
      SEKISHO_INTERMEDIATE_KEYS: '/nonexistent.json',
    }),
    names: /^SEKISHO_INTERMEDIATE_KEYS: .*\/nonexistent\.json/m,
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
  'a trusted key that is a folder': {
    settings: (data) => {
      mkdirSync(join(data, 'folder.jwk'));
      return {
        SEKISHO_TRUSTED_DOCUMENTS: join(data, 'none.jws'),
        SEKISHO_TRUSTED_KEY: join(data, 'folder.jwk'),
      };
    },
    names: /^SEKISHO_TRUSTED_KEY: /m,
  },
  'a store that is the registry’s own file': {
    settings: (data) => ({ SEKISHO_STORE_URL: cityEnvironment(data)['SEKISHO_REGISTRY_URL'] as string }),
    names: /^SEKISHO_STORE_URL: .*same database as SEKISHO_REGISTRY_URL/m,
  },
  'a store that is the health system’s file by another name': {
    settings: (data) => {
      const path = (cityEnvironment(data)['SEKISHO_HEALTH_URL'] as string).replace(/^sqlite:/, '');
      symlinkSync(path, join(data, 'other-name.sqlite'));
      return { SEKISHO_STORE_URL: `sqlite:${join(data, 'other-name.sqlite')}` };
    },
    names: /^SEKISHO_STORE_URL: .*same database as SEKISHO_HEALTH_URL/m,
  },
  'a store that is the index': {
    settings: (data) => ({ SEKISHO_STORE_URL: `sqlite:${join(data, 'audit-index.sqlite')}` }),
    names: /^SEKISHO_STORE_URL: .*same database as SEKISHO_DATA/m,
  },
  'a store in the folder of the log': {
    settings: (data) => ({ SEKISHO_STORE_URL: `sqlite:${join(data, 'audit', 'store.sqlite')}` }),
    names: /^SEKISHO_STORE_URL: .*lies in SEKISHO_AUDIT_DIR/m,
  },
  'a shadow policy that is not there': {
    settings: () => ({ SEKISHO_POLICY_SHADOW: '/nonexistent' }),
    names: /^SEKISHO_POLICY_SHADOW: .*no such folder/m,
  },
  'a shadow policy at fault': {
    settings: (data) => {
      const shadow = join(data, 'shadow');
      cpSync(join(ROOT, 'policy', 'koganei'), shadow, { recursive: true });
      writeFileSync(join(shadow, 'caps.json'), '{}');
      return { SEKISHO_POLICY_SHADOW: shadow };
    },
    names: /^SEKISHO_POLICY_SHADOW: .*policy lint.*at fault.*caps\.json/m,
  },
  'a witness’s folder that is not there': {
    settings: (data) => ({ SEKISHO_AUDIT_WITNESS: join(data, 'mistyped') }),
    names: /^SEKISHO_AUDIT_WITNESS: .*no such folder/m,
  },
  ...Object.fromEntries(SOURCE_CASES),
  'a second copy that is the log itself': {
    settings: (data) => ({ SEKISHO_AUDIT_MIRROR: join(data, 'audit') }),
    names: /^SEKISHO_AUDIT_MIRROR: .*is the folder of the log/m,
  },
  'a secret of valid form that is not the log’s': {
    settings: async (data) => {
      await leaveData(data);
      return { SEKISHO_AUDIT_SECRET: randomBytes(32).toString('base64url') };
    },
    names: /^SEKISHO_AUDIT_SECRET: .*written with another secret.*Restore/m,
  },
  'a secret that is missing beside its log': {
    settings: async (data) => {
      await leaveData(data);
      renameSync(join(data, 'keys/audit.json'), join(data, 'kept.json'));
      return {};
    },
    names: /^SEKISHO_DATA: .*audit\.json is missing.*Restore/m,
    mend: (data) => renameSync(join(data, 'kept.json'), join(data, 'keys/audit.json')),
  },
  'a setting that does not exist': {
    settings: () => ({ SEKISHO_PROT: '1' }),
    names: /^SEKISHO_PROT: /m,
  },
};
const OPENID = { SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:1', SEKISHO_OIDC_AUDIENCE: 'sekisho' };

/** The short run tries one in two, of every setting that there are several of; `npm run test:long` all. */
test.each(someOf('faults of a start', Object.entries(CASES), { every: 2 }))(
  '%s ends the start with 1, named, and frees the folder',
  async (_name, { settings, names, mend }) => {
    const data = mkdtempSync(join(folder, 'data-'));
    const good = cityEnvironment(data);
    const before = kept();
    const ended = await failed(data, { ...good, ...(await settings(data)) });
    expect(ended).toEqual({ code: 1, text: expect.stringMatching(names) as string });
    expect(ended.text).not.toContain('Internal error');
    expect(locksIn(join(data, 'audit'))).toEqual([]);
    await expectNothingKept(before);
    mend?.(data);
    await (await started(data, good)).stop();
    expect(readdirSync(join(data, 'audit')).filter((name) => /^gw\d+$/.test(name))).toEqual(['gw1']);
  },
);

/** What the process says and how it ends; once it listens it is stopped by a signal, else it is never helped to its end. */
async function ended(env: Environment, entry: string) {
  const [file = '', ...args] = entry.split(' ');
  const child = spawn(
    process.execPath,
    ['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, file), ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env } },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (!child.killed && /^Sekisho: .*\/graphql$/m.test(text)) child.kill('SIGTERM');
    });
  await once(child, 'close');
  return { text, code: child.exitCode, signal: child.signalCode };
}

const atTakenPort = () => ({
  code: 1,
  signal: null,
  text: expect.stringMatching(/^SEKISHO_PORT: /m) as string,
});

test('a process whose port is taken ends by itself, also where its Redis does not answer', async () => {
  const data = mkdtempSync(join(folder, 'data-'));
  const env = { ...cityEnvironment(data), SEKISHO_PORT: String(taken), REDIS_URL: 'redis://127.0.0.1:1' };
  expect(await ended(env, 'src/main.ts')).toEqual(atTakenPort());
  expect(locksIn(join(data, 'audit'))).toEqual([]);
}, 300_000);

test('with the embedded city, either command closes the stand-in, and the next start has it again', async () => {
  const data = join(folder, 'embedded');
  // The smallest city there can be.
  const env = { SEKISHO_DATA: data, SEKISHO_CITY_SIZE: '500', SEKISHO_PORT: '0' };
  // That the other one ends by itself at a taken port, the test before has seen, if without this city.
  for (const entry of effort({ short: ['src/cli.ts serve'], full: ['src/main.ts', 'src/cli.ts serve'] })) {
    expect(await ended({ ...env, SEKISHO_PORT: String(taken) }, entry)).toEqual(atTakenPort());
    expect(locksIn(join(data, 'audit'))).toEqual([]);
    // SQLite takes its log away when the last connection closes.
    expect(readdirSync(join(data, 'intermediate')).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  }
  const missed = await ended({ ...env, SEKISHO_INTERMEDIATE_KEYS: '/nonexistent.json' }, 'src/main.ts');
  expect(missed).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^SEKISHO_INTERMEDIATE_KEYS: .*ENOENT/m) as string,
  });
  expect(await ended(env, 'src/cli.ts serve')).toMatchObject({ code: 0, signal: null });
}, 240_000);

test('a data folder where nothing can be made is named', async () => {
  const env = { SEKISHO_DATA: '/proc/x', SEKISHO_CITY_SIZE: '500', SEKISHO_PORT: '0' };
  expect(await ended(env, 'src/main.ts')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^SEKISHO_DATA: /m) as string,
  });
}, 300_000);
