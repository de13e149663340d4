export interface Closable {
  close(): Promise<void> | void;
}

/**
 * What is open, in the order in which it was opened. What was opened later may use what was opened before, so it
 * is closed first.
 */
export class Closing implements Closable {
  private readonly open: Closable[] = [];

  /** @param onFault told of each part that cannot close; the others are closed all the same */
  constructor(private readonly onFault: (error: unknown) => void = () => undefined) {}

  /** Takes what has just been opened, and gives it back. */
  add<Part extends Closable>(part: Part): Part {
    this.open.push(part);
    return part;
  }

  /** Closes all, the newest first, one after the other; never rejects. A second call finds nothing left. */
  async close(): Promise<void> {
    for (let part = this.open.pop(); part !== undefined; part = this.open.pop())
      try {
        await part.close();
      } catch (error) {
        this.onFault(error);
      }
  }
}

/**
 * Opens several parts, each added to `closing` as it opens. Where one fails, those before it are closed, and
 * the promise rejects with what that one failed with.
 */
export async function openAll<Opened>(
  open: (closing: Closing) => Promise<Opened>,
  onFault?: (error: unknown) => void,
): Promise<Opened> {
  const closing = new Closing(onFault);
  try {
    return await open(closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}
