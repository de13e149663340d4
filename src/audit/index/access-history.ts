import { setTimeout as pause } from 'node:timers/promises';
import type {
  AccessIndex,
  FieldOutcome,
  IndexProgress,
  SubjectAccess,
  SubjectAccessPlace,
  SubjectAccessQuery,
} from './access-index.js';
import type { Indexing } from './indexing.js';
import type { AuditRecord } from '../record/record.js';
import type { RecordLookup } from '../reading/record-lookup.js';
import { fieldsOf } from './field-outcomes.js';

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
      (row, record) => row.subject === subject && record.at >= query.from && record.at < query.to,
    );
  }

  async accessesBy(account: string, query: SubjectAccessQuery): Promise<readonly AccessRow[]> {
    const accesses = await this.parts.index.accessesBy(account, query);
    return this.describeRows(
      accesses,
      (_row, record) => record.account === account && record.at >= query.from && record.at < query.to,
    );
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
    isAskedFor: (row: SubjectAccess, record: Outcome) => boolean,
  ): Promise<readonly AccessRow[]> {
    const records =
      accesses.length === 0
        ? new Map<string, AuditRecord>()
        : await this.parts.records.read(accesses.map(({ record }) => record));
    return accesses.map((row) => {
      const record = records.get(row.record);
      const isConfirmed = record?.kind === 'OUTCOME' && record.at === row.at && isAskedFor(row, record);
      const entry = isConfirmed ? describe(record, row) : null;
      if (entry === null) this.parts.onContradiction(row.record);
      const { at, subject } = row;
      return { place: { at, record: row.record, subject }, entry };
    });
  }
}

type Outcome = AuditRecord & { readonly kind: 'OUTCOME' };

function describe(
  { at, account, role, purpose, case: caseNumber, zone, accesses }: Outcome,
  { record, subject }: SubjectAccess,
): AccessEntry | null {
  const fields = fieldsOf(accesses, subject);
  return fields.length === 0
    ? null
    : { record, at, account, role, purpose, case: caseNumber, zone, subject, fields };
}
