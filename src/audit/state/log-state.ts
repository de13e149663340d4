import { join } from 'node:path';
import { readRegular } from '../../files/regular-file.js';
import type { AuditLog } from '../audit-log.js';
import { CHECKPOINT_FILE } from '../format/log-format.js';
import type { AccessIndex } from '../index/access-index.js';
import type { Indexing } from '../index/indexing.js';
import type { FreeSpace } from '../journal/free-space.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { writersOf } from '../reading/read-records.js';
import type { RetentionWatch } from '../retention/retention-watch.js';
import { readHead } from '../segments/head.js';
import { readWitness, type Witnessed } from '../verify/witnessed.js';
import type { LogVerification, Verified } from './log-verification.js';

/** One writer of the log, as its folder and the witness have it. */
export interface WriterState {
  readonly writer: string;
  /** Records that are sealed; null where the head cannot be read. */
  readonly records: number | null;
  /** Of these in the index. */
  readonly indexed: number;
  /** The newest checkpoint: how many records it signs, and when; null where there is none yet. */
  readonly signed: Checkpointed | null;
  /** The same at the witness. */
  readonly witnessed: Checkpointed | null;
}

export interface Checkpointed {
  readonly records: number;
  /** UTC, ISO 8601; null where the note does not say. */
  readonly at: string | null;
}

/** How the log is: for those who answer for it. Says nothing of what stands in it. */
export interface LogStateView {
  /** The writer of this process. */
  readonly writer: string;
  readonly sealing: boolean;
  /** Why nothing is sealed, by what failed; null while it is. */
  readonly fault: string | null;
  readonly writers: readonly WriterState[];
  readonly hasWitness: boolean;
  readonly verified: Verified | null;
  readonly verifying: boolean;
  readonly freeBytes: number | null;
  readonly overdueSegments: number;
  /** Intents older than a minute that no outcome answers: cut off, or at work for very long. */
  readonly openIntents: number;
  readonly indexLag: number | null;
}

export interface LogStateParts {
  readonly directory: string;
  readonly keys: AuditKeys;
  /** Folder of the witness's notes; null: there is no witness. */
  readonly witness: string | null;
  readonly audit: Pick<AuditLog, 'writer' | 'fault'>;
  readonly index: Pick<AccessIndex, 'openIntents' | 'progress'>;
  readonly indexing: Pick<Indexing, 'lag'>;
  readonly space: Pick<FreeSpace, 'bytes'>;
  readonly retention: Pick<RetentionWatch, 'overdue'>;
  readonly verification: Pick<LogVerification, 'last' | 'isRunning'>;
  readonly now: () => Date;
}

const UNDER_WAY_MS = 60_000;
const BEGINNING = '1970-01-01T00:00:00.000Z';

/** Reads how the log is. Everything it looks at is small: heads, notes, counts. */
export class LogState {
  constructor(private readonly parts: LogStateParts) {}

  async read(): Promise<LogStateView> {
    const { audit, index, indexing, space, retention, verification, witness, now } = this.parts;
    const to = new Date(now().getTime() - UNDER_WAY_MS).toISOString();
    const fault = audit.fault();
    const verified = verification.last();
    return {
      ...{ writer: audit.writer, sealing: fault === null, fault },
      writers: await this.writers(),
      hasWitness: witness !== null,
      ...{ verified, verifying: verification.isRunning() },
      freeBytes: space.bytes(),
      overdueSegments: retention.overdue(),
      openIntents: (await index.openIntents({ from: BEGINNING, to })).length,
      indexLag: indexing.lag(),
    };
  }

  private async writers(): Promise<readonly WriterState[]> {
    const { directory, keys, index, witness } = this.parts;
    const indexed = new Map((await index.progress()).map(({ writer, seq }) => [writer, seq]));
    const notes = witness === null ? [] : await readWitness(witness).catch((): readonly Witnessed[] => []);
    const names = await writersOf(directory);
    return Promise.all(
      names.map(async (writer) => ({
        writer,
        records: (await readHead(join(directory, writer), keys))?.seq ?? null,
        indexed: indexed.get(writer) ?? 0,
        signed: checkpointIn(
          await readRegular(join(directory, writer, CHECKPOINT_FILE)).then(String, () => null),
        ),
        witnessed: checkpointIn(notes.find((note) => note.writer === writer)?.note ?? null),
      })),
    );
  }
}

/** Name, size, root and `at INSTANT`, a line each. */
function checkpointIn(note: string | null): Checkpointed | null {
  const [, size = '', , at = ''] = note?.split('\n') ?? [];
  if (!/^\d{1,15}$/.test(size)) return null;
  return { records: Number(size), at: /^at (\S+Z)$/.exec(at)?.[1] ?? null };
}
