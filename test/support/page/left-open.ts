import type { Browser } from 'playwright-core';

/**
 * A page that is still open behind the tests of a screen is one of a test that ended early: what stood on it tells why,
 * and it is closed before it meets the next tests.
 */
export async function tellLeftOpen(browser: Browser | undefined): Promise<void> {
  for (const context of browser?.contexts() ?? []) {
    for (const page of context.pages()) {
      const text = await page
        .locator('body')
        .innerText({ timeout: 5_000 })
        .catch((error: Error) => error.message);
      process.stderr.write(`What stood on the page when the test ended:\n${text}\n`);
    }
    await context.close();
  }
}
