import { MAX_BATCH_FRAMES } from '../format/log-format.js';
import type { AuditRecord } from '../record/record.js';
import type { HeadReading } from './head.js';
import type { Fault } from './report.js';

/** What the chain of a writer came to, and its head before and after it was read. */
export interface ReadChain {
  readonly before: HeadReading;
  readonly after: HeadReading;
  /** Sequence number of the newest record that verifies. */
  readonly seq: number;
  /** A record that does not verify is known already. */
  readonly broken: boolean;
  /** Beginnings and ends of processes after the head, by sequence number. */
  readonly turns: ReadonlyMap<number, AuditRecord['kind']>;
}

/** What is wrong with the head of a writer, held against the chain. */
export function headFaults({ before, after, seq, broken, turns }: ReadChain): readonly Fault[] {
  const faults: Fault[] = [];
  const { head } = before;
  if (head === null)
    faults.push(unnumbered(before.fault === 'MISSING' ? 'the head is missing' : 'the head is not authentic'));
  else if (head.seq > seq && !broken)
    faults.push({ seq: seq + 1, what: `missing: the head names ${head.seq}` });
  if (after.head === null) return faults;
  // A write cut in the first copy happened after its frames were durable: they must be there.
  const torn = after.fault === 'TORN' && seq > after.head.seq;
  if (after.fault !== null && !torn) faults.push(unnumbered('a copy of the head is damaged'));
  if (seq - after.head.seq > 2 * MAX_BATCH_FRAMES || turnedSince(after.head.seq, turns))
    faults.push(unnumbered(`the head is an old one: it names ${after.head.seq}, the journal goes to ${seq}`));
  return faults;
}

/**
 * GENESIS or RECOVERY with START, and STOP, are commits of their own on a head that is on the disk. Standing
 * later in what follows the head, they prove that a newer head was there.
 */
function turnedSince(head: number, turns: ReadonlyMap<number, AuditRecord['kind']>): boolean {
  return [...turns].some(([seq, kind]) => {
    if (seq <= head + 1) return false;
    return !(kind === 'START' && seq === head + 2 && turns.has(head + 1));
  });
}

export function isTurn(kind: AuditRecord['kind']): boolean {
  return kind === 'GENESIS' || kind === 'START' || kind === 'RECOVERY' || kind === 'STOP';
}

const unnumbered = (what: string): Fault => ({ seq: null, what });
