import type { Browser } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { launchBrowser, NO_BROWSER } from '../support/page/chromium.js';
import { tellLeftOpen } from '../support/page/left-open.js';
import type { Stage } from '../support/page/stage.js';
import { signedList, type SignedList } from '../support/page/signed-list.js';
import { ASKED_BESIDE } from '../support/page/asked-beside.js';
import { describeUnless } from '../support/skip.js';
import { administrationScreen } from './screens/administration.js';
import { auditScreen } from './screens/audit.js';
import { casesScreen } from './screens/cases.js';
import { changesScreen } from './screens/changes.js';
import { chartsEqualTables } from './screens/charts-equal-tables.js';
import { doneLine } from './screens/done-line.js';
import { disclosureScreen } from './screens/disclosure.js';
import { findScreen } from './screens/find.js';
import { helpScreen } from './screens/help.js';
import { languages } from './screens/languages.js';
import { loginsOfTheBrowser } from './screens/logins.js';
import { noLeaks } from './screens/leaks.js';
import { linkageScreen } from './screens/linkage.js';
import { numberScreen } from './screens/number.js';
import { purposeScreen } from './screens/purpose.js';
import { recallScreen } from './screens/recall.js';
import { reconciliationScreen } from './screens/reconciliation.js';
import { renewing } from './screens/renewing.js';
import { recordScreen } from './screens/record.js';
import { residentScreen } from './screens/resident.js';
import { saidBeside } from './screens/said-beside.js';
import { sessionOfThePage } from './screens/session.js';
import { signInScreen } from './screens/sign-in.js';
import { unsent } from './screens/unsent.js';
import { statisticsScreen } from './screens/statistics.js';

/** The page in a real browser, over one gateway for all screens. A screen's tests are a function in `screens`. */
describeUnless(NO_BROWSER, 'the page', () => {
  const opened = {} as { gateway: TestGateway; browser: Browser; list: SignedList };
  beforeAll(async () => {
    // With the list of its operations in force the page works as it is, and asks nothing that is not listed.
    opened.list = await signedList(ASKED_BESIDE);
    opened.gateway = await startTestGateway(opened.list.settings, {
      demoDoors: true,
      intermediate: true,
      vrs: true,
    });
    opened.browser = await launchBrowser();
  });
  afterAll(async () => {
    await opened.browser?.close();
    await opened.gateway?.stop();
    opened.list?.remove();
  });
  const stage = {
    get browser() {
      return opened.browser;
    },
    get gateway() {
      return opened.gateway;
    },
    get home() {
      return `http://127.0.0.1:${opened.gateway.port}/`;
    },
  };
  const screen = (name: string, tests: (on: Stage) => void): void =>
    describe(name, () => {
      tests(stage);
      afterAll(() => tellLeftOpen(opened.browser));
    });
  screen('S1 sign-in', signInScreen);
  screen('logins of one browser', loginsOfTheBrowser);
  screen('S2 purpose and case', purposeScreen);
  screen('cases of one’s own', casesScreen);
  screen('S4 find', findScreen);
  screen('S5 resident', residentScreen);
  screen('S6 number', numberScreen);
  screen('S7 record', recordScreen);
  screen('S8 who is due', recallScreen);
  screen('S10 dashboards', statisticsScreen);
  screen('S10 charts and their tables', chartsEqualTables);
  screen('S11 linkage desk', linkageScreen);
  screen('changes that wait', changesScreen);
  screen('S12 reconciliation', reconciliationScreen);
  screen('S14 audit', auditScreen);
  screen('S15 disclosure', disclosureScreen);
  screen('S16 administration', administrationScreen);
  screen('S18 help', helpScreen);
  screen('on every screen', sessionOfThePage);
  screen('asked anew', renewing);
  screen('said beside', saidBeside);
  screen('what acts came to', doneLine);
  screen('typed and not sent', unsent);
  screen('languages', languages);
  // The last: it looks at what all others have received.
  screen('leaks', noLeaks);
});
