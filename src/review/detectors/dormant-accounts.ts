import { endOfDay } from '../../calendar/japan-time.js';
import { addDays } from '../../calendar/plain-date.js';
import type { AccountFacts } from '../facts.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

/**
 * An account that nobody uses is nobody's loss when it is ended, and an open door until then (R175). Told on the last
 * day of each month: on any day it would be told as often as the account is not used.
 */
export const dormantAccounts: Detector = (reviewed) => {
  const { day, accounts, rules } = reviewed;
  if (!isLastOfMonth(day)) return [];
  return [...accounts.values()]
    .filter((account) => isDormant(account, reviewed))
    .map(({ id }) => ({
      detector: 'DORMANT_ACCOUNT',
      severity: 'INFO',
      account: id,
      at: endOfDay(day),
      records: [],
      subjects: [],
      count: rules.dormantDays,
      textJa: `${rules.dormantDays}日以上使われていない。要否を確かめる。`,
      textEn: `Not used for ${rules.dormantDays} days or more: is it needed?`,
    }));
};

export const isLastOfMonth = (day: string): boolean => addDays(day, 1).endsWith('-01');

function isDormant(
  { id, begins, ends }: AccountFacts,
  { day, activeOn, rules: { dormantDays } }: ReviewedDay,
): boolean {
  const since = addDays(day, -dormantDays);
  const inForce = begins <= since && (ends === null || ends >= day);
  return inForce && ![...(activeOn.get(id) ?? [])].some((used) => used > since && used <= day);
}
