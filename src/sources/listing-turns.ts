import { GatewayError } from '../errors/gateway-error.js';

/** Listings of one account that wait for their turn: two operations with as many as one may hold. */
const MOST_WAITING = 40;
/** Listings that run at a time, whoever asks: as many as a source has threads for them. */
const AT_ONCE = 2;

/**
 * Lets searches, counts and statistics of one account come one after another, and accounts take turns: what one has
 * queued holds up that account and nobody else. It stands before a source's time limit, so that whoever waits for a
 * turn is not taken for a source that does not answer.
 */
export class ListingTurns {
  /** By account, those that wait; an account is here as long as it has one running or waiting. */
  private readonly queues = new Map<string, (() => void)[]>();
  private readonly busy = new Set<string>();

  /**
   * Runs `work` when it is this account's turn. Rejects with RATE_LIMITED where too much of it waits already, and
   * with the signal's reason where the caller has gone by then.
   */
  async run<T>(account: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(account);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * Resolves when it is this account's turn, with what gives the turn on; to be called once. Rejects with
   * RATE_LIMITED where too much of it waits already.
   */
  async enter(account: string): Promise<() => void> {
    const queue = this.queues.get(account) ?? [];
    if (queue.length >= MOST_WAITING) throw tooMany();
    this.queues.set(account, queue);
    await new Promise<void>((resolve) => {
      queue.push(resolve);
      this.next();
    });
    return () => {
      this.busy.delete(account);
      // Behind the others, so that the next turn is theirs; forgotten where nothing waits.
      this.queues.delete(account);
      if (queue.length > 0) this.queues.set(account, queue);
      this.next();
    };
  }

  private next(): void {
    for (const [account, queue] of this.queues) {
      if (this.busy.size >= AT_ONCE) return;
      if (this.busy.has(account)) continue;
      const first = queue.shift();
      if (first === undefined) continue;
      this.busy.add(account);
      first();
    }
  }
}

function tooMany(): GatewayError {
  return new GatewayError('RATE_LIMITED', {
    detail: `listings waiting ${MOST_WAITING}`,
    en: `${MOST_WAITING} lists, counts, statistics or long documents of this account wait already. Send the next when they are answered.`,
    ja: `このアカウントの一覧・件数・集計・長いクエリ本文がすでに${MOST_WAITING}件待っています。回答を待ってから送ってください。`,
  });
}
