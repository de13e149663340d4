import type { IncomingMessage } from 'node:http';
import { hostCheck } from '../../../src/console/own-origin.js';
import { consoleRoutes, type ConsoleParts } from '../../../src/console/console-routes.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';

/** A store that does not answer, at the page's own addresses. */
const gone = () => Promise.reject(new GatewayError('SOURCE_UNAVAILABLE', { detail: 'logins of browsers' }));
const routes = new Map(
  consoleRoutes({
    endpoint: {} as ConsoleParts['endpoint'],
    logins: { open: gone, find: gone, end: gone, close: async () => undefined },
    ...{ isForeign: () => null, hostFault: () => null },
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

describe.each([
  ['the demo', null, ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000']],
  ['a public address', new URL('https://sekisho.example'), ['sekisho.example']],
] as const)('under a name that somebody else made to point here, beside %s,', (_, publicUrl, own) => {
  const reached: string[] = [];
  const answers = (name: string) => () => {
    reached.push(name);
    return Promise.resolve({ status: 204, headers: {}, body: '' });
  };
  const all = consoleRoutes({
    endpoint: { handle: answers('graphql') } as unknown as ConsoleParts['endpoint'],
    logins: { open: answers('open'), find: answers('find'), end: answers('end') } as never,
    isForeign: () => null,
    hostFault: hostCheck(publicUrl),
    signIn: { begin: answers('begin'), end: answers('callback') } as never,
    demo: { list: answers('list'), signIn: answers('demo') } as never,
  });
  const ask = async (host: string | undefined, method: string, handle: (typeof all)[number][1]) =>
    handle({ method, headers: { host } } as IncomingMessage, new AbortController().signal);

  test('no address of the page answers, but for the graph, which says so on record', async () => {
    expect(all.length).toBe(7);
    const foreign = [
      'evil.example',
      'evil.example:4000',
      '127.0.0.1.evil.example',
      '10.0.0.7:4000',
      '',
      undefined,
    ];
    for (const [path, handle] of all)
      for (const host of foreign)
        for (const method of ['GET', 'POST', 'HEAD']) {
          const reply = await ask(host, method, handle);
          if (path === '/console/graphql') continue;
          expect([path, host, method, reply.status]).toEqual([path, host, method, 403]);
          expect(reply.body).toContain('FORBIDDEN');
        }
    expect(new Set(reached)).toEqual(new Set(['graphql']));
  });

  test('under its own each does', async () => {
    for (const [path, handle] of all)
      for (const host of own) {
        const statuses = [await ask(host, 'GET', handle), await ask(host, 'POST', handle)].map(
          ({ status }) => status,
        );
        expect([path, host, statuses.includes(403)]).toEqual([path, host, false]);
      }
  });
});
