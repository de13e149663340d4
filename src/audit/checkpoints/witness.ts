import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { openFresh, openToAppend } from '../../files/regular-file.js';
import type { Frame } from '../segments/chain.js';
import { within } from '../audit-faults.js';
import { syncFolder } from '../files/sync-folder.js';
import type { Frontier } from '../merkle/frontier.js';

/** A checkpoint that is durable in the log. */
export interface WrittenCheckpoint {
  readonly writer: string;
  /** C2SP signed note. */
  readonly note: string;
  /** Records it covers. */
  readonly size: number;
}

/**
 * A second place for checkpoints, out of reach of whoever controls this machine: a log that is rewritten later
 * contradicts the checkpoints there. Nothing waits for a witness. One that does not answer is reported, and gets
 * the newest checkpoint when it is back.
 */
export interface Witness {
  /** Where the log stands when it is opened, and after each fault. */
  begin(tree: Frontier | null): void;
  /** Records that are durable, in their order. */
  add(frames: readonly Frame[]): void;
  tell(checkpoint: WrittenCheckpoint): void;
  close(): Promise<void>;
}

export interface WitnessOptions {
  /** Longest one attempt may take, in milliseconds. Default 5,000. */
  readonly deadline?: number;
  /** Told why the newest checkpoint did not arrive, and null once one does again. */
  readonly onFault: (error: unknown) => void;
}

/** Hands over the newest checkpoint, one at a time: those that came meanwhile are covered by it. */
export abstract class NewestToWitness implements Witness {
  private newest: WrittenCheckpoint | null = null;
  private sending: Promise<void> | null = null;
  private faulty = false;

  protected constructor(private readonly options: WitnessOptions) {}

  protected abstract send(checkpoint: WrittenCheckpoint): Promise<void>;

  begin(_tree: Frontier | null): void {
    // Only who proves that one tree continues another needs it.
  }

  add(_frames: readonly Frame[]): void {
    // As above.
  }

  tell(checkpoint: WrittenCheckpoint): void {
    this.newest = checkpoint;
    this.sending ??= this.sendAll();
  }

  async close(): Promise<void> {
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let next = this.newest; next !== null; next = this.newest) {
      this.newest = null;
      try {
        await within(this.send(next), this.options.deadline ?? 5_000);
        if (this.faulty) this.options.onFault(null);
        this.faulty = false;
      } catch (error) {
        if (!this.faulty) this.options.onFault(error);
        this.faulty = true;
      }
    }
    this.sending = null;
  }
}

/**
 * A folder on another mount: `gw1.note` is the newest checkpoint, `gw1.notes` every one, a JSON string per line. It is
 * never made: while the mount is away, a folder in its place would lie on this machine's own disk.
 */
export class FolderWitness extends NewestToWitness {
  constructor(
    private readonly folder: string,
    options: WitnessOptions,
  ) {
    super(options);
  }

  protected async send({ writer, note }: WrittenCheckpoint): Promise<void> {
    const all = await openToAppend(join(this.folder, `${writer}.notes`), 0o644);
    try {
      // At its end, and all of it: `write` may take a part alone.
      await all.appendFile(`${JSON.stringify(note)}\n`);
      await all.datasync();
    } finally {
      await all.close();
    }
    await keepNote(this.folder, writer, note);
  }
}

/** Replaces the newest note: complete and durable, or as before. */
export async function keepNote(folder: string, writer: string, note: string): Promise<void> {
  const path = join(folder, `${writer}.note`);
  const handle = await openFresh(`${path}.new`, 0o644);
  try {
    await handle.writeFile(note);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}
