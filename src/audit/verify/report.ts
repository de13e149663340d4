import { otherVersionText } from '../format/log-version.js';
import type { OtherVersion } from './other-version.js';
import type { AuditRecord, OtherCheckpoint } from '../record/record.js';
import type { ClockJump } from './clock-watch.js';

/** One thing that is wrong. */
export interface Fault {
  /** First sequence number that cannot be relied on; null where the fault concerns no single record. */
  readonly seq: number | null;
  readonly what: string;
}

export interface WriterReport {
  readonly writer: string;
  /** Records that verify, from the first one on without a gap. */
  readonly records: number;
  readonly segments: number;
  /** Segments of which only the tombstone is left, with the SHA-256 of it. */
  readonly purged: readonly { readonly segment: number; readonly digest: string }[];
  /** Records that the newest checkpoint covers. */
  readonly signed: number;
  /** Instant of the newest checkpoint, null where there is none. */
  readonly signedAt: string | null;
  /** What its PURGE records say was destroyed, of any writer: `gw1/3 DIGEST`. */
  readonly purges: ReadonlySet<string>;
  /** Verifier keys of its segments, in order, as the log names them. */
  readonly keys: readonly string[];
  /** Roots of its newest checkpoints (base64), by size. */
  readonly roots: ReadonlyMap<number, string>;
  /** What its checkpoints said of other writers. */
  readonly others: readonly OtherCheckpoint[];
  /** Intents without an outcome: a request that was cut off, or is still running. Information, no fault. */
  readonly openIntents: number;
  /** The first of them, for the reader who wants to look. */
  readonly firstOpenIntents: readonly number[];
  /** Records that verify but stand after the head: written, never answered on. Information. */
  readonly unsealed: number;
  /** Bytes of an unfinished write after that. Information. */
  readonly unfinishedBytes: number;
  /** Null where all of it is of a version that is read here. Then what stands behind it was not verified. */
  readonly otherVersion: OtherVersion | null;
  /** Names in its folder that a file system or an editor left; they are no part of the log and no fault. */
  readonly bystanders?: readonly string[];
  /** Where the clock of its machine went back, or far ahead. Information: the times are as they were sealed. */
  readonly clockJumps?: readonly ClockJump[];
  /** First START of a process whose clock was set to another day (a demo): its times say nothing of when. Null: none. */
  readonly clockSetFrom?: number | null;
  /**
   * The newest record that could be read: STOP where the process ended in order. Null where there is none, or only
   * sealed ones to whoever has no keys.
   */
  readonly newest?: { readonly seq: number; readonly at: string; readonly kind: AuditRecord['kind'] } | null;
  /** The first broken record ends the reading, so that nothing behind it is reported. */
  readonly faults: readonly Fault[];
}

export interface VerifyReport {
  /** True only for a log with records in it and not one fault. */
  readonly whole: boolean;
  readonly writers: readonly WriterReport[];
  /** What is wrong with the folder itself. */
  readonly faults: readonly string[];
  /** Names beside the writers that a file system or an editor left. */
  readonly bystanders?: readonly string[];
}

/**
 * WHOLE: nothing is wrong with it. NOT_WHOLE: something is. OTHER_VERSION: nothing wrong was found, but a part of
 * it, or all, is of a version of the format that is not read here, so that nobody can say.
 */
export type Verdict = 'WHOLE' | 'NOT_WHOLE' | 'OTHER_VERSION';

export function verdictOf({ whole, writers, faults }: VerifyReport): Verdict {
  if (whole) return 'WHOLE';
  const faulty = faults.length > 0 || writers.some((writer) => writer.faults.length > 0);
  return faulty ? 'NOT_WHOLE' : 'OTHER_VERSION';
}

/** Names each segment of another version, in both languages, with what of a known one stands beside it. */
export function otherVersionsIn({ writers }: VerifyReport): readonly { ja: string; en: string }[] {
  return writers.flatMap(({ writer, otherVersion }) => {
    if (otherVersion === null) return [];
    const { segment, version, beside } = otherVersion;
    const { ja, en } = otherVersionText(`${writer}/${segment}`, version);
    if (beside.length === 0) return [{ ja, en }];
    return [
      {
        ja: `${ja}ただし、ヘッドや署名付きチェックポイントはこのプログラムと同じ書き方です。プログラムの版を替えた覚えがなければ、区間の先頭行が書き換えられた疑いがあります。`,
        en: `${en} Yet ${beside.join(', and ')}, as this program writes them: if nobody changed the version of the program, the first line may have been changed.`,
      },
    ];
  });
}

/** The lowest sequence number a writer's faults name. */
export function firstBadSequence(report: WriterReport): Fault | null {
  const named = report.faults.filter((fault) => fault.seq !== null);
  return named.sort((a, b) => (a.seq as number) - (b.seq as number))[0] ?? null;
}
