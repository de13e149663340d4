import { Browser } from '../support/browser.js';
import { TEST_CITY } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** The page's way into the gateway: one cookie, no token, and nobody else's page (docs/attacks.md Z1 to Z3). */
let gateway: TestGateway;
let home: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  home = `http://127.0.0.1:${gateway.port}`;
});
afterAll(() => gateway.stop());

const VIEWER = { query: '{ viewer { account zone } }' };
const graph = (origin = home) => `${origin}/console/graphql`;

async function signedIn(account = 'clerk', origin = home): Promise<Browser> {
  const browser = new Browser();
  const page = await browser.fromPage(`${origin}/console/demo-sign-in`, { body: { account } });
  expect([page.status, page.text]).toEqual([204, '']);
  return browser;
}

test('a demo page picks an account, and asks the graph as that account', async () => {
  const browser = new Browser();
  const before = await browser.visit(`${home}/console/session`);
  expect(JSON.parse(before.text)).toEqual({ signedIn: false, signIn: 'DEMO' });
  const { accounts, today } = JSON.parse((await browser.visit(`${home}/console/accounts`)).text) as {
    accounts: { account: string; zones: string[] }[];
    today: string;
  };
  expect(today).toBe(TEST_CITY.asOf);
  expect(accounts.map(({ account }) => account)).toEqual(expect.arrayContaining(['clerk', 'auditor']));
  expect(accounts.map(({ account }) => account)).not.toContain('dashboard');
  // From where each works is what the rules say of its role.
  expect(Object.fromEntries(accounts.map(({ account, zones }) => [account, zones]))).toMatchObject({
    ...{ clerk: ['NUMBER_USE'], 'vrs-clerk': ['LGWAN'], contractor: ['CONTRACTOR_VPN'] },
    auditor: ['NUMBER_USE', 'INTRANET'],
  });
  const clerk = await signedIn();
  const answer = await clerk.fromPage(graph(), { body: VIEWER });
  expect(JSON.parse(answer.text)).toMatchObject({
    data: { viewer: { account: 'clerk', zone: 'NUMBER_USE' } },
  });
  expect(answer.headers['sekisho-record']).toMatch(/^gw1\//);
  expect(JSON.parse((await clerk.visit(`${home}/console/session`)).text)).toMatchObject({ signedIn: true });
});

test('an account that the demo has not, or a machine, signs in to nothing', async () => {
  for (const account of ['nobody', 'dashboard', 7, null, ['clerk']]) {
    const browser = new Browser();
    const page = await browser.fromPage(`${home}/console/demo-sign-in`, { body: { account } });
    expect([page.status, browser.cookies.size]).toEqual([400, 0]);
  }
});

test('the cookie holds no token, no script can read it, and no other site brings it', async () => {
  const page = await new Browser().fromPage(`${home}/console/demo-sign-in`, { body: { account: 'clerk' } });
  const [cookie = ''] = page.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^__Host-sekisho=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test.each([
  ['no header of the console', { 'sekisho-console': '' }],
  ['another origin', { origin: 'http://127.0.0.9:4000' }],
  ['no origin', { origin: '' }],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ['a name that was made to point here', { host: 'evil.example', origin: 'http://evil.example' }],
])('refused and on record with the cookie: %s', async (_, headers) => {
  const browser = await signedIn();
  const page = await browser.fromPage(graph(), { body: VIEWER, headers });
  expect(page.status).toBe(403);
  expect(JSON.parse(page.text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(page.headers['access-control-allow-origin']).toBeUndefined();
  expect(page.headers['sekisho-record']).toMatch(/^gw1\//);
  const signIn = await new Browser().fromPage(`${home}/console/demo-sign-in`, {
    body: { account: 'clerk' },
    headers,
  });
  expect([signIn.status, signIn.headers['set-cookie']]).toEqual([403, undefined]);
  const out = await browser.fromPage(`${home}/console/sign-out`, { headers });
  expect([out.status, out.headers['set-cookie']]).toEqual([403, undefined]);
});

test('a name that was made to point here reads nothing of the page’s own addresses', async () => {
  const browser = await signedIn();
  const headers = { host: 'evil.example' };
  for (const path of ['session', 'accounts', 'sign-in', 'callback']) {
    const { status, text } = await browser.visit(`${home}/console/${path}`, { headers });
    // Without an identity provider there is no sign-in there at all.
    expect([path, status]).toEqual([path, ['session', 'accounts'].includes(path) ? 403 : 404]);
    expect(text).not.toMatch(/signedIn|clerk/);
  }
});

test('/graphql takes no cookie, and the console no token', async () => {
  const browser = await signedIn();
  expect((await browser.fromPage(`${home}/graphql`, { body: VIEWER })).status).toBe(401);
  const authorization = `Bearer ${await gateway.token('clerk')}`;
  const bare = await new Browser().fromPage(graph(), { body: VIEWER, headers: { authorization } });
  expect(bare.status).toBe(401);
});

test('a session that has ended takes what was kept for it', async () => {
  const browser = await signedIn('number-clerk');
  expect((await browser.fromPage(graph(), { body: VIEWER })).status).toBe(200);
  expect((await browser.fromPage(graph(), { body: { query: 'mutation { logout { ended } }' } })).status).toBe(
    200,
  );
  const over = await browser.fromPage(graph(), { body: VIEWER });
  // The answer may be late, and the cookie that it would take may be the next login's.
  expect([over.status, over.headers['set-cookie']]).toEqual([401, undefined]);
  const state = await browser.visit(`${home}/console/session`);
  expect([JSON.parse(state.text), state.headers['sekisho-login']]).toEqual([
    { signedIn: false, signIn: 'DEMO' },
    undefined,
  ]);
});

test('signing out forgets the login', async () => {
  const browser = await signedIn('manager');
  const cookies = new Map(browser.cookies);
  expect((await browser.fromPage(`${home}/console/sign-out`)).status).toBe(204);
  expect(browser.cookies.size).toBe(0);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  expect((await browser.fromPage(graph(), { body: VIEWER })).status).toBe(401);
});

describe('two pages of a browser, and another login in the one', () => {
  const nameOf = async (browser: Browser) =>
    String((await browser.visit(`${home}/console/session`)).headers['sekisho-login']);
  /** A page that is drawn for the first login, in a browser that has the second. */
  const changed = async () => {
    const browser = await signedIn('clerk');
    const [first, old] = [await nameOf(browser), new Map(browser.cookies)];
    const page = await browser.fromPage(`${home}/console/demo-sign-in`, { body: { account: 'manager' } });
    return { browser, first, old, second: String(page.headers['sekisho-login']) };
  };

  test('each answer names the login that the cookie stands for, by nothing that opens anything', async () => {
    const { browser, first, second } = await changed();
    expect(second).not.toBe(first);
    expect(await nameOf(browser)).toBe(second);
    const answer = await browser.fromPage(graph(), { body: VIEWER, headers: { 'sekisho-login': second } });
    expect([answer.status, answer.headers['sekisho-login']]).toEqual([200, second]);
    const thief = new Browser();
    thief.cookies.set(`${new URL(home).host} __Host-sekisho`, second);
    expect((await thief.fromPage(graph(), { body: VIEWER })).status).toBe(401);
  });

  test('the page of the first login is refused on record, and ends nothing of the second', async () => {
    const { browser, first, second } = await changed();
    const headers = { 'sekisho-login': first };
    const asked = await browser.fromPage(graph(), { body: VIEWER, headers });
    expect([asked.status, asked.headers['sekisho-login']]).toEqual([401, second]);
    expect(asked.text).toContain('別のログインがあったため');
    expect(asked.text).not.toContain('"data"');
    expect(asked.headers['sekisho-record']).toMatch(/^gw1\//);
    const out = await browser.fromPage(`${home}/console/sign-out`, { headers });
    expect([out.status, out.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await browser.fromPage(graph(), { body: VIEWER })).status).toBe(200);
  });

  test('the first login is over with the second, wherever its cookie is', async () => {
    const { browser, old } = await changed();
    for (const [name, value] of old) browser.cookies.set(name, value);
    expect((await browser.fromPage(graph(), { body: VIEWER })).status).toBe(401);
  });
});

test('nothing that is answered is kept on the way, or taken for what it is not', async () => {
  const browser = new Browser();
  for (const [path, method] of [
    ['/console/session', 'GET'],
    ['/console/session', 'POST'],
    ['/console/accounts', 'GET'],
    ['/console/nothing', 'GET'],
    ['/nothing', 'GET'],
    ['/livez', 'GET'],
    ['/metrics', 'GET'],
    ['/graphql', 'GET'],
  ] as const) {
    const { headers } = await browser.visit(home + path, { method });
    expect([path, headers['x-content-type-options'], headers['cache-control']]).toEqual([
      ...[path, 'nosniff', 'no-store'],
    ]);
  }
});

test('a method that an address does not take is told which it takes', async () => {
  const browser = new Browser();
  const posted = await browser.visit(`${home}/console/session`, { method: 'POST' });
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET']);
  const got = await browser.visit(`${home}/console/demo-sign-in`);
  expect([got.status, got.headers.allow]).toEqual([405, 'POST']);
  expect((await browser.visit(`${home}/console/callback`)).status).toBe(404);
});
