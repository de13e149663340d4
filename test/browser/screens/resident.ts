import { takePicture } from '../../support/page/chromium.js';
import { axeFaults } from '../../support/page/axe.js';
import { fetchAsPage } from '../../support/page/fetch-as-page.js';
import { fitsTelephone } from '../../support/page/judge.js';
import { atWork, openResident, type Stage, type User } from '../../support/page/stage.js';
import { settle } from '../../support/page/tour.js';

const PARTS = ['概要', '接種', '予定', '世帯', '証明書'] as const;

export function residentScreen(stage: Stage): void {
  let user: User;
  beforeAll(async () => {
    user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
  });
  afterAll(() => user?.leave());

  test('each part of a resident is asked for when it is opened, and all are usable without seeing', async () => {
    const { page } = user;
    await openResident(user, 'サトウ');
    const asked: string[] = [];
    page.on('request', (request) => {
      asked.push(/query (\w+)/.exec(request.postData() ?? '')?.[1] ?? request.url());
    });
    for (const part of PARTS) {
      await user.press(
        page.getByRole('navigation', { name: '住民の項目' }).getByRole('button', { name: part }),
      );
      await page.getByRole('region', { name: part, exact: true }).waitFor();
      await settle(user);
      expect([part, await axeFaults(page)]).toEqual([part, []]);
      await takePicture(page, `s5-${part}`);
    }
    expect(asked).toEqual(['Doses', 'Due', 'HouseholdOf', 'CertificatesOf']);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
  });

  test('what is due names the legal days and the standard period apart, and says what to do where a rule is unverified', async () => {
    const { page } = user;
    await page.route('**/console/graphql', async (route) => {
      const { query } = route.request().postDataJSON() as { readonly query: string };
      if (!query.includes('query Due(')) return route.continue();
      const response = await fetchAsPage(route);
      await route.fulfill({ response, json: { data: { resident: { recommendations: DUE } } } });
    });
    await openResident(user, 'サトウ');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    await user.press(parts.getByRole('button', { name: '予定' }));
    const overdue = page.getByRole('table', { name: '標準的な接種期間を過ぎた(まだ接種できる)' });
    const row = overdue.getByRole('row').nth(1);
    await row.waitFor();
    expect(await row.getByRole('term').allInnerTexts()).toEqual(NAMES);
    expect(await row.getByRole('definition').allInnerTexts()).toEqual(['甲の日', '丙の日', '乙の日']);
    await row.getByText('未検証の規則').waitFor();
    await row.getByText('案内する前に、要領か主管課で確かめてください。').waitFor();
    const whole = page.getByRole('region', { name: '「未検証の規則」とある行の扱い' });
    await whole.getByText('接種できる・できないを伝える前に').waitFor();
    // Without an end of either kind that is said, and of no next dose no day.
    const now = page.getByRole('table', { name: 'いま接種できる' }).getByRole('row').nth(1);
    expect(await now.getByRole('definition').allInnerTexts()).toEqual([
      ...['甲の日', '定めなし(期限なく接種できる)', '定めなし'],
    ]);
    expect(await now.getByText('未検証の規則').count()).toBe(0);
    const complete = page.getByRole('table', { name: '完了' });
    expect(await complete.getByRole('term').count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's5-due-days');
    await fitsTelephone(user, 's5-due-days');
    await page.unroute('**/console/graphql');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
  });

  test('a dose that is to be checked says what to compare it with, and nothing is said where there is none', async () => {
    const { page } = user;
    const said = page.getByText('「要確認」とある接種は、予診票か接種済証と見比べてください。');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    for (const findings of [[], [{ code: 'TOO_EARLY', textJa: '早い接種です。', textEn: 'Too early.' }]]) {
      await page.route('**/console/graphql', async (route) => {
        const { query } = route.request().postDataJSON() as { readonly query: string };
        if (!query.includes('query Doses(')) return route.continue();
        const response = await fetchAsPage(route);
        const { data, ...rest } = (await response.json()) as DosesAnswer;
        const { resident } = data;
        const immunizations = resident.immunizations.map((dose) => ({ ...dose, evaluation: { findings } }));
        await route.fulfill({
          response,
          json: { ...rest, data: { ...data, resident: { ...resident, immunizations } } },
        });
      });
      await openResident(user, 'サトウ');
      await user.press(parts.getByRole('button', { name: '接種' }));
      await page.getByRole('table', { name: '接種の記録、古い順' }).waitFor();
      expect(await said.count()).toBe(findings.length);
      await page.unroute('**/console/graphql');
    }
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
  });

  test('print shows a sentence and nobody', async () => {
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('この画面は印刷できません。').isVisible()).toBe(true);
    expect(await page.getByText(name).first().isVisible()).toBe(false);
  });
}

interface DosesAnswer {
  readonly data: { readonly resident: { readonly immunizations: readonly object[] } };
}

const NAMES = ['接種できる最初の日(法定)', '法定の期限', '標準的な接種期間の最後の日'];
const RULE = {
  ...{ vaccine: { code: 'MR', name: '麻しん風しん' }, dose: 2, textJa: '規則の文。', textEn: 'The rule.' },
  ...{ from: { wareki: '甲の日' }, until: null, latest: null, verified: true },
};
/** One with all of its days, one without an end, and one that is complete. */
const DUE = [
  {
    ...{ ...RULE, status: 'OVERDUE', verified: false },
    ...{ until: { wareki: '乙の日' }, latest: { wareki: '丙の日' } },
  },
  { ...RULE, status: 'DUE' },
  { ...RULE, status: 'COMPLETE', dose: null, from: null },
];
