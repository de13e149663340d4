import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { CommandContext } from '../../../src/commands/context.js';
import { tokenCommands } from '../../../src/commands/token.js';
import type { Settings } from '../../../src/config/settings.js';
import { LOOPBACK_ZONES } from '../../../src/config/zones.js';
import { openDemoIssuer } from '../../../src/identity/demo-issuer.js';
import { createIdentity } from '../../../src/identity/identity.js';
import { demoIssuer } from '../../../src/identity/issuer.js';
import { NOW, refusalOf, staffDirectory } from './harness.js';

let dataDirectory: string;
beforeEach(() => (dataDirectory = mkdtempSync(join(tmpdir(), 'sekisho-issuer-'))));
afterEach(() => rmSync(dataDirectory, { recursive: true }));

const open = (now = () => NOW) =>
  openDemoIssuer({ dataDirectory, production: false, directory: staffDirectory(), now });

describe('the demo issuer', () => {
  test('signs tokens that the gateway takes, with the login methods of the directory', async () => {
    const issuer = await open();
    const identity = createIdentity({
      issuer: demoIssuer(issuer),
      directory: staffDirectory(),
      zones: LOOPBACK_ZONES,
      now: () => NOW,
    });
    const token = await issuer.sign('number-clerk');
    const { principal, login } = await identity.identify({
      authorization: `Bearer ${token}`,
      peerAddress: '127.0.0.1',
    });
    expect(principal).toMatchObject({ account: 'number-clerk', amr: ['uid', 'palm_vein'] });
    expect(login.id).toContain(String(decodeJwt(token).jti));
  });

  test('gives tokens a working day, or the time asked for', async () => {
    const issuer = await open();
    const lifetime = (token: string) => (decodeJwt(token).exp ?? 0) - NOW.getTime() / 1000;
    expect(lifetime(await issuer.sign('clerk'))).toBe(8 * 60 * 60);
    expect(lifetime(await issuer.sign('clerk', 60))).toBe(60);
  });

  test('its tokens end: after their time the session has expired', async () => {
    const issuer = await open(() => new Date(NOW.getTime() - 66_000));
    const identity = createIdentity({
      issuer: demoIssuer(issuer),
      directory: staffDirectory(),
      zones: LOOPBACK_ZONES,
      now: () => NOW,
    });
    const authorization = `Bearer ${await issuer.sign('clerk', 60)}`;
    expect((await refusalOf(identity.identify({ authorization, peerAddress: '127.0.0.1' }))).code).toBe(
      'SESSION_EXPIRED',
    );
  });

  test('keeps one key pair across processes that start together, readable by nobody else', async () => {
    const issuers = await Promise.all([open(), open(), open(), open()]);
    const keys = new Set(issuers.map((issuer) => JSON.stringify(issuer.jwks())));
    expect(keys.size).toBe(1);
    const folder = join(dataDirectory, 'keys');
    expect(readdirSync(folder)).toEqual(['demo-issuer.json']);
    expect(statSync(join(folder, 'demo-issuer.json')).mode & 0o777).toBe(0o600);
    expect(decodeProtectedHeader(await issuers[3].sign('clerk')).kid).toBe(issuers[0].jwks().keys[0]?.kid);
  });

  test('shows its public key only', async () => {
    const [key] = (await open()).jwks().keys;
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test('signs for accounts of the directory only', async () => {
    await expect((await open()).sign('stranger')).rejects.toThrow(RangeError);
  });

  test('refuses to run in production and leaves no key behind', async () => {
    await expect(
      openDemoIssuer({ dataDirectory, production: true, directory: staffDirectory() }),
    ).rejects.toThrow('refused in production');
    expect(readdirSync(dataDirectory)).toEqual([]);
  });
});

describe('sekisho token', () => {
  async function run(args: readonly string[], settings: Partial<Settings> = {}) {
    const out: string[] = [];
    const err: string[] = [];
    let code = 0;
    const store = { kind: 'sqlite', path: join(dataDirectory, 'store.sqlite') } as const;
    const all = { dataDirectory, store, production: false, oidc: null, today: '2023-06-27', ...settings };
    const context: CommandContext = {
      settings: () => all as Settings,
      print: (line) => out.push(line),
      warn: (line) => err.push(line),
      exitCode: (value) => (code = value),
      root: join(__dirname, '../../..'),
    };
    const program = new Command().exitOverride().configureOutput({ writeErr: (text) => err.push(text) });
    tokenCommands(program, context);
    await program.parseAsync(['token', ...args], { from: 'user' }).catch(() => (code = 1));
    return { out, err: err.join('\n'), code };
  }

  test('prints the token and nothing else', async () => {
    const { out, err, code } = await run(['clerk', '--minutes', '5']);
    expect([out.length, err, code]).toEqual([1, '', 0]);
    const { sub, exp = 0, iat = 0 } = decodeJwt(out[0] ?? '');
    expect([sub, exp - iat]).toEqual(['clerk', 300]);
  });

  test('names the accounts when it does not know one', async () => {
    const { out, err, code } = await run(['mayor']);
    expect([out, code]).toEqual([[], 1]);
    expect(err).toContain('clerk, number-clerk, manager');
  });

  test.each([
    ['in production', { production: true }],
    ['beside a real issuer', { oidc: { issuer: new URL('https://idp.invalid'), audience: 'sekisho' } }],
  ])('refuses %s', async (_, settings) => {
    const { out, err, code } = await run(['clerk'], settings);
    expect([out, code]).toEqual([[], 1]);
    expect(err).toContain('demo mode only');
  });

  test.each(['0', '-5', '1.5', 'x', '1441'])('refuses %s minutes', async (minutes) => {
    expect(await run(['clerk', `--minutes=${minutes}`])).toMatchObject({ out: [], code: 1 });
  });
});
