import { otherCheckpoints, publishCheckpoint } from './other-checkpoints.js';
import type { OtherCheckpoint } from '../record/record.js';
import type { Witness } from './witness.js';

/** Where a writer's durable checkpoints go, and what the other writers' were. Nobody waits for either. */
export class CheckpointPublisher {
  private newestOfOthers: readonly OtherCheckpoint[] = [];
  private published: Promise<void> = Promise.resolve();

  constructor(
    /** The audit folder. */
    private readonly root: string,
    private readonly writer: string,
    private readonly witness: Witness | null,
    /** Leaves a mark beside the keys of how far the log is durable. */
    private readonly mark: (seq: number) => Promise<void>,
  ) {}

  /** For the next checkpoint record. */
  others(): { readonly others?: readonly OtherCheckpoint[] } {
    return this.newestOfOthers.length > 0 ? { others: this.newestOfOthers } : {};
  }

  /** The note in record `seq` is durable. */
  made(seq: number, note: string): void {
    const { root, writer } = this;
    this.witness?.tell({ writer, note, size: seq - 1 });
    // A copy for the others: what fails here is nothing that anybody rests on.
    this.published = this.published
      .then(() => publishCheckpoint(root, writer, note))
      .then(() => otherCheckpoints(root, writer))
      .then((others) => void (this.newestOfOthers = others))
      .catch(() => undefined);
    this.reached(seq - 1);
  }

  /** This record is durable, and so are all before it. After a checkpoint: those that it signs. */
  reached(seq: number): void {
    this.published = this.published.then(() => this.mark(seq)).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.published;
    await this.witness?.close();
  }
}
