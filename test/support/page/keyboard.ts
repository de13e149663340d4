import type { Locator, Page } from 'playwright-core';

/** A user without a pointer: everything is reached by Tab, in the order of the page. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Tabs until the focus is there; fails where a whole round does not come by. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < MOST; step += 1) {
      if (await hasFocus(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`not reached by the keyboard: ${String(target)}`);
  }

  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.type(text);
  }

  /** A date as it is written, era aside: year, month and day into the fields of their group. */
  async typeDay(legend: string | RegExp, day: readonly string[]): Promise<void> {
    const fields = this.page.getByRole('group', { name: legend }).getByRole('textbox');
    for (const [at, part] of day.entries()) await this.type(fields.nth(at), part);
  }

  /** Of radios in a group one is reached by Tab, the others by arrows. */
  async choose(target: Locator): Promise<void> {
    await target.waitFor();
    const group = this.page.locator(`input[name="${await target.getAttribute('name')}"]`);
    const first =
      (await group.and(this.page.locator(':checked')).count()) > 0
        ? group.and(this.page.locator(':checked'))
        : group;
    await this.reach(first.first());
    for (let step = 0; step < MOST; step += 1) {
      if (await target.isChecked()) return;
      if (await hasFocus(target)) await this.page.keyboard.press('Space');
      else await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`not chosen by the keyboard: ${String(target)}`);
  }

  async choiceOf(list: Locator, label: string): Promise<void> {
    await this.reach(list);
    await list.selectOption({ label });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((node) => node === node.ownerDocument.activeElement);

/** More stops than any screen has. */
const MOST = 200;
