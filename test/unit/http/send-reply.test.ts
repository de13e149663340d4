import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendReply } from '../../../src/http/send-reply.js';

/** docs/attacks.md K4: a long answer leaves in slices, with everything else between two of them, and arrives whole. */

let server: Server;
let body = '';
let turns = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    turns = 0;
    let sent = false;
    const count = (): void => {
      turns++;
      if (!sent) setImmediate(count);
    };
    setImmediate(count);
    void sendReply(response, { status: 200, headers: { 'x-of': 'the answer' }, body }).then(
      () => (sent = true),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (method = 'GET'): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method });

test.each([
  ['nothing', ''],
  ['a short one', '{"data":{"名":"𠮷田"}}\n'],
  ['one whose slices end within a character', `a${'𠮷'.repeat(500_000)}`],
  ['the same from the other half on', '𠮷'.repeat(500_000)],
  ['one of three bytes each', '町'.repeat(1_000_000)],
])('%s arrives as it was', async (_, text) => {
  body = text;
  const answer = await ask();
  expect(answer.headers.get('x-of')).toBe('the answer');
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  expect((await answer.text()) === text).toBe(true);
});

test('the loop turns while a long one is sent', async () => {
  body = 'a名'.repeat(4_000_000);
  await (await ask()).arrayBuffer();
  expect(turns).toBeGreaterThan(1);
});

test('asked for by HEAD, its length is told and nothing of it', async () => {
  body = '町'.repeat(300_000);
  const answer = await ask('HEAD');
  expect(answer.headers.get('content-length')).toBe('900000');
  expect(await answer.text()).toBe('');
});
