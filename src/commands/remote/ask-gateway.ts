import { GatewayError } from '../../errors/gateway-error.js';
import { readAnswer, type GatewayAnswer } from './gateway-answer.js';

export interface Asking {
  readonly url: URL;
  readonly token: string;
  readonly purpose: string | null;
  readonly caseNumber: string | null;
}

export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Longer than the gateway works on any request; what takes longer is not coming. */
const PATIENCE = 120_000;

/** That nobody answered, of which an act must say more: it may have been done all the same. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * One operation, by the text that is on the signed list. Nothing of a token, a value or an answer is in an error: what the
 * network or another program has to say about a failure may quote them.
 * @throws NoAnswer
 */
export async function askGateway(asking: Asking, request: Request): Promise<GatewayAnswer> {
  try {
    const response = await fetch(asking.url, {
      ...{ method: 'POST', headers: headersOf(asking), body: JSON.stringify(request) },
      // A token goes to the address that was named, and nowhere it points to.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = readAnswer(await response.json(), response.headers.get('sekisho-record'));
    if (answer !== null) return answer;
  } catch {
    // Told below, in words of ours.
  }
  throw new NoAnswer();
}

function headersOf({ token, purpose, caseNumber }: Asking): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    // One request: a line that were kept for a next one could be closed at the other end as that one is sent.
    connection: 'close',
    ...(purpose !== null && { 'sekisho-purpose': purpose }),
    ...(caseNumber !== null && { 'sekisho-case': encodeURIComponent(caseNumber) }),
  };
}

/**
 * An address that a token may be sent to: by TLS, or on this machine.
 * @throws GatewayError BAD_USER_INPUT, which does not quote it
 */
export function readGatewayUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const isFit = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (url === null || !isFit || url.username !== '' || url.password !== '')
    throw new GatewayError('BAD_USER_INPUT', {
      ja: '--url は https: で始まるか、この端末(127.0.0.1)の http: です。トークンを平文で送らないためです。例 https://sekisho.example.jp/graphql',
      en: '--url begins with https:, or is http: on this machine (127.0.0.1), for no token is sent in the clear. Write it like https://sekisho.example.jp/graphql.',
    });
  if (url.pathname === '/') url.pathname = '/graphql';
  return url;
}
