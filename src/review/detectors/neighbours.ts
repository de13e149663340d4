import { accessesByAccount, pointedAccesses, type PersonAccess } from '../accesses.js';
import type { Finding } from '../finding.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

/**
 * Persons of the account's own street block. One of them may have called the office; several households by
 * chance seldom do. Who looked at one on this day is asked about all that they looked at in the days counted together.
 */
export const neighbours: Detector = (day) => {
  const isNextDoor = nextDoorIn(day);
  const onDay = accessesByAccount(day, isNextDoor).flatMap(([first]) => first?.operation.account ?? []);
  if (onDay.length === 0) return [];
  const near = pointedAccesses(day.window, day).filter(isNextDoor);
  return onDay.map((account) =>
    findingOf(
      near.filter(({ operation }) => operation.account === account),
      day,
    ),
  );
};

const nextDoorIn =
  ({ people }: ReviewedDay) =>
  ({ subject, operation }: PersonAccess): boolean => {
    const own = people.ownPerson(operation.account);
    const home = own === null ? null : people.of(own);
    const other = people.of(subject);
    return home?.block != null && other?.block === home.block && other.household !== home.household;
  };

function findingOf(accesses: readonly PersonAccess[], { day, people, rules }: ReviewedDay): Finding {
  const { windowDays, neighbourHouseholds } = rules;
  const households = new Set(accesses.map(({ subject }) => people.of(subject)?.household)).size;
  return findingOfAccesses(accesses, {
    detector: 'NEIGHBOUR',
    severity: households >= neighbourHouseholds ? 'ATTENTION' : 'INFO',
    count: households,
    textJa: `${day}までの${windowDays}日間に、自宅と同じ街区の${households}世帯を照会した。`,
    textEn: `Asked for ${households} households of the own street block in the ${windowDays} days up to ${day}.`,
  });
}
