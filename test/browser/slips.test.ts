import { randomUUID } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { answered } from '../support/answered.js';
import { asAgain } from '../support/as-again.js';
import type { TestGateway } from '../support/gateway.js';
import { axeFaults } from '../support/page/axe.js';
import { NO_BROWSER, NOTHING_STORED, storedBy, takePicture } from '../support/page/chromium.js';
import { describing } from '../support/page/described.js';
import { fetchAsPage } from '../support/page/fetch-as-page.js';
import { fitsTelephone } from '../support/page/judge.js';
import { hasFocus } from '../support/page/keyboard.js';
import { ownJapanese } from '../support/page/own-words.js';
import { atWork, type User } from '../support/page/stage.js';
import { drawn } from '../support/page/tour.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

const HISTORY = '接種履歴管理に関する事務';
const SCREEN = '予診票の入力';
const DAY = '2022-11-05';
const LOT = 'AB1234';

/** S7 for a pile: slip after slip by Enter, a second time to be compared, and no mouse anywhere. */
describeUnless(NO_BROWSER, 'a pile of slips', () => {
  const stage = usualStage();
  let people: readonly string[];
  beforeAll(async () => {
    people = await withoutThatDose(stage.gateway, 9);
  });

  test('a contractor types several: what is common stays, one is wrong and laid aside, one comes twice and is not recorded again', async () => {
    const [first = '', second = '', third = ''] = people;
    // From the network of contractors, by the demo's door.
    const { browser, gateway } = stage;
    const theirs = { browser, gateway, home: `http://127.0.0.3:${gateway.port}/` };
    const user = await atWork(theirs, 'contractor', HISTORY, SCREEN);
    const { page } = user;
    await user.press(submit(page, '登録して次へ'));
    await page.getByText('宛名番号を入力してください。').waitFor();
    await fillCommon(user);
    expect(await page.getByLabel('医師').count()).toBe(0);
    const name = await enter(user, first);
    await lineOf(page, 1, '登録済み').waitFor();
    // The next slip: whose it is is empty, and what is common is as it was.
    expect(await hasFocus(number(page))).toBe(true);
    expect(await number(page).inputValue()).toBe('');
    expect(await page.getByLabel('ロット番号').inputValue()).toBe(LOT.toLowerCase());
    expect(await user.page.getByRole('region', { name: '予診票の本人' }).count()).toBe(0);
    await enter(user, second);
    await lineOf(page, 2, '登録済み').waitFor();
    // Twelve digits may be somebody's individual number: it is said at the field, and they go nowhere.
    const bodies: string[] = [];
    page.on('request', (request) => void bodies.push(request.postData() ?? ''));
    await user.type(number(page), '1234-5678-9018');
    await page.keyboard.press('Enter');
    await page.getByText('12桁の数字は個人番号と読めます').first().waitFor();
    await page.keyboard.press('Tab');
    await retype(user, number(page), '１２３４５６７８９０１８');
    await page.keyboard.press('Enter');
    await page.getByText('12桁の数字は個人番号と読めます').first().waitFor();
    expect(bodies.join('').normalize('NFKC').replace(/\D/g, '')).not.toContain('123456789018');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    // A number that nobody has.
    await user.type(number(page), '999999999');
    await page.keyboard.press('Enter');
    await page.getByText('この宛名番号の方は見つかりません').waitFor();
    await user.press(user.button('保留して次へ'));
    await lineOf(page, 3, '保留').waitFor();
    // A coupon of nobody is told at its field before anything is pressed.
    await user.type(number(page), third);
    await user.type(page.getByLabel('接種券の番号'), '12');
    await page.getByText('接種券の番号が正しくありません').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's7-slip-refused');
    await fitsTelephone(user, 's7-slip-refused');
    await page.keyboard.press('Enter');
    await page.getByText('接種券の番号が正しくありません').waitFor();
    await user.type(page.getByLabel('接種券の番号'), '');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await whose(page);
    await page.keyboard.press('Enter');
    await lineOf(page, 4, '登録済み').waitFor();
    // The first once more, of another lot: what stands is shown beside it, and nothing is recorded.
    await retype(user, page.getByLabel('ロット番号'), 'AB1235');
    await user.type(number(page), first);
    await page.keyboard.press('Enter');
    const differences = page.getByRole('table', { name: '違う項目' });
    const lots = differences.getByRole('row').filter({ hasText: 'ロット番号' });
    await lots.waitFor();
    expect(await lots.innerText()).toMatch(/AB1234\s+AB1235/);
    expect(await differences.getByRole('row').count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's7-slip-twice');
    await fitsTelephone(user, 's7-slip-twice');
    await page.keyboard.press('Enter');
    await page.getByText('相違があります。どちらが正しいかを選んでください。').waitFor();
    // The contractor corrects nothing: it goes to the city.
    expect(await user.button(/訂正して次へ/).count()).toBe(0);
    await user.press(user.button('相違ありとして次へ(訂正は市の職員)'));
    await lineOf(page, 5, '相違あり').waitFor();
    expect(await dosesOf(stage.gateway, first)).toEqual([{ lot: LOT, dose: 1 }]);
    await takePicture(page, 's7-slips');
    await fitsTelephone(user, 's7-slips');
    // What was laid aside is taken up, put right, and goes on where it was.
    await user.press(user.button('再開: 3枚目'));
    expect(await number(page).inputValue()).toBe('999999999');
    expect([page.url(), await page.title()].join(' ')).not.toContain(first);
    expect(await page.title()).not.toContain(name);
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a clerk types a pile once more: what is the same is confirmed by Enter, and what differs is corrected with a reason', async () => {
    const [, , , fourth = '', fifth = ''] = people;
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    await fillCommon(user);
    for (const [place, who] of [fourth, fifth].entries()) {
      await enter(user, who);
      await lineOf(page, place + 1, '登録済み').waitFor();
    }
    await user.choose(page.getByRole('radio', { name: /^2回目/ }));
    await user.type(number(page), fourth);
    await page.keyboard.press('Enter');
    await page.getByText('登録済みの内容と同じです').waitFor();
    await page.keyboard.press('Enter');
    await lineOf(page, 3, '照合済み(一致)').waitFor();
    // Of the other the first hand had the wrong day.
    await retype(user, page.getByRole('group', { name: '接種日' }).getByLabel('日', { exact: true }), '6');
    await user.type(number(page), fifth);
    await page.keyboard.press('Enter');
    const differences = page.getByRole('table', { name: '違う項目' });
    await differences.getByRole('row').filter({ hasText: '接種日' }).waitFor();
    await user.press(user.button('予診票のとおりに訂正して次へ'));
    await page.getByText('理由を入力してください。').waitFor();
    await user.type(page.getByRole('textbox', { name: /^理由/ }), '予診票の再入力で見つけた');
    await user.press(user.button('予診票のとおりに訂正して次へ'));
    await lineOf(page, 4, '照合済み(訂正した)').waitFor();
    expect(await dosesOf(stage.gateway, fifth, '2022-11-06')).toEqual([{ lot: LOT, dose: 1 }]);
    expect(await dosesOf(stage.gateway, fifth)).toEqual([]);
    await user.press(user.button('English'));
    await page.getByRole('heading', { name: 'Enter slips', level: 1 }).waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    await fitsTelephone(user, 'en-s7-slips');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('at its field stands which form a lot has, and an institution is found by its name and sent by its code', async () => {
    const ninth = people[8] ?? '';
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    const lot = page.getByLabel('ロット番号');
    await lot.waitFor();
    expect(await describing(lot)).toContain('英字・数字・ハイフンで2–20文字');
    await fillCommon(user);
    const maker = page.getByRole('combobox', { name: /^ワクチン会社/ });
    await user.reach(maker);
    await maker.selectOption({ index: 1 });
    expect(await describing(lot)).toMatch(/この会社のロット番号は、英字2文字・数字4桁(、又は|です)/);
    expect(await describing(number(page))).toContain('12桁の個人番号は入力しないでください。');
    expect(await describing(page.getByLabel('実施場所'))).toBe('60文字以内。');
    const institution = page.getByRole('textbox', { name: /^医療機関/ });
    expect(await describing(institution)).toContain('名称の一部か、コードの初めの数字');
    const [one] = await institutionsOf(stage.gateway);
    await user.type(institution, one?.name.slice(1) ?? '');
    const fitting = page.getByRole('list', { name: '入力に当てはまる医療機関' });
    await takePicture(page, 's7-institutions');
    await user.press(fitting.getByRole('button', { name: `${one?.name} (${one?.code})` }));
    expect(await hasFocus(institution)).toBe(true);
    expect(await institution.inputValue()).toBe(one?.code);
    await page.getByRole('status').getByText(`選んだ医療機関: ${one?.name}`).waitFor();
    await retype(user, institution, '存在しない医院');
    await page.getByText('この名称・コードの医療機関は、一覧にありません。').waitFor();
    await retype(user, institution, one?.code ?? '');
    expect(await fitting.count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's7-form-helps');
    await fitsTelephone(user, 's7-form-helps');
    const recorded = page.waitForRequest(
      (request) => request.postData()?.includes('"validateOnly":false') === true,
    );
    await enter(user, ninth);
    const { variables } = (await recorded).postDataJSON() as Sent;
    expect(variables.input?.institution).toBe(one?.code);
    await lineOf(page, 1, '登録済み').waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('Enter while the slip is judged is not lost: it is judged once, and saved when that is said', async () => {
    const seventh = people[6] ?? '';
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    await fillCommon(user);
    await user.type(number(page), seventh);
    const sent: string[] = [];
    const waiting: Route[] = [];
    await page.route('**/console/graphql', async (route) => {
      const { variables, query } = route.request().postDataJSON() as Sent;
      if (!query.includes('mutation RecordDose')) return route.continue();
      const isJudgement = variables.input?.validateOnly === true;
      sent.push(isJudgement ? 'judged' : 'saved');
      if (!isJudgement) return route.continue();
      waiting.push(route);
    });
    const judgement = page.waitForRequest((request) => request.postData()?.includes('RecordDose') === true);
    await page.keyboard.press('Enter');
    await judgement;
    await page.keyboard.press('Enter');
    for (const route of waiting) await route.continue();
    await lineOf(page, 1, '登録済み').waitFor();
    expect(sent).toEqual(['judged', 'saved']);
    expect(await dosesOf(stage.gateway, seventh)).toEqual([{ lot: LOT, dose: 1 }]);
    await user.leave();
  });

  test('an answer that did not come is asked again under the same key, and the dose is there once', async () => {
    const [, , , , , sixth = ''] = people;
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    await fillCommon(user);
    await user.type(number(page), sixth);
    await page.keyboard.press('Enter');
    await whose(page);
    await page.waitForLoadState('networkidle');
    const keys: string[] = [];
    await page.route('**/console/graphql', async (route) => {
      const { variables, query } = route.request().postDataJSON() as Sent;
      if (!query.includes('mutation RecordDose') || variables.input?.validateOnly !== false)
        return route.continue();
      keys.push(variables.input.idempotencyKey);
      return keys.length > 1 ? route.continue() : route.abort();
    });
    await page.keyboard.press('Enter');
    await page.getByText('ゲートウェイから応答がありません').waitFor();
    await takePicture(page, 's7-slip-no-answer');
    await page.keyboard.press('Enter');
    await lineOf(page, 1, '登録済み').waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await dosesOf(stage.gateway, sixth)).toEqual([{ lot: LOT, dose: 1 }]);
    await user.leave();
  });

  test('what was done and not answered is the same act once more, though an older judgement comes late', async () => {
    const eighth = people[7] ?? '';
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    await fillCommon(user);
    await user.type(number(page), eighth);
    const keys: string[] = [];
    const waiting: Route[] = [];
    await page.route('**/console/graphql', async (route) => {
      const { variables, query } = route.request().postDataJSON() as Sent;
      if (!query.includes('mutation RecordDose')) return route.continue();
      if (variables.input?.validateOnly === true && waiting.length === 0) return void waiting.push(route);
      if (variables.input?.validateOnly !== false) return route.continue();
      keys.push(variables.input.idempotencyKey);
      if (keys.length > 1) return route.continue();
      await fetchAsPage(route);
      return route.abort();
    });
    const judgement = page.waitForRequest((request) => request.postData()?.includes('RecordDose') === true);
    await page.keyboard.press('Enter');
    const first = await judgement;
    await retype(user, page.getByLabel('ロット番号'), 'CD5678');
    await page.keyboard.press('Enter');
    await page.getByText('ゲートウェイから応答がありません').waitFor();
    for (const route of waiting) await route.continue();
    await first.response();
    await drawn(user);
    await page.keyboard.press('Enter');
    await lineOf(page, 1, '登録済み').waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await dosesOf(stage.gateway, eighth)).toEqual([{ lot: 'CD5678', dose: 1 }]);
    await user.leave();
  });
});

interface Sent {
  readonly query: string;
  readonly variables: {
    readonly input?: {
      readonly idempotencyKey: string;
      readonly validateOnly: boolean;
      readonly institution?: string;
    };
  };
}

const number = (page: Page) => page.getByRole('textbox', { name: /^宛名番号/ });
const submit = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
const whose = (page: Page) => page.getByRole('region', { name: '予診票の本人' }).waitFor();
const lineOf = (page: Page, place: number, state: string) =>
  page
    .getByRole('table', { name: /^この回に入力した予診票/ })
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: String(place), exact: true }) })
    .getByText(state, { exact: true });

