import type { OutgoingHttpHeaders } from 'node:http';
import type { BrowserLogins } from './browser-logins.js';
import { forgetSession } from './cookies.js';

/**
 * Ends the login of that key, and resolves with headers for the answer. The browser keeps its cookie, whose key opens
 * nothing any more: an answer that comes late would take away the cookie of whoever has signed in since, for both have
 * one name. Only where the login could not be ended is the cookie taken, so that nobody goes on with it.
 */
export async function endLogin(
  logins: Pick<BrowserLogins, 'end'>,
  key: string,
): Promise<OutgoingHttpHeaders> {
  try {
    await logins.end(key);
    return {};
  } catch {
    return { 'set-cookie': forgetSession() };
  }
}
