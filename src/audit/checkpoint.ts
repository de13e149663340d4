import { originOf, signerName } from './format.js';
import type { AuditKeys } from './keys.js';
import { signNote } from './signed-note.js';
import { rootOf, sizeOf, type Frontier } from './tree.js';

interface CheckpointFacts {
  readonly municipality: string;
  readonly writer: string;
  readonly tree: Frontier | null;
  /** UTC, ISO 8601. */
  readonly at: string;
}

/** The signed statement that the writer's log holds exactly these records (C2SP tlog-checkpoint). */
export function checkpointNote({ municipality, writer, tree, at }: CheckpointFacts, keys: AuditKeys): string {
  const lines = [originOf(municipality, writer), String(sizeOf(tree)), rootOf(tree).toString('base64'), `at ${at}`];
  const signer = { name: signerName(municipality), key: keys.signingKey, publicKey: keys.publicKey };
  return signNote(lines.map((line) => `${line}\n`).join(''), signer);
}

/** When a checkpoint is due: after each period in which records were added, and in idle times as a heartbeat. */
export class CheckpointSchedule {
  #timer: NodeJS.Timeout | undefined;
  /** Sequence number of the newest checkpoint, and when it was made (milliseconds, monotonic). */
  #newest = { seq: 0, at: -Infinity };

  constructor(
    private readonly period = 5_000,
    private readonly heartbeat = 60_000,
  ) {}

  start(tick: () => void): void {
    this.#timer = setInterval(tick, this.period).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  made(seq: number): void {
    this.#newest = { seq, at: performance.now() };
  }

  isDue(tail: number): boolean {
    return tail > this.#newest.seq || performance.now() - this.#newest.at >= this.heartbeat;
  }
}
