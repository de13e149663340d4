import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../errors/gateway-error.js';
import { ORIGIN } from './chain.js';
import { bearFolder, segmentIndexes, segmentPath } from './folder.js';
import type { AuditKeys } from './keys.js';
import { takeLock, type Lock } from './lock.js';
import { BrokenLog, recover, type Footing } from './recovery.js';
import { framesOf, recordOf } from './stored-frames.js';

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
  readonly footing: Footing;
}

/**
 * Takes the first writer's folder that nobody writes and that can be continued, or begins a new one. A folder that
 * contradicts its head is left as it is, for the verifier to show: the gateway neither hides what was done to it nor stands still.
 */
export async function claimWriter(options: ClaimOptions): Promise<Claim> {
  await mkdir(options.root, { recursive: true, mode: 0o700 });
  for (let number = 1; number <= MOST_WRITERS; number++) {
    const writer = `gw${number}`;
    const lock = await takeLock(join(options.root, `${writer}.lock`));
    if (lock === null) continue;
    try {
      const folder = join(options.root, writer);
      return { writer, folder, lock, footing: await takeFolder(writer, folder, options) };
    } catch (error) {
      await lock.release();
      if (!(error instanceof BrokenLog)) throw error;
      options.onBroken(`${writer} cannot be continued: ${error.message}. It stays as it is; verify it.`);
    }
  }
  throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'every writer name is taken' });
}

async function takeFolder(writer: string, folder: string, options: ClaimOptions): Promise<Footing> {
  const { root, keys, now } = options;
  if (!(await stat(folder).catch(() => null))) {
    await bearFolder(root, writer, keys, now());
    return { tail: ORIGIN, segment: 0, offset: 0, bytesCut: 0 };
  }
  const footing = await recover(folder, keys, 'KEEP_VERIFIED', now());
  if (footing.tail.seq > 0) await sameMunicipality(folder, options.municipality);
  return footing;
}

/** Two municipalities never share a chain, whatever the settings say. */
async function sameMunicipality(folder: string, municipality: string): Promise<void> {
  const [first = 1] = await segmentIndexes(folder);
  const [frame] = framesOf(await readFile(segmentPath(folder, first)));
  const record = frame === undefined ? null : recordOf(frame.body);
  if (record?.kind === 'GENESIS' && record.municipality !== municipality) {
    const en = 'The audit folder belongs to another municipality. Point SEKISHO_AUDIT_DIR to another folder.';
    throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'audit folder of another municipality', en });
  }
}
