import { findingOfLooks, looksByAccountDay, type Detector } from '../review-period.js';

/** Staff who live in the city are residents, too, and everybody at the office knows them. */
export const colleagues: Detector = (work) => {
  const { people } = work;
  return looksByAccountDay(work, ({ subject, act }) => {
    const account = people.accountOf(subject);
    return account !== null && account !== act.account;
  }).map((looks) =>
    findingOfLooks(looks, {
      detector: 'COLLEAGUE',
      severity: 'ATTENTION',
      saysJa: '職員である住民を照会した。',
      saysEn: 'Asked for residents who are staff of the city.',
    }),
  );
};
