import type { Finding } from '../finding.js';
import {
  findingOfAccesses,
  groupsBy,
  accessesByAccountDay,
  unique,
  type Detector,
  type PersonAccess,
} from '../review-period.js';

/**
 * Persons of the account's own street block. One of them may have called the office; several households by
 * chance seldom do.
 */
export const neighbours: Detector = (period) => {
  const { people, rules } = period;
  const isNextDoor = ({ subject, operation }: PersonAccess): boolean => {
    const own = people.ownPerson(operation.account);
    const home = own === null ? null : people.of(own);
    const other = people.of(subject);
    return home?.block != null && other?.block === home.block && other.household !== home.household;
  };
  const accesses = accessesByAccountDay(period, isNextDoor).flat();
  return groupsBy(accesses, ({ operation }) => operation.account).map((ofAccount) =>
    findingOf(ofAccount, householdsIn(ofAccount)),
  );

  function householdsIn(ofAccount: readonly PersonAccess[]): number {
    return unique(ofAccount.map(({ subject }) => people.of(subject)?.household)).length;
  }

  function findingOf(ofAccount: readonly PersonAccess[], households: number): Finding {
    const many = households >= rules.neighbourHouseholds;
    return findingOfAccesses(ofAccount, {
      detector: 'NEIGHBOUR',
      severity: many ? 'ATTENTION' : 'INFO',
      count: households,
      textJa: `期間中に、自宅と同じ街区の${households}世帯を照会した。`,
      textEn: `Asked for ${households} households of the own street block within the span.`,
    });
  }
};
