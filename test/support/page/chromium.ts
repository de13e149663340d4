import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FULL } from '../effort.js';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FOUND = PLACES.find((place) => existsSync(place));

/** Why no test can open the page here; null where one can. */
export const NO_BROWSER =
  FOUND === undefined ? 'no Chromium on this machine (Debian: apt-get install chromium)' : null;

/**
 * The browser of the suite. Its way back is kept as a user's browser keeps it: Playwright switches that off, and a test
 * of what is left on the screen would prove nothing.
 */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(LAUNCH);
}

/** The same with a profile in a folder, as on somebody's PC. */
export async function launchWithProfile(folder: string): Promise<Contexts> {
  const context = await chromium.launchPersistentContext(folder, { ...LAUNCH, ...AT_THE_CITY });
  return { newContext: async () => context };
}

const LAUNCH = {
  executablePath: FOUND,
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  args: [
    ...['--no-sandbox', '--font-render-hinting=none'],
    // A snapshot of the heap has texts in full: of an answer it would else have the first thousand letters.
    '--js-flags=--heap-snapshot-string-limit=10000000',
  ],
};

const AT_THE_CITY = {
  ...{ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1280, height: 720 } },
};

/** Where pages of their own are opened. */
export type Contexts = Pick<Browser, 'newContext'>;

/** A user at a PC of the city: Japanese, a screen of the size that is usual there. */
export async function openPage(browser: Contexts): Promise<{ page: Page; watched: Watched }> {
  const context = await browser.newContext(AT_THE_CITY);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  return { page, watched: await watch(context, page) };
}

/** What must never happen, whatever is done on the page. */
export interface Watched {
  /** Violations of the page's policy, and errors of its scripts. */
  readonly faults: readonly string[];
  /** Addresses asked that are not the gateway's. */
  readonly elsewhere: readonly string[];
}

async function watch(context: BrowserContext, page: Page): Promise<Watched> {
  const [faults, elsewhere] = [new Array<string>(), new Array<string>()];
  await context.exposeBinding('policyFault', (_, what: string) => void faults.push(what));
  await context.addInitScript({ content: REPORT_FAULTS });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[13]/.test(message.text())) faults.push(message.text());
  });
  page.on('response', (response) => {
    const purpose = response.request().headers()['sekisho-purpose'] ?? null;
    received.push(
      response.text().then(
        (text) => ({
          to: response.request().postData() ?? response.url(),
          purpose,
          text,
        }),
        () => null,
      ),
    );
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== 'data:' && !hostname.startsWith('127.')) elsewhere.push(request.url());
  });
  return { faults, elsewhere };
}

export interface Received {
  /** The request's body, or its address where it has none. */
  readonly to: string;
  readonly purpose: string | null;
  readonly text: string;
}

/** All bytes of all answers to all pages so far; null for what the browser no longer had. */
const received: Promise<Received | null>[] = [];
export async function allReceived(): Promise<readonly Received[]> {
  return (await Promise.all(received)).filter((one) => one !== null);
}

/** Run in the page, which no library of types here knows. */
const REPORT_FAULTS = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  policyFault(violatedDirective + ' ' + blockedURI))`;
const STORED = `(async () => ({
  local: { ...localStorage }, session: { ...sessionStorage }, databases: await indexedDB.databases(),
  caches: await caches.keys(), workers: await navigator.serviceWorker.getRegistrations(),
  cookie: document.cookie, history: history.state }))()`;

/** All that a browser keeps for a page. */
export function storedBy(page: Page): Promise<unknown> {
  return page.evaluate(STORED);
}

export const NOTHING_STORED = {
  ...{ local: {}, session: {}, databases: [], caches: [], workers: [] },
  ...{ cookie: '', history: null },
};

const FOLDER = process.env['SEKISHO_TEST_PICTURES'];
const PICTURES = FOLDER ?? join(__dirname, '..', '..', '..', 'reports', 'pages');

/**
 * A picture of the page as it stands, to be looked at by people: in the folder that SEKISHO_TEST_PICTURES names, or in
 * `reports/pages` where everything is tried. No test needs one, and each costs as much as a test's whole step.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined && !FULL) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
