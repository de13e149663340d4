import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { openRegular } from '../../files/regular-file.js';
import type { Frame } from '../segments/chain.js';
import { openHead, segmentPath } from '../segments/writer-folder.js';
import { HEAD_FILE } from '../format/log-format.js';
import { MAGIC } from '../format/log-version.js';
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
  private headOnDisk: Promise<void> = Promise.resolve();

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
      return segments;
    } catch (error) {
      await segments.close();
      throw error;
    }
  }

  /** Makes the frames, all of one segment, durable. One write and one `fdatasync`, however many they are. */
  async store(frames: readonly Frame[]): Promise<void> {
    const bytes = Buffer.concat(frames.map((frame) => frame.bytes));
    const segment = await this.segmentFor(frames.at(-1)?.segment ?? this.current);
    await writeAll(segment.handle, bytes, this.offset);
    await segment.handle.datasync();
    this.offset += bytes.length;
  }

  /**
   * Writes the head, which names the newest durable frame. It need not be synced before the answer leaves: a
   * journal that is ahead of its head still verifies. But the head may be at most one commit (MAX_BATCH_FRAMES)
   * behind, so its sync runs beside the next commit and is awaited before the next head is written.
   */
  async writeHead(head: Buffer): Promise<void> {
    await this.headOnDisk;
    await writeAll(this.head.handle, head, 0);
    this.headOnDisk = this.head.handle.datasync();
    this.headOnDisk.catch(() => undefined);
  }

  /** Rejects where a file was taken away, replaced or changed by somebody else. */
  async checkUnchanged(): Promise<void> {
    const { head, segment, offset } = this;
    await Promise.all([untouched(head), segment === null ? undefined : untouched(segment, offset)]);
  }

  /** Resolves once the last head is on the disk too. */
  async settle(): Promise<void> {
    await this.headOnDisk;
    await syncFolder(this.folder);
  }

  /** Never throws: after a fault there is nothing more to lose here. */
  async close(): Promise<void> {
    await this.headOnDisk.catch(() => undefined);
    for (const file of [this.segment, this.head]) await file?.handle.close().catch(() => undefined);
  }

  private async segmentFor(index: number): Promise<OpenFile> {
    await this.checkUnchanged();
    if (this.segment !== null) {
      if (index === this.current) return this.segment;
      await this.segment.handle.close();
    }
    const path = segmentPath(this.folder, index);
    const next = await opened(path, await open(path, 'wx', 0o600));
    this.segment = next;
    this.current = index;
    this.offset = MAGIC.length;
    await writeAll(next.handle, MAGIC, 0);
    await syncFolder(this.folder);
    return next;
  }
}

/**
 * Writes to a file that was deleted or replaced under its open handle succeed and are lost. So each commit looks
 * the path up anew and compares the inode. Another size than what was written here means a second writer, or that
 * the file was cut.
 */
async function untouched(file: OpenFile, size?: number): Promise<void> {
  const name = basename(file.path);
  const found = await stat(file.path).catch((cause: unknown) =>
    Promise.reject(new Error(`${name} is gone`, { cause })),
  );
  if (found.ino !== file.inode) throw new Error(`${name} was replaced`);
  if (size !== undefined && found.size !== size) throw new Error(`${name} was changed by someone else`);
}

async function opened(path: string, handle: FileHandle): Promise<OpenFile> {
  return { path, handle, inode: (await handle.stat()).ino };
}

/** A full disk takes part of a write without an error; the next attempt then says ENOSPC. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
