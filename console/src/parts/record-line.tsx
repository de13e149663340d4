import { useWords } from '../words/catalogue.js';
import { partWords } from './words.js';

/** Foot of each page about a person: the number by which clerk and auditor speak of the same access. */
export function RecordLine({ record }: { readonly record: string | null }) {
  const words = useWords(partWords);
  if (record === null) return null;
  return (
    <footer className="text-dns-14N-130 mt-10 border-t border-solid-gray-420 pt-3 text-solid-gray-700">
      {words.recordWhat} <span className="font-mono">{words.record(record)}</span>
    </footer>
  );
}
