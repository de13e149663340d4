import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../errors/gateway-error.js';
import type { FromThread, ThreadOrder, ToThread } from './index-thread-messages.js';
import type { Indexing, IndexingFaults } from './indexing.js';

const COUNT_EVERY_MS = 2_000;

export interface WorkerOrder extends ThreadOrder, IndexingFaults {
  /** The thread's program and what Node needs for it, where that is not the compiled one beside this file. */
  readonly program?: { readonly file: string; readonly execArgv: readonly string[] };
}

/** The index kept by a thread of its own. One that dies is begun again with the next question. */
export class IndexWorker implements Indexing {
  private worker: Worker | null = null;
  private turn = 0;
  private lastLag: number | null = null;
  private closing = false;
  private readonly waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly order: WorkerOrder) {
    this.begin();
    this.timer = setInterval(() => void this.catchUp().catch(() => undefined), COUNT_EVERY_MS);
    this.timer.unref();
  }

  catchUp(): Promise<void> {
    const turn = ++this.turn;
    return new Promise((resolve, reject) => {
      this.waiting.set(turn, { resolve, reject });
      this.begin().postMessage({ kind: 'CATCH_UP', turn } satisfies ToThread);
    });
  }

  lag(): number | null {
    return this.lastLag;
  }

  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    const worker = this.worker;
    if (worker === null) return;
    // The thread keeps no process alive, but its end is waited for: what stands behind it is closed after it.
    worker.ref();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'CLOSE' } satisfies ToThread);
    await ended;
  }

  private begin(): Worker {
    if (this.worker !== null) return this.worker;
    const { url, directory, keyFile, secret, program } = this.order;
    const file = program?.file ?? join(__dirname, 'index-thread.js');
    const workerData: ThreadOrder = { url, directory, keyFile, secret };
    const worker = new Worker(file, {
      workerData,
      ...(program === undefined ? {} : { execArgv: [...program.execArgv] }),
    });
    worker.on('message', (message: FromThread) => this.hear(message));
    // Its exit follows and tells of it; the error's own text may quote values.
    worker.on('error', () => undefined);
    worker.once('exit', () => this.end());
    // The process does not stay for it.
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private hear(message: FromThread): void {
    if (message.kind === 'FAULT') {
      this.order.onFault(message.fault === null ? null : unavailable(message.fault));
      return;
    }
    const waiting = this.waiting.get(message.turn);
    this.waiting.delete(message.turn);
    if (message.kind === 'FAILED') {
      waiting?.reject(unavailable('index'));
      return;
    }
    this.lastLag = message.lag;
    waiting?.resolve();
  }

  private end(): void {
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(unavailable('index thread'));
    this.waiting.clear();
    if (!this.closing) this.order.onFault(unavailable('index thread ended'));
  }
}

function unavailable(detail: string): GatewayError {
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail,
    en: 'The index of the access log cannot be brought up to date. Answers are not concerned. Run: sekisho audit index --check',
    ja: 'アクセス記録の索引を更新できません。回答には影響しません。sekisho audit index --check で確かめてください。',
  });
}