async function institutionsOf(
  gateway: TestGateway,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const query = 'query Some { institutions(nameOrCode: "", first: 3) { code name } }';
  const { institutions } = await answered(() =>
    asAgain<{ institutions: { code: string; name: string }[] }>(gateway, 'manager', {
      ...{ query, variables: {}, purpose: 'HISTORY' },
    }),
  );
  return institutions;
}

async function retype(user: User, target: ReturnType<Page['getByLabel']>, text: string): Promise<void> {
  await user.reach(target);
  await user.page.keyboard.press('Control+A');
  await user.page.keyboard.type(text);
}

async function fillCommon(user: User): Promise<void> {
  const { page } = user;
  const vaccine = page.getByRole('combobox', { name: /^種別/ });
  await user.reach(vaccine);
  await vaccine.selectOption('FLU_ELDERLY');
  await user.typeDay('接種日', ['2022', '11', '5']);
  await user.type(page.getByLabel('ロット番号'), LOT.toLowerCase());
}

/** A slip by its number and Enter twice: once to see whose it is. Resolves with the name that was shown. */
async function enter(user: User, atenaNumber: string): Promise<string> {
  const { page } = user;
  await user.type(number(page), atenaNumber);
  await page.keyboard.press('Enter');
  await whose(page);
  const name = await page.getByRole('region', { name: '予診票の本人' }).locator('p').first().innerText();
  await page.keyboard.press('Enter');
  return name;
}

