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

/**
 * What a header may call a token of somebody who has logged in: an access token (RFC 9068), or none of the kinds that have
 * a name. An issuer signs more for one client than that, logout tokens among them (OpenID Connect Back-Channel Logout 1.0,
 * section 2.4), and none of it is a login (RFC 8725, section 3.11).
 */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt']);

/** Seconds that two clocks of one city hall may differ. */
const CLOCK_TOLERANCE = 5;
/** Milliseconds for which another replica, by its own clock, may still accept a token; the tolerance included. */
const LATEST_CLOCK = 60_000;
/** Milliseconds for which an issuer is taken to renew the tokens of one login: nobody is at work for a day. */
const RENEWED_FOR = 24 * 60 * 60 * 1000;

/**
 * What identity asks of the staff directory: the account as it may be used now from there, else `AccountRefused`. Throws
 * SOURCE_UNAVAILABLE where the directory cannot tell, which says nothing of any account.
 */
export interface StaffRegister {
  /**
   * Resolves when every change is in force here that was answered before the call. Rejects with SOURCE_UNAVAILABLE where
   * nobody can tell.
   */
  abreast(): Promise<void>;
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

/** What is known of an account whose good token does not let it in. */
export interface RefusedAccount {
  readonly account: string;
  /** Else the name is whatever the issuer has signed, and is kept nowhere. */
  readonly isKnown: boolean;
  /** It may come in, but not from there: whoever sits where they should goes on. */
  readonly isElsewhere: boolean;
}

/** A good token of an account that is unknown, has ended, or may not come in from there. */
export class AccountRefused extends GatewayError {
  constructor(
    readonly of: RefusedAccount,
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
  /** The zone alone, which is known of whoever is turned away. */
  zoneOf(peerAddress: string): Zone | null;
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
    zoneOf,
    async identify({ authorization, peerAddress }) {
      const token = readBearer(authorization);
      const date = now();
      const claims = await verify(token, { issuer, signed }, date);
      await directory.abreast();
      const principal = directory.principal(claims.sub ?? '', readAmr(claims), peerAddress);
      return { principal, zone: zoneOf(peerAddress), login: loginOf(claims, token, date) };
    },
  };
}

/**
 * Which login a token belongs to. `sid` is the same in all tokens of one login at the issuer (OpenID Connect
 * Front-Channel Logout 1.0, section 3); how long they will come is not known, so the life is infinite. `auth_time`
 * changes when the user logs in again, and stays when a token is only renewed (OpenID Connect Core 1.0, section
 * 2). Without `sid` each token counts as a login of its own.
 */
function loginOf(claims: JWTPayload, token: string, now: Date): Login {
  // `requiredClaims` has seen to it that there is an `exp`.
  const life = (claims.exp ?? 0) * 1000 - now.getTime() + LATEST_CLOCK;
  const sid = readText(claims.sid);
  if (sid !== null)
    return { id: JSON.stringify(['sid', sid, claims['auth_time']]), life: Math.max(life, RENEWED_FOR) };
  const jti = readText(claims.jti);
  const own = jti === null ? ['token', createHash('sha256').update(token).digest('base64url')] : ['jti', jti];
  return { id: JSON.stringify(own), life };
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
  const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
    algorithms: ALGORITHMS,
    issuer: [...issuer.issuers],
    audience: [...issuer.audiences],
    requiredClaims: ['sub', 'exp'],
    clockTolerance: CLOCK_TOLERANCE,
    currentDate,
  });
  const type = (protectedHeader.typ ?? 'JWT').toLowerCase().replace(/^application\//, '');
  if (!TYPES.has(type) || Object.hasOwn(payload, 'events')) throw unauthenticated('a token of another kind');
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
