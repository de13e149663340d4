import { addDays } from '../../calendar/plain-date.js';
import { inJapanTime } from '../../calendar/japan-time.js';
import type { Detector } from '../review-period.js';

/** An account that nobody uses is nobody's loss when it is ended, and an open door until then (R175). */
export const dormantAccounts: Detector = ({ accounts, recentlyActive, rules, span }) => {
  const today = inJapanTime(span.to).day;
  const since = addDays(today, -rules.dormantDays);
  const dormant = [...accounts.values()].filter(
    ({ id, begins, ends }) => begins <= since && (ends === null || ends >= today) && !recentlyActive.has(id),
  );
  return dormant.map(({ id }) => ({
    detector: 'DORMANT_ACCOUNT',
    severity: 'INFO',
    account: id,
    at: span.to,
    records: [],
    subjects: [],
    count: rules.dormantDays,
    textJa: `${rules.dormantDays}日以上使われていない。要否を確かめる。`,
    textEn: `Not used for ${rules.dormantDays} days or more: is it needed?`,
  }));
};
