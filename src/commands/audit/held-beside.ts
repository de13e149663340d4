import { join, resolve } from 'node:path';
import type { Seen } from '../../audit/audit-faults.js';
import { writersOf } from '../../audit/reading/read-records.js';
import { readHead } from '../../audit/segments/head.js';
import type { AuditKeys } from '../../audit/keys/audit-keys.js';
import type { VerifyReport } from '../../audit/verify/report.js';
import { seenBeside } from '../../gateway/seen-beside.js';
import type { CommandContext } from '../context.js';

/** What a writer's log is held to besides its own bytes, by writer. */
export type Beside = ReadonlyMap<string, readonly Seen[]>;

const COPY = { ja: '写し', en: 'the second copy' };

/**
 * What index, witness and second copy know of the gateway's own log; empty for a log from elsewhere. To be asked
 * before the log is read, which meanwhile goes on.
 */
export async function knownBeside(folder: string, keys: AuditKeys, context: CommandContext): Promise<Beside> {
  const settings = context.settings();
  if (resolve(folder) !== resolve(settings.auditDirectory)) return new Map();
  const { auditMirror } = settings;
  const seen = await seenBeside(settings);
  const known = new Map<string, readonly Seen[]>();
  for (const writer of await writersOf(folder).catch((): string[] => [])) {
    const copy = auditMirror === null ? null : await readHead(join(auditMirror, writer), keys);
    const copied = copy === null ? [] : [{ by: COPY, records: copy.seq }];
    known.set(writer, [...(await seen(writer)), ...copied]);
  }
  return known;
}

/** Says of each that knows more than the log that an older copy was put in its place. */
export function olderThan(beside: Beside, { writers }: VerifyReport): readonly string[] {
  return writers.flatMap(({ writer, records, otherVersion }) =>
    otherVersion !== null
      ? []
      : (beside.get(writer) ?? [])
          .filter((seen) => seen.records > records)
          .map(
            ({ by, records: known }) =>
              `${writer}: ${by.ja}は${known}件まで知っていますが、記録は${records}件しかありません。古い写しが置かれています。索引を作り直さないでください。 / ${by.en} knows ${known} records, only ${records} are here: an older copy was put in its place. Do not rebuild the index before this is explained.`,
          ),
  );
}
