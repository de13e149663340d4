import type { Route } from 'playwright-core';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { ErrorCode } from '../../src/errors/codes.js';
import { errorReply } from '../../src/http/reply.js';
import { effort, FULL } from '../support/effort.js';
import { altered, empty, many, withheld } from '../support/page/altered-answer.js';
import { NO_BROWSER } from '../support/page/chromium.js';
import { judge } from '../support/page/judge.js';
import type { User } from '../support/page/stage.js';
import { Questions } from '../support/page/questions.js';
import { goTo, isOwn, settle, type Stop } from '../support/page/tour.js';
import { TOURS } from '../support/page/tours.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

/** What a screen's own questions come to: the very reply that the gateway makes of an error, or its answer with other rows. */
interface State {
  readonly name: string;
  /** Resolves with whether the question has such an answer. null: no answer yet. */
  readonly answer: ((route: Route) => Promise<boolean>) | null;
  /** What then stands on the page; null where each screen has words of its own. */
  readonly says: RegExp | null;
  /** It can be asked for again; null where there is an answer. */
  readonly again: boolean | null;
  /** The page is empty after it, and whoever goes on signs in anew. */
  readonly ends?: true;
}

const refused =
  (code: ErrorCode, headers: Record<string, string> = {}) =>
  async (route: Route): Promise<boolean> => {
    const { status, headers: own, body } = errorReply(new GatewayError(code), 'a-request');
    await route.fulfill({ status, body, headers: { ...(own as Record<string, string>), ...headers } });
    return true;
  };

const STATES: readonly State[] = [
  { name: 'waiting', answer: null, says: /読み込んでいます|応答を待っています/, again: false },
  {
    name: 'no-answer',
    answer: (route) => route.abort().then(() => true),
    says: /ゲートウェイから応答がありません/,
    again: true,
  },
  {
    name: 'source',
    answer: refused('SOURCE_UNAVAILABLE'),
    says: /元のシステムから応答がありません/,
    again: true,
  },
  {
    name: 'rate',
    answer: refused('RATE_LIMITED', { 'retry-after': '600' }),
    says: /約10分後にやり直せます/,
    again: true,
  },
  {
    name: 'unsealed',
    answer: refused('AUDIT_UNAVAILABLE'),
    says: /アクセス記録を確定できません/,
    again: true,
  },
  { name: 'refused', answer: refused('FORBIDDEN'), says: /この操作は許可されていません/, again: true },
  { name: 'internal', answer: refused('INTERNAL'), says: /内部エラーが発生しました/, again: true },
  { name: 'withheld', answer: altered(withheld), says: /伏せています/, again: null },
  { name: 'empty', answer: altered(empty), says: null, again: null },
  { name: 'many', answer: altered(many), says: null, again: null },
  {
    name: 'expired',
    answer: refused('SESSION_EXPIRED'),
    says: /セッションの有効期限が切れました/,
    again: false,
    ends: true,
  },
];
/** What the frame asks, and what a form must have before anything can be asked by it. */
const OF_THE_FRAME = /(?:query|mutation) (?:Frame|WhatOpens|StaySignedIn|AuditToday|\w+Choices)\b/;
/** All states of a whole tour, at both widths. */
const MOST_MS = 3_600_000;

/** K9: what is on every screen while it waits, and when it has no answer or another one than it hoped for. */
describeUnless(NO_BROWSER, 'the states of the page', () => {
  const stage = usualStage();

  const tours = TOURS.filter(({ who }) => FULL || who === 'clerk' || who === 'auditor');
  for (const tour of tours)
    test(
      `each has its words on the screens of a ${tour.who}, and a way on`,
      async () => {
        const at = { user: await tour.enter(stage) };
        for (const stop of tour.stops.slice(0, effort({ short: 1, full: 40 }))) {
          const states = stop.asks === false ? [] : STATES.filter(({ ends }) => ends !== true || FULL);
          for (const state of states) {
            await show(at.user, stop, state);
            if (state.ends === true) {
              await at.user.leave();
              at.user = await tour.enter(stage);
            }
          }
          await goTo(at.user, stop);
          await settle(at.user);
          await judge(at.user, `whole-${stop.name}`);
          // What is folded up is another page as soon as it is not.
          if (await openAll(at.user)) await judge(at.user, `opened-${stop.name}`);
        }
        await at.user.leave();
      },
      MOST_MS,
    );

  test('a session that is over takes all of the screen with it, and says why', async () => {
    const [tour] = TOURS;
    const [stop] = tour?.stops ?? [];
    const state = STATES.find(({ ends }) => ends === true);
    if (tour === undefined || stop === undefined || state === undefined) throw new TypeError('no such state');
    const user = await tour.enter(stage);
    const bar = await user.page.getByRole('region', { name: 'いま開いている住民' }).innerText();
    const [name = ''] = bar.split('\n');
    expect(await user.page.content()).toContain(name);
    await show(user, stop, state);
    expect(await user.page.content()).not.toContain(name);
    await user.leave();
  });
});

async function show(user: User, stop: Stop, state: State): Promise<void> {
  const { name, answer, says, again, ends } = state;
  const { page } = user;
  const asked = new Questions();
  await page.route('**/console/graphql', async (route) => {
    const sent = route.request().postData() ?? '';
    if (OF_THE_FRAME.test(sent) || !isOwn(stop, sent)) return route.continue();
    // Without an answer it is let go when the routing ends.
    return asked.add(answer === null ? Promise.resolve(true) : answer(route));
  });
  // A screen that ends the session is gone before it is there.
  if (ends === true) void goTo(user, stop).catch(() => undefined);
  else await goTo(user, stop);
  if (await asked.reached(user)) {
    if (says !== null) await page.getByText(says).first().waitFor();
    // Of what still waits, each place says so.
    if (answer === null) await page.locator('[aria-busy]:empty').first().waitFor({ state: 'detached' });
    else await settle(user);
    const offered = (await user.button('もう一度試す').count()) > 0;
    if (again !== null) expect([name, stop.name, offered]).toEqual([name, stop.name, again]);
    await judge(user, `${name}-${stop.name}`);
  }
  await page.unroute('**/console/graphql');
}

/** Opens all that is folded up; whether there is any of it. */
async function openAll(user: User): Promise<boolean> {
  const { page } = user;
  const folded = page.locator('main details:not([open]) > summary');
  const isBehind = (await page.locator('dialog[open]').count()) > 0;
  const any = !isBehind && (await folded.count()) > 0;
  while (any && (await folded.count()) > 0) await folded.first().click();
  if (any) await settle(user);
  return any;
}
