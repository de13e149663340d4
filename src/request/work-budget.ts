import { GatewayError } from '../errors/gateway-error.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** The window of the budget, and the longest anybody waits for the next. */
export const WORK_WINDOW_SECONDS = 60;
/** What a field of an answer costs this process from its resolver to the seal, milliseconds: measured on pages. */
const FIELD_MS = 0.004;

/**
 * Refuses an operation of an account for which databases and this process have worked long enough in this minute.
 * Counts say how often something was asked, and the dearest question may cost a thousand times the cheapest.
 * Rejects with RATE_LIMITED.
 */
export async function enterWork(state: RequestState, services: Services): Promise<void> {
  const { claims, policy } = state;
  if (claims === null) return;
  const cap = policy.caps.workSecondsPerMinute;
  const spent = await services.counter.hit(keyOf(claims.principal.account), WORK_WINDOW_SECONDS, 1);
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
 * fields took here. Never rejects: the answer is made, and the next operation is counted again.
 */
export async function chargeWork(state: RequestState, { counter, log }: Services): Promise<void> {
  const fields = state.guard?.size ?? 0;
  if (state.claims === null) return;
  const { account } = state.claims.principal;
  const hits = [
    { key: keyOf(account), milliseconds: Math.round(state.workMs + state.documentMs + fields * FIELD_MS) },
    { key: documentKeyOf(account), milliseconds: Math.round(state.documentMs) },
  ].filter(({ milliseconds }) => milliseconds >= 1);
  await Promise.all(
    hits.map(({ key, milliseconds }) => counter.hit(key, WORK_WINDOW_SECONDS, milliseconds)),
  ).catch((err: unknown) => log.warn({ request: state.id, err }, 'the work of an operation was not counted'));
}

const keyOf = (account: string): string => `work:${account}`;

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
