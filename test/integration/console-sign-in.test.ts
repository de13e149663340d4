import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Browser, type Page } from '../support/browser.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { CLIENT, startIdentityProvider, type IdentityProvider } from '../support/identity-provider.js';

/** Sign-in by code flow with PKCE against a real OpenID provider (docs/attacks.md Z5). */
let provider: IdentityProvider;
let gateway: TestGateway;
let now = 0;
let home: string;
beforeAll(async () => {
  const port = await freePort();
  home = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider('clerk', `${home}/console/callback`);
  gateway = await startTestGateway(environmentOf(provider.url, port), {
    sessions: { clock: () => now, sweepEvery: 10 },
  });
});
afterAll(async () => {
  await gateway.stop();
  await provider.stop();
});

const environmentOf = (issuer: string, port: number) => ({
  SEKISHO_PORT: String(port),
  SEKISHO_OIDC_ISSUER: issuer,
  SEKISHO_OIDC_AUDIENCE: 'programs',
  SEKISHO_OIDC_CLIENT_ID: CLIENT.id,
  SEKISHO_OIDC_CLIENT_SECRET: CLIENT.secret,
  SEKISHO_PUBLIC_URL: `http://127.0.0.1:${port}`,
  SEKISHO_ZONES: 'NUMBER_USE=127.0.0.1/32',
});
const VIEWER = { query: '{ viewer { account } }' };
const ask = (browser: Browser) => browser.fromPage(`${home}/console/graphql`, { body: VIEWER });

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Follows the way to the provider and through it, up to the address that leads back. */
async function wayBack(browser: Browser): Promise<string> {
  let at = `${home}/console/sign-in`;
  for (let step = 0; step < 10; step += 1) {
    const { headers, status } = await browser.visit(at);
    expect([status, at]).toEqual([303, at]);
    at = new URL(headers.location ?? '', at).href;
    if (at.startsWith(`${home}/console/callback`)) return at;
  }
  throw new Error('The provider leads nowhere');
}

const refusal = ({ status, headers, text }: Page) => [
  status,
  headers['set-cookie']?.some((line) => line.startsWith('__Host-sekisho=')) ?? false,
  text.includes('もう一度ログインしてください'),
];

test('signed in at the provider, the browser has a cookie and the gateway the token', async () => {
  const browser = new Browser();
  const page = await browser.visit(await wayBack(browser));
  expect(page.status).toBe(200);
  expect(page.text).toContain('<meta http-equiv="refresh" content="0;url=/">');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  // What began the sign-in is gone, and nothing that was received is a token.
  expect([...browser.cookies.keys()].filter((name) => name.startsWith(new URL(home).host))).toEqual([
    `${new URL(home).host} __Host-sekisho`,
  ]);
  expect(JSON.stringify([page, [...browser.cookies]])).not.toContain('eyJ');
  const answer = await ask(browser);
  expect(JSON.parse(answer.text)).toMatchObject({ data: { viewer: { account: 'clerk' } } });
});

test('nobody is sent to the provider without state, nonce and the hash of a verifier', async () => {
  const { headers } = await new Browser().visit(`${home}/console/sign-in`);
  const asked = new URL(headers.location ?? '').searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    ...{ client_id: CLIENT.id, response_type: 'code', scope: 'openid', code_challenge_method: 'S256' },
    redirect_uri: `${home}/console/callback`,
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
});

test.each([
  ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
  ['no state', (url: URL) => url.searchParams.delete('state')],
  ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://idp.example')],
  ['no issuer', (url: URL) => url.searchParams.delete('iss')],
  ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
  ['the provider said no', (url: URL) => url.searchParams.set('error', 'access_denied')],
  ['nothing', (url: URL) => (url.search = '')],
])('refused: %s', async (_, spoil) => {
  const browser = new Browser();
  const back = new URL(await wayBack(browser));
  spoil(back);
  expect(refusal(await browser.visit(back))).toEqual([400, false, true]);
});

