import { groupBy } from '../../collections/group-by.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { readRecords } from '../reading/read-records.js';
import type { IndexDatabase, Row } from './index-database.js';
import { rowsOf, shapesOfFields, type Cell, type RecordRows } from './index-rows.js';
import { recordId, recordName, writerNumber } from './record-id.js';

/** Records compared at a time. */
const BATCH = 500;
const LAST = Number.MAX_SAFE_INTEGER;

interface Checked {
  readonly database: IndexDatabase;
  readonly directory: string;
  readonly keys: AuditKeys;
}

/**
 * Compares every row with what the journal says, in the order of the records, holding a few hundred at a time.
 * @returns name of the first record that the index tells otherwise, tells twice or knows alone; null where
 *   there is none
 */
export async function checkIndex({ database, directory, keys }: Checked): Promise<string | null> {
  const progress = new Map(
    (await database.query('SELECT writer, seq FROM access_progress')).map(({ writer, seq }) => [
      Number(writer),
      Number(seq),
    ]),
  );
  const newest = new Map<number, number>();
  const open = new Map<number, string>();
  let batch: RecordRows[] = [];
  let done = 0;
  const compare = async (upTo: number): Promise<string | null> => {
    const odd = await firstDifference(database, batch, done, upTo);
    done = upTo;
    batch = [];
    return odd;
  };
  const shapes = shapesOfFields(keys.indexKey);
  for await (const stored of readRecords(directory, keys)) {
    const { writer, record } = stored;
    newest.set(writerNumber(writer), record.seq);
    if (record.seq > (progress.get(writerNumber(writer)) ?? 0)) continue;
    const rows = rowsOf(stored, shapes);
    batch.push(rows);
    if (rows.intent !== null) open.set(rows.id, lineOf(rows.intent));
    if (rows.answers !== null) open.delete(rows.answers);
    if (batch.length < BATCH) continue;
    const odd = await compare(recordId(writer, record.seq));
    if (odd !== null) return odd;
  }
  return (await compare(LAST)) ?? (await oddIntent(database, open)) ?? beyond(progress, newest);
}

/** Progress that runs ahead of the journal would keep what is sealed next out of the index. */
function beyond(progress: ReadonlyMap<number, number>, newest: ReadonlyMap<number, number>): string | null {
  for (const [writer, seq] of progress) if (seq > (newest.get(writer) ?? 0)) return `gw${writer}/${seq}`;
  return null;
}

async function firstDifference(
  database: IndexDatabase,
  batch: readonly RecordRows[],
  after: number,
  upTo: number,
): Promise<string | null> {
  const expected = linesById(batch.flatMap(expectedLines));
  const found = linesById(await storedLines(database, after, upTo));
  const ids = [...new Set([...expected.keys(), ...found.keys()])].sort((a, b) => a - b);
  const odd = ids.find((id) => expected.get(id) !== found.get(id));
  return odd === undefined ? null : recordName(odd);
}

type Line = readonly [id: number, line: string];

const lineOf = (cells: readonly Cell[]): string => JSON.stringify(cells);

function expectedLines({
  id,
  operation,
  event,
  subjectAccesses: accesses,
  shapes,
}: RecordRows): readonly Line[] {
  const rows = [operation, event].flatMap((row) => (row === null ? [] : [[id, lineOf(row)] as const]));
  const bySubject = accesses.map(
    ([subject = null, at = null, , shape]) =>
      [id, lineOf([subject, at, shapes.get(Number(shape)) ?? null])] as const,
  );
  return [...rows, ...bySubject];
}

async function storedLines(database: IndexDatabase, after: number, upTo: number): Promise<readonly Line[]> {
  const between = [after, upTo];
  const operations = await database.query(
    'SELECT id, instant, account, details FROM access_operation WHERE id > ? AND id <= ?',
    between,
  );
  const events = await database.query(
    'SELECT id, instant, details FROM access_event WHERE id > ? AND id <= ?',
    between,
  );
  const accesses = await database.query(
    'SELECT s.operation, s.subject, s.instant, h.details FROM access_subject s LEFT JOIN access_shape h ON h.id = s.shape WHERE s.operation > ? AND s.operation <= ?',
    between,
  );
  const numbered = ({ id, instant }: Row): readonly [number, number] => [Number(id), Number(instant)];
  return [
    ...operations.map(
      (row) =>
        [
          Number(row['id']),
          lineOf([...numbered(row), row['account'] ?? null, row['details'] ?? null]),
        ] as const,
    ),
    ...events.map((row) => [Number(row['id']), lineOf([...numbered(row), row['details'] ?? null])] as const),
    ...accesses.map(
      (row) =>
        [
          Number(row['operation']),
          lineOf([row['subject'] ?? null, Number(row['instant']), row['details'] ?? null]),
        ] as const,
    ),
  ];
}

/** All rows of a record as one text, in an order that does not depend on the database. */
function linesById(lines: readonly Line[]): ReadonlyMap<number, string> {
  const byId = groupBy(lines, ([id]) => id);
  return new Map(
    [...byId].map(([id, all]) => [
      id,
      all
        .map(([, line]) => line)
        .sort()
        .join('\n'),
    ]),
  );
}

async function oddIntent(database: IndexDatabase, open: ReadonlyMap<number, string>): Promise<string | null> {
  const rows = await database.query('SELECT id, instant, details FROM access_intent');
  const found = new Map(
    rows.map(({ id, instant, details = null }) => [
      Number(id),
      lineOf([Number(id), Number(instant), details]),
    ]),
  );
  const odd = [...new Set([...open.keys(), ...found.keys()])]
    .sort((a, b) => a - b)
    .find((id) => open.get(id) !== found.get(id));
  return odd === undefined ? null : recordName(odd);
}
