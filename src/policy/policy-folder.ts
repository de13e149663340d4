import { watch, type FSWatcher } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { PeriodicTask } from '../background/periodic-task.js';
import { readPolicyFiles, versionOf, type PolicyFiles } from './policy-files.js';

/**
 * Editors and copies write in steps: a folder counts as whole when two readings this far apart find the same bytes.
 */
const QUIET_MS = 500;
/**
 * The system may forget to tell of a change (network drives, a folder replaced whole), so the folder is read
 * anyway.
 */
const POLL_MS = 10_000;
/** Readings before a folder that never rests is left to the next poll. */
const PATIENCE = 20;

export interface PolicyFolderOptions {
  readonly directory: string;
  /** Version of what was loaded from it before; null when nothing was. */
  readonly loaded: string | null;
  /**
   * Told of each version found once the folder rests. Gives false to be told of the same one at the next reading.
   */
  readonly onChange: (files: PolicyFiles) => Promise<boolean>;
  /** The folder cannot be read, or does not rest. */
  readonly onUnreadable: (error: unknown) => void;
  readonly quietMs?: number;
  readonly pollMs?: number;
}

/** A folder under watch. Nothing here keeps the process alive. */
export class PolicyFolder {
  private readonly readings: PeriodicTask;
  private watcher: FSWatcher | null = null;
  private version: string | null;
  /** Somebody waits for the next reading, or the system has told of a change. */
  private asked = false;

  constructor(private readonly options: PolicyFolderOptions) {
    const { loaded, pollMs: every = POLL_MS } = options;
    this.version = loaded;
    this.readings = new PeriodicTask({ run: (signal) => this.poll(signal), every });
    this.readings.start();
    this.listen();
  }

  /** Reads the folder once it rests, and reports a version not reported before. */
  check(): Promise<void> {
    this.asked = true;
    return this.readings.now();
  }

  async close(): Promise<void> {
    this.watcher?.close();
    await this.readings.close();
  }

  private listen(): void {
    try {
      this.watcher = watch(this.options.directory, { persistent: false }, () => void this.check());
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // No watch left to give, or no folder yet: the poll sees the change a little later.
    }
  }

  /** The poll has one cheap look; only a folder that differs is read with care. */
  private async poll(signal: AbortSignal): Promise<void> {
    const { asked } = this;
    this.asked = false;
    if (!asked && attempt(this.options.directory).version === this.version) return;
    const found = await this.atRest(signal).catch((error: unknown) => {
      if (!signal.aborted) this.options.onUnreadable(error);
    });
    if (found === undefined || found.version === this.version) return;
    if (await this.options.onChange(found.files)) this.version = found.version;
  }

  private async atRest(
    signal: AbortSignal,
  ): Promise<{ readonly files: PolicyFiles; readonly version: string }> {
    let before = attempt(this.options.directory);
    for (let readings = 1; readings < PATIENCE; readings++) {
      await wait(this.options.quietMs ?? QUIET_MS, undefined, { signal, ref: false });
      const now = attempt(this.options.directory);
      if (now.files !== null && now.version === before.version) return now;
      before = now;
    }
    throw before.files === null ? before.error : new Error('The policy folder does not rest');
  }
}

type Reading =
  | { readonly files: PolicyFiles; readonly version: string }
  | { readonly files: null; readonly version: null; readonly error: unknown };

/** Between the listing and the reading a file may go. */
function attempt(directory: string): Reading {
  try {
    const files = readPolicyFiles(directory);
    return { files, version: versionOf(files) };
  } catch (error) {
    return { files: null, version: null, error };
  }
}
