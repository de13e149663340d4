import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { openFresh } from '../../files/regular-file.js';
import type { Retention } from '../../policy/retention.js';
import { segmentIndexes, segmentPath, tombstones } from '../segments/writer-folder.js';
import { segmentName, tombstoneName } from '../format/log-format.js';
import { destroyDataKey } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { readSegment, writersOf } from '../reading/read-records.js';
import type { PurgedSegment } from '../record/record.js';
import type { AuditLog } from '../audit-log.js';
import { dueDay, type AccountEnd } from './retention-terms.js';
import { segmentEndOf, type StoredEnd } from '../segments/segment-end.js';
import { syncFolder } from '../files/sync-folder.js';

/** Where a log lies, and by which terms it is kept. */
export interface RetentionScope {
  readonly directory: string;
  /** Folder of the second copy; null: none. */
  readonly mirror: string | null;
  readonly keys: AuditKeys;
  readonly retention: Retention;
  readonly accountEnd: AccountEnd;
}

/** A segment that has ended and still stands. */
export interface RetainedSegment {
  readonly writer: string;
  readonly segment: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** First day on which it may be destroyed; that of its last record to become so. */
  readonly due: string;
  /** What earlier purges said of other segments: it must be said again before it goes. */
  readonly purges: readonly PurgedSegment[];
}

/**
 * Every ended segment whose end is older than the shortest term, with the day from which it may be destroyed. A
 * writer's segments fall due in their order: one that must stay keeps those after it.
 */
export async function* heldSegments(scope: RetentionScope, today: string): AsyncGenerator<RetainedSegment> {
  const { directory, retention } = scope;
  const shortest = Math.min(...retention.terms.map(({ years }) => years));
  for (const writer of await writersOf(directory)) {
    let least = '';
    const segments = await segmentIndexes(join(directory, writer));
    for (const segment of segments.slice(0, -1)) {
      const end = await segmentEndOf(join(directory, writer), segment);
      const [, , , at = ''] = end?.record.note.split('\n') ?? [];
      if (end === null || Number(at.slice(3, 7)) + shortest > Number(today.slice(0, 4))) break;
      const held = await heldSegment(scope, writer, segment);
      least = held.due > least ? held.due : least;
      yield { ...held, due: least };
    }
  }
}

async function heldSegment(
  { directory, keys, retention, accountEnd }: RetentionScope,
  writer: string,
  segment: number,
): Promise<RetainedSegment> {
  let [due, firstSeq, lastSeq] = ['', 0, 0];
  const purges: PurgedSegment[] = [];
  for await (const record of readSegment({ folder: join(directory, writer), writer, segment }, keys)) {
    const day = dueDay(record, retention, accountEnd);
    if (day > due) due = day;
    if (firstSeq === 0) firstSeq = record.seq;
    lastSeq = record.seq;
    if (record.kind === 'PURGE') purges.push(...record.segments);
  }
  return { writer, segment, firstSeq, lastSeq, due, purges };
}

export interface PurgeOrder {
  /** Who answers for it, as it stands in the record. */
  readonly by: string;
  /** Whose token it was. */
  readonly account: string;
  /** `YYYY-MM-DD`, in Japan. */
  readonly today: string;
}

/**
 * Destroys segments whose terms are over. First a PURGE record of them is sealed; then each is replaced by its
 * tombstone (first line and final frame), and its file and data key are deleted. A kill at any instant leaves a log
 * that verifies, and the next purge finishes the rest.
 * @throws GatewayError BAD_USER_INPUT where one of them is not due.
 */
export async function purge(
  segments: readonly RetainedSegment[],
  order: PurgeOrder,
  scope: RetentionScope,
  log: AuditLog,
): Promise<void> {
  for (const { due, writer, segment } of segments)
    if (due > order.today) throw notDue(`${writer}/${segmentName(segment)}`, due);
  const purged = await Promise.all(segments.map((held) => purgedSegment(held, scope)));
  const known = segments.flatMap(({ purges }) => purges);
  await log.seal({ kind: 'PURGE', by: order.by, account: order.account, segments: [...known, ...purged] });
  for (const held of segments) await destroy(held, scope);
}

async function purgedSegment(
  { writer, segment, firstSeq, lastSeq }: RetainedSegment,
  { directory }: RetentionScope,
): Promise<PurgedSegment> {
  const end = await segmentEndOf(join(directory, writer), segment);
  if (end === null) throw new TypeError('A segment without an end cannot be due');
  return { writer, segment, firstSeq, lastSeq, end: digestOf(end) };
}

function digestOf({ frame }: StoredEnd): string {
  return createHash('sha256').update(frame.bytes).digest('base64url');
}

/**
 * Finishes a purge that was killed: where a PURGE record names a tombstone, its segment and key are deleted.
 */
export async function finishPurges(
  { directory, mirror, keys }: RetentionScope,
  recorded: ReadonlySet<string>,
): Promise<void> {
  for (const writer of await writersOf(directory)) {
    for (const segment of await tombstones(join(directory, writer))) {
      const end = await segmentEndOf(join(directory, writer), segment);
      if (end === null || !recorded.has(`${writer}/${segment} ${digestOf(end)}`)) continue;
      await destroy({ writer, segment }, { directory, mirror, keys });
    }
  }
}

async function destroy(
  { writer, segment }: Pick<RetainedSegment, 'writer' | 'segment'>,
  scope: Pick<RetentionScope, 'directory' | 'mirror' | 'keys'>,
): Promise<void> {
  const { directory, mirror, keys } = scope;
  for (const root of [directory, ...(mirror === null ? [] : [mirror])])
    await writeTombstone(join(root, writer), segment);
  await destroyDataKey(keys, writer, segment);
}

async function writeTombstone(folder: string, segment: number): Promise<void> {
  const end = await segmentEndOf(folder, segment);
  if (end === null) return;
  const handle = await openFresh(join(folder, tombstoneName(segment)), 0o600);
  try {
    // Its own first line: the frame stays of the version that it was written in.
    await handle.writeFile(Buffer.concat([end.firstLine, end.frame.bytes]));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
  await unlink(segmentPath(folder, segment)).catch(() => undefined);
  await syncFolder(folder);
}

function notDue(name: string, due: string): GatewayError {
  const never = due.startsWith('9999');
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'not due',
    ja: never
      ? `${name} は廃棄できません。保存を止められない記録を含みます。`
      : `${name} は ${due} まで廃棄できません。`,
    en: never
      ? `${name} cannot be destroyed: it holds records whose term has not begun to end.`
      : `${name} cannot be destroyed before ${due}.`,
  });
}
