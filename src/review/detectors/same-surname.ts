import type { Work } from '../review-period.js';
import { findingOfLooks, looksByAccountDay, type Detector, type Look } from '../review-period.js';

/**
 * Persons who bear the account's own surname without being of the household: relatives, more often the rarer the name is.
 * A common surname says little, and is reported only where the person is protected.
 */
export const sameSurname: Detector = (work) => {
  const { people } = work;
  const isProtected = ({ subject, act }: Look): boolean => people.isUnderSupportMeasures(subject, act.japan.day);
  return looksByAccountDay(work, (look) => bearsOwnName(look, work) && (isProtected(look) || isRare(look, work))).map((looks) => {
    const grave = looks.some(isProtected);
    return findingOfLooks(looks, {
      detector: 'SAME_SURNAME',
      severity: grave ? 'ALARM' : 'INFO',
      saysJa: grave ? '自分と同じ姓の支援措置対象者を照会した。' : '自分と同じ珍しい姓の住民を照会した。',
      saysEn: grave ? 'Asked for a person of the own surname who is under support measures.' : 'Asked for residents of the own surname, which is rare.',
    });
  });
};

function bearsOwnName({ subject, act }: Look, { people }: Work): boolean {
  const own = people.ownPerson(act.account);
  const self = own === null ? null : people.of(own);
  const other = people.of(subject);
  return self?.surnameKana != null && other?.surnameKana === self.surnameKana && other.household !== self.household;
}

function isRare({ subject }: Look, { people, rules }: Work): boolean {
  const surname = people.of(subject)?.surnameKana ?? null;
  return surname !== null && people.surnameShare(surname) <= rules.rareSurnameShare;
}
