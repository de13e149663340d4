/** One line of a file as bytes, without its end. */
export interface RawLine {
  /** From 1. */
  readonly line: number;
  /** null: it is longer than anything that belongs here. */
  readonly bytes: Buffer | null;
  /** Byte of the file at which the next line begins. */
  readonly next: number;
}

/** Nine doses of full columns, in three bytes a character, are a third of this. */
export const LONGEST_LINE = 16 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const DOS_END = 0x1a;

/**
 * The lines of a stream, one at a time: no more than one is held, however long the file is. No value of this form
 * has a line break in it, so that a quote left open spoils its own line and no other.
 * @param from line and byte at which the stream begins
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  from: { readonly line: number; readonly offset: number },
): AsyncGenerator<RawLine> {
  let { line, offset } = from;
  let held: Buffer[] = [];
  let length = 0;
  const take = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= LONGEST_LINE) held.push(Buffer.from(piece));
    else held = [];
  };
  const end = (next: number): RawLine => {
    const bytes = length > LONGEST_LINE ? null : withoutEnd(Buffer.concat(held));
    held = [];
    length = 0;
    return { line: line++, bytes, next };
  };
  for await (const chunk of stream) {
    let begins = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, begins)) {
      take(chunk.subarray(begins, at));
      begins = at + 1;
      yield end(offset + begins);
    }
    take(chunk.subarray(begins));
    offset += chunk.length;
  }
  // A last line without an end is a line, the end mark of old systems is none.
  const rest = length > 0 ? end(offset) : null;
  if (rest !== null && !(rest.bytes?.length === 1 && rest.bytes[0] === DOS_END)) yield rest;
}

function withoutEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
}