test('refused: the way back of another browser, and the same way twice', async () => {
  const victim = new Browser();
  const attacker = new Browser();
  const back = await wayBack(attacker);
  expect(refusal(await victim.visit(back))).toEqual([400, false, true]);
  await wayBack(victim);
  // The victim's browser has begun a sign-in of its own; the attacker's answer does not end it.
  expect(refusal(await victim.visit(back))).toEqual([400, false, true]);
  const facts = new Map(attacker.cookies);
  expect((await attacker.visit(back)).status).toBe(200);
  for (const [name, value] of facts) attacker.cookies.set(name, value);
  expect(refusal(await attacker.visit(back))).toEqual([400, false, true]);
});

test('a provider that is down is told in words, and tried again by the next', async () => {
  const port = await freePort();
  const dead = await startTestGateway(environmentOf('http://127.0.0.1:9', port));
  try {
    const page = await new Browser().visit(`http://127.0.0.1:${port}/console/sign-in`);
    expect([page.status, page.text.includes('認証基盤から応答がありません')]).toEqual([503, true]);
  } finally {
    await dead.stop();
  }
});

test('under another address than the public one the page asks nothing', async () => {
  const browser = new Browser();
  await browser.visit(await wayBack(browser));
  const host = new URL(home).host.replace('127.0.0.1', 'localhost');
  const headers = { host, origin: `http://${host}` };
  const page = await browser.fromPage(`${home}/console/graphql`, { body: VIEWER, headers });
  expect(page.status).toBe(403);
});

/** The provider counts seconds: in the second of the login before, it cannot have asked anew. */
async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1_000);
  while (Math.floor(Date.now() / 1_000) === second) await new Promise((resolve) => setTimeout(resolve, 20));
}

test.each([
  [
    'logged out',
    async (browser: Browser) => {
      await browser.fromPage(`${home}/console/graphql`, { body: { query: 'mutation { logout { ended } }' } });
      await browser.fromPage(`${home}/console/sign-out`);
    },
  ],
  ['left for five minutes', () => Promise.resolve(void (now += 5 * 60_000 + 1))],
])('a provider that still knows whoever has %s asks anew, and its new login is let in', async (_, end) => {
  const browser = new Browser();
  for (const time of ['first', 'second', 'third']) {
    await nextSecond();
    await browser.visit(await wayBack(browser));
    expect([time, (await ask(browser)).status]).toEqual([time, 200]);
    await end(browser);
    expect([time, (await ask(browser)).status]).toEqual([time, 401]);
  }
});

test('the provider is told to ask anew, and what it signs has to say that it has', async () => {
  const { headers } = await new Browser().visit(`${home}/console/sign-in`);
  const asked = new URL(headers.location ?? '').searchParams;
  expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
  const browser = new Browser();
  provider.answers({ authTime: Math.floor(Date.now() / 1_000) - 60 });
  try {
    const page = await browser.visit(await wayBack(browser));
    expect([page.status, page.text.includes('本人の認証がやり直されなかった')]).toEqual([401, true]);
    expect(page.text).toContain('did not ask anew who you are');
    expect((await ask(browser)).status).toBe(401);
  } finally {
    provider.answers({});
  }
});

test('two tabs that sign in do not spoil each other, and a wrong way back neither', async () => {
  const browser = new Browser();
  const [first, second] = [await wayBack(browser), await wayBack(browser)];
  const wrong = new URL(first);
  wrong.searchParams.set('state', 'x'.repeat(43));
  expect((await browser.visit(wrong)).status).toBe(400);
  expect((await browser.visit(second)).status).toBe(200);
  const old = new Map(browser.cookies);
  expect((await browser.visit(first)).status).toBe(200);
  // Over the other's login, which that ends.
  for (const [name, value] of old) browser.cookies.set(name, value);
  expect((await ask(browser)).status).toBe(401);
});

test('a login that the way back does not bring, for it comes from another site, is ended all the same', async () => {
  const browser = new Browser();
  await browser.visit(await wayBack(browser));
  expect((await ask(browser)).status).toBe(200);
  const name = `${new URL(home).host} __Host-sekisho`;
  const old = browser.cookies.get(name) ?? '';
  const back = await wayBack(browser);
  browser.cookies.delete(name);
  expect((await browser.visit(back)).status).toBe(200);
  browser.cookies.set(name, old);
  expect((await ask(browser)).status).toBe(401);
});
