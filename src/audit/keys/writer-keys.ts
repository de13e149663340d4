import type { KeyObject } from 'node:crypto';

import { makeSeed, readSeed, takeDataKey, writeSeed } from './key-files.js';
import type { AuditKeys } from './audit-keys.js';
import { chainKeyOf, seedAfter, seedOf, segmentKeys, type Seed, type SegmentKeys } from './segment-keys.js';

/** All that the frames of one segment are made with. */
export interface FrameKeys extends SegmentKeys {
  readonly dataKey: KeyObject;
  readonly chainKey: KeyObject;
}

interface Stage {
  readonly seed: Seed;
  readonly keys: FrameKeys;
}

/**
 * The keys of the segment being written, and those of the next, made ready beforehand: a segment ends between two
 * records, where nobody waits for a disk.
 */
export class WriterKeys {
  private nextStage: Stage | null = null;

  private constructor(
    private readonly keys: AuditKeys,
    private readonly writer: string,
    private stage: Stage,
  ) {}

  /**
   * For the segment that will be written next; the first one's are made. Throws when they are missing or past it.
   */
  static async open(keys: AuditKeys, writer: string, segment: number): Promise<WriterKeys> {
    const known = (await readSeed(keys, writer)) ?? (segment === 1 ? await makeSeed(keys, writer) : null);
    const seed = known === null ? null : seedOf(segment, known);
    if (seed === null) throw new Error(`the keys of ${writer} for segment ${segment} are missing`);
    // Between the end of a segment and this, a process died: what the ended segment's seed was kept for is done.
    if (known !== null && known.segment < segment) await writeSeed(keys, writer, seed);
    const opened = new WriterKeys(keys, writer, await stageOf(keys, writer, seed));
    await opened.prepare();
    return opened;
  }

  get current(): FrameKeys {
    return this.stage.keys;
  }

  /** Null until they are ready: then the segment grows a little longer. */
  get next(): FrameKeys | null {
    return this.nextStage?.keys ?? null;
  }

  /** From here on frames belong to the next segment. */
  advance(): void {
    if (this.nextStage === null) throw new TypeError('The next keys are not ready');
    this.stage = this.nextStage;
    this.nextStage = null;
  }

  /**
   * Once the final checkpoint and the head that names it are on the disk: the ended segment's seed is destroyed.
   */
  async forget(): Promise<void> {
    await writeSeed(this.keys, this.writer, this.stage.seed);
    await this.prepare();
  }

  private async prepare(): Promise<void> {
    this.nextStage = await stageOf(this.keys, this.writer, seedAfter(this.stage.seed));
  }
}

async function stageOf(keys: AuditKeys, writer: string, seed: Seed): Promise<Stage> {
  const dataKey = await takeDataKey(keys, writer, seed.segment);
  return { seed, keys: { ...segmentKeys(seed), dataKey, chainKey: chainKeyOf(dataKey) } };
}
