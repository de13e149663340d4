import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { auditWords } from './words.js';

/** How far the list reaches: what was sealed later is not on it yet. */
export function IndexedUpTo({
  writers,
}: {
  readonly writers: readonly { readonly writer: string; readonly at: string }[];
}) {
  const words = useWords(auditWords);
  const instant = useInstant();
  return (
    <p className="my-3 text-dns-14N-130 text-solid-gray-700">
      {writers.map(({ writer, at }) => words.upTo(instant(at), writer)).join(words.comma)}
    </p>
  );
}
