import { join } from 'node:path';
import { TOURS } from '../../support/page/tours.js';
import { ROOT } from '../../architecture/sources.js';

/** By its path: the page has a compiler of its own. */
const SCREENS = join(ROOT, 'console/src/app/screens.ts');

test('every screen is a stop of somebody’s tour, so that its states and circumstances are looked at', async () => {
  const { SCREENS: screens } = (await import(SCREENS)) as {
    readonly SCREENS: readonly { readonly title: { readonly ja: string } }[];
  };
  const seen = new Set(TOURS.flatMap(({ stops }) => stops.map(({ link }) => link)));
  expect(screens.map(({ title }) => title.ja).filter((title) => !seen.has(title))).toEqual([]);
});
