import { join } from 'node:path';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { LOOPBACK_ZONES } from '../../../src/config/zones.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { DEMO_AUDIENCE, DEMO_ISSUER } from '../../../src/identity/demo-issuer.js';
import { createIdentity, type Identity } from '../../../src/identity/identity.js';
import { demoIssuer, type TrustedIssuer } from '../../../src/identity/issuer.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { StaffDirectory } from '../../../src/staff/directory.js';
import { readSeed } from '../../../src/staff/seed.js';

export const DIRECTORY = join(__dirname, '../../../policy/koganei');
export const policy = loadPolicy(DIRECTORY);
export const NOW = new Date('2023-06-27T09:00:00+09:00');
const SECONDS = NOW.getTime() / 1000;

/** The staff an installation begins with, as of `NOW`. */
export function staffDirectory(): StaffDirectory {
  const edition = { version: 1, ...readSeed({ directory: DIRECTORY, policy, today: '2023-06-27' }) };
  const store = { read: () => Promise.resolve(edition), version: () => Promise.resolve(1) };
  return StaffDirectory.of({ store, purposes: () => policy.purposes, today: () => '2023-06-27' }, edition);
}

/** An identity that trusts one fresh key, and what signs with it. */
export async function freshIdentity(): Promise<{
  readonly identity: Identity;
  /** The public key as text (PEM): what an attacker can have. */
  readonly publicKey: string;
  readonly sign: (claims?: JWTPayload, header?: { readonly typ?: string }) => Promise<string>;
  readonly issuer: TrustedIssuer;
}> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
  const issuer = demoIssuer({ jwks: () => ({ keys: [jwk] }) });
  return {
    identity: createIdentity({ issuer, directory: staffDirectory(), zones: LOOPBACK_ZONES, now: () => NOW }),
    publicKey: await exportSPKI(publicKey),
    sign: (claims = {}, header = {}) =>
      new SignJWT(goodClaims(claims))
        .setProtectedHeader({ alg: 'ES256', kid: 'k', ...header })
        .sign(privateKey),
    issuer,
  };
}

/** What a good token says; a claim given as undefined is left out. */
export function goodClaims(claims: JWTPayload = {}): JWTPayload {
  const good = {
    iss: DEMO_ISSUER,
    aud: DEMO_AUDIENCE,
    sub: 'clerk',
    exp: SECONDS + 60,
    iat: SECONDS,
    amr: ['uid'],
  };
  return { ...good, ...claims };
}

/** The GatewayError that a promise rejects with. */
export async function refusalOf(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    () => new Error('was not refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GatewayError) return error;
  throw error;
}
