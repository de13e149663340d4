import { createHmac, type KeyObject } from 'node:crypto';
import type { AuditRecord } from '../record/record.js';
import type { StoredRecord } from '../reading/read-records.js';
import { Made, madeBySubject } from './field-outcomes.js';
import type { FieldOutcome, IndexedOperation } from './access-index.js';
import { recordId } from './record-id.js';

export type Cell = string | number | null;

/** What a record adds to the index and what it takes away. Pure: the same record gives the same rows everywhere. */
export interface RecordRows {
  readonly id: number;
  readonly operation: readonly Cell[] | null;
  readonly subjectAccesses: readonly (readonly Cell[])[];
  /** By id. */
  readonly shapes: ReadonlyMap<number, string>;
  readonly event: readonly Cell[] | null;
  readonly intent: readonly Cell[] | null;
  /** The intent that this record answers. */
  readonly answers: number | null;
  /** Ids that were purged, both ends included. */
  readonly purged: readonly (readonly [first: number, last: number])[];
}

/** What a row of `access_operation` says beside its columns. */
export type OperationDetails = Omit<IndexedOperation, 'record' | 'at' | 'account' | 'subjects'>;

type Outcome = AuditRecord & { readonly kind: 'OUTCOME' };

/** What became of the fields about a person, as JSON, and the number it is named by. */
export interface FieldShape {
  readonly id: number;
  readonly json: string;
}

/** Some two kilobytes each. */
const REMEMBERED_SHAPES = 4_000;

/** Persons of whom the same is said share the text of it, also from record to record: it is made once. */
export function shapesOfFields(key: KeyObject): Made<FieldShape> {
  return new Made((met) => {
    const parts = met.map(([{ coordinate, outcome, reason }, count]) => {
      return JSON.stringify({ coordinate, outcome, reason, count });
    });
    const json = `[${parts.join()}]`;
    return { id: shapeId(json, key), json };
  }, REMEMBERED_SHAPES);
}

/** @param shapes for the next record the same again, which saves most of the work */
export function rowsOf({ writer, record }: StoredRecord, shapes: Made<FieldShape>): RecordRows {
  const id = recordId(writer, record.seq);
  const at = Date.parse(record.at);
  const none: RecordRows = {
    id,
    operation: null,
    subjectAccesses: [],
    shapes: new Map(),
    event: null,
    intent: null,
    answers: null,
    purged: [],
  };
  if (record.kind === 'OUTCOME')
    return {
      ...none,
      ...outcomeRows(id, at, record, shapes),
      answers: record.intent === null ? null : recordId(writer, record.intent),
    };
  if (record.kind === 'CHECKPOINT') return none;
  if (record.kind === 'INTENT')
    return {
      ...none,
      intent: [id, at, JSON.stringify({ account: record.account, purpose: record.purpose })],
    };
  const purged =
    record.kind === 'PURGE'
      ? record.segments.map(
          (gone) => [recordId(gone.writer, gone.firstSeq), recordId(gone.writer, gone.lastSeq)] as const,
        )
      : [];
  return { ...none, event: [id, at, JSON.stringify(record)], purged };
}

function outcomeRows(
  id: number,
  at: number,
  record: Outcome,
  made: Made<FieldShape>,
): Pick<RecordRows, 'operation' | 'subjectAccesses' | 'shapes'> {
  const { account, role, purpose, zone, operationName, status, codes, detail, accesses } = record;
  const bySubject = madeBySubject(accesses, made);
  const nobody = bySubject.get(null);
  const aboutNobody = nobody === undefined ? [] : (JSON.parse(nobody.json) as readonly FieldOutcome[]);
  const details: OperationDetails = {
    ...{ role, purpose, case: record.case, zone, operationName, status, codes, detail, aboutNobody },
    accesses: accesses?.count ?? 0,
  };
  const shapes = new Map<number, string>();
  const subjectAccesses: Cell[][] = [];
  for (const [subject, { id: shape, json }] of bySubject) {
    if (subject === null) continue;
    shapes.set(shape, json);
    subjectAccesses.push([subject, at, id, shape]);
  }
  return { operation: [id, at, account, JSON.stringify(details)], subjectAccesses, shapes };
}

/**
 * 52 bits under a key of the log's: named alike by every process, without asking the database, and by nobody else, who
 * could look for another text of the same name.
 */
function shapeId(json: string, key: KeyObject): number {
  return Number.parseInt(createHmac('sha256', key).update(json).digest('hex').slice(0, 13), 16);
}
