import { GatewayError } from '../errors/gateway-error.js';
import { HOUR_SECONDS, personsKey } from './own-budgets.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';
import type { Warning } from './warnings.js';

/**
 * Enters everybody the answer is about, shown or closed, into the account's hour: counting only those shown
 * would tell who was closed. Rejects with RATE_LIMITED where the answer would go past the cap; then nothing of
 * it may leave. What it read was read all the same, so the places that were left in the hour go to its persons.
 */
export async function chargePersonBudget(
  state: RequestState,
  services: Services,
): Promise<readonly Warning[]> {
  const { claims, policy } = state;
  const limit = claims?.purpose == null ? undefined : policy.caps.personsPerHour.get(claims.purpose);
  if (claims?.purpose == null || limit === undefined) return [];
  const persons = new Set<string>();
  await state.loop.each(state.trace.subjects(), (number) => persons.add(services.audit.pseudonym(number)));
  if (persons.size === 0) return [];
  const key = personsKey(claims.purpose, claims.principal.account);
  const { cap } = limit;
  const bounds = { cap, windowSeconds: HOUR_SECONDS };
  const { entered, distinct } = await services.persons.enter(key, persons, bounds);
  if (!entered) {
    await services.persons.fill(key, persons, bounds);
    throw beyond(cap, distinct);
  }
  return distinct < limit.warnAt ? [] : [warning(distinct, cap)];
}

function beyond(cap: number, distinct: number): GatewayError {
  return new GatewayError('RATE_LIMITED', {
    detail: `persons ${distinct} of ${cap}/h`,
    en: `This answer would go past the ${cap} persons an hour that this purpose allows. Ask for fewer, or later.`,
    ja: `この利用目的で1時間に閲覧できる人数(${cap}人)を超えるため、回答していません。人数を減らすか、時間をおいてください。`,
  });
}

function warning(used: number, cap: number): Warning {
  return {
    code: 'PERSON_BUDGET',
    message: `${used} of ${cap} persons of this hour are used under this purpose.`,
    messageJa: `この利用目的で1時間に閲覧できる${cap}人のうち、${used}人を閲覧しました。`,
    used,
    cap,
  };
}