const ELDERLY = `query Elderly { residents(where: {birthDateFrom: "1938-01-01", birthDateTo: "1950-12-31"}, first: 100) { nodes { atenaNumber } } }`;
const JUDGE = `mutation Judge($input: RecordImmunizationInput!) { recordImmunization(input: $input) { userErrors { code } warnings { code } } }`;
const GIVEN = `query Given($id: ID!) { resident(atenaNumber: $id) { immunizations { vaccine { code } date { iso } lot dose } } }`;

interface Judged {
  readonly recordImmunization: {
    readonly userErrors: readonly object[];
    readonly warnings: readonly object[];
  } | null;
}

/** Residents of whom a dose of that day may be recorded, and asks for no look. */
async function withoutThatDose(gateway: TestGateway, count: number): Promise<readonly string[]> {
  const ask = <Data>(query: string, variables: Record<string, unknown>) =>
    answered(() => asAgain<Data>(gateway, 'manager', { query, variables, purpose: 'HISTORY' }));
  const { residents } = await ask<{
    residents: { nodes: readonly { readonly atenaNumber: string }[] };
  }>(ELDERLY, {});
  const found: string[] = [];
  for (const { atenaNumber } of residents.nodes) {
    if (found.length === count) break;
    const input = { atenaNumber, vaccine: 'FLU_ELDERLY', date: DAY, lot: LOT, way: 'PAPER' };
    const { recordImmunization: judged } = await ask<Judged>(JUDGE, {
      input: { ...input, idempotencyKey: randomUUID(), validateOnly: true },
    });
    if (judged?.userErrors.length === 0 && judged.warnings.length === 0) found.push(atenaNumber);
  }
  expect(found).toHaveLength(count);
  return found;
}

interface Given {
  readonly resident: {
    readonly immunizations: readonly {
      readonly vaccine: { readonly code: string };
      readonly date: { readonly iso: string };
      readonly lot: string;
      readonly dose: number;
    }[];
  };
}

async function dosesOf(gateway: TestGateway, id: string, day = DAY): Promise<readonly object[]> {
  const { resident } = await answered(() =>
    asAgain<Given>(gateway, 'manager', { query: GIVEN, variables: { id }, purpose: 'HISTORY' }),
  );
  return resident.immunizations
    .filter(({ vaccine, date }) => vaccine.code === 'FLU_ELDERLY' && date.iso === day)
    .map(({ lot, dose }) => ({ lot, dose }));
}
