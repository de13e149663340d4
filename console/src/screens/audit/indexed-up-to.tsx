import { useWords } from '../../words/catalogue.js';
import { useSecond } from '../../words/times.js';
import { auditWords } from './words.js';

/** Of more gateways the lines would cover the list that they are about. */
const STAYS_UP_TO = 3;

/** How far the list reaches, in sight wherever in it one reads: what was sealed later is not on it yet. */
export function IndexedUpTo({
  writers,
}: {
  readonly writers: readonly { readonly writer: string; readonly at: string }[];
}) {
  const words = useWords(auditWords);
  const second = useSecond('with day');
  return (
    <p
      role="status"
      className={`${writers.length <= STAYS_UP_TO ? 'sticky' : ''} top-0 z-10 my-3 border-b border-solid-gray-420 bg-white py-2 text-dns-14B-130`}
    >
      {writers.map(({ writer, at }) => words.upTo(second(at), writer)).join(words.comma)}
    </p>
  );
}
