import { axeFaults } from './axe.js';
import { takePicture } from './chromium.js';
import { ownLatin } from './own-words.js';
import type { User } from './stage.js';
import { COVERS, drawn, TOO_WIDE } from './tour.js';

const WIDTHS = [1280, 320] as const;

/** What is drawn round nothing: a table without a row, a list without an item, a part of the page without a word. */
const EMPTY_BOXES = `[...document.querySelectorAll('#page :is(table, ul, ol, dl, section, article, form, details[open])')].filter((node) => {
  if (!node.checkVisibility()) return false;
  if (node.tagName === 'TABLE') return [...node.tBodies].every((body) => body.rows.length === 0);
  return node.innerText.trim() === '';
}).map((node) => node.tagName + '.' + node.className + ' ' + (node.caption?.innerText ?? node.ariaLabel ?? ''))`;

/** The page as it stands, wide and narrow: nothing cut off, hidden, empty, in the other language or beyond reach. */
export async function judge(user: User, name: string): Promise<void> {
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
      english: await ownLatin(page),
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

const FINE = { wide: [], covers: [], empty: [], axe: [], english: [] };
