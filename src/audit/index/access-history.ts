import { setTimeout as pause } from 'node:timers/promises';
import { LoopShare } from '../../background/loop-turns.js';
import type {
  AccessConditions,
  AccessIndex,
  EventPlace,
  EventQuery,
  FieldOutcome,
  IndexProgress,
  SubjectAccess,
  SubjectAccessPlace,
  SubjectAccessQuery,
} from './access-index.js';
import type { Indexing } from './indexing.js';
import type { AccessColumns, AuditRecord } from '../record/record.js';
import type { RecordLookup } from '../reading/record-lookup.js';
import { fieldsBySubject, fieldsOf } from './field-outcomes.js';

/** How long a question waits for the index; after that the answer is made from what is there, and says how far that is. */
const PATIENCE_MS = 2_000;

/** What the journal says of one person in one answer. */
export interface AccessEntry {
  /** `WRITER/SEQUENCE` of the OUTCOME. */
  readonly record: string;
  readonly at: string;
  readonly account: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly zone: string | null;
  /** Keyed pseudonym of the person. */
  readonly subject: string;
  readonly fields: readonly FieldOutcome[];
}

/**
 * One row of a page. `entry` is null where the index claims what the journal does not say: such a row shows nothing.
 */
export interface AccessRow {
  readonly place: SubjectAccessPlace;
  readonly entry: AccessEntry | null;
}

/** One record that is no answer. `record` is null where the journal does not say what the index claims. */
export interface EventRow {
  readonly place: EventPlace;
  readonly record: AuditRecord | null;
}

export interface AccessHistoryParts {
  readonly index: AccessIndex;
  readonly indexing: Pick<Indexing, 'catchUp'>;
  readonly records: Pick<RecordLookup, 'read'>;
  /** Told of each record that the index claims and the journal does not bear out. */
  readonly onContradiction: (record: string) => void;
}

/**
 * Who saw a person, and whom an account saw: found through the index, described from the journal. The index is no
 * evidence and lies in a database that others can write to, so that it may at most hide a row, never make one
 * up.
 */
export class AccessHistory {
  constructor(private readonly parts: AccessHistoryParts) {}

  async accessesTo(subject: string, query: SubjectAccessQuery): Promise<readonly AccessRow[]> {
    const accesses = await this.parts.index.accessesTo(subject, query);
    return this.describeRows(
      accesses,
      (row, record, fields) =>
        row.subject === subject &&
        record.at >= query.from &&
        record.at < query.to &&
        meets(record, fields, query),
    );
  }

  async accessesBy(account: string, query: SubjectAccessQuery): Promise<readonly AccessRow[]> {
    const accesses = await this.parts.index.accessesBy(account, query);
    return this.describeRows(
      accesses,
      (_row, record) => record.account === account && record.at >= query.from && record.at < query.to,
    );
  }

  /**
   * Records of these kinds, newest first, as the journal has them: null in place of one that the index claims and the
   * journal does not bear out.
   */
  async eventsOf(query: EventQuery): Promise<readonly EventRow[]> {
    const events = await this.parts.index.eventsOf(query);
    const records = await this.parts.records.read(events.map(({ record }) => record));
    return events.map(({ record: name, at }) => {
      const record = records.get(name);
      const isConfirmed =
        record !== undefined &&
        record.at === at &&
        query.kinds.includes(record.kind) &&
        (query.account === null || ('account' in record && record.account === query.account));
      if (!isConfirmed) this.parts.onContradiction(name);
      return { place: { at, record: name }, record: isConfirmed ? record : null };
    });
  }

  /** The record of that name (`WRITER/SEQUENCE`) as the journal has it; null where there is none, or it is purged. */
  async record(name: string): Promise<AuditRecord | null> {
    return (await this.parts.records.read([name])).get(name) ?? null;
  }

  /**
   * How far the index is, by writer, after it was given a moment to catch up: what was sealed behind that is
   * not on any page yet.
   */
  async progress(): Promise<readonly IndexProgress[]> {
    const caughtUp = this.parts.indexing.catchUp().catch(() => undefined);
    await Promise.race([caughtUp, pause(PATIENCE_MS, undefined, { ref: false })]);
    return this.parts.index.progress();
  }

  private async describeRows(
    accesses: readonly SubjectAccess[],
    isAskedFor: (row: SubjectAccess, record: Outcome, fields: Fields) => boolean,
  ): Promise<readonly AccessRow[]> {
    const records =
      accesses.length === 0
        ? new Map<string, AuditRecord>()
        : await this.parts.records.read(accesses.map(({ record }) => record));
    const rows: AccessRow[] = [];
    const fieldsOfRow = fieldsOfRows(accesses);
    await new LoopShare().each(accesses, (row) => {
      const record = records.get(row.record);
      const fields = record?.kind === 'OUTCOME' ? fieldsOfRow(row, record.accesses) : [];
      const isConfirmed =
        record?.kind === 'OUTCOME' && record.at === row.at && isAskedFor(row, record, fields);
      const entry = isConfirmed ? describe(record, row, fields) : null;
      if (entry === null) this.parts.onContradiction(row.record);
      const { at, subject } = row;
      rows.push({ place: { at, record: row.record, subject }, entry });
    });
    return rows;
  }
}

/** What was asked for, by the journal's own words: the index cannot bring in what it does not. */
function meets(
  { account, purpose }: Outcome,
  fields: Fields,
  { accounts = [], purposes = [], outcomes = [], coordinates = [] }: AccessConditions,
): boolean {
  const isOf = (list: readonly string[], value: string | null): boolean =>
    list.length === 0 || (value !== null && list.includes(value));
  if (!isOf(accounts, account) || !isOf(purposes, purpose)) return false;
  if (outcomes.length + coordinates.length === 0) return true;
  return fields.some((field) => isOf(outcomes, field.outcome) && isOf(coordinates, field.coordinate));
}

type Outcome = AuditRecord & { readonly kind: 'OUTCOME' };
type Fields = readonly FieldOutcome[];

/** Of one person of a record theirs alone is worked out; of several that of all, once. */
function fieldsOfRows(
  rows: readonly SubjectAccess[],
): (row: SubjectAccess, columns: AccessColumns | null) => Fields {
  const once = new Set<string>();
  const again = new Set(rows.map(({ record }) => record).filter((name) => once.size === once.add(name).size));
  const whole = new Map<string, ReadonlyMap<string | null, Fields>>();
  return ({ record, subject }, columns) => {
    if (!again.has(record)) return fieldsOf(columns, subject);
    const known = whole.get(record) ?? fieldsBySubject(columns);
    whole.set(record, known);
    return known.get(subject) ?? [];
  };
}

function describe(
  { at, account, role, purpose, case: caseNumber, zone }: Outcome,
  { record, subject }: SubjectAccess,
  fields: Fields,
): AccessEntry | null {
  return fields.length === 0
    ? null
    : { record, at, account, role, purpose, case: caseNumber, zone, subject, fields };
}
