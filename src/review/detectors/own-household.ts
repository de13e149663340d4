import { findingOfLooks, looksByAccountDay, type Detector } from '../review-period.js';

/** R153, R163: nobody works on his own family's file. The policy closes it; that it was tried is for the review. */
export const ownHousehold: Detector = (work) => {
  const { people } = work;
  const isOwn = ({ subject, act }: { subject: string; act: { account: string } }): boolean => {
    const own = people.ownPerson(act.account);
    const household = own === null ? undefined : people.of(own)?.household;
    return household !== undefined && people.of(subject)?.household === household;
  };
  return looksByAccountDay(work, isOwn).map((looks) => {
    const shown = looks.some((look) => look.shown);
    return findingOfLooks(looks, {
      detector: 'OWN_HOUSEHOLD',
      severity: shown ? 'ALARM' : 'ATTENTION',
      saysJa: shown ? '自分の世帯の者を照会し、内容の一部が表示された。' : '自分の世帯の者を照会した(内容は表示されていない)。',
      saysEn: shown ? 'Asked for persons of the own household, and something of them was shown.' : 'Asked for persons of the own household; nothing of them was shown.',
    });
  });
};
