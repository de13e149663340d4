import type { NamedPerson } from '../guard/person-argument.js';
import { SUBJECT, type Subject } from '../guard/subject.js';
import { LABEL } from '../policy/terms.js';
import type { ResidentLoader } from './residents.js';

/** Nobody the registry knows: the record still says who was asked for. */
export function unknownPerson(atenaNumber: string): Subject {
  return { atenaNumber, labels: 0 };
}

/**
 * Whom a text names that somebody typed. A number that nobody has is open like anybody's, so that an answer
 * about it can say so; the guard lets nobody act on it.
 */
export async function findNamed(
  residents: Pick<ResidentLoader, 'load'>,
  number: string,
): Promise<NamedPerson> {
  const resident = await residents.load(number);
  return resident === null
    ? { subject: unknownPerson(number), known: false }
    : { subject: resident[SUBJECT], known: true };
}

/**
 * Whom a thing is about that another system keeps, by number; null where that system names nobody. Somebody the
 * city's registry does not know (any more) may be protected, and may live in the household of whoever asks:
 * nobody can say. So such a person is treated like one of another municipality, of whom nothing opens and on
 * whom nobody acts (R003, R050).
 */
export async function findConcerned(
  residents: Pick<ResidentLoader, 'load'>,
  number: string | null,
): Promise<NamedPerson> {
  const resident = number === null ? null : await residents.load(number);
  if (resident !== null) return { subject: resident[SUBJECT], known: true };
  const subject = { ...unknownPerson(number ?? '0'.repeat(15)), labels: LABEL.OTHER_MUNICIPALITY };
  return { subject, known: false };
}
