import { connect, type Socket } from 'node:net';
import { usualShare } from '../../../src/http/connection-share.js';
import { startServer, type RunningServer } from '../../../src/http/server.js';
import type { Logger } from '../../../src/log/logger.js';
import { send } from '../../support/client.js';

/** Whoever opens connections and says nothing takes none from anybody else: docs/attacks.md K15. */

let server: RunningServer;
let warned: string[];
const held: Socket[] = [];

async function serve(connections: { readonly all: number; readonly each: number }): Promise<void> {
  warned = [];
  const log = {
    warn: (_: unknown, text: string) => void warned.push(text),
    error: () => undefined,
  } as unknown as Logger;
  const routes = new Map([['/graphql', () => ({ status: 200, headers: {}, body: 'here' })]]);
  const unreadable = () => ({ status: 400, headers: {}, body: '' });
  server = await startServer({
    ...{ host: '127.0.0.1', port: 0, routes, unreadable, log, connections },
    pages: (_request, _response, next) => next(),
  });
}
afterEach(async () => {
  for (const socket of held.splice(0)) socket.destroy();
  await server.stop(0);
});

/** Opens so many; resolves with how many of them stay open once all have been seen to. */
async function hold(from: string, many: number): Promise<number> {
  const sockets = Array.from({ length: many }, () =>
    connect({ port: server.port, host: '127.0.0.1', localAddress: from }),
  );
  held.push(...sockets);
  const ends = sockets.map(
    (socket) =>
      new Promise<boolean>((done) => {
        socket.on('error', () => done(false));
        socket.on('close', () => done(false));
        // A server that has taken the connection answers what is no request, and one that has not closes it.
        socket.once('connect', () =>
          socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n'),
        );
        socket.once('data', () => done(true));
      }),
  );
  return (await Promise.all(ends)).filter(Boolean).length;
}
const isServed = (from: string): Promise<boolean> =>
  send(server.port, { from }, '{}').then(
    ({ text }) => text === 'here',
    () => false,
  );

test('one address has its share, and everybody else is served', async () => {
  await serve({ all: 100, each: 8 });
  expect(await hold('127.0.0.2', 30)).toBe(8);
  expect(await isServed('127.0.0.2')).toBe(false);
  for (const from of ['127.0.0.1', '127.0.0.3', '127.0.0.4']) expect(await isServed(from)).toBe(true);
  // Said once, however often.
  expect(warned).toEqual(['connections are refused: those of one address are too many']);
  for (const socket of held.splice(0)) socket.destroy();
  while (!(await isServed('127.0.0.2'))) await new Promise((done) => setImmediate(done));
});

test('all together leave room for the files of the log', async () => {
  await serve({ all: 10, each: 8 });
  expect(await hold('127.0.0.2', 8)).toBe(8);
  expect(await hold('127.0.0.3', 8)).toBe(2);
  expect(warned).toEqual(['connections are refused: those of all addresses are too many']);
});

test.each([
  [null, { all: 6_000, each: 600 }],
  [1_048_576, { all: 6_000, each: 600 }],
  [1_024, { all: 824, each: 412 }],
  [256, { all: 56, each: 28 }],
  [64, { all: 16, each: 8 }],
])('a process that may open %p files takes %p connections', (files, share) => {
  expect(usualShare(files)).toEqual(share);
});
