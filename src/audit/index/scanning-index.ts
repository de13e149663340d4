import type { AuditKeys } from '../keys.js';
import { readRecords, type StoredRecord } from '../reader.js';
import { fieldsBySubject, fieldsOf } from '../told-fields.js';
import type { AccessIndex, IndexedEvent, IndexedOperation, IndexProgress, OpenIntent, Sighting, SightingQuery, Span } from './access-index.js';

/**
 * The index without an index: every question reads the verified log from end to end. Slow beyond some ten thousand records,
 * and never behind: what was sealed before the question is in the answer.
 */
export class ScanningIndex implements AccessIndex {
  constructor(
    private readonly directory: string,
    private readonly keys: AuditKeys,
  ) {}

  sightingsOf(subject: string, query: SightingQuery): Promise<readonly Sighting[]> {
    return this.sightings(query, (one) => one.subject === subject);
  }

  sightingsBy(account: string, query: SightingQuery): Promise<readonly Sighting[]> {
    return this.sightings(query, (one) => one.account === account);
  }

  async *operations(span: Span): AsyncIterable<IndexedOperation> {
    for (const stored of await this.within(span)) {
      const operation = operationIn(stored);
      if (operation !== null) yield operation;
    }
  }

  async *events(span: Span): AsyncIterable<IndexedEvent> {
    for (const { writer, record } of await this.within(span)) {
      if (record.kind === 'INTENT' || record.kind === 'OUTCOME') continue;
      const account = 'account' in record ? record.account : null;
      yield { record: `${writer}/${record.seq}`, at: record.at, kind: record.kind, account, body: { ...record } };
    }
  }

  async openIntents(span: Span): Promise<readonly OpenIntent[]> {
    const open = new Map<string, OpenIntent>();
    for await (const { writer, record } of readRecords(this.directory, this.keys)) {
      const { at } = record;
      if (record.kind === 'OUTCOME') open.delete(`${writer}/${record.intent}`);
      if (record.kind !== 'INTENT' || !isWithin(at, span)) continue;
      const name = `${writer}/${record.seq}`;
      open.set(name, { record: name, at, account: record.account, purpose: record.purpose });
    }
    return [...open.values()];
  }

  async progress(): Promise<readonly IndexProgress[]> {
    const newest = new Map<string, IndexProgress>();
    for await (const { writer, record } of readRecords(this.directory, this.keys)) {
      newest.set(writer, { writer, seq: record.seq, at: record.at });
    }
    return [...newest.values()];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async sightings(query: SightingQuery, wanted: (one: Sighting) => boolean): Promise<readonly Sighting[]> {
    const found: Sighting[] = [];
    for await (const stored of readRecords(this.directory, this.keys)) {
      if (isWithin(stored.record.at, query)) found.push(...sightingsIn(stored).filter(wanted));
    }
    found.sort((a, b) => newestFirst(keyOf(a), keyOf(b)));
    const { after, first } = query;
    return found.filter((one) => after === null || newestFirst(keyOf(after), keyOf(one)) < 0).slice(0, first);
  }

  private async within(span: Span): Promise<readonly StoredRecord[]> {
    const found: StoredRecord[] = [];
    for await (const stored of readRecords(this.directory, this.keys)) if (isWithin(stored.record.at, span)) found.push(stored);
    return found.sort((a, b) => (a.record.at < b.record.at ? -1 : 1));
  }
}

function isWithin(at: string, { from, to }: Span): boolean {
  return at >= from && at < to;
}

const keyOf = ({ at, record, subject }: { at: string; record: string; subject: string }): readonly string[] => [at, record, subject];

function newestFirst(a: readonly string[], b: readonly string[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] as string;
    if (one !== other) return one > other ? -1 : 1;
  }
  return 0;
}

function sightingsIn(stored: StoredRecord): readonly Sighting[] {
  const operation = operationIn(stored);
  if (operation === null) return [];
  const { subjects, aboutNobody: _aboutNobody, status: _status, codes: _codes, detail: _detail, accesses: _accesses, ...head } = operation;
  return subjects.map((person) => ({ ...head, ...person }));
}

function operationIn({ writer, record }: StoredRecord): IndexedOperation | null {
  if (record.kind !== 'OUTCOME') return null;
  const { at, status, account, role, purpose, zone, operationName, codes, detail, accesses } = record;
  const subjects = [...fieldsBySubject(accesses)].map(([subject, fields]) => ({ subject, fields }));
  const head = { record: `${writer}/${record.seq}`, at, account, role, purpose, case: record.case, zone, operationName };
  return { ...head, status, codes, detail, accesses: accesses?.count ?? 0, subjects, aboutNobody: fieldsOf(accesses, null) };
}
