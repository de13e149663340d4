import { decodeAccesses } from '../record/access-columns.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import type { AuditRecord } from '../record/record.js';
import { readRecords } from './read-records.js';

/** Which records; all that is left out is not asked for. Instants are UTC, ISO 8601 with milliseconds. */
export interface RecordFilter {
  readonly kinds?: ReadonlySet<string>;
  /** Whoever did it, or whose account it was done to. */
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A record as it is told: its accesses only by their number, for `expand` tells them. */
export type ToldRecord = Readonly<Record<string, unknown>>;

/** What the list leaves out unless its kind is asked for: half of the log, and nobody's doing. */
export const NOT_LISTED_BY_ITSELF: ReadonlySet<string> = new Set(['INTENT', 'CHECKPOINT']);

/** Records in the order of each writer's sequence; reads and verifies the whole log. */
export async function* listRecords(
  directory: string,
  keys: AuditKeys,
  { kinds, account, from = '', to = '9999' }: RecordFilter,
): AsyncGenerator<ToldRecord> {
  for await (const { writer, record } of readRecords(directory, keys)) {
    if (kinds === undefined ? NOT_LISTED_BY_ITSELF.has(record.kind) : !kinds.has(record.kind)) continue;
    if (record.at < from || record.at >= to) continue;
    if (account !== undefined && !concerns(record, account)) continue;
    yield toldOf(writer, record);
  }
}

export function toldOf(writer: string, record: AuditRecord): ToldRecord {
  const { seq, at, kind, ...rest } = record;
  const facts = 'accesses' in rest ? { ...rest, accesses: countOf(rest.accesses) } : rest;
  return { record: `${writer}/${seq}`, at, kind, ...facts };
}

function countOf(columns: (AuditRecord & { kind: 'OUTCOME' })['accesses']): number {
  return columns === null ? 0 : [...decodeAccesses(columns)].length;
}

function concerns(record: AuditRecord, account: string): boolean {
  const {
    account: by,
    target,
    by: purgedBy,
    reviewer,
  } = record as Readonly<Record<string, unknown>> & AuditRecord;
  return [by, target, purgedBy, reviewer].includes(account);
}
