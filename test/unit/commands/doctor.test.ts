import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { doctorCommand } from '../../../src/commands/doctor.js';
import { checkNodeVersion } from '../../../src/commands/doctor-process.js';
import { parseSettings } from '../../../src/config/parse.js';
import type { Settings } from '../../../src/config/settings.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-doctor-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A whole installation as `city build` and a first start leave it. */
function installation(env: Record<string, string> = {}): Settings {
  const settings = parseSettings({ SEKISHO_PORT: '0', ...env }, folder);
  for (const source of Object.values(settings.sources)) {
    if (source.kind !== 'sqlite') continue;
    mkdirSync(dirname(source.path), { recursive: true });
    const database = new Database(source.path);
    database.exec('CREATE TABLE t (x)');
    database.close();
  }
  mkdirSync(join(folder, 'var', 'keys'), { mode: 0o700 });
  writeFileSync(join(folder, 'var', 'keys', 'audit.json'), '{}', { mode: 0o600 });
  return settings;
}

async function doctor(settings: Settings) {
  const lines: string[] = [];
  let code = 0;
  const program = new Command();
  doctorCommand(program, {
    settings: () => settings,
    print: (line) => lines.push(line),
    warn: () => undefined,
    exitCode: (value) => (code = value),
    root: folder,
  });
  await program.parseAsync(['doctor'], { from: 'user' });
  return { code, faults: lines.filter((line) => line.startsWith('FAULT')), text: lines.join('\n') };
}

test('a whole installation has no fault', async () => {
  expect(await doctor(installation())).toMatchObject({ code: 0, faults: [] });
});

test('each source that is missing, torn or of another kind is named with what to do', async () => {
  const settings = installation();
  const { registry, health, address } = settings.sources;
  if (registry.kind !== 'sqlite' || health.kind !== 'sqlite' || address.kind !== 'sqlite')
    throw new Error('not embedded');
  rmSync(registry.path);
  writeFileSync(health.path, 'not a database, but long enough to look like a file of one'.repeat(20));
  writeFileSync(address.path, '');
  const { code, faults, text } = await doctor(settings);
  expect(code).toBe(1);
  expect(faults.map((line) => line.split(':')[0])).toEqual([
    'FAULT resident registry',
    'FAULT health management',
    'FAULT address-name',
  ]);
  expect(text).toContain('sekisho city build');
});

test('a key that others may read is a fault', async () => {
  const settings = installation();
  chmodSync(join(folder, 'var', 'keys', 'audit.json'), 0o640);
  const { code, faults } = await doctor(settings);
  expect([code, faults]).toEqual([1, [`FAULT key ${join(folder, 'var', 'keys', 'audit.json')}`]]);
});

test('a folder that cannot be made is a fault', async () => {
  const settings = installation({ SEKISHO_AUDIT_DIR: 'file/audit' });
  writeFileSync(join(folder, 'file'), '');
  expect((await doctor(settings)).faults).toEqual([`FAULT audit folder ${join(folder, 'file', 'audit')}`]);
});

test('a port in use is a fault', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as AddressInfo;
  const { faults } = await doctor(installation({ SEKISHO_PORT: String(port) }));
  expect(faults).toEqual([`FAULT port 127.0.0.1:${port}`]);
  await new Promise((resolve) => holder.close(resolve));
});

test('the printed report holds no password', async () => {
  // It connects, so that a server that nobody runs is a fault.
  const { text, code } = await doctor(
    installation({ SEKISHO_STORE_URL: 'mssql://u:hunter2@127.0.0.1:1/db' }),
  );
  expect([text.includes('hunter2'), code]).toEqual([false, 1]);
});

/** docs/attacks.md M6: what is dead is told, each with what to do, within seconds. */
test('everything that the settings name and that does not answer is a fault of its own', async () => {
  const dead = {
    SEKISHO_OIDC_ISSUER: 'http://127.0.0.1:1',
    SEKISHO_OIDC_AUDIENCE: 'sekisho',
    REDIS_URL: 'redis://127.0.0.1:1',
    SEKISHO_REGISTRY_URL: 'mssql://u:hunter2@127.0.0.1:1/r',
    SEKISHO_INTERMEDIATE_URL: 'http://127.0.0.1:1',
    SEKISHO_AUDIT_WITNESS: '/nonexistent/mount/witness',
    SEKISHO_AUDIT_MIRROR: join(folder, 'var', 'audit'),
    SEKISHO_STORE_URL: 'mssql://u:hunter2@127.0.0.1:1/s',
  };
  const { code, faults, text } = await doctor(installation(dead));
  expect([code, text.includes('hunter2')]).toEqual([1, false]);
  for (const [named, setting] of [
    ['issuer', 'SEKISHO_OIDC_ISSUER'],
    ['Redis', 'REDIS_URL'],
    ['SEKISHO_REGISTRY_URL', 'SEKISHO_REGISTRY_URL'],
    ['intermediate', 'SEKISHO_INTERMEDIATE_URL'],
    ['witness', 'SEKISHO_AUDIT_WITNESS'],
    ['second copy', 'SEKISHO_AUDIT_MIRROR'],
    ['tables of', 'SEKISHO_STORE_URL'],
  ] as const) {
    expect([named, faults.some((line) => line.startsWith(`FAULT ${named}`))]).toEqual([named, true]);
    // What to do stands below it, in both languages, and names where to look.
    const [, told = ''] = text.split(`FAULT ${named}`);
    expect([named, told.split('\n').slice(1, 3)]).toEqual([
      named,
      [
        expect.stringMatching(new RegExp(`^ {6}応答しません.*${setting}`)),
        expect.stringMatching(new RegExp(`^ {6}Does not answer.*${setting}`)),
      ],
    ]);
  }
  for (const setting of Object.keys(dead).filter((name) => !/AUDIENCE/.test(name)))
    expect(text).toContain(setting);
});

test('a server that takes the connection and says nothing is waited for within bounds', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const { faults } = await doctor(
    installation({ SEKISHO_OIDC_ISSUER: `http://127.0.0.1:${port}`, SEKISHO_OIDC_AUDIENCE: 'sekisho' }),
  );
  expect(faults).toEqual([expect.stringContaining('issuer') as string]);
  silent.close();
});

test('an issuer that answers with its keys is no fault', async () => {
  const issuer = createHttpServer((request, response) => {
    const origin = `http://${request.headers.host ?? ''}`;
    const body =
      request.url?.includes('openid') === true
        ? { issuer: origin, jwks_uri: `${origin}/keys` }
        : { keys: [{}] };
    response.setHeader('connection', 'close').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const { port } = issuer.address() as AddressInfo;
  const env = { SEKISHO_OIDC_ISSUER: `http://127.0.0.1:${port}`, SEKISHO_OIDC_AUDIENCE: 'sekisho' };
  expect(await doctor(installation(env))).toMatchObject({ code: 0, faults: [] });
  issuer.close();
});

test.each([
  ['20.18.9', false],
  ['18.20.0', false],
  ['20.19.0', true],
  ['22.0.0', true],
  ['24.1.0', true],
])('Node.js %s: %p', (version, enough) => {
  expect(checkNodeVersion(version).fault === null).toBe(enough);
});
