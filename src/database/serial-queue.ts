/**
 * Lets work on one database come one after another. SQLite has one connection: a read beside a transaction under
 * way would see what may yet be undone.
 */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** @param asFault what a rejection of the work becomes; the next in line is not concerned by it */
  constructor(private readonly asFault: (error: unknown) => unknown = (error) => error) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work).catch((error: unknown) => {
      throw this.asFault(error);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when what was given before the call has ended, well or not. */
  async idle(): Promise<void> {
    await this.last;
  }
}
