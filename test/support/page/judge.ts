import type { Page } from 'playwright-core';
import { FULL } from '../effort.js';
import { axeFaults } from './axe.js';
import { takePicture } from './chromium.js';
import { ownJapanese, ownLatin } from './own-words.js';
import type { User } from './stage.js';
import { COVERS, drawn, TOO_WIDE } from './tour.js';

const WIDTHS = [1280, 320] as const;

/** What is drawn round nothing: a table without a row, a list without an item, a heading or a part of the page without a word. */
const EMPTY_BOXES = `[...document.querySelectorAll('#page :is(h1, h2, h3, h4, table, ul, ol, dl, dd, section, article, form, details[open])')].filter((node) => {
  if (!node.checkVisibility()) return false;
  if (node.tagName === 'TABLE') return [...node.tBodies].every((body) => body.rows.length === 0);
  return node.innerText.trim() === '';
}).map((node) => node.tagName + '.' + node.className + ' ' + (node.caption?.innerText ?? node.ariaLabel ?? ''))`;

/** The page as it stands, wide and narrow: nothing cut off, hidden, empty, in the other language or beyond reach. In full, in either language. */
export async function judge(user: User, name: string): Promise<void> {
  await judgeWidths(user, name, ownLatin);
  if (!FULL) return;
  // Behind a dialog the switch cannot be pressed.
  if ((await user.page.locator('dialog[open]').count()) > 0) return;
  await user.button('English').click();
  await judgeWidths(user, `en-${name}`, ownJapanese);
  await user.button('日本語').click();
}

type OfTheOther = (page: Page) => Promise<readonly string[]>;

async function judgeWidths(user: User, name: string, ofTheOther: OfTheOther): Promise<void> {
  const { page } = user;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 720 });
    await drawn(user);
    await takePicture(page, `state-${name}-${width}`);
    const found = {
      wide: await page.evaluate<readonly string[]>(TOO_WIDE),
      covers: await page.evaluate<readonly string[]>(COVERS),
      empty: await page.evaluate<readonly string[]>(EMPTY_BOXES),
      axe: await axeFaults(page),
      other: await ofTheOther(page),
    };
    expect([name, width, found]).toEqual([name, width, FINE]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** In the window of a telephone nothing makes the page wider than it is. */
export async function fitsTelephone(user: User, name: string): Promise<void> {
  const { page } = user;
  await page.setViewportSize({ width: 390, height: 844 });
  await drawn(user);
  await takePicture(page, `${name}-390`);
  expect([name, await page.evaluate<readonly string[]>(TOO_WIDE)]).toEqual([name, []]);
  await page.setViewportSize({ width: 1280, height: 720 });
}

const FINE = { wide: [], covers: [], empty: [], axe: [], other: [] };
