import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { ZoneRange } from '../config/settings.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Principal, Zone } from '../policy/terms.js';
import type { TrustedIssuer } from './issuer.js';
import { SignedTokens } from './signed-tokens.js';
import { zoneFinder } from './zone.js';

/**
 * Signatures that only the issuer can make. HS256 and `none` are missing on purpose: with them anyone who has
 * the public key, or nothing at all, could make a token (RFC 8725, sections 2.1 and 3.1).
 */
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
  'EdDSA',
  'Ed25519',
];

/** Seconds that two clocks of one city hall may differ. */
const CLOCK_TOLERANCE = 5;
/** Milliseconds for which another replica, by its own clock, may still accept a token; the tolerance included. */
const LATEST_CLOCK = 60_000;

/** What identity asks of the staff directory: the account as it may be used now from there, else FORBIDDEN. */
export interface StaffRegister {
  principal(account: string, amr: readonly string[], peerAddress: string): Principal;
}

export interface IdentityOptions {
  readonly issuer: TrustedIssuer;
  readonly directory: StaffRegister;
  readonly zones: readonly ZoneRange[];
  /**
   * Default: the machine's clock, also in a demo: the issuer is another process, and a life counted by a day that begins
   * anew with each start would never end.
   */
  readonly now?: () => Date;
}

export interface Caller {
  /** The `Authorization` header, as it came. */
  readonly authorization: string | undefined;
  /** As the socket reports it; never from a header. */
  readonly peerAddress: string;
}

export interface Identified {
  readonly principal: Principal;
  readonly zone: Zone | null;
  readonly login: Login;
}

/** The login behind a token: what the forced logout and the rule of one session count by (R172, R182). */
export interface Login {
  /** Taken from the token, which could be recognised by it: never shown or stored. */
  readonly id: string;
  /** Milliseconds during which a token of this login may still come. */
  readonly life: number;
}

/** A good token of an account that is unknown or has ended. */
export class AccountRefused extends GatewayError {
  constructor(
    readonly account: string,
    { code, detail, ja, en }: GatewayError,
  ) {
    super(code, { detail, ja, en });
  }
}

export interface Identity {
  /**
   * Who asks and from where. Rejects with UNAUTHENTICATED (no token, or one that is not good), SESSION_EXPIRED
   * (good once), FORBIDDEN (`AccountRefused`: a stranger, or an account that has ended), SOURCE_UNAVAILABLE
   * (the issuer's keys cannot be had).
   */
  identify(caller: Caller): Promise<Identified>;
}

export function createIdentity({
  issuer,
  directory,
  zones,
  now = () => new Date(),
}: IdentityOptions): Identity {
  const zoneOf = zoneFinder(zones);
  const signed = new SignedTokens();
  return {
    async identify({ authorization, peerAddress }) {
      const token = readBearer(authorization);
      const date = now();
      const claims = await verify(token, { issuer, signed }, date);
      const principal = principalOf(directory, claims, peerAddress);
      return { principal, zone: zoneOf(peerAddress), login: loginOf(claims, token, date) };
    },
  };
}

function principalOf(directory: StaffRegister, claims: JWTPayload, peerAddress: string): Principal {
  const account = claims.sub ?? '';
  try {
    return directory.principal(account, readAmr(claims), peerAddress);
  } catch (error) {
    throw error instanceof GatewayError ? new AccountRefused(account, error) : error;
  }
}

/**
 * Which login a token belongs to. `sid` is the same in all tokens of one login at the issuer (OpenID Connect
 * Front-Channel Logout 1.0, section 3); how long they will come is not known, so the life is infinite. `auth_time`
 * changes when the user logs in again, and stays when a token is only renewed (OpenID Connect Core 1.0, section
 * 2). Without `sid` each token counts as a login of its own.
 */
function loginOf(claims: JWTPayload, token: string, now: Date): Login {
  const sid = readText(claims.sid);
  if (sid !== null) return { id: JSON.stringify(['sid', sid, claims['auth_time']]), life: Infinity };
  const jti = readText(claims.jti);
  const own = jti === null ? ['token', createHash('sha256').update(token).digest('base64url')] : ['jti', jti];
  // `requiredClaims` has seen to it that there is an `exp`.
  return { id: JSON.stringify(own), life: (claims.exp ?? 0) * 1000 - now.getTime() + LATEST_CLOCK };
}

/** RFC 6750, section 2.1. The scheme's name is case-insensitive (RFC 9110, section 11.1). */
function readBearer(authorization: string | undefined): string {
  const token = /^bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('no bearer token');
  return token;
}

async function verify(
  token: string,
  { issuer, signed }: { readonly issuer: TrustedIssuer; readonly signed: SignedTokens },
  currentDate: Date,
): Promise<JWTPayload> {
  try {
    const known = signed.find(token, currentDate);
    const payload = known ?? (await checkSignature(token, issuer, currentDate));
    refuseFuture(payload, currentDate);
    if (known === null) signed.keep(token, payload, currentDate);
    return payload;
  } catch (error) {
    throw error instanceof GatewayError ? error : refusal(error);
  }
}

async function checkSignature(token: string, issuer: TrustedIssuer, currentDate: Date): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, issuer.keys, {
    algorithms: ALGORITHMS,
    issuer: [...issuer.issuers],
    audience: [...issuer.audiences],
    requiredClaims: ['sub', 'exp'],
    clockTolerance: CLOCK_TOLERANCE,
    currentDate,
  });
  return payload;
}

/**
 * Nobody has logged in tomorrow. Of a token that says so the end is not to be believed either.
 */
function refuseFuture(payload: JWTPayload, now: Date): void {
  const latest = now.getTime() / 1000 + CLOCK_TOLERANCE;
  for (const claim of ['iat', 'auth_time']) {
    const at = payload[claim];
    if (at === undefined) continue;
    if (typeof at !== 'number' || !(at <= latest)) throw unauthenticated(`${claim} is no time that has been`);
  }
}

/** Only a token whose signature, issuer and audience are good is called expired: a forged one learns nothing. */
function refusal(error: unknown): GatewayError {
  if (error instanceof errors.JWTExpired)
    return new GatewayError('SESSION_EXPIRED', { detail: 'the token has expired' });
  const keysAreMissing = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  if (error instanceof errors.JOSEError && !keysAreMissing && error.code !== errors.JOSEError.code)
    return unauthenticated(error.code);
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'the keys of the token issuer cannot be fetched',
    ja: '認証基盤から応答がありません。しばらくしてからやり直すか、システム担当に連絡してください。',
    en: 'The identity provider does not answer. Try again later or tell the system desk.',
    cause: error,
  });
}

const unauthenticated = (detail: string): GatewayError => new GatewayError('UNAUTHENTICATED', { detail });

/** RFC 8176: an array of texts. Anything else counts as no method at all. */
function readAmr({ amr }: JWTPayload): readonly string[] {
  return Array.isArray(amr) ? amr.filter((method): method is string => typeof method === 'string') : [];
}

const readText = (claim: unknown): string | null =>
  typeof claim === 'string' && claim !== '' ? claim : null;
