import type { IncomingMessage } from 'node:http';
import * as oidc from 'openid-client';
import { ERROR_TABLE } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Reply } from '../http/reply.js';
import type { Logger } from '../log/logger.js';
import type { BrowserLogins } from './browser-logins.js';
import { forgetSignIn, sessionCookie, SIGN_IN_SECONDS, signInCookie, signInFacts } from './cookies.js';
import { nameOfCookie, openInPlaceOf } from './named-login.js';
import { movingOn, refusedSignIn } from './sign-in-page.js';

export interface SignInOptions {
  readonly issuer: URL;
  readonly client: { readonly id: string; readonly secret: string };
  /** Address of the gateway as browsers see it. */
  readonly publicUrl: URL;
  readonly logins: BrowserLogins;
  readonly log: Pick<Logger, 'warn'>;
}

/** Kept in the browser until it comes back. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** Login that the browser had then: its cookie does not come with the step back from another site. */
  readonly over: string | null;
}

/** Seconds that the provider's clock and the gateway's may differ. */
const SKEW = 5;
/** Seconds to wait for the identity provider. */
const TIMEOUT = 5;

/** Authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID Connect Core 1.0), in the gateway's own process. */
export class SignIn {
  private found: Promise<oidc.Configuration> | null = null;

  constructor(private readonly options: SignInOptions) {}

  /** `GET /console/sign-in`: on to the identity provider. */
  async begin(request: IncomingMessage): Promise<Reply> {
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    try {
      const to = oidc.buildAuthorizationUrl(await this.provider(), {
        redirect_uri: this.callback.href,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // A session of the provider's own outlives the one that was logged out of, or left for five minutes: whoever sits
        // there now is asked who they are. With `max_age` the provider has to say when that was (OpenID Connect Core 1.0, 2).
        prompt: 'login',
        max_age: '0',
      });
      const begun: Begun = { state, nonce, verifier, at: secondsNow(), over: nameOfCookie(request) };
      const headers = {
        location: to.href,
        'cache-control': 'no-store',
        'set-cookie': signInCookie(state, Buffer.from(JSON.stringify(begun)).toString('base64url')),
      };
      return { status: 303, headers, body: '' };
    } catch (error) {
      return this.unreachable(error, []);
    }
  }

  /** `GET /console/callback`: back from there, with a code or a refusal. */
  async end(request: IncomingMessage): Promise<Reply> {
    const from = new URL(new URL(request.url ?? '', this.callback).search, this.callback);
    const begun = begunOf(signInFacts(request, from.searchParams.get('state') ?? ''));
    if (begun === null) return refusedSignIn(400, STALE, []);
    const forgotten = forgetSignIn(begun.state);
    try {
      const tokens = await oidc.authorizationCodeGrant(await this.provider(), from, {
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        pkceCodeVerifier: begun.verifier,
        idTokenExpected: true,
      });
      const { id_token: token = '' } = tokens;
      const claims = tokens.claims();
      if (!isAnew(claims?.auth_time, begun)) throw notAnew();
      const login = { token, expires: (claims?.exp ?? 0) * 1_000 };
      const key = await openInPlaceOf([begun.over, nameOfCookie(request)], login, this.options.logins);
      return movingOn([sessionCookie(key), forgotten]);
    } catch (error) {
      return this.refused(error, [forgotten]);
    }
  }

  private get callback(): URL {
    return new URL('/console/callback', this.options.publicUrl);
  }

  /** Its configuration, fetched with the first sign-in and kept; a fetch that fails is tried again by the next. */
  private provider(): Promise<oidc.Configuration> {
    const { issuer, client } = this.options;
    this.found ??= oidc
      .discovery(issuer, client.id, undefined, oidc.ClientSecretBasic(client.secret), {
        timeout: TIMEOUT,
        // An issuer without TLS is refused with the settings, but on the machine itself.
        execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        this.found = null;
        throw error;
      });
    return this.found;
  }

  /** What the provider, or somebody in its place, sent is not what was begun here. */
  private refused(error: unknown, cookies: readonly string[]): Reply {
    if (error instanceof GatewayError) {
      this.options.log.warn({ code: error.code, detail: error.detail }, 'a sign-in of a browser was refused');
      return refusedSignIn(ERROR_TABLE[error.code].status, error, cookies);
    }
    const isProtocol =
      error instanceof oidc.AuthorizationResponseError ||
      error instanceof oidc.ResponseBodyError ||
      (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT');
    if (!isProtocol) return this.unreachable(error, cookies);
    this.options.log.warn({ code: codeOf(error) }, 'a sign-in of a browser was refused');
    return refusedSignIn(400, REFUSED, cookies);
  }

  private unreachable(error: unknown, cookies: readonly string[]): Reply {
    this.options.log.warn({ code: codeOf(error) }, 'the identity provider cannot be used to sign in');
    return refusedSignIn(503, UNREACHABLE, cookies);
  }
}

/** The code alone: a provider's own text may repeat what was sent. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

function begunOf(facts: string | null): Begun | null {
  try {
    const read = JSON.parse(Buffer.from(facts ?? '', 'base64url').toString()) as Partial<Begun>;
    const { state, nonce, verifier, at, over } = read;
    const isWhole = typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string';
    if (!isWhole || typeof at !== 'number') return null;
    // The browser is told to forget them by then; one that does not is no way round.
    return secondsNow() - at <= SIGN_IN_SECONDS
      ? { state, nonce, verifier, at, over: typeof over === 'string' ? over : null }
      : null;
  } catch {
    return null;
  }
}

const secondsNow = (): number => Math.floor(Date.now() / 1_000);

/** A provider may know of `prompt` and not heed it: what counts is what it has signed. */
const isAnew = (authTime: number | undefined, { at }: Begun): boolean =>
  authTime !== undefined && authTime >= at - SKEW;

const notAnew = (): GatewayError =>
  new GatewayError('UNAUTHENTICATED', {
    detail: 'the provider has not authenticated anew (auth_time)',
    ja: '認証基盤で本人の認証がやり直されなかったため、ログインできません。認証基盤からログアウトして、もう一度ログインしてください。続くときはシステム担当に連絡してください。',
    en: 'The identity provider did not ask anew who you are, so you are not signed in. Sign out there and sign in again; if it fails again, tell the system desk.',
  });

const STALE = {
  ja: 'ログインの途中の情報がありません。時間がたったか、別の画面で始めたものです。もう一度ログインしてください。',
  en: 'This sign-in was not begun in this browser, or too long ago. Sign in again.',
};
const REFUSED = {
  ja: 'ログインできませんでした。もう一度ログインしてください。続くときはシステム担当に連絡してください。',
  en: 'The sign-in was not completed. Sign in again; if it fails again, tell the system desk.',
};
const UNREACHABLE = {
  ja: '認証基盤から応答がありません。しばらくしてからやり直すか、システム担当に連絡してください。',
  en: 'The identity provider does not answer. Try again later or tell the system desk.',
};
