import { accessesByAccount } from '../accesses.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector } from '../reviewed-day.js';

/** R153, R163: nobody works on their own family's file. The policy closes it; that it was tried is for the review. */
export const ownHousehold: Detector = (day) => {
  const { people } = day;
  const isOwn = ({ subject, operation }: { subject: string; operation: { account: string } }): boolean => {
    const own = people.ownPerson(operation.account);
    const household = own === null ? undefined : people.of(own)?.household;
    return household !== undefined && people.of(subject)?.household === household;
  };
  return accessesByAccount(day, isOwn).map((accesses) => {
    const shown = accesses.some((access) => access.shown);
    return findingOfAccesses(accesses, {
      detector: 'OWN_HOUSEHOLD',
      severity: shown ? 'ALARM' : 'ATTENTION',
      textJa: shown
        ? '自分の世帯の者を照会し、内容の一部が表示された。'
        : '自分の世帯の者を照会した(内容は表示されていない)。',
      textEn: shown
        ? 'Asked for persons of the own household, and something of them was shown.'
        : 'Asked for persons of the own household; nothing of them was shown.',
    });
  });
};
