import { useLookup } from './lookup.js';

/** The number of a record, which opens it. */
export function RecordLink({ record }: { readonly record: string }) {
  const { openRecord } = useLookup();
  return (
    <button
      type="button"
      className="font-mono text-dns-14N-130 text-key-900 underline underline-offset-4 focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black"
      onClick={() => openRecord(record)}
    >
      {record}
    </button>
  );
}
