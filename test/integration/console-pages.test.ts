import { Browser } from '../support/browser.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** The files of the page, as they go over the wire. */
let gateway: TestGateway;
let home: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  home = `http://127.0.0.1:${gateway.port}`;
});
afterAll(() => gateway.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  new Browser().visit(`${home}${path}`, { headers });
const AS_BROWSER = { accept: 'text/html,application/xhtml+xml' };

const POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;

test('the page comes under the whole policy, and is kept by nobody', async () => {
  const { status, headers } = await get('/');
  expect([status, headers['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
  expect(headers).toMatchObject({
    'content-security-policy': POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  const closed = 'camera microphone geolocation display-capture clipboard-read usb serial payment'.split(' ');
  expect(headers['permissions-policy']).toBe(closed.map((name) => `${name}=()`).join(', '));
});

test('a file whose name changes with its content may be kept, and comes compressed', async () => {
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec((await get('/')).text) ?? [];
  const whole = await get(script);
  const packed = await get(script, { 'accept-encoding': 'br' });
  expect(whole.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(packed.headers['content-encoding']).toBe('br');
  expect(Number(packed.headers['content-length'])).toBeLessThan(Number(whole.headers['content-length']) / 2);
  expect(whole.headers['content-security-policy']).toBe(POLICY);
});

test('a screen’s address is the page to a browser, and nothing to a program', async () => {
  expect((await get('/resident', AS_BROWSER)).text).toBe((await get('/')).text);
  expect((await get('/resident')).status).toBe(404);
});

test.each([
  '/.built-from',
  '/.vite/manifest.json',
  '/../package.json',
  '/%2e%2e/package.json',
  '/assets/',
  '/no.js',
])('there is no %s', async (path) => {
  expect((await get(path, AS_BROWSER)).status).toBe(404);
});

test('the page is read, and nothing else is done with it', async () => {
  const posted = await new Browser().visit(home, { method: 'POST', body: {} });
  expect(posted.status).toBe(404);
});

test('under TLS browsers come by nothing else from then on', async () => {
  expect((await get('/')).headers['strict-transport-security']).toBeUndefined();
  const behindTls = await startTestGateway({ SEKISHO_PUBLIC_URL: 'https://sekisho.example' });
  try {
    const { headers } = await new Browser().visit(`http://127.0.0.1:${behindTls.port}/`);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  } finally {
    await behindTls.stop();
  }
});
