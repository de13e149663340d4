import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A file as it has to lie on the disk. */
export interface LookedAt {
  readonly path: string;
  readonly inode: number;
  /** Bytes; null: it may have any length. */
  readonly size: number | null;
}

/** Bytes for an open file. */
export interface Written {
  readonly descriptor: number;
  readonly bytes: Uint8Array;
  readonly position: number;
}

/** What is done in one go, in this order. */
export interface CommitStep {
  /** Files that nobody may have touched; else nothing is done. */
  readonly unchanged: readonly LookedAt[];
  /** Made durable by one `fdatasync`. */
  readonly frames: Written | null;
  /** Written behind the frames, and on the disk before the next head is written. */
  readonly head: Written | null;
}

interface FromThread {
  readonly turn: number;
  readonly fault: { readonly code: string | null; readonly message: string } | null;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Carries out the steps of a commit in a thread of its own. One after another by the event loop, each would wait for
 * whatever else goes on in the process, and an answer waits for all of them.
 */
export class CommitThread {
  private readonly waiting = new Map<number, Waiting>();
  private readonly worker: Worker;
  private turn = 0;
  private ended = false;

  constructor() {
    this.worker = new Worker(join(__dirname, 'commit-thread.cjs'), {
      // Neither the arguments of the process nor its input are the thread's.
      execArgv: [],
      stdin: false,
    });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    // Its exit follows.
    this.worker.on('error', () => undefined);
    this.worker.once('exit', () => this.end());
    // The process does not stay for a thread that has nothing to do.
    this.worker.unref();
  }

  /** Rejects with the fault of the file system, which has its `code`. One that hangs does not settle. */
  take(step: CommitStep): Promise<void> {
    if (this.ended) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      this.waiting.set(++this.turn, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage({ turn: this.turn, step });
    });
  }

  /** To be called when no step is under way. */
  close(): void {
    this.worker.postMessage(null);
  }

  private hear({ turn, fault }: FromThread): void {
    const waiter = this.waiting.get(turn);
    this.waiting.delete(turn);
    if (this.waiting.size === 0) this.worker.unref();
    if (fault === null) waiter?.resolve();
    else
      waiter?.reject(
        Object.assign(new Error(fault.message), fault.code === null ? {} : { code: fault.code }),
      );
  }

  private end(): void {
    this.ended = true;
    for (const { reject } of this.waiting.values()) reject(gone());
    this.waiting.clear();
  }
}

const gone = (): Error => new Error('the thread that writes the log has ended');
