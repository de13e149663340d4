import type { Locator } from 'playwright-core';

/** What a screen reader says of a control behind its name. */
export const describing = (control: Locator): Promise<string> =>
  control.evaluate((node) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id: string) => node.ownerDocument.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
