import { accessesByAccount, type PersonAccess } from '../accesses.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector, ReviewedDay } from '../reviewed-day.js';

/**
 * Persons who bear the account's own surname without being of the household: relatives, more often the rarer
 * the name is. A common surname says little, and is reported only where the person is protected.
 */
export const sameSurname: Detector = (day) => {
  const { people } = day;
  const isProtected = ({ subject }: PersonAccess): boolean => people.isUnderSupportMeasures(subject, day.day);
  return accessesByAccount(
    day,
    (access) => sharesOwnSurname(access, day) && (isProtected(access) || isRare(access, day)),
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

function sharesOwnSurname({ subject, operation }: PersonAccess, { people }: ReviewedDay): boolean {
  const own = people.ownPerson(operation.account);
  const self = own === null ? null : people.of(own);
  const other = people.of(subject);
  return (
    self?.surnameKana != null && other?.surnameKana === self.surnameKana && other.household !== self.household
  );
}

function isRare({ subject }: PersonAccess, { people, rules }: ReviewedDay): boolean {
  const surname = people.of(subject)?.surnameKana ?? null;
  return surname !== null && people.surnameShare(surname) <= rules.rareSurnameShare;
}
