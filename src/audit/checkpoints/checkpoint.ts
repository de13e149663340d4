import { originOf } from '../format/log-format.js';
import type { SegmentKeys } from '../keys/segment-keys.js';
import { signNote, verifierKey, type NoteSigner } from './signed-note.js';
import { peaksOf, rootOf, sizeOf, type Frontier } from '../merkle/frontier.js';

interface CheckpointFacts {
  readonly municipality: string;
  readonly writer: string;
  readonly tree: Frontier | null;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly keys: SegmentKeys;
}

/** Who signs in this segment. */
export function signerOf(
  municipality: string,
  writer: string,
  { signingKey, publicKey }: SegmentKeys,
): NoteSigner {
  return { name: originOf(municipality, writer), key: signingKey, publicKey };
}

/** The signed statement that the writer's log holds exactly these records (C2SP tlog-checkpoint). */
export function checkpointNote(
  { municipality, writer, tree, at, keys }: CheckpointFacts,
  next: SegmentKeys | null = null,
): string {
  const signer = signerOf(municipality, writer, keys);
  const lines = [signer.name, String(sizeOf(tree)), rootOf(tree).toString('base64'), `at ${at}`];
  if (next !== null) lines.push(`next ${verifierKey(signerOf(municipality, writer, next))}`);
  return signNote(lines.map((line) => `${line}\n`).join(''), signer);
}

/** What the final checkpoint of a segment holds besides its note. */
export interface SegmentEnd {
  /** Verifier key of the segment that ends. */
  readonly key: string;
  /** Roots of the perfect subtrees that the tree the note covers consists of, largest first, in base64. */
  readonly peaks: readonly string[];
}

export function segmentEnd({ municipality, writer, tree, keys }: CheckpointFacts): SegmentEnd {
  return {
    key: verifierKey(signerOf(municipality, writer, keys)),
    peaks: peaksOf(tree).map((hash) => hash.toString('base64')),
  };
}

/** When a checkpoint is due: after each period in which records were added, and in idle times as a heartbeat. */
export class CheckpointSchedule {
  private timer: NodeJS.Timeout | undefined;
  /** Sequence number of the newest checkpoint, and when it was made (milliseconds, monotonic). */
  private newest = { seq: 0, at: -Infinity };

  constructor(
    private readonly period = 5_000,
    private readonly heartbeat = 60_000,
  ) {}

  start(tick: () => void): void {
    this.timer = setInterval(tick, this.period).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  made(seq: number): void {
    this.newest = { seq, at: performance.now() };
  }

  isDue(tail: number): boolean {
    return tail > this.newest.seq || performance.now() - this.newest.at >= this.heartbeat;
  }
}
