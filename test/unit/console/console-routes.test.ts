import type { IncomingMessage } from 'node:http';
import { consoleRoutes, type ConsoleParts } from '../../../src/console/console-routes.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';

/** A store that does not answer, at the page's own addresses. */
const gone = () => Promise.reject(new GatewayError('SOURCE_UNAVAILABLE', { detail: 'logins of browsers' }));
const routes = new Map(
  consoleRoutes({
    endpoint: {} as ConsoleParts['endpoint'],
    logins: { open: gone, find: gone, end: gone, close: async () => undefined },
    isForeign: () => null,
    ...{ signIn: null, demo: null },
  }),
);
const at = async (path: string, method: string) =>
  routes.get(path)?.(
    { method, headers: { cookie: `__Host-sekisho=${'A'.repeat(43)}` } } as IncomingMessage,
    new AbortController().signal,
  );

test.each([
  ['/console/session', 'GET'],
  ['/console/sign-out', 'POST'],
])('%s says that the store does not answer, not that nobody is signed in', async (path, method) => {
  const reply = await at(path, method);
  expect(reply?.status).toBe(503);
  expect(reply?.headers['set-cookie']).toBeUndefined();
  expect(reply?.body).toContain('SOURCE_UNAVAILABLE');
});
