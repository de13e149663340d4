import type { IncomingMessage } from 'node:http';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { errorReply, type Reply } from '../http/reply.js';
import type { Handler } from '../http/server.js';
import type { BrowserLogins } from './browser-logins.js';
import type { ConsoleEndpoint } from './console-endpoint.js';
import { forgetSession, sessionKey } from './cookies.js';
import type { DemoSignIn } from './demo-sign-in.js';
import { jsonReply } from '../http/json-reply.js';
import { meansAnother, namedIn, nameOfCookie } from './named-login.js';
import type { OriginCheck } from './own-origin.js';
import type { SignIn } from './sign-in.js';

export interface ConsoleParts {
  readonly endpoint: ConsoleEndpoint;
  readonly logins: BrowserLogins;
  readonly isForeign: OriginCheck;
  /** What is said to a request that names another host than this gateway. */
  readonly hostFault: OriginCheck;
  /** null: no client of the identity provider is set up. */
  readonly signIn: SignIn | null;
  /** null outside the demo. */
  readonly demo: DemoSignIn | null;
}

/**
 * What the console's page asks besides the graph. Nothing here tells anything of a person, and all of it answers under the
 * gateway's own name alone.
 */
export function consoleRoutes({ endpoint, logins, isForeign, hostFault, signIn, demo }: ConsoleParts) {
  const routes: [string, Handler][] = [
    [GRAPH, (request, signal) => endpoint.handle(request, signal)],
    [
      '/console/session',
      only(
        'GET',
        orFault((request) => stateOf(request, { logins, signIn, demo })),
      ),
    ],
    [
      '/console/sign-out',
      only(
        'POST',
        orFault((request) => signOut(request, { logins, isForeign })),
      ),
    ],
  ];
  if (signIn !== null)
    routes.push(
      ['/console/sign-in', only('GET', (request) => signIn.begin(request))],
      ['/console/callback', only('GET', (request) => signIn.end(request))],
    );
  if (demo !== null)
    routes.push(
      ['/console/accounts', only('GET', (request) => demo.list(request))],
      ['/console/demo-sign-in', only('POST', (request) => demo.signIn(request))],
    );
  // The graph's own way says the same by itself, for what it refuses is on record.
  return routes.map(([path, handle]): [string, Handler] =>
    path === GRAPH ? [path, handle] : [path, underOwnName(handle, hostFault)],
  );
}

const GRAPH = '/console/graphql';

function underOwnName(handle: Handler, hostFault: OriginCheck): Handler {
  return (request, signal) => {
    const fault = hostFault(request);
    return fault === null ? handle(request, signal) : errorReply(fault, 'console');
  };
}

function only(method: string, handle: (request: IncomingMessage) => Reply | Promise<Reply>): Handler {
  return (request) =>
    request.method === method
      ? handle(request)
      : {
          status: 405,
          headers: { allow: method, 'content-type': 'text/plain; charset=utf-8' },
          body: 'Method not allowed\n',
        };
}

/** Where a page that was opened stands: signed in, and in which login, or how to. */
async function stateOf(
  request: IncomingMessage,
  { logins, signIn, demo }: Pick<ConsoleParts, 'logins' | 'signIn' | 'demo'>,
): Promise<Reply> {
  const key = sessionKey(request);
  const login = key === null ? null : await logins.find(key);
  const way = demo !== null ? 'DEMO' : signIn !== null ? 'IDENTITY_PROVIDER' : 'NOT_SET_UP';
  const reply = jsonReply(200, { signedIn: login !== null, signIn: way });
  return {
    ...reply,
    headers: { ...reply.headers, ...namedIn(login === null ? null : nameOfCookie(request)) },
  };
}

/** Forgets the login that the page means; the session itself is ended by the graph's `logout`, which is on record. */
async function signOut(
  request: IncomingMessage,
  { logins, isForeign }: Pick<ConsoleParts, 'logins' | 'isForeign'>,
): Promise<Reply> {
  const name = nameOfCookie(request);
  if (isForeign(request) !== null) return { status: 403, headers: {}, body: '' };
  // Another's login has come in its place: that one and its cookie are not the page's to end.
  if (name === null || meansAnother(request)) return { status: 204, headers: {}, body: '' };
  await logins.end(name);
  return { status: 204, headers: { 'set-cookie': forgetSession() }, body: '' };
}

/** What cannot be done is said to be so: a store that does not answer is not one in which nobody is. */
function orFault(handle: (request: IncomingMessage) => Promise<Reply>) {
  return (request: IncomingMessage): Promise<Reply> =>
    handle(request).catch((error: unknown) => errorReply(toGatewayError(error), 'console'));
}
