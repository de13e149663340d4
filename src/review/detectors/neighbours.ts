import type { Finding } from '../finding.js';
import { findingOfLooks, groupBy, looksByAccountDay, unique, type Detector, type Look } from '../review-period.js';

/** Persons of the account's own street block. One of them may have called the office; several households by chance seldom do. */
export const neighbours: Detector = (work) => {
  const { people, rules } = work;
  const isNextDoor = ({ subject, act }: Look): boolean => {
    const own = people.ownPerson(act.account);
    const home = own === null ? null : people.of(own);
    const other = people.of(subject);
    return home?.block != null && other?.block === home.block && other.household !== home.household;
  };
  const looks = looksByAccountDay(work, isNextDoor).flat();
  return groupBy(looks, ({ act }) => act.account).map((ofAccount) => findingOf(ofAccount, householdsIn(ofAccount)));

  function householdsIn(ofAccount: readonly Look[]): number {
    return unique(ofAccount.map(({ subject }) => people.of(subject)?.household)).length;
  }

  function findingOf(ofAccount: readonly Look[], households: number): Finding {
    const many = households >= rules.neighbourHouseholds;
    return findingOfLooks(ofAccount, {
      detector: 'NEIGHBOUR',
      severity: many ? 'ATTENTION' : 'INFO',
      count: households,
      saysJa: `期間中に、自宅と同じ街区の${households}世帯を照会した。`,
      saysEn: `Asked for ${households} households of the own street block within the span.`,
    });
  }
};
