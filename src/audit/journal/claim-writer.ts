import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { ORIGIN } from '../segments/chain.js';
import { createWriterFolder, segmentIndexes, segmentPath } from '../segments/writer-folder.js';
import { LONGEST_SEGMENT, originOf } from '../format/log-format.js';
import { readSeed } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { takeLock, type Lock } from '../files/lock-file.js';
import { makeFolder } from '../../files/make-folder.js';
import { BrokenLog, recover, type ResumePoint } from './recovery.js';
import { refuseOtherVersions } from '../segments/other-versions.js';
import { clearRecord, segmentEndOf } from '../segments/segment-end.js';
import { framesOf } from '../segments/stored-frames.js';
import { WriterKeys } from '../keys/writer-keys.js';
import { readRegular } from '../../files/regular-file.js';

const MOST_WRITERS = 9999;

export interface ClaimOptions {
  readonly root: string;
  readonly keys: AuditKeys;
  readonly municipality: string;
  readonly now: () => string;
  readonly onBroken: (what: string) => void;
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
 * @throws GatewayError AUDIT_UNAVAILABLE where the log is of a version of the format that this program does not
 *   read; nothing is written then.
 */
export async function claimWriter(options: ClaimOptions): Promise<Claim> {
  await refuseOtherVersions(options.root);
  await makeFolder(options.root);
  for (let number = 1; number <= MOST_WRITERS; number++) {
    const writer = `gw${number}`;
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

/** The segment that the next record belongs to. */
export function segmentToWrite({ segment, ended }: ResumePoint): number {
  return segment === 0 || ended ? segment + 1 : segment;
}

async function takeFolder(writer: string, folder: string, options: ClaimOptions): Promise<ResumePoint> {
  const { root, keys, now } = options;
  if (!(await stat(folder).catch(() => null))) {
    // The folder is made before its keys: keys without a folder mean that a log was taken away.
    if ((await readSeed(keys, writer)) !== null)
      throw new BrokenLog('its folder is gone, though its keys are here');
    await createWriterFolder(root, writer, keys, now());
    return { tail: ORIGIN, segment: 0, offset: 0, ended: false, bytesCut: 0 };
  }
  const resumePoint = await recover({ folder, writer, keys, rule: 'KEEP_VERIFIED', at: now() });
  if (resumePoint.tail.seq > 0) await sameOrigin(folder, originOf(options.municipality, writer));
  return resumePoint;
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
