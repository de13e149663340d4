import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * Names with `__Host-`: the browser takes them only with `Secure`, for `/` and from this very host, so that no
 * neighbouring host can plant one (RFC 6265bis, section 4.1.3).
 */
const SESSION = '__Host-sekisho';
/** One for each sign-in under way, by its `state`: two tabs that sign in, and answers to neither, leave each other alone. */
const signInOf = (state: string): string => `__Host-sekisho-sign-in-${state}`;
/** Seconds in which somebody signs in at the identity provider. */
export const SIGN_IN_SECONDS = 300;

const COMMON = { path: '/', httpOnly: true, secure: true } as const;

/** The key of a browser's login; null where it brings none. */
export function sessionKey(request: IncomingMessage): string | null {
  return read(request, SESSION, /^[\w-]{43}$/);
}

/** Sent with requests of the page alone: nothing that another site starts brings it. It ends with the browser. */
export function sessionCookie(key: string): string {
  return stringifySetCookie(SESSION, key, { ...COMMON, sameSite: 'strict' });
}

/** What a sign-in under way needs when the browser comes back. */
export function signInFacts(request: IncomingMessage, state: string): string | null {
  return read(request, signInOf(state), /^[\w-]{1,1024}$/);
}

/** The way back from the identity provider is a step from another site, which `strict` would leave without it. */
export function signInCookie(state: string, facts: string): string {
  return stringifySetCookie(signInOf(state), facts, { ...COMMON, sameSite: 'lax', maxAge: SIGN_IN_SECONDS });
}

export const forgetSession = (): string =>
  stringifySetCookie(SESSION, '', { ...COMMON, sameSite: 'strict', maxAge: 0 });
export const forgetSignIn = (state: string): string =>
  stringifySetCookie(signInOf(state), '', { ...COMMON, sameSite: 'lax', maxAge: 0 });

function read(request: IncomingMessage, name: string, form: RegExp): string | null {
  const value = parseCookie(request.headers.cookie ?? '')[name];
  return value !== undefined && form.test(value) ? value : null;
}
