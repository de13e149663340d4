import { accessesByAccount } from '../accesses.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector } from '../reviewed-day.js';

/** Staff who live in the city are residents, too, and everybody at the office knows them. */
export const colleagues: Detector = (day) => {
  const { people } = day;
  return accessesByAccount(day, ({ subject, operation }) => {
    const account = people.accountOf(subject);
    return account !== null && account !== operation.account;
  }).map((accesses) =>
    findingOfAccesses(accesses, {
      detector: 'COLLEAGUE',
      severity: 'ATTENTION',
      textJa: '職員である住民を照会した。',
      textEn: 'Asked for residents who are staff of the city.',
    }),
  );
};
