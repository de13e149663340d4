import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
import { DEMO_AUDIENCE, DEMO_ISSUER, type DemoIssuer } from './demo-issuer.js';

/** Whose tokens are taken, and where the keys come from. */
export interface TrustedIssuer {
  /** Spellings of `iss` that mean this issuer. */
  readonly issuers: readonly string[];
  /** A token is meant for one of them. */
  readonly audiences: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

export function demoIssuer(issuer: Pick<DemoIssuer, 'jwks'>): TrustedIssuer {
  return { issuers: [DEMO_ISSUER], audiences: [DEMO_AUDIENCE], keys: createLocalJWKSet(issuer.jwks()) };
}

/** Longest wait for the identity provider, in milliseconds; a request of a clerk hangs on it. */
const TIMEOUT = 3_000;

export interface OidcOptions {
  readonly issuer: URL;
  readonly audiences: readonly string[];
  readonly fetch?: FetchImplementation;
}

/**
 * An OpenID provider. Its configuration is fetched with the first token and kept; its keys follow `jose`'s rules
 * (fetched anew for an unknown `kid`, at most twice a minute). A failed fetch is tried again by the next request.
 */
export function oidcIssuer({ issuer, audiences, fetch = globalThis.fetch }: OidcOptions): TrustedIssuer {
  const issuers = spellings(issuer);
  let discovered: Promise<JWTVerifyGetKey> | null = null;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const uri = await discoverJwksUri(issuers, fetch);
    return createRemoteJWKSet(uri, { timeoutDuration: TIMEOUT, [customFetch]: fetch });
  };
  return {
    issuers,
    audiences,
    async keys(header, token) {
      discovered ??= discover();
      const attempt = discovered;
      const find = await attempt.catch((error: unknown) => {
        if (discovered === attempt) discovered = null;
        throw error;
      });
      return find(header, token);
    },
  };
}

/**
 * A URL prints `https://idp.example` with a slash at its end, the provider's `iss` mostly has none: both are meant.
 */
function spellings(issuer: URL): readonly string[] {
  const bare = issuer.href.replace(/\/$/, '');
  return [bare, `${bare}/`];
}

/** OpenID Connect Discovery 1.0, section 4. The document must name the issuer it was asked from (4.3). */
async function discoverJwksUri(issuers: readonly string[], fetch: FetchImplementation): Promise<URL> {
  const answer = await fetch(`${issuers[0]}/.well-known/openid-configuration`, {
    method: 'GET',
    headers: new Headers({ accept: 'application/json' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (answer.status !== 200) throw new Error(`OpenID configuration: HTTP ${answer.status}`);
  const { issuer, jwks_uri: uri } = (await answer.json()) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (typeof issuer !== 'string' || !issuers.includes(issuer))
    throw new Error('OpenID configuration of another issuer');
  if (typeof uri !== 'string') throw new Error('OpenID configuration without jwks_uri');
  return new URL(uri);
}
