import type { RequestContext } from '../../src/request/request-context.js';
import { AskedAbout, SUBJECT, type HasSubject, type Subject } from '../../src/guard/subject.js';
import { findConcerned } from '../../src/loaders/named-person.js';

type Loaders = Pick<RequestContext['loaders'], 'residents'>;

/** Rows as nodes, each about its own person with that person's labels; all persons of a page come in one batch. */
export function aboutTheirPersons<View extends { readonly atenaNumber: string | null }, Node>(
  loaders: Loaders,
  views: readonly View[],
  nodeOf: (subject: Subject, view: View) => Node,
): Promise<readonly Node[]> {
  return Promise.all(views.map(async (view) => nodeOf(await subjectOf(loaders, view.atenaNumber), view)));
}

/** Whom a row is about, as somebody of whom nothing opens where the registry does not know the person. */
export async function subjectOf({ residents }: Loaders, number: string | null): Promise<Subject> {
  return (await findConcerned(residents, number)).subject;
}

/**
 * A row by its number, shown where `coordinate` is open: to whom it is closed it is answered as one that is not there, for
 * numbers can be tried. Whose it is stands on record as withheld.
 */
export function unlessClosed<Node extends HasSubject>(
  { guard }: Pick<RequestContext, 'guard'>,
  coordinate: string,
  node: Node,
): Node | AskedAbout<null> {
  const subject = node[SUBJECT];
  return guard.opensAll([coordinate], subject.labels) ? node : new AskedAbout([subject], [coordinate], null);
}
