import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { newId } from '../individual-number/new-id.js';
import { makeFolder } from '../files/make-folder.js';
import { readGivenSync } from '../files/regular-file.js';

/** What demo tokens say in `iss` and `aud`. No host: nobody can serve keys for it. */
export const DEMO_ISSUER = 'urn:sekisho:demo';
export const DEMO_AUDIENCE = 'sekisho';

const ALGORITHM = 'ES256';
/** A working day. */
const LIFETIME_SECONDS = 8 * 60 * 60;

/** Stands in for the city's identity provider, so that the gateway can be tried without one. */
export interface DemoIssuer {
  /** A token for an account of the directory, with the login methods it has there. Rejects for any other. */
  sign(account: string, lifetimeSeconds?: number): Promise<string>;
  /** The public key, as `/.well-known/jwks.json` shows it. */
  jwks(): JSONWebKeySet;
}

/** What the issuer asks of the staff directory: the login methods of an account, null for a stranger. */
export interface LoginRegister {
  loginMethods(account: string): readonly string[] | null | Promise<readonly string[] | null>;
}

export interface DemoIssuerOptions {
  /** The key pair is kept in `keys/demo-issuer.json` below it, so that all processes of one installation agree. */
  readonly dataDirectory: string;
  readonly production: boolean;
  readonly directory: LoginRegister;
  /** Default: the machine's clock, by which every gateway judges tokens (`identity.ts`). */
  readonly now?: () => Date;
}

/**
 * Opens the demo issuer, making its key pair on first use. Throws in production: whoever reads the file is
 * everybody.
 */
export async function openDemoIssuer(options: DemoIssuerOptions): Promise<DemoIssuer> {
  if (options.production) throw new Error('Demo tokens are refused in production. Set SEKISHO_OIDC_ISSUER.');
  const { now = () => new Date(), directory } = options;
  const { d, ...publicJwk } = await openKey(join(options.dataDirectory, 'keys'));
  const key = await importJWK({ ...publicJwk, d }, ALGORITHM);
  return {
    async sign(account, lifetimeSeconds = LIFETIME_SECONDS) {
      const amr = await directory.loginMethods(account);
      if (amr === null) throw new RangeError('The directory has no such account.');
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT({ amr: [...amr], auth_time: issuedAt })
        .setProtectedHeader({ alg: ALGORITHM, kid: publicJwk.kid, typ: 'JWT' })
        .setIssuer(DEMO_ISSUER)
        .setAudience(DEMO_AUDIENCE)
        .setSubject(account)
        .setJti(newId())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(key);
    },
    jwks: () => ({ keys: [publicJwk] }),
  };
}

async function openKey(directory: string): Promise<JWK> {
  const file = join(directory, 'demo-issuer.json');
  try {
    return readKey(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  await makeFolder(directory);
  const draft = join(directory, `demo-issuer.${newId()}.tmp`);
  try {
    await writeFile(draft, JSON.stringify(await makeKey()), { mode: 0o600, flag: 'wx' });
    // `link` fails where the name is taken: of two processes that start together one wins, and both read its key.
    await link(draft, file).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readKey(file);
}

const readKey = (file: string): JWK => JSON.parse(readGivenSync(file).text) as JWK;

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
