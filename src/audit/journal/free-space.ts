import { statfs } from 'node:fs/promises';
import { PeriodicTask } from '../../background/periodic-task.js';

export interface FreeSpaceOptions {
  /** Folders whose disks are watched; the scarcest counts. */
  readonly folders: readonly string[];
  /** Bytes below which it is told. Default 1 GiB: days of work, and time to act. */
  readonly least?: number;
  /** Pause between two checks, in milliseconds. Default 5,000. */
  readonly every?: number;
  /** Told when space becomes low, and when it is enough again. */
  readonly onChange: (low: boolean, bytes: number) => void;
}

const LEAST = 1024 ** 3;

/** The early warning: a full disk stops every answer about a person, so it is told while there is still time. */
export class FreeSpace {
  private freeBytes: number | null = null;
  private isLow = false;
  private readonly checks: PeriodicTask;

  constructor(private readonly options: FreeSpaceOptions) {
    const { every = 5_000 } = options;
    this.checks = new PeriodicTask({ run: () => this.check(), every });
    this.checks.start(0);
  }

  /** Bytes left at the last check; null before it, or where a disk does not say. */
  bytes(): number | null {
    return this.freeBytes;
  }

  low(): boolean {
    return this.isLow;
  }

  async check(): Promise<void> {
    const { folders, least = LEAST, onChange } = this.options;
    // A disk that does not answer is the journal's to tell.
    const found = await Promise.all(folders.map((folder) => statfs(folder))).catch(() => null);
    if (found === null) return;
    const bytes = Math.min(...found.map(({ bavail, bsize }) => bavail * bsize));
    const low = bytes < least;
    const changed = low !== this.isLow;
    this.freeBytes = bytes;
    this.isLow = low;
    if (changed) onChange(low, bytes);
  }

  close(): Promise<void> {
    return this.checks.close();
  }
}
