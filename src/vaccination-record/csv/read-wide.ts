import { cellsOf, dosesOfHeader, rowOf, type RowFault } from './parse-row.js';
import { readLines, type RawLine } from './read-lines.js';
import type { LineSetAside, WideRow } from './wide-row.js';

/** Where a reading goes on: kept with what was made of the lines before it, nothing is read twice or left out. */
export interface ResumePoint {
  /** First byte that has not been read. */
  readonly offset: number;
  /** Number of the line that begins there. */
  readonly line: number;
  /** How many doses the header has room for. */
  readonly doses: number;
}

export interface Batch {
  readonly rows: readonly (WideRow & { readonly line: number })[];
  readonly setAside: readonly LineSetAside[];
  readonly next: ResumePoint;
}

/** The file is none of this form: nothing of it is read. */
export class NotWideForm extends Error {
  override readonly name = 'NotWideForm';
  constructor() {
    super('The first line is not the header of the vaccination record system’s export.');
  }
}

export interface WideReading {
  /** Opens the file from this byte on. */
  readonly open: (offset: number) => AsyncIterable<Uint8Array>;
  /** null: from the beginning. */
  readonly from: ResumePoint | null;
  /** Lines of a batch. */
  readonly size: number;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file in the wide form, UTF-8 with or without BOM, in batches: a line that is not as it must be is set aside
 * with its reason, and the others are read. Whoever takes a batch keeps `next` in the same transaction.
 */
export async function* readWide({ open, from, size }: WideReading): AsyncGenerator<Batch> {
  const lines = readLines(open(from?.offset ?? 0), { line: from?.line ?? 1, offset: from?.offset ?? 0 });
  const doses = from?.doses ?? (await readHeader(lines));
  let rows: (WideRow & { line: number })[] = [];
  let setAside: LineSetAside[] = [];
  let next: ResumePoint | null = null;
  for await (const raw of lines) {
    const { line } = raw;
    const read = readLine(raw, doses);
    if (read !== null && 'fault' in read) setAside.push({ line, ...read });
    else if (read !== null) rows.push({ ...read, line });
    next = { offset: raw.next, line: line + 1, doses };
    if (rows.length + setAside.length < size) continue;
    yield { rows, setAside, next };
    [rows, setAside, next] = [[], [], null];
  }
  if (next !== null) yield { rows, setAside, next };
}

/** Not by a loop: leaving one would close the lines. */
async function readHeader(lines: AsyncGenerator<RawLine>): Promise<number> {
  const first = await lines.next();
  const bytes = first.done === true ? null : first.value.bytes;
  if (bytes === null) throw new NotWideForm();
  const cells = cellsOf(bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes);
  const doses = 'fault' in cells ? null : dosesOfHeader(cells);
  if (doses === null) throw new NotWideForm();
  return doses;
}

/** null: an empty line, which is nothing. */
function readLine({ bytes }: RawLine, doses: number): WideRow | RowFault | null {
  if (bytes === null) return { fault: 'TOO_LONG', column: null };
  if (bytes.length === 0) return null;
  const cells = cellsOf(bytes);
  return 'fault' in cells ? cells : rowOf(cells, doses);
}
