import type { Page, Route } from 'playwright-core';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { ErrorCode } from '../../src/errors/codes.js';
import { errorReply } from '../../src/http/reply.js';
import { effort, FULL } from '../support/effort.js';
import { axeFaults } from '../support/page/axe.js';
import { NO_BROWSER, takePicture } from '../support/page/chromium.js';
import { ownLatin } from '../support/page/own-words.js';
import type { User } from '../support/page/stage.js';
import { COVERS, goTo, settle, TOO_WIDE, TOURS, type Stop } from '../support/page/tour.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

/** What a screen's own questions come to, in the very reply that the gateway makes of such an error. */
interface State {
  readonly name: string;
  /** null: no answer yet. */
  readonly answer: ((route: Route) => Promise<void>) | null;
  /** What then stands on the page. */
  readonly says: RegExp;
  /** It can be asked for again. */
  readonly again: boolean;
}

const refused =
  (code: ErrorCode, headers: Record<string, string> = {}) =>
  async (route: Route): Promise<void> => {
    const { status, headers: own, body } = errorReply(new GatewayError(code), 'a-request');
    await route.fulfill({ status, body, headers: { ...(own as Record<string, string>), ...headers } });
  };

const STATES: readonly State[] = [
  { name: 'waiting', answer: null, says: /読み込んでいます|応答を待っています/, again: false },
  {
    name: 'no-answer',
    answer: (route) => route.abort(),
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
];
/** What the frame asks, and what a form must have before anything can be asked by it. */
const OF_THE_FRAME = /(?:query|mutation) (?:Frame|WhatOpens|StaySignedIn|\w+Choices)\b/;
const WIDTHS = [1280, 320] as const;
/** All states of a whole tour, at both widths. */
const MOST_MS = 900_000;

/** K9: what is on every screen while it waits, and when it has no answer or another one than it hoped for. */
describeUnless(NO_BROWSER, 'the states of the page', () => {
  const stage = usualStage();

  const tours = TOURS.filter(({ who }) => FULL || who === 'clerk' || who === 'auditor');
  for (const tour of tours)
    test(
      `each has its words on the screens of a ${tour.who}, and a way on`,
      async () => {
        const user = await tour.enter(stage);
        const stops = tour.stops.slice(0, effort({ short: 1, full: 20 })).filter(({ asks = true }) => asks);
        for (const stop of stops) {
          for (const state of STATES) await show(user, stop, state);
          await goTo(user, stop);
          await settle(user);
          await judge(user.page, `whole-${stop.name}`);
        }
        await user.leave();
      },
      MOST_MS,
    );
});

async function show(user: User, stop: Stop, { name, answer, says, again }: State): Promise<void> {
  const { page } = user;
  await page.route('**/console/graphql', async (route) => {
    if (OF_THE_FRAME.test(route.request().postData() ?? '')) return route.continue();
    // Without an answer it is let go when the routing ends.
    return answer?.(route);
  });
  await goTo(user, stop);
  await page.getByText(says).first().waitFor();
  if (answer !== null) await settle(user);
  expect([name, stop.name, (await user.button('もう一度試す').count()) > 0]).toEqual([
    name,
    stop.name,
    again,
  ]);
  await judge(page, `${name}-${stop.name}`);
  await page.unroute('**/console/graphql');
}

async function judge(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 720 });
    await takePicture(page, `state-${name}-${width}`);
    const found = {
      wide: await page.evaluate<readonly string[]>(TOO_WIDE),
      covers: await page.evaluate<readonly string[]>(COVERS),
      axe: await axeFaults(page),
      english: await ownLatin(page),
    };
    expect([name, width, found]).toEqual([name, width, { wide: [], covers: [], axe: [], english: [] }]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}
