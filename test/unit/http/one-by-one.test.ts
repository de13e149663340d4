import { connect } from 'node:net';
import { startServer, type RunningServer } from '../../../src/http/server.js';
import type { Logger } from '../../../src/log/logger.js';

/** One connection has one request under way, however many it has sent: docs/attacks.md K16. */

let server: RunningServer;
let underWay = 0;
let most = 0;
let begun = 0;
beforeEach(async () => {
  [underWay, most, begun] = [0, 0, 0];
  const slow = async ({ url }: { url?: string }) => {
    begun += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((done) => setImmediate(done));
    underWay -= 1;
    return { status: 200, headers: {}, body: `<${url?.slice(2)}>` };
  };
  const log = { warn: () => undefined, error: () => undefined } as unknown as Logger;
  server = await startServer({
    ...{ host: '127.0.0.1', port: 0, routes: new Map([['/', slow]]), unreadable: slow, log },
    pages: (_request, _response, next) => next(),
  });
});
afterEach(() => server.stop(0));

/** All that a connection is told that sends so many requests at once and then waits. */
function flood(many: number): Promise<string> {
  const requests = Array.from({ length: many }, (_, n) => {
    const last = n === many - 1 ? 'Connection: close\r\n' : '';
    return `GET /?${n} HTTP/1.1\r\nHost: x\r\n${last}\r\n`;
  });
  return new Promise((done) => {
    let told = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(requests.join('')));
    socket.on('data', (data) => (told += String(data)));
    socket.on('error', () => undefined);
    socket.on('close', () => done(told));
  });
}

test('what is sent without waiting is answered in its order, one after another', async () => {
  const told = await flood(8);
  expect(told.match(/<\d+>/g)).toEqual(Array.from({ length: 8 }, (_, n) => `<${n}>`));
  expect([begun, most]).toEqual([8, 1]);
});

test('a flood is cut, and what it has sent beyond is never begun', async () => {
  await flood(3_000);
  expect(most).toBe(1);
  expect(begun).toBeLessThan(10);
});

test('connections do not wait for each other', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => flood(3)));
  expect(all.map((told) => told.match(/<\d+>/g)?.join(''))).toEqual(
    Array.from({ length: 20 }, () => '<0><1><2>'),
  );
  expect(most).toBeGreaterThan(1);
});
