import { FULL } from '../support/effort.js';
import { altered, withheld } from '../support/page/altered-answer.js';
import { NO_BROWSER } from '../support/page/chromium.js';
import { Questions } from '../support/page/questions.js';
import { goTo, TOURS } from '../support/page/tour.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

/** Asked beside every screen: what these leave out is told in the frame, and tells nothing of the screen. */
const BESIDE = /query (WhoIsIt|Frame|WhatOpens|StaySignedIn)\b/;
/** Cells and values in which nothing stands: whoever reads them cannot tell what is withheld from what there is not. */
const BLANK = `[...document.querySelectorAll('main td, main dd')]
  .filter((node) => node.innerText.trim() === '' && node.querySelector('button, input, img, svg') === null)
  .map((node) => {
    const row = node.closest('tr');
    const head = row === null ? node.previousElementSibling
      : node.closest('table').querySelectorAll('thead th')[[...row.children].indexOf(node)];
    return head?.innerText ?? '?';
  })`;

describeUnless(NO_BROWSER, 'where all of somebody is withheld', () => {
  const stage = usualStage();

  test.each(TOURS.filter(({ who }) => FULL || who === 'clerk'))(
    'no cell of a screen of a $who is blank',
    async ({ enter, stops }) => {
      const user = await enter(stage);
      const { page } = user;
      const blank: Record<string, unknown> = {};
      for (const stop of stops.filter(({ asks }) => asks !== false)) {
        const asked = new Questions();
        await page.route('**/console/graphql', (route) =>
          BESIDE.test(route.request().postData() ?? '')
            ? route.continue()
            : asked.add(altered(withheld)(route)),
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
});
