import { join } from 'node:path';
import type { AuditKeys } from '../keys/audit-keys.js';
import { writersOf } from '../reading/read-records.js';
import type { AuditRecord } from '../record/record.js';
import type { IndexDatabase, Statements } from './index-database.js';
import { rowsOf, shapesOfFields, type Cell, type RecordRows } from './index-rows.js';
import { writerNumber } from './record-id.js';
import { withPlaces, writeShapes, type ShapePlaces } from './shape-places.js';
import { WriterTail } from './writer-tail.js';

export interface IndexerParts {
  readonly database: IndexDatabase;
  /** Of the log. */
  readonly directory: string;
  readonly keys: AuditKeys;
}

/** How far the index is behind the sealed log. */
export interface IndexLag {
  readonly records: number;
}

/** Rows to a transaction, about. */
const BATCH_ROWS = 4_000;

/** Shapes that are known to be in the index; some 50 bytes each. */
const MOST_KNOWN_SHAPES = 10_000;

/** Thrown where another process has gone on from the same place; nothing of ours was written. */
class Overtaken extends Error {}

interface Followed {
  readonly writer: string;
  readonly tail: WriterTail;
  /** Newest record in the index, as far as this process knows. */
  seq: number;
  /** Where shapes were written with its records: the same are said again and again. */
  readonly shapes: Map<number, number>;
}

/**
 * Brings the journal into the index, from where it stands there. Several may do so at once: each row is written
 * once.
 */
export class JournalIndexer {
  private readonly followed = new Map<string, Followed>();
  private readonly shapes: ReturnType<typeof shapesOfFields>;

  constructor(private readonly parts: IndexerParts) {
    this.shapes = shapesOfFields(parts.keys.indexKey);
  }

  /**
   * Reads what was sealed since, of all writers. Rejects with AUDIT_UNAVAILABLE at a record that does not verify.
   */
  async catchUp(): Promise<void> {
    for (const writer of await writersOf(this.parts.directory)) {
      await this.catchUpWith(writer).catch(async (error: unknown) => {
        await this.forget(writer);
        if (!(error instanceof Overtaken)) throw error;
      });
    }
  }

  async lag(): Promise<IndexLag> {
    let records = 0;
    for (const writer of await writersOf(this.parts.directory)) {
      const { tail, seq } = await this.follow(writer);
      records += Math.max(0, (await tail.head()) - seq);
    }
    return { records };
  }

  async close(): Promise<void> {
    for (const writer of [...this.followed.keys()]) await this.forget(writer);
  }

  private async catchUpWith(writer: string): Promise<void> {
    const followed = await this.follow(writer);
    let batch: RecordRows[] = [];
    let last: AuditRecord | null = null;
    let rows = 0;
    const write = async () => {
      if (last === null) return;
      await this.write(followed, batch, last);
      followed.seq = last.seq;
      [batch, last, rows] = [[], null, 0];
    };
    for await (const record of followed.tail.read()) {
      const made = rowsOf({ writer, record }, this.shapes);
      batch.push(made);
      last = record;
      rows += 1 + made.subjectAccesses.length;
      if (rows >= BATCH_ROWS) await write();
    }
    await write();
  }

  /** Progress goes first: it takes the lock, and shows whether somebody else has been here. */
  private async write(
    { writer, seq, shapes }: Followed,
    batch: readonly RecordRows[],
    { seq: newest, at }: AuditRecord,
  ): Promise<void> {
    const place = writerNumber(writer);
    const instant = Date.parse(at);
    const said = new Map(batch.flatMap((rows) => [...rows.shapes]));
    let places: ShapePlaces = new Map();
    await this.parts.database.transaction(async (statements) => {
      const raised = await statements.update(
        'UPDATE access_progress SET seq = ?, instant = ? WHERE writer = ? AND seq = ?',
        [newest, instant, place, seq],
      );
      if (raised === 0) {
        const begun = await statements.query('SELECT seq FROM access_progress WHERE writer = ?', [place]);
        if (seq > 0 || begun.length > 0) throw new Overtaken();
        await statements.insert('access_progress', ['writer', 'seq', 'instant'], [[place, newest, instant]]);
      }
      places = await writeShapes(statements, said, shapes);
      await writeRows(statements, batch, places);
    });
    if (shapes.size + places.size > MOST_KNOWN_SHAPES) shapes.clear();
    for (const [id, place] of places) shapes.set(id, place);
  }

  private async follow(writer: string): Promise<Followed> {
    const known = this.followed.get(writer);
    if (known !== undefined) return known;
    const [row] = await this.parts.database.query('SELECT seq FROM access_progress WHERE writer = ?', [
      writerNumber(writer),
    ]);
    const seq = Number(row?.['seq'] ?? 0);
    const tail = new WriterTail(join(this.parts.directory, writer), writer, this.parts.keys, seq + 1);
    const followed = { writer, tail, seq, shapes: new Map<number, number>() };
    this.followed.set(writer, followed);
    return followed;
  }

  private async forget(writer: string): Promise<void> {
    const followed = this.followed.get(writer);
    this.followed.delete(writer);
    await followed?.tail.close();
  }
}

const present = <T>(value: T | null): value is T => value !== null;

async function writeRows(
  statements: Statements,
  batch: readonly RecordRows[],
  places: ShapePlaces,
): Promise<void> {
  const answered = new Set(batch.map(({ answers }) => answers).filter(present));
  const intents = batch.map(({ intent }) => intent).filter(present);
  await statements.insert(
    'access_operation',
    ['id', 'instant', 'account', 'details'],
    batch.map(({ operation }) => operation).filter(present),
  );
  await statements.insert(
    'access_subject',
    ['subject', 'instant', 'operation', 'shape'],
    batch.flatMap(({ subjectAccesses }) => withPlaces(subjectAccesses, places)),
  );
  await statements.insert(
    'access_event',
    ['id', 'instant', 'details'],
    batch.map(({ event }) => event).filter(present),
  );
  await statements.insert(
    'access_intent',
    ['id', 'instant', 'details'],
    intents.filter(([id]) => !answered.has(id as number)),
  );
  await remove(
    statements,
    [...answered].filter((id) => !intents.some(([open]) => open === id)),
  );
  for (const [first, last] of batch.flatMap(({ purged }) => purged)) await purge(statements, first, last);
}

async function remove(statements: Statements, ids: readonly Cell[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    await statements.query(`DELETE FROM access_intent WHERE id IN (${some.map(() => '?').join(', ')})`, some);
  }
}

/** What the journal may no longer tell, nobody may find. */
async function purge(statements: Statements, first: number, last: number): Promise<void> {
  await statements.query('DELETE FROM access_subject WHERE operation BETWEEN ? AND ?', [first, last]);
  for (const table of ['access_operation', 'access_event', 'access_intent'])
    await statements.query(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`, [first, last]);
}
