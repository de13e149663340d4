import type { ReviewPeriod } from '../review-period.js';
import {
  findingOfAccesses,
  accessesByAccountDay,
  type Detector,
  type PersonAccess,
} from '../review-period.js';

/**
 * Persons who bear the account's own surname without being of the household: relatives, more often the rarer
 * the name is. A common surname says little, and is reported only where the person is protected.
 */
export const sameSurname: Detector = (period) => {
  const { people } = period;
  const isProtected = ({ subject, operation }: PersonAccess): boolean =>
    people.isUnderSupportMeasures(subject, operation.japan.day);
  return accessesByAccountDay(
    period,
    (access) => sharesOwnSurname(access, period) && (isProtected(access) || isRare(access, period)),
  ).map((accesses) => {
    const serious = accesses.some(isProtected);
    return findingOfAccesses(accesses, {
      detector: 'SAME_SURNAME',
      severity: serious ? 'ALARM' : 'INFO',
      textJa: serious ? '自分と同じ姓の支援措置対象者を照会した。' : '自分と同じ珍しい姓の住民を照会した。',
      textEn: serious
        ? 'Asked for a person of the own surname who is under support measures.'
        : 'Asked for residents of the own surname, which is rare.',
    });
  });
};

function sharesOwnSurname({ subject, operation }: PersonAccess, { people }: ReviewPeriod): boolean {
  const own = people.ownPerson(operation.account);
  const self = own === null ? null : people.of(own);
  const other = people.of(subject);
  return (
    self?.surnameKana != null && other?.surnameKana === self.surnameKana && other.household !== self.household
  );
}

function isRare({ subject }: PersonAccess, { people, rules }: ReviewPeriod): boolean {
  const surname = people.of(subject)?.surnameKana ?? null;
  return surname !== null && people.surnameShare(surname) <= rules.rareSurnameShare;
}
