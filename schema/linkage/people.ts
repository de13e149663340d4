import type { RequestContext } from '../../src/context.js';
import { SUBJECT, type Subject } from '../../src/guard/subject.js';
import { LABEL } from '../../src/policy/terms.js';
import { unknownPerson } from '../resident/resident.resolver.js';

type Loaders = Pick<RequestContext['loaders'], 'residents'>;

/** Whom an exchange is about, with his labels; all persons of a page in one batch. */
export async function subjectsOf({ residents }: Loaders, numbers: readonly (string | null)[]): Promise<readonly Subject[]> {
  return Promise.all(
    numbers.map(async (number) => {
      const resident = number === null ? null : await residents.load(number);
      return resident?.[SUBJECT] ?? stranger(number);
    }),
  );
}

export async function subjectOf(loaders: Loaders, number: string | null): Promise<Subject> {
  const [subject] = await subjectsOf(loaders, [number]);
  return subject ?? stranger(number);
}

/**
 * Somebody the city's registry does not know (any more). Whether he is protected, and in whose household he lives, nobody
 * can say; so he is treated like a person of another municipality, of whom nothing opens and on whom nobody acts (R003, R050).
 */
function stranger(number: string | null): Subject {
  return { ...unknownPerson(number ?? '0'.repeat(15)), labels: LABEL.OTHER_MUNICIPALITY };
}
