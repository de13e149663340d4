import { DataSource, type EntityManager } from 'typeorm';
import { retryBusy } from '../src/database/connection.js';
import { SerialQueue } from '../src/database/serial-queue.js';
import type { Table } from '../src/database/table.js';
import { SourceError, type SourceSystem } from '../src/errors/source-error.js';
import type { AdapterOptions } from './adapter.js';
import { writingOptions } from './data-source.js';
import { toSourceError } from './driver-error.js';

/** Thrown by work within a transaction that undoes itself: no fault of the system, and it comes out as it is. */
export class Undone extends Error {
  override readonly name = 'Undone';
}

/**
 * The way into one legacy database for writing: a transaction at a time, each all or nothing. What is read within one
 * comes from the server that takes the writes, never from a copy that lags behind it.
 */
export class LegacyWriter {
  private readonly queue: SerialQueue;
  /** Of a server, kept; of a file none is, for another one may lie in its place by the next time. */
  private server: Promise<DataSource> | null = null;
  private closed = false;

  constructor(
    private readonly system: SourceSystem,
    private readonly options: AdapterOptions,
    private readonly tables: readonly Table[],
  ) {
    this.queue = new SerialQueue((error) => (error instanceof Undone ? error : toSourceError(system, error)));
  }

  /**
   * Runs the work in a transaction. What it rejects with undoes everything, and comes out as `SourceError` unless it is `Undone`. The signal
   * ends the wait: whether what was under way is done, the next look will tell.
   */
  transact<T>(work: (manager: EntityManager) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted || this.closed)
      return Promise.reject(new SourceError(this.system, this.closed ? 'UNREACHABLE' : 'ABORTED'));
    const done = this.queue.run(() => this.carryOut(work));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(new SourceError(this.system, 'ABORTED'));
      signal.addEventListener('abort', onAbort, { once: true });
      done.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.queue.idle();
    const source = await this.server?.catch(() => null);
    this.server = null;
    if (source?.isInitialized) await source.destroy().catch(() => undefined);
  }

  private async carryOut<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.options.url.kind === 'mssql') return (await this.connected()).transaction(work);
    return retryBusy(async () => {
      const source = await this.connect();
      try {
        return await source.transaction(work);
      } finally {
        await source.destroy();
      }
    });
  }

  private connected(): Promise<DataSource> {
    this.server ??= this.connect().catch((error: unknown) => {
      this.server = null;
      throw error;
    });
    return this.server;
  }

  private connect(): Promise<DataSource> {
    return new DataSource(writingOptions(this.options, this.tables)).initialize();
  }
}
