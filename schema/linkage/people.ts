import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT, type Subject } from '../../src/guard/subject.js';
import { LABEL } from '../../src/policy/terms.js';
import { unknownPerson } from '../resident/atena-number.js';

type Loaders = Pick<RequestContext['loaders'], 'residents'>;

/** Rows as nodes, each about its own person with that person's labels; all persons of a page come in one batch. */
export function aboutTheirPersons<View extends { readonly atenaNumber: string | null }, Node>(
  loaders: Loaders,
  views: readonly View[],
  nodeOf: (subject: Subject, view: View) => Node,
): Promise<readonly Node[]> {
  return Promise.all(views.map(async (view) => nodeOf(await subjectOf(loaders, view.atenaNumber), view)));
}

export async function subjectOf({ residents }: Loaders, number: string | null): Promise<Subject> {
  const resident = number === null ? null : await residents.load(number);
  return resident?.[SUBJECT] ?? stranger(number);
}

/**
 * A person the city's registry does not know, or not any more. Nobody can say whether they are protected or in
 * whose household they live; so they are treated like a person of another municipality, whose data does not open
 * and on whom nobody acts (R003, R050).
 */
function stranger(number: string | null): Subject {
  return { ...unknownPerson(number ?? '0'.repeat(15)), labels: LABEL.OTHER_MUNICIPALITY };
}
