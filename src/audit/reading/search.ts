import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { decodeAccesses } from '../record/access-columns.js';
import { WRITER_PATTERN } from '../format/log-format.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { pseudonymOf } from '../keys/pseudonym.js';
import { subjectsIn } from '../record/subject-column.js';
import { readRecords, readWriter, writersOf } from './read-records.js';
import type { Access, AuditRecord } from '../record/record.js';

/** One resolver access with the head of the record it stands in. */
export interface FoundAccess extends Access {
  /** `WRITER/SEQUENCE`, as the answer carried it in `Sekisho-Record`. */
  readonly record: string;
  readonly at: string;
  readonly account: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
}

export interface SubjectSearch {
  /** Whose log it is: a part of every pseudonym. */
  readonly municipality: string;
  /** 宛名番号. */
  readonly atenaNumber: string;
  /** UTC instants, ISO 8601 with milliseconds: from this one on, and before this one. */
  readonly from?: string;
  readonly to?: string;
  readonly account?: string;
  /** Told of each record of an answer in the span, of the account, that was looked through. */
  readonly onLooked?: () => void;
}

/**
 * Every access of one OUTCOME record.
 * @throws GatewayError BAD_USER_INPUT when there is no such record or it is of another kind.
 */
export async function* expandRecord(
  directory: string,
  keys: AuditKeys,
  name: string,
): AsyncGenerator<FoundAccess> {
  const [writer = '', sequence = ''] = name.split('/');
  const seq = Number(sequence);
  if (!WRITER_PATTERN.test(writer) || !/^\d{1,15}$/.test(sequence))
    throw noSuchRecord(
      '記録は「書き手/連番」で指定してください(例: gw1/17)。',
      'Name the record as WRITER/SEQUENCE, for example gw1/17.',
    );
  if (!(await writersOf(directory)).includes(writer))
    throw noSuchRecord(
      `この記録に書き手 ${writer} はありません。`,
      `There is no writer ${writer} in this log.`,
    );
  for await (const record of readWriter(join(directory, writer), writer, keys, seq)) {
    if (record.seq !== seq) continue;
    if (record.kind !== 'OUTCOME')
      throw noSuchRecord(
        `${writer}/${seq} は回答の記録ではありません。内訳があるのは回答の記録だけで、番号は回答のヘッダー Sekisho-Record にあります。`,
        `${writer}/${seq} is not the record of an answer; no other holds accesses. The header Sekisho-Record of an answer names it.`,
      );
    yield* accessesIn(record, writer);
    return;
  }
  throw noSuchRecord(`記録 ${writer}/${seq} はありません。`, `There is no record ${writer}/${seq}.`);
}

/**
 * Every access to one person, in order of each writer's sequence. Reads verified records only, and the whole
 * log: cost is linear in its length.
 */
export async function* searchSubject(
  directory: string,
  keys: AuditKeys,
  search: SubjectSearch,
): AsyncGenerator<FoundAccess> {
  const { municipality, atenaNumber, from = '', to = '9999', account } = search;
  const subject = pseudonymOf(keys, municipality, atenaNumber);
  for await (const { writer, record } of readRecords(directory, keys)) {
    if (record.kind !== 'OUTCOME' || record.at < from || record.at >= to) continue;
    if (account !== undefined && record.account !== account) continue;
    search.onLooked?.();
    if (record.accesses === null || !subjectsIn(record.accesses).includes(subject)) continue;
    for (const access of accessesIn(record, writer)) if (access.subject === subject) yield access;
  }
}

function* accessesIn(record: AuditRecord & { kind: 'OUTCOME' }, writer: string): Generator<FoundAccess> {
  if (record.accesses === null) return;
  const { at, account, purpose, case: caseNumber } = record;
  const head = { record: `${writer}/${record.seq}`, at, account, purpose, case: caseNumber };
  for (const access of decodeAccesses(record.accesses)) yield { ...head, ...access };
}

function noSuchRecord(ja: string, en: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', { ja, en });
}
