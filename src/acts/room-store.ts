import type { DataSource } from 'typeorm';
import { retryBusy } from '../database/connection.js';
import { SerialQueue } from '../database/serial-queue.js';
import type { Table } from '../database/table.js';
import type { ActRow } from './act-row.js';
import { ActRows, type ActPlace, type ActStore } from './act-store.js';

/** A room's own store, with the acts that are begun in it: all of it in turn over one connection. */
export abstract class RoomStore<Beside> implements ActStore<Beside> {
  protected readonly acts: ActRows;
  private readonly queue: SerialQueue;

  /** @param asFault what a user of the store is told of any error in it */
  protected constructor(
    protected readonly source: DataSource,
    acts: Table<keyof ActRow>,
    asFault: (error: unknown) => Error,
  ) {
    this.acts = new ActRows(source, acts);
    this.queue = new SerialQueue(asFault);
  }

  abstract begin(act: ActRow, beside: Beside | null): Promise<boolean>;

  act(id: string): Promise<ActRow | null> {
    return this.alone(() => this.acts.find(id));
  }

  finish(id: string, outcome: string): Promise<void> {
    return this.alone(() => this.acts.finish(id, outcome));
  }

  claim(act: ActRow, at: string): Promise<boolean> {
    return this.alone(() => this.acts.claim(act, at));
  }

  reopen(act: ActRow, at: string, facts: string | null): Promise<ActRow | null> {
    return this.alone(() => this.acts.reopen(act, at, facts));
  }

  shelve(act: ActRow): Promise<void> {
    return this.alone(() => this.acts.shelve(act));
  }

  openActs(
    actions: readonly string[],
    most: number,
    after: ActPlace | null = null,
  ): Promise<readonly ActRow[]> {
    return this.alone(() => this.acts.open(actions, most, after));
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  protected alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}
