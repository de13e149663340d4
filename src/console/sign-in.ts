import type { IncomingMessage } from 'node:http';
import * as oidc from 'openid-client';
import type { Reply } from '../http/reply.js';
import type { Logger } from '../log/logger.js';
import type { BrowserLogins } from './browser-logins.js';
import { forgetSignIn, sessionCookie, signInCookie, signInFacts } from './cookies.js';
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
}

/** Seconds to wait for the identity provider. */
const TIMEOUT = 5;

/** Authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID Connect Core 1.0), in the gateway's own process. */
export class SignIn {
  private found: Promise<oidc.Configuration> | null = null;

  constructor(private readonly options: SignInOptions) {}

  /** `GET /console/sign-in`: on to the identity provider. */
  async begin(): Promise<Reply> {
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    try {
      const to = oidc.buildAuthorizationUrl(await this.provider(), {
        redirect_uri: this.callback.href,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      const begun: Begun = { state, nonce, verifier };
      const headers = {
        location: to.href,
        'cache-control': 'no-store',
        'set-cookie': signInCookie(Buffer.from(JSON.stringify(begun)).toString('base64url')),
      };
      return { status: 303, headers, body: '' };
    } catch (error) {
      return this.unreachable(error);
    }
  }

  /** `GET /console/callback`: back from there, with a code or a refusal. */
  async end(request: IncomingMessage): Promise<Reply> {
    const begun = begunOf(signInFacts(request));
    if (begun === null) return refusedSignIn(400, STALE, [forgetSignIn()]);
    try {
      const from = new URL(new URL(request.url ?? '', this.callback).search, this.callback);
      const tokens = await oidc.authorizationCodeGrant(await this.provider(), from, {
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        pkceCodeVerifier: begun.verifier,
        idTokenExpected: true,
      });
      const { id_token: token = '' } = tokens;
      const key = await this.options.logins.open({ token, expires: (tokens.claims()?.exp ?? 0) * 1_000 });
      return movingOn([sessionCookie(key), forgetSignIn()]);
    } catch (error) {
      return this.refused(error);
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
  private refused(error: unknown): Reply {
    const isProtocol =
      error instanceof oidc.AuthorizationResponseError ||
      error instanceof oidc.ResponseBodyError ||
      (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT');
    if (!isProtocol) return this.unreachable(error);
    this.options.log.warn({ code: codeOf(error) }, 'a sign-in of a browser was refused');
    return refusedSignIn(400, REFUSED, [forgetSignIn()]);
  }

  private unreachable(error: unknown): Reply {
    this.options.log.warn({ code: codeOf(error) }, 'the identity provider cannot be used to sign in');
    return refusedSignIn(503, UNREACHABLE, [forgetSignIn()]);
  }
}

/** The code alone: a provider's own text may repeat what was sent. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

function begunOf(facts: string | null): Begun | null {
  try {
    const read = JSON.parse(Buffer.from(facts ?? '', 'base64url').toString()) as Partial<Begun>;
    const { state, nonce, verifier } = read;
    return typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string'
      ? { state, nonce, verifier }
      : null;
  } catch {
    return null;
  }
}

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
