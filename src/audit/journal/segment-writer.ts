import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { openRegular } from '../../files/regular-file.js';
import type { Frame } from '../segments/chain.js';
import { openHead, segmentPath } from '../segments/writer-folder.js';
import { HEAD_FILE } from '../format/log-format.js';
import { MAGIC } from '../format/log-version.js';
import { CommitThread, type LookedAt, type Written } from './commit-steps.js';
import type { ResumePoint } from './recovery.js';
import { syncFolder } from '../files/sync-folder.js';

interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
  readonly inode: number;
}

/**
 * Writes to the newest segment and the head of a writer's folder. After a fault it must not be used again: close
 * it, recover, open another. The journal makes one call at a time.
 */
export class Segments {
  private segment: OpenFile | null = null;
  private readonly thread = new CommitThread();

  private constructor(
    private readonly folder: string,
    private readonly head: OpenFile,
    private current: number,
    private offset: number,
  ) {}

  static async open(folder: string, resumePoint: ResumePoint): Promise<Segments> {
    const head = await opened(join(folder, HEAD_FILE), await openHead(folder));
    const segments = new Segments(folder, head, resumePoint.segment, resumePoint.offset);
    try {
      if (resumePoint.segment > 0) {
        const path = segmentPath(folder, resumePoint.segment);
        segments.segment = await opened(path, await openRegular(path, 'r+'));
      }
      // The thread has begun: the time it took is no commit's.
      await segments.thread.take({ unchanged: [], frames: null, head: null });
      return segments;
    } catch (error) {
      await segments.close();
      throw error;
    }
  }

  /**
   * Makes the frames, all of one segment, durable: one write and one `fdatasync`, however many they are.
   * @param head written behind them, where nothing else has to be durable before
   */
  async store(frames: readonly Frame[], head: Buffer | null): Promise<void> {
    const bytes = Buffer.concat(frames.map((frame) => frame.bytes));
    const { handle } = await this.segmentFor(frames.at(-1)?.segment ?? this.current);
    await this.thread.take({
      unchanged: this.lookedAt(),
      frames: { descriptor: handle.fd, bytes, position: this.offset },
      head: head && this.atHead(head),
    });
    this.offset += bytes.length;
  }

  /** Writes the head, which names the newest durable frame. */
  writeHead(head: Buffer): Promise<void> {
    return this.thread.take({ unchanged: [], frames: null, head: this.atHead(head) });
  }

  /** Rejects where a file was taken away, replaced or changed by somebody else, or the last head is not on the disk. */
  checkUnchanged(): Promise<void> {
    return this.thread.take({ unchanged: this.lookedAt(), frames: null, head: null });
  }

  /** Resolves once the last head is on the disk too. */
  async settle(): Promise<void> {
    await this.thread.take({ unchanged: [], frames: null, head: null });
    await syncFolder(this.folder);
  }

  /** Never throws: after a fault there is nothing more to lose here. */
  async close(): Promise<void> {
    await this.settle().catch(() => undefined);
    this.thread.close();
    for (const file of [this.segment, this.head]) await file?.handle.close().catch(() => undefined);
  }

  private atHead(bytes: Buffer): Written {
    return { descriptor: this.head.handle.fd, bytes, position: 0 };
  }

  private lookedAt(): readonly LookedAt[] {
    const { head, segment, offset } = this;
    const files: LookedAt[] = [{ path: head.path, inode: head.inode, size: null }];
    if (segment !== null) files.push({ path: segment.path, inode: segment.inode, size: offset });
    return files;
  }

  private async segmentFor(index: number): Promise<OpenFile> {
    if (this.segment !== null) {
      if (index === this.current) return this.segment;
      await this.checkUnchanged();
      await this.segment.handle.close();
    }
    const path = segmentPath(this.folder, index);
    const next = await opened(path, await open(path, 'wx', 0o600));
    this.segment = next;
    this.current = index;
    this.offset = MAGIC.length;
    await next.handle.writeFile(MAGIC);
    await syncFolder(this.folder);
    return next;
  }
}

async function opened(path: string, handle: FileHandle): Promise<OpenFile> {
  return { path, handle, inode: (await handle.stat()).ino };
}
