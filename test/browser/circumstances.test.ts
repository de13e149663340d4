import type { Page } from 'playwright-core';
import { effort, FULL } from '../support/effort.js';
import { axeFaults } from '../support/page/axe.js';
import { NO_BROWSER, takePicture } from '../support/page/chromium.js';
import { COVERS, drawn, goTo, settle, TOO_WIDE } from '../support/page/tour.js';
import { TOURS } from '../support/page/tours.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

interface Circumstances {
  readonly name: string;
  /** CSS pixels: a window of 1280 by 720, seen twice or four times as large. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly media?: Parameters<Page['emulateMedia']>[0];
}
const USUAL = { width: 1280, height: 720 };
const ALL: readonly Circumstances[] = [
  { name: 'zoom-200', viewport: { width: 640, height: 360 } },
  { name: 'zoom-400', viewport: { width: 320, height: 180 } },
  { name: 'forced-colours', media: { forcedColors: 'active' } },
  { name: 'dark-forced-colours', media: { forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'less-motion', media: { reducedMotion: 'reduce' } },
];
/** Where colours are the system's, axe reads those of the page's own, which nobody sees. */
const SYSTEM_COLOURS = ['color-contrast'];
const AS_USUAL = { forcedColors: 'none', colorScheme: 'light', reducedMotion: 'no-preference' } as const;

/** Where one is in a list of links or tabs, told by nothing but a colour or the weight of its letters. */
const UNTOLD = `[...document.querySelectorAll('nav')].filter((nav) => {
  const looks = (node) => (({ textDecorationLine, borderBottomWidth }) => textDecorationLine + borderBottomWidth)(getComputedStyle(node));
  const current = nav.querySelector('[aria-current=page]');
  const others = [...nav.querySelectorAll('a, button')].filter((node) => node !== current);
  return current !== null && others.some((node) => looks(node) === looks(current));
}).map((nav) => nav.getAttribute('aria-label'))`;
/** What still moves though the user has asked for less of it. */
const MOVES = `[...document.getAnimations()].filter((one) => one.playState === 'running').length`;

/** K5: every screen in a window of a quarter of the width, in the colours of the user's own, and at rest. */
describeUnless(NO_BROWSER, 'the page in other circumstances', () => {
  const stage = usualStage();

  const tours = TOURS.filter(({ who }) => FULL || who === 'clerk' || who === 'manager of figures');
  for (const tour of tours)
    test(`nothing is cut off, hidden or restless on the screens of a ${tour.who}`, async () => {
      const user = await tour.enter(stage);
      const { page } = user;
      for (const stop of tour.stops.slice(0, effort({ short: 2, full: 20 }))) {
        await goTo(user, stop);
        await settle(user);
        for (const { name, viewport = USUAL, media = {} } of ALL) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ ...AS_USUAL, ...media });
          await drawn(user);
          const inSystemColours = media.forcedColors === 'active';
          const found = {
            untold: inSystemColours ? await page.evaluate<readonly string[]>(UNTOLD) : [],
            wide: await page.evaluate<readonly string[]>(TOO_WIDE),
            covers: await page.evaluate<readonly string[]>(COVERS),
            axe: await axeFaults(page, inSystemColours ? SYSTEM_COLOURS : []),
            moves: media.reducedMotion === 'reduce' ? await page.evaluate<number>(MOVES) : 0,
          };
          await takePicture(page, `${name}-${stop.name}`);
          expect([name, stop.name, found]).toEqual([
            name,
            stop.name,
            { untold: [], wide: [], covers: [], axe: [], moves: 0 },
          ]);
        }
        await page.setViewportSize(USUAL);
        await page.emulateMedia(AS_USUAL);
      }
      await user.leave();
    });
});
