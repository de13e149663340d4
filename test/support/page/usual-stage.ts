import type { Browser } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { launchBrowser } from './chromium.js';
import { tellLeftOpen } from './left-open.js';
import type { Stage } from './stage.js';

/**
 * For the tests of a `describe`: a browser and a gateway that every system is connected to, opened before the first of
 * them and closed behind the last. What stands on a page that a test has left open is printed.
 */
export function usualStage(): Stage {
  const opened = {} as { gateway: TestGateway; browser: Browser };
  beforeAll(async () => {
    opened.gateway = await startTestGateway({}, { demoDoors: true, intermediate: true, vrs: true });
    opened.browser = await launchBrowser();
  });
  afterAll(async () => {
    await opened.browser?.close();
    await opened.gateway?.stop();
  });
  afterEach(() => tellLeftOpen(opened.browser));
  return {
    get browser() {
      return opened.browser;
    },
    get gateway() {
      return opened.gateway;
    },
    get home() {
      return `http://127.0.0.1:${opened.gateway.port}/`;
    },
  };
}
