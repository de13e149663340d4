import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';
import { loginName, type BrowserLogin, type BrowserLogins } from './browser-logins.js';
import { sessionKey } from './cookies.js';

/**
 * A cookie is the browser's, and a page is one login's: of two tabs the later sign-in changes the cookie of both. So a page
 * says which login it means, and each answer says which the cookie stands for.
 */
const HEADER = 'sekisho-login';

/** Of the login that the cookie stands for, whether it is still there or not; null without one. */
export function nameOfCookie(request: IncomingMessage): string | null {
  const key = sessionKey(request);
  return key === null ? null : loginName(key);
}

export const namedIn = (name: string | null): Readonly<Record<string, string>> =>
  name === null ? {} : { [HEADER]: name };

/** Whether the page that asks was drawn for another login than the one that the cookie stands for. */
export function meansAnother(request: IncomingMessage): boolean {
  const meant = request.headers[HEADER];
  const name = nameOfCookie(request);
  return meant !== undefined && name !== null && meant !== name;
}

export const ofAnotherLogin = (): GatewayError =>
  new GatewayError('SESSION_EXPIRED', {
    detail: 'the page belongs to another login of the browser',
    ja: 'このブラウザーで別のログインがあったため、この画面を終了しました。ページを読み直すか、もう一度ログインしてください。',
    en: 'There was another sign-in in this browser, so this page has ended. Load it anew or sign in again.',
  });

/** Keeps a login for a browser and ends those that it takes the place of. Resolves with the key. */
export async function openInPlaceOf(
  before: readonly (string | null)[],
  login: BrowserLogin,
  logins: BrowserLogins,
): Promise<string> {
  for (const name of before) if (name !== null) await logins.end(name);
  return logins.open(login);
}
