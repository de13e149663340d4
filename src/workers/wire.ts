/** One end of the messages between two processes of an installation. */
export interface Channel {
  /** Never throws; an end that is gone takes nothing. */
  send(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Answerer = (...args: readonly never[]) => unknown;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

/** Why a call came to nothing, without a word of what it was about. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Milliseconds that a call waits for its answer: as long as a command to Redis. */
const PATIENCE_MS = 2_000;

type Message =
  | {
      readonly sekisho: 'CALL';
      readonly turn: number;
      readonly name: string;
      readonly args: readonly never[];
    }
  | { readonly sekisho: 'ANSWER'; readonly turn: number; readonly value: unknown }
  | { readonly sekisho: 'FAILED'; readonly turn: number };

/**
 * Calls from one process to another over their channel, answered in any order. A call without an answer in its time is
 * refused, and so is every call once the other end is gone: nobody goes on as if it had been answered.
 */
export class Wire {
  private readonly answerers = new Map<string, Answerer>();
  private readonly waiting = new Map<number, Waiting>();
  private turn = 0;
  private isCut = false;

  constructor(private readonly channel: Channel) {
    channel.onMessage((message) => this.hear(message));
  }

  /** What is done with calls of this name. */
  answer<Args extends readonly unknown[]>(name: string, answerer: (...args: Args) => unknown): void {
    this.answerers.set(name, answerer as unknown as Answerer);
  }

  /** @throws WireError */
  call(name: string, args: readonly unknown[] = [], patience = PATIENCE_MS): Promise<unknown> {
    if (this.isCut) return Promise.reject(new WireError(`${name}: nobody is there`));
    const turn = ++this.turn;
    return new Promise((resolve, reject) => {
      const late = () => this.settle(turn)?.reject(new WireError(`${name}: no answer in time`));
      this.waiting.set(turn, { resolve, reject, timer: setTimeout(late, patience).unref() });
      this.channel.send({ sekisho: 'CALL', turn, name, args });
    });
  }

  /** The other end is gone: what waits for it is refused now, and what comes later at once. */
  cut(): void {
    this.isCut = true;
    for (const turn of [...this.waiting.keys()])
      this.settle(turn)?.reject(new WireError('the other process is gone'));
  }

  private settle(turn: number): Waiting | undefined {
    const waiting = this.waiting.get(turn);
    this.waiting.delete(turn);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  private hear(given: unknown): void {
    // Node and its cluster have messages of their own.
    if (typeof given !== 'object' || given === null || !('sekisho' in given)) return;
    const message = given as Message;
    if (message.sekisho === 'CALL') void this.answerCall(message);
    else if (message.sekisho === 'ANSWER') this.settle(message.turn)?.resolve(message.value);
    else this.settle(message.turn)?.reject(new WireError('the other process refused'));
  }

  private async answerCall({ turn, name, args }: Message & { sekisho: 'CALL' }): Promise<void> {
    try {
      const answerer = this.answerers.get(name);
      if (answerer === undefined) throw new WireError(`${name}: unknown`);
      const value = await answerer(...args);
      this.channel.send({ sekisho: 'ANSWER', turn, value });
    } catch {
      // What went wrong is told where it went wrong.
      this.channel.send({ sekisho: 'FAILED', turn });
    }
  }
}
