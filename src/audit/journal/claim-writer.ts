import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { OlderLogError, type Seen } from '../audit-faults.js';
import { noteBeside } from '../verify/checkpoint-beside.js';
import { readHead } from '../segments/head.js';
import { refuseSamePlace } from './second-place.js';
import { refuseOtherSecret } from '../segments/other-secret.js';
import { readReached } from '../keys/reached.js';
import { ORIGIN } from '../segments/chain.js';
import { createWriterFolder, segmentIndexes, segmentPath } from '../segments/writer-folder.js';
import { LONGEST_SEGMENT, originOf } from '../format/log-format.js';
import { LOG_VERSION } from '../format/log-version.js';
import { readSeed } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { takeLock, type Lock } from '../files/lock-file.js';
import { makeFolder } from '../../files/make-folder.js';
import { BrokenLog, recover, type ResumePoint } from './recovery.js';
import { refuseOtherVersions } from '../segments/other-versions.js';
import { clearRecord, segmentEndOf } from '../segments/segment-end.js';
import { framesOf } from '../segments/stored-frames.js';
import { seedAfter, segmentKeys } from '../keys/segment-keys.js';
import { signerOf } from '../checkpoints/checkpoint.js';
import { verifierKey } from '../checkpoints/signed-note.js';
import { signedByAny } from '../verify/signed-by-any.js';
import { WriterKeys } from '../keys/writer-keys.js';
import { readRegular } from '../../files/regular-file.js';

const MOST_WRITERS = 9999;

export interface ClaimOptions {
  readonly root: string;
  readonly keys: AuditKeys;
  readonly municipality: string;
  readonly now: () => string;
  readonly onBroken: (what: string) => void;
  /** The second copy of the whole log; null: none. */
  readonly mirror: string | null;
  /** Tried first; null: nobody's place is taken. */
  readonly preferred: string | null;
  /** What index and witness know of a writer. */
  readonly seen: (writer: string) => Promise<readonly Seen[]>;
}

/** A writer's folder that is ours alone until the lock is released. */
export interface Claim {
  readonly writer: string;
  readonly folder: string;
  readonly lock: Lock;
  readonly resumePoint: ResumePoint;
  readonly writerKeys: WriterKeys;
}

/**
 * Takes the first writer's folder that no other process writes to and that can be continued, or makes a new one. A
 * folder that contradicts its head is left as it is, as evidence for the verifier, and the next one is tried: so
 * tampering is neither hidden nor does it stop the gateway.
 * @throws LogRefusal where the log is of a version of the format that this program does not read, written with
 *   another secret, or older or newer than its keys, its copy, or what index and witness know; nothing is written
 *   then.
 */
export async function claimWriter(options: ClaimOptions): Promise<Claim> {
  await refuseOtherVersions(options.root);
  await refuseOtherSecret(options.root, options.keys);
  if (options.mirror !== null) {
    await refuseSamePlace(options.root, options.mirror);
    await refuseOtherSecret(options.mirror, options.keys);
  }
  await makeFolder(options.root);
  for (const writer of candidates(options.preferred)) {
    const lock = await takeLock(join(options.root, `${writer}.lock`));
    if (lock === null) continue;
    try {
      const folder = join(options.root, writer);
      const resumePoint = await takeFolder(writer, folder, options);
      const writerKeys = await WriterKeys.open(options.keys, writer, segmentToWrite(resumePoint));
      return { writer, folder, lock, resumePoint, writerKeys };
    } catch (error) {
      await lock.release();
      if (!(error instanceof BrokenLog)) throw error;
      options.onBroken(`${writer} cannot be continued: ${error.message}. It stays as it is; verify it.`);
    }
  }
  throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'every writer name is taken' });
}

function* candidates(preferred: string | null): Generator<string> {
  if (preferred !== null) yield preferred;
  for (let number = 1; number <= MOST_WRITERS; number++) if (`gw${number}` !== preferred) yield `gw${number}`;
}

/** The segment that the next record belongs to. */
export function segmentToWrite({ segment, ended }: ResumePoint): number {
  return segment === 0 || ended ? segment + 1 : segment;
}

async function takeFolder(writer: string, folder: string, options: ClaimOptions): Promise<ResumePoint> {
  const { root, keys, now } = options;
  const seen = [...(await seenBeside(writer, folder, options)), ...(await options.seen(writer))];
  if (!(await stat(folder).catch(() => null))) {
    // The folder is made before its keys: keys without a folder mean that a log was taken away.
    const [most] = [...seen].sort((a, b) => b.records - a.records);
    if (most !== undefined) throw new OlderLogError(writer, 0, most);
    if ((await readSeed(keys, writer)) !== null)
      throw new OlderLogError(writer, 0, { by: { ja: '鍵', en: 'its keys' }, records: 1 });
    await createWriterFolder(root, writer, keys, now());
    const nothing = { segment: 0, offset: 0, ended: false, bytesCut: 0, newest: null };
    return { tail: ORIGIN, version: LOG_VERSION, ...nothing };
  }
  const resumePoint = await recover({ folder, writer, keys, rule: 'KEEP_VERIFIED', at: now(), seen });
  if (resumePoint.tail.seq > 0) await sameOrigin(folder, originOf(options.municipality, writer));
  return resumePoint;
}

/** What keys, second copy and the note in its folder know of a writer. */
async function seenBeside(writer: string, folder: string, options: ClaimOptions): Promise<readonly Seen[]> {
  const { keys, mirror } = options;
  const copy = mirror === null ? null : await readHead(join(mirror, writer), keys);
  const noted = signedByAny((await noteBeside(folder)) ?? '', await keysFrom(writer, options));
  const known: readonly (readonly [Seen['by'], number])[] = [
    [{ ja: '鍵', en: 'its keys' }, (await readReached(keys, writer)) ?? 0],
    [{ ja: '写し', en: 'its second copy' }, copy?.seq ?? 0],
    [{ ja: '署名付きチェックポイント', en: 'the checkpoint beside it' }, noted?.size ?? 0],
  ];
  return known.flatMap(([by, records]) => (records > 0 ? [{ by, records }] : []));
}

/** Verifier keys of the segment being written and of some to come: what a note beside an older log is signed with. */
async function keysFrom(writer: string, { keys, municipality }: ClaimOptions): Promise<readonly string[]> {
  const found: string[] = [];
  let seed = await readSeed(keys, writer);
  for (let ahead = 0; seed !== null && ahead < 4; ahead++, seed = seedAfter(seed))
    found.push(verifierKey(signerOf(municipality, writer, segmentKeys(seed))));
  return found;
}

/** Two municipalities never share a chain, whatever the settings say. */
async function sameOrigin(folder: string, origin: string): Promise<void> {
  const [first = 1] = await segmentIndexes(folder);
  const path = segmentPath(folder, first);
  const [frame] = framesOf(await readRegular(path, LONGEST_SEGMENT), path);
  const record = frame === undefined ? null : clearRecord(frame);
  const before = await segmentEndOf(folder, first - 1);
  const found =
    record?.kind === 'GENESIS'
      ? originOf(record.municipality, record.writer)
      : before?.record.note.split('\n')[0];
  if (found !== origin) {
    const en = 'The audit folder belongs to another municipality. Point SEKISHO_AUDIT_DIR to another folder.';
    throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'audit folder of another municipality', en });
  }
}
