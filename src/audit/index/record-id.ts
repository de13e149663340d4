/** Sequence numbers below 2^40: at a thousand records a second, thirty-four years of one writer. */
const SEQUENCES = 2 ** 40;

/** `gw3`, 17 as one whole number that a BIGINT and a double hold exactly. Order: by writer, then by sequence. */
export function recordId(writer: string, seq: number): number {
  return writerNumber(writer) * SEQUENCES + seq;
}

/** `WRITER/SEQUENCE` of an id. */
export function recordName(id: number): string {
  return `gw${Math.floor(id / SEQUENCES)}/${id % SEQUENCES}`;
}

export function idOfName(name: string): number {
  const [writer = '', seq = ''] = name.split('/');
  return recordId(writer, Number(seq));
}

/** 3 of `gw3`. */
export function writerNumber(writer: string): number {
  return Number(writer.slice(2));
}
