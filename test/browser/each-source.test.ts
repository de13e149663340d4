import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCity } from '../support/city.js';
import { FULL } from '../support/effort.js';
import { startTestGateway } from '../support/gateway.js';
import { launchBrowser, NO_BROWSER } from '../support/page/chromium.js';
import { judge } from '../support/page/judge.js';
import { goTo, settle } from '../support/page/tour.js';
import { TOURS } from '../support/page/tours.js';
import { describeUnless } from '../support/skip.js';

const SYSTEMS = [
  ['registry', 'SEKISHO_REGISTRY_URL'],
  ['health', 'SEKISHO_HEALTH_URL'],
  ['address-name', 'SEKISHO_ADDRESS_URL'],
] as const;
const MOST_MS = 1_800_000;

/** K9: every screen while one system of several does not answer. Of health management `partial.test.ts` says more. */
describeUnless(
  NO_BROWSER ?? (FULL ? null : 'every screen while one system is away is seen in npm run test:long'),
  'the screens while a system is away',
  () => {
    test.each(SYSTEMS)(
      '%s: what the others answer is whole, and what is missing has its words',
      async (system, setting) => {
        const folder = mkdtempSync(join(tmpdir(), 'sekisho-away-'));
        const file = join(folder, `${system}.sqlite`);
        const whole = join(testCity().directory, '132101', `${system}.sqlite`);
        copyFileSync(whole, file);
        const gateway = await startTestGateway({ [setting]: `sqlite:${file}` }, { intermediate: true });
        const browser = await launchBrowser();
        const stage = { browser, gateway, home: `http://127.0.0.1:${gateway.port}/` };
        try {
          for (const { who, enter, stops } of TOURS.filter(({ who: of }) => ABOUT_PERSONS.has(of))) {
            const user = await enter(stage);
            writeFileSync(file, 'this is no database, whatever its name says. '.repeat(100));
            let told = 0;
            for (const stop of stops.filter(({ asks = true }) => asks)) {
              await goTo(user, stop);
              await settle(user);
              told += await user.page.getByText('応答がありません').count();
              // Who cannot be looked for is not said to be nobody.
              expect([stop.name, await user.page.getByText('見つかりません').count()]).toEqual([
                stop.name,
                0,
              ]);
              await judge(user, `away-${system}-${stop.name}`);
            }
            if (who === 'clerk') expect([system, told > 0]).toEqual([system, true]);
            await user.leave();
            copyFileSync(whole, file);
          }
        } finally {
          await browser.close();
          await gateway.stop();
          rmSync(folder, { recursive: true, force: true });
        }
      },
      MOST_MS,
    );
  },
);

const ABOUT_PERSONS: ReadonlySet<string> = new Set(['clerk', 'clerk of letters', 'number-clerk']);
