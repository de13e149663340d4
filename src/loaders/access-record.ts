import { fieldsOfAll } from '../audit/index/field-outcomes.js';
import { decodeAccesses } from '../audit/record/access-columns.js';
import type { Access, AuditRecord } from '../audit/record/record.js';
import { subjectsIn } from '../audit/record/subject-column.js';
import { labelsOf, type Labelled } from '../guard/field-labels.js';
import { checkPageSize, type Page } from '../paging/page.js';
import { namedIn, type AccessNode, type FieldAccessNode } from './access-history.js';
import type { LoaderScope } from './scope.js';

type Outcome = AuditRecord & { readonly kind: 'OUTCOME' };
type Intent = AuditRecord & { readonly kind: 'INTENT' };

/** One operation as it is sealed: an answer with its intent, or an intent that nothing answers. */
export interface OperationNode extends Pick<AccessNode, 'record' | 'at' | 'account' | 'purpose'> {
  readonly role: string | null;
  readonly case: string | null;
  readonly zone: string | null;
  readonly operationName: string | null;
  readonly loginMethods: readonly string[];
  readonly policyVersion: string;
  /** SHA-256 of the normalised document, base64url; null where there was none that could be read. */
  readonly document: string | null;
  /** OPEN: the intent has no outcome, or not yet. */
  readonly status: Outcome['status'] | 'OPEN';
  readonly codes: readonly string[];
  readonly detail: string | null;
  /** `WRITER/SEQUENCE` of the INTENT; null where the request was refused before it. */
  readonly intent: string | null;
  /** What was asked for, before anything was decided. */
  readonly asked: readonly (Labelled & { readonly coordinate: string })[];
  /** What became of it, over all persons. */
  readonly fields: readonly FieldAccessNode[];
  readonly persons: number;
  readonly count: number;
}

export type RecordAccessNode = Access & Labelled;

/** The operation that a record is about; null where there is no such record, or it is about no operation. */
export async function loadOperation(scope: LoaderScope, name: string): Promise<OperationNode | null> {
  const { history } = scope.accessLog;
  const record = await history.record(name);
  if (record?.kind === 'INTENT') return operationOf(scope, name, record, { outcome: null, intent: record });
  if (record?.kind !== 'OUTCOME') return null;
  const intent = record.intent === null ? null : await history.record(intentOf(name, record.intent));
  const asked = intent?.kind === 'INTENT' ? intent : null;
  return operationOf(scope, name, record, { outcome: record, intent: asked });
}

/**
 * Every resolver access of the operation, in the order of its record, as `audit expand` prints them. A record that is
 * no answer has none.
 */
export async function loadRecordAccesses(
  scope: LoaderScope,
  name: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Page<RecordAccessNode>> {
  checkPageSize(first);
  const { accessLog, cursors } = scope;
  const list = `recordAccesses ${name}`;
  const begin = after === null ? 0 : (cursors.open(list, after) as number);
  const record = await accessLog.history.record(name);
  const columns = record?.kind === 'OUTCOME' ? record.accesses : null;
  const nodes: RecordAccessNode[] = [];
  let position = 0;
  for (const access of columns === null ? [] : decodeAccesses(columns)) {
    if (position++ < begin) continue;
    if (nodes.length > first) break;
    nodes.push({ ...access, ...labelsOf(accessLog.labels, access.coordinate) });
  }
  const page = nodes.slice(0, first);
  const sealed = page.map((_one, at) => cursors.seal(list, begin + at + 1));
  return {
    nodes: page,
    cursors: sealed,
    endCursor: sealed.at(-1) ?? null,
    hasNextPage: nodes.length > first,
    hasPreviousPage: after !== null,
  };
}

const intentOf = (name: string, seq: number): string => `${name.split('/')[0]}/${seq}`;

interface Phases {
  readonly outcome: Outcome | null;
  readonly intent: Intent | null;
}

function operationOf(
  { accessLog }: LoaderScope,
  record: string,
  { at, account, purpose, role, zone, operationName, ...head }: Outcome | Intent,
  { outcome, intent }: Phases,
): OperationNode {
  const { labels } = accessLog;
  const accesses = outcome?.accesses ?? null;
  return {
    ...{ record, at, role, zone, operationName, case: head.case },
    ...namedIn(accessLog, { account, purpose }),
    ...{ loginMethods: head.amr, policyVersion: head.policyVersion },
    document: intent?.document ?? outcome?.document ?? null,
    ...{ status: outcome?.status ?? 'OPEN', codes: outcome?.codes ?? [], detail: outcome?.detail ?? null },
    intent: intent === null ? null : intentOf(record, intent.seq),
    asked: (intent?.coordinates ?? []).map((coordinate) => ({
      coordinate,
      ...labelsOf(labels, coordinate),
    })),
    fields: fieldsOfAll(accesses).map((field) => ({ ...field, ...labelsOf(labels, field.coordinate) })),
    persons: accesses === null ? 0 : subjectsIn(accesses).length,
    count: accesses?.count ?? 0,
  };
}
