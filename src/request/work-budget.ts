import { GatewayError } from '../errors/gateway-error.js';
import type { DocumentFacts } from './document-facts.js';
import type { RequestState, WorkBudget } from './request-state.js';
import type { Services } from './services.js';

/** The window of the budget, and the longest anybody waits for the next. */
export const WORK_WINDOW_SECONDS = 60;
/** What a field of an answer costs this process from its resolver to the seal, milliseconds: measured on pages. */
const FIELD_MS = 0.004;

/**
 * Estimated fields up to which a question about nobody is small: the page's frame, what is open to whom, choices of a
 * form. These have a budget of their own, so that whoever has used up the other still sees why.
 */
const SMALL_FIELDS = 500;
/** Part of the seconds that what is small has beside them: some hundred questions a second, all minute long. */
const SMALL_SHARE = 0.2;

/** @param estimated fields that the answer may have */
export function workBudgetOf(
  { plan, changes }: Pick<DocumentFacts, 'plan' | 'changes'>,
  estimated: number,
): WorkBudget {
  return plan.needsPurpose || changes || estimated > SMALL_FIELDS ? 'LARGE' : 'SMALL';
}

/**
 * Refuses an operation of an account for which databases and this process have worked long enough in this minute.
 * Counts say how often something was asked, and the dearest question may cost a thousand times the cheapest.
 * Rejects with RATE_LIMITED, and with SOURCE_UNAVAILABLE where what is not small cannot be counted.
 */
export async function enterWork(
  state: RequestState,
  services: Pick<Services, 'counter'>,
  budget: WorkBudget,
): Promise<void> {
  const { claims, policy } = state;
  if (claims === null) return;
  state.workBudget = budget;
  const cap = policy.caps.workSecondsPerMinute * (budget === 'SMALL' ? SMALL_SHARE : 1);
  const key = keyOf(claims.principal.account, budget);
  const spent = await services.counter.hit(key, WORK_WINDOW_SECONDS, 1).catch((error: unknown) => {
    // Little about nobody is answered whoever keeps the counts: whether the gateway is there is asked like that, too.
    if (budget === 'SMALL') return 0;
    throw error;
  });
  if (spent > cap * 1000) throw beyond(cap);
}

/** Part of the budget that documents may take which this process has not read before. */
const DOCUMENT_SHARE = 0.1;

/**
 * Refuses a long document of an account whose documents were read and validated long enough in this minute: a valid
 * one is kept and costs nothing again, and no client makes up new ones all the time. Rejects with RATE_LIMITED.
 */
export async function enterDocument(state: RequestState, services: Pick<Services, 'counter'>): Promise<void> {
  const { claims, policy } = state;
  if (claims === null) return;
  const cap = policy.caps.workSecondsPerMinute * DOCUMENT_SHARE;
  const spent = await services.counter.hit(documentKeyOf(claims.principal.account), WORK_WINDOW_SECONDS, 1);
  if (spent > cap * 1000) throw documentsBeyond(cap);
}

/**
 * Enters what an operation has cost, answered or not: what its statements took in the databases, and what its
 * fields took here. What has not come so far as to be refused for its work is charged for its document alone. Never
 * rejects: the answer is made, and the next operation is counted again.
 */
export async function chargeWork(
  state: RequestState,
  { counter, log }: Pick<Services, 'counter' | 'log'>,
): Promise<void> {
  const fields = state.guard?.size ?? 0;
  if (state.claims === null) return;
  const { account } = state.claims.principal;
  const worked = Math.round(state.workMs + state.documentMs + fields * FIELD_MS);
  const hits = [
    ...(state.workBudget === null ? [] : [{ key: keyOf(account, state.workBudget), milliseconds: worked }]),
    { key: documentKeyOf(account), milliseconds: Math.round(state.documentMs) },
  ].filter(({ milliseconds }) => milliseconds >= 1);
  await Promise.all(
    hits.map(({ key, milliseconds }) => counter.hit(key, WORK_WINDOW_SECONDS, milliseconds)),
  ).catch((err: unknown) => log.warn({ request: state.id, err }, 'the work of an operation was not counted'));
}

const keyOf = (account: string, budget: WorkBudget): string =>
  `${budget === 'SMALL' ? 'small-work' : 'work'}:${account}`;

const documentKeyOf = (account: string): string => `documents:${account}`;

function documentsBeyond(cap: number): GatewayError {
  return new GatewayError('RATE_LIMITED', {
    detail: `documents ${cap} s/min`,
    en: `New long documents of this account have taken ${cap} seconds of this minute. Wait a minute; pass what changes in variables.`,
    ja: `このアカウントの新しい長いクエリ本文の検査がこの1分間で${cap}秒に達しました。1分ほど待ち、変わる値は変数で渡してください。`,
  });
}

function beyond(cap: number): GatewayError {
  return new GatewayError('RATE_LIMITED', {
    detail: `work ${cap} s/min`,
    en: `The databases have worked ${cap} seconds of this minute for this account. Wait a minute, and ask for less at a time.`,
    ja: `このアカウントのための処理がこの1分間で${cap}秒に達しました。1分ほど待ち、1回に問い合わせる量を減らしてください。`,
  });
}
