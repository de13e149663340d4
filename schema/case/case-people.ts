import type { CaseView } from '../../src/cases/case-access.js';
import type { RequestContext } from '../../src/request/request-context.js';

/** Whether the case may be read for each of its persons: nobody reads the case of their own family. */
export async function isOpenFor(
  { loaders, guard }: Pick<RequestContext, 'loaders' | 'guard'>,
  coordinate: string,
  { persons }: Pick<CaseView, 'persons'>,
): Promise<boolean> {
  const people = await loaders.subjects(persons);
  return people.every(({ labels }) => guard.opensAll([coordinate], labels));
}
