import type { Route } from 'playwright-core';
import { FULL } from '../support/effort.js';
import { altered, lost, setAside, withheld, type Alter } from '../support/page/altered-answer.js';
import { NO_BROWSER } from '../support/page/chromium.js';
import { Questions } from '../support/page/questions.js';
import { goTo, isOwn, type Stop } from '../support/page/tour.js';
import { TOURS } from '../support/page/tours.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

/**
 * Asked beside every screen: what these leave out is told in the frame, and tells nothing of the screen. Without the choices
 * of its form nobody comes to a list.
 */
const BESIDE = /query (WhoIsIt|Frame|WhatOpens|StaySignedIn|RecallChoices)\b/;
function isBeside(stop: Stop, route: Route): boolean {
  const sent = route.request().postData() ?? '';
  return BESIDE.test(sent) || !isOwn(stop, sent);
}

/** Cells and values in which nothing stands: whoever reads them cannot tell what is withheld from what there is not. */
const BLANK = `[...document.querySelectorAll('main td, main dd')]
  .filter((node) => node.innerText.trim() === '' && node.querySelector('button, input, img, svg') === null)
  .map((node) => {
    const row = node.closest('tr');
    const head = row === null ? node.previousElementSibling
      : node.closest('table').querySelectorAll('thead th')[[...row.children].indexOf(node)];
    return head?.innerText ?? '?';
  })`;

/** What the page says where there is none; what is closed or lost has words of its own, and is none of it. */
const ABSENT = `[...document.querySelectorAll('main td, main dd, main p, main li, main span')]
  .filter((node) => node.children.length === 0 && node.closest('.withheld, [role=alert], section[aria-labelledby]') === null)
  .map((node) => node.textContent.trim())
  .filter((text) => !text.endsWith('応答がありません') && /^(なし|いいえ|登録がありません|.*(は|に|が)(ありません|いません)。?|見つかりません.*)$/.test(text))`;

/** Every part of an answer by itself, and every value in it. */
const ALTERATIONS: readonly (readonly [string, Alter])[] = [
  ['withheld, value for value', withheld],
  ['set aside, value for value', setAside],
  ...[2, 3, 4].flatMap((depth) => [
    [`withheld at ${depth}`, lost('WITHHELD', depth)] as const,
    [`lost at ${depth}`, lost('FAULT', depth)] as const,
  ]),
];

const OF_CLERKS = TOURS.filter(({ who }) => FULL || who === 'clerk');

describeUnless(NO_BROWSER, 'where all of somebody is withheld', () => {
  const stage = usualStage();

  test.each(
    OF_CLERKS.flatMap((tour) => [
      { ...tour, what: 'is withheld', alter: withheld },
      { ...tour, what: 'cannot be read', alter: setAside },
    ]),
  )(
    'no cell of a screen of a $who is blank where all $what',
    async ({ enter, stops, alter }) => {
      const user = await enter(stage);
      const { page } = user;
      const blank: Record<string, unknown> = {};
      for (const stop of stops.filter(({ asks }) => asks !== false)) {
        const asked = new Questions();
        await page.route('**/console/graphql', (route) =>
          isBeside(stop, route) ? route.continue() : asked.add(altered(alter)(route)),
        );
        await goTo(user, stop);
        const isClosed = await asked.reached(user);
        await page.unroute('**/console/graphql');
        if (!isClosed) continue;
        const found = [...new Set((await page.evaluate(BLANK)) as string[])];
        if (found.length > 0) blank[stop.name] = found;
      }
      expect(blank).toEqual({});
      await user.leave();
    },
    900_000,
  );

  test.each(TOURS.filter(({ who }) => FULL || who === 'number-clerk'))(
    'nothing that is closed or lost is said to be none, on a screen of a $who',
    async ({ enter, stops }) => {
      const user = await enter(stage);
      const { page } = user;
      const said: Record<string, unknown> = {};
      for (const stop of stops.filter(({ asks }) => asks !== false)) {
        const answered = async (alter: Alter): Promise<readonly string[] | null> => {
          const asked = new Questions();
          await page.route('**/console/graphql', (route) =>
            isBeside(stop, route) ? route.continue() : asked.add(altered(alter)(route)),
          );
          await goTo(user, stop);
          const isAltered = await asked.reached(user);
          await page.unroute('**/console/graphql');
          const told = (await page.evaluate(ABSENT)) as string[];
          return isAltered ? told : null;
        };
        const usual = new Set(await answered((_query, body) => body));
        for (const [how, alter] of ALTERATIONS) {
          const more = ((await answered(alter)) ?? []).filter((text) => !usual.has(text));
          if (more.length > 0) said[`${stop.name}, ${how}`] = [...new Set(more)];
        }
      }
      expect(said).toEqual({});
      await user.leave();
    },
    1_800_000,
  );
});
