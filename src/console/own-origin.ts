import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors/gateway-error.js';
import { isLoopback } from '../config/combinations.js';

/** Null where a request comes from a page of this gateway; otherwise what to say to it. */
export type OriginCheck = (request: IncomingMessage) => GatewayError | null;

/**
 * Whether a request with a cookie comes from the console's own page. The cookie alone proves nothing of that: what
 * counts is what only a browser writes, `Origin` and `Sec-Fetch-Site`, and a header that no form and no image can bring.
 * Without a public address (the demo) the page may be under any loopback address, and under no name that somebody else
 * can make point here.
 */
export function originCheck(publicUrl: URL | null): OriginCheck {
  return ({ headers }) => {
    const { origin, host = '' } = headers;
    const own = ownOrigin(publicUrl, host);
    if (own === null) return foreign('host');
    if (origin !== own) return foreign('origin');
    if (headers['sec-fetch-site'] !== 'same-origin') return foreign('sec-fetch-site');
    if (headers['sekisho-console'] !== '1') return foreign('sekisho-console');
    return null;
  };
}

/**
 * Whether a request names this gateway as its host: another name that was made to point here (DNS rebinding) makes a page
 * of somebody else's the gateway's own in the eyes of a browser, and lets it read the answers.
 */
export function hostCheck(publicUrl: URL | null): OriginCheck {
  return ({ headers }) => (ownOrigin(publicUrl, headers.host ?? '') === null ? foreign('host') : null);
}

/** The origin that the gateway has under this host; null under a name that is not its own. */
function ownOrigin(publicUrl: URL | null, host: string): string | null {
  const named = addressOf(publicUrl?.protocol ?? 'http:', host);
  if (named === null) return null;
  if (publicUrl !== null) return named.host === publicUrl.host ? publicUrl.origin : null;
  return isLoopback(named.hostname.replace(/^\[|\]$/g, '')) ? named.origin : null;
}

/** A name or an address, and perhaps a port (RFC 9110 7.2); an address of version 6 in brackets. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The host as addresses have it: in lower case, without the port that goes without saying, as a proxy need not send it. Null
 * for a text that holds anything else, out of which a parser of addresses would make a host.
 */
function addressOf(protocol: string, host: string): URL | null {
  const address = `${protocol}//${host}`;
  return HOST.test(host) && URL.canParse(address) ? new URL(address) : null;
}

function foreign(detail: string): GatewayError {
  return new GatewayError('FORBIDDEN', {
    detail: `not from the console: ${detail}`,
    en: 'This address serves the page of this gateway alone. Programs send operations with a token to /graphql.',
    ja: 'このアドレスは、このゲートウェイの画面専用です。プログラムからはトークンを付けて /graphql に送ってください。',
  });
}
