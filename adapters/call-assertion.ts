import { createHash, randomUUID } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT, type CryptoKey, type JWK, type KeyObject } from 'jose';

/**
 * An institution's signature over one call (R189, R209): a JWT (EdDSA) that names institution (`iss`), member
 * of staff (`sub`) and operation, holds the hash of the body, lives a minute and is good once (`jti`). The
 * connection's own TLS, with a client certificate per institution, lies below it.
 */
export interface Assertion {
  readonly institution: string;
  readonly staff: string;
  readonly operation: string;
  /** On what ground the call is made, where its operation asks for one; undefined else. Not checked here. */
  readonly ground: unknown;
  /** Unique per call; the server remembers it as long as the assertion lives. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

export interface AssertionParts {
  readonly institution: string;
  readonly staff: string;
  readonly operation: string;
  readonly body: string;
  readonly ground?: object;
  /** Seconds since 1970. */
  readonly now: number;
}

/** What the two ends of a protocol agree on: who is spoken to, and the longest life of an assertion in seconds. */
export interface AssertionTerms {
  readonly audience: string;
  readonly seconds: number;
}

export function signCall(
  { institution, staff, operation, body, ground, now }: AssertionParts,
  { audience, seconds }: AssertionTerms,
  key: CryptoKey | KeyObject,
): Promise<string> {
  return new SignJWT({ op: operation, body: bodyHash(body), ...(ground !== undefined && { ground }) })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(institution)
    .setSubject(staff)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(key);
}

/**
 * The assertion, when it is signed by the institution it names and belongs to this call; else null. Whether it
 * was used before is the server's to know.
 */
export async function readCall(
  token: string,
  { audience, seconds }: AssertionTerms,
  call: { readonly operation: string; readonly body: string; readonly now: number },
  keyOf: (institution: string) => JWK | null,
): Promise<Assertion | null> {
  try {
    const institution = decodeJwt(token).iss ?? '';
    const key = keyOf(institution);
    if (key === null) return null;
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      audience,
      issuer: institution,
      maxTokenAge: seconds,
      currentDate: new Date(call.now * 1000),
      requiredClaims: ['sub', 'jti', 'exp'],
    });
    const { sub, jti, exp } = payload;
    if (sub === undefined || jti === undefined || exp === undefined) return null;
    if (payload['op'] !== call.operation || payload['body'] !== bodyHash(call.body)) return null;
    return {
      ...{ institution, staff: sub, operation: call.operation },
      ...{ ground: payload['ground'], id: jti, expires: exp },
    };
  } catch {
    return null;
  }
}

function bodyHash(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}
