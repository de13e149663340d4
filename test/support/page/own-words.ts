import type { Page } from 'playwright-core';
import { allReceived } from './chromium.js';

/** What a reader sees and a screen reader says, piece by piece, but for what is marked as of the other language. */
const textsBut = (language: 'ja' | 'en') => `(() => {
  const walk = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  const found = [document.title];
  while (walk.nextNode()) if (walk.currentNode.parentElement.closest('[lang=${language}], .print-only') === null) found.push(walk.currentNode.data);
  for (const node of document.querySelectorAll('#page [aria-label]')) found.push(node.getAttribute('aria-label'));
  return found;
})()`;
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]+/gu;
/** Words, and not units, keys and abbreviations in capitals. */
const LATIN = /[A-Za-z]*[a-z]{3,}/g;
/** Names of the product, of what is known by no Japanese name, and examples of what is typed. */
const NAMES = /Sekisho( 関所)?|gw1\/1234|Resident\.\w+/g;

async function own(page: Page, language: 'ja' | 'en', words: RegExp): Promise<readonly string[]> {
  const texts = await page.evaluate<string[]>(textsBut(language));
  const data = (await allReceived()).map(({ text }) => text).join('\n');
  return texts
    .map((text) => text.replace(NAMES, ''))
    .flatMap((text) => text.match(words) ?? [])
    .filter((word) => !data.includes(word));
}

/** Japanese on the page that is in no answer of the gateway, so that it is the page's own. */
export const ownJapanese = (page: Page): Promise<readonly string[]> => own(page, 'ja', JAPANESE);

/** Words in Latin letters that are the page's own. */
export const ownLatin = (page: Page): Promise<readonly string[]> => own(page, 'en', LATIN);
