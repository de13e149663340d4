import { findingOfAccesses, accessesByAccountDay, type Detector } from '../review-period.js';

/** Staff who live in the city are residents, too, and everybody at the office knows them. */
export const colleagues: Detector = (period) => {
  const { people } = period;
  return accessesByAccountDay(period, ({ subject, operation }) => {
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
