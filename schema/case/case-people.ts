import type { CaseView } from '../../src/cases/case-access.js';
import type { Subject } from '../../src/guard/subject.js';
import type { RequestContext } from '../../src/request/request-context.js';

type Asked = Pick<RequestContext, 'loaders' | 'guard'>;

/** Those of a case, with what is special about each for whoever asks. */
export function peopleOf(
  { loaders }: Asked,
  { persons }: Pick<CaseView, 'persons'>,
): Promise<readonly Subject[]> {
  return loaders.subjects(persons);
}

/** Whether the case may be handled for each of its persons: nobody reads or closes the case of their own family. */
export async function isOpenFor(
  asked: Asked,
  coordinate: string,
  found: Pick<CaseView, 'persons'>,
): Promise<boolean> {
  const people = await peopleOf(asked, found);
  return people.every(({ labels }) => asked.guard.opensAll([coordinate], labels));
}
