import type {
  AccessIndex,
  EventQuery,
  FieldOutcome,
  IndexedEvent,
  IndexedOperation,
  IndexProgress,
  OpenIntent,
  SubjectAccess,
  SubjectAccessQuery,
  Span,
} from './access-index.js';
import type { IndexDatabase, Row } from './index-database.js';
import type { Cell, OperationDetails } from './index-rows.js';
import { conditionsIn } from './sql-conditions.js';
import { idOfName, recordName } from './record-id.js';

const PAGE = 500;
const SUBJECT_ACCESS = 's.subject, s.instant, s.operation, o.account, o.details, h.details AS shape';
const SHAPES = 'JOIN access_shape h ON h.id = s.shape';

/** The questions, over the tables of the derived index. */
export class SqlIndex implements AccessIndex {
  constructor(private readonly database: IndexDatabase) {}

  accessesTo(subject: string, query: SubjectAccessQuery): Promise<readonly SubjectAccess[]> {
    const from = `FROM access_subject s JOIN access_operation o ON o.id = s.operation ${SHAPES} WHERE s.subject = ?`;
    return this.accesses(from, subject, { instant: 's.instant', operation: 's.operation' }, query);
  }

  accessesBy(account: string, query: SubjectAccessQuery): Promise<readonly SubjectAccess[]> {
    const from = `FROM access_operation o JOIN access_subject s ON s.operation = o.id ${SHAPES} WHERE o.account = ?`;
    return this.accesses(from, account, { instant: 'o.instant', operation: 'o.id' }, query);
  }

  async *operations(span: Span): AsyncIterable<IndexedOperation> {
    for await (const row of this.rows('id, instant, account, details', 'access_operation', span))
      yield await this.operation(row);
  }

  async *events(span: Span): AsyncIterable<IndexedEvent> {
    for await (const row of this.rows('id, instant, details', 'access_event', span)) yield eventOf(row);
  }

  async eventsOf({ kinds, account, from, to, first, after }: EventQuery): Promise<readonly IndexedEvent[]> {
    const part = (name: string): string => this.database.jsonText('details', name);
    let where = `FROM access_event WHERE instant >= ? AND instant < ? AND ${part('kind')} IN (${kinds.map(() => '?').join(', ')})`;
    const values: Cell[] = [Date.parse(from), Date.parse(to), ...kinds];
    if (account !== null) {
      where += ` AND ${part('account')} = ?`;
      values.push(account);
    }
    if (after !== null) {
      where += ' AND (instant < ? OR (instant = ? AND id < ?))';
      values.push(Date.parse(after.at), Date.parse(after.at), idOfName(after.record));
    }
    const rest = `${where} ORDER BY instant DESC, id DESC`;
    return (await this.database.query(this.database.limited('id, details', rest, first), values)).map(
      eventOf,
    );
  }

  async openIntents(span: Span): Promise<readonly OpenIntent[]> {
    const found: OpenIntent[] = [];
    for await (const { id, instant, details } of this.rows('id, instant, details', 'access_intent', span))
      found.push({
        record: recordName(Number(id)),
        at: instantOf(instant),
        ...(JSON.parse(String(details)) as Pick<OpenIntent, 'account' | 'purpose'>),
      });
    return found;
  }

  async progress(): Promise<readonly IndexProgress[]> {
    const rows = await this.database.query(
      'SELECT writer, seq, instant FROM access_progress ORDER BY writer',
    );
    return rows.map(({ writer, seq, instant }) => ({
      writer: `gw${Number(writer)}`,
      seq: Number(seq),
      at: instantOf(instant),
    }));
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async accesses(
    from: string,
    key: string,
    { instant, operation }: { instant: string; operation: string },
    query: SubjectAccessQuery,
  ): Promise<readonly SubjectAccess[]> {
    const { after, first } = query;
    const asked = conditionsIn(this.database, query);
    let where = `${from} AND ${instant} >= ? AND ${instant} < ?${asked.sql}`;
    const values: Cell[] = [key, Date.parse(query.from), Date.parse(query.to), ...asked.values];
    if (after !== null) {
      const [at, id] = [Date.parse(after.at), idOfName(after.record)];
      where += ` AND ${instant} <= ? AND (${instant} < ? OR ${operation} < ? OR (${operation} = ? AND s.subject < ?))`;
      values.push(at, at, id, id, after.subject);
    }
    const rest = `${where} ORDER BY ${instant} DESC, ${operation} DESC, s.subject DESC`;
    return (await this.database.query(this.database.limited(SUBJECT_ACCESS, rest, first), values)).map(
      subjectAccessOf,
    );
  }

  /** Oldest first, a page at a time. */
  private async *rows(columns: string, table: string, { from, to }: Span): AsyncGenerator<Row> {
    let [instant, id] = [Date.parse(from), -1];
    for (;;) {
      const rest = `FROM ${table} WHERE instant >= ? AND instant < ? AND (instant > ? OR id > ?) ORDER BY instant, id`;
      const rows = await this.database.query(this.database.limited(columns, rest, PAGE), [
        instant,
        Date.parse(to),
        instant,
        id,
      ]);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      [instant, id] = [Number(last['instant']), Number(last['id'])];
    }
  }

  private async operation({ id, instant, account, details }: Row): Promise<IndexedOperation> {
    const select = `SELECT s.subject, h.details FROM access_subject s ${SHAPES} WHERE s.operation = ? ORDER BY s.subject`;
    const rows = await this.database.query(select, [id ?? null]);
    const subjects = rows.map((row) => ({
      subject: String(row['subject']),
      fields: fieldsIn(row['details']),
    }));
    return {
      record: recordName(Number(id)),
      at: instantOf(instant),
      account: textOrNull(account),
      ...(JSON.parse(String(details)) as OperationDetails),
      subjects,
    };
  }
}

function eventOf({ id, details }: Row): IndexedEvent {
  const body = JSON.parse(String(details)) as Record<string, unknown> & Pick<IndexedEvent, 'at' | 'kind'>;
  const { at, kind, account } = body;
  return {
    ...{ record: recordName(Number(id)), at, kind, body },
    account: typeof account === 'string' ? account : null,
  };
}

function subjectAccessOf({ subject, instant, operation, account, details, shape }: Row): SubjectAccess {
  const {
    role,
    purpose,
    case: caseNumber,
    zone,
    operationName,
  } = JSON.parse(String(details)) as OperationDetails;
  const place = { at: instantOf(instant), record: recordName(Number(operation)), subject: String(subject) };
  return {
    ...place,
    account: textOrNull(account),
    role,
    purpose,
    case: caseNumber,
    zone,
    operationName,
    fields: fieldsIn(shape),
  };
}

const instantOf = (cell: Cell | undefined): string => new Date(Number(cell)).toISOString();
const textOrNull = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null);
const fieldsIn = (cell: Cell | undefined): readonly FieldOutcome[] =>
  JSON.parse(String(cell)) as readonly FieldOutcome[];
