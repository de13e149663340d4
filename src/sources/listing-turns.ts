import { GatewayError } from '../errors/gateway-error.js';

/** How turns are taken. */
export interface TurnRules {
  /** Of one account, under way at a time. */
  readonly each: number;
  /** Of all accounts. */
  readonly all: number;
  /** Of one account, that wait. */
  readonly waiting: number;
  /** What it is that waits, for whoever has sent too much of it. */
  readonly what: readonly [ja: string, en: string];
}

/**
 * Searches, counts, statistics and long documents. As many run as a source has threads for them, and two operations with as
 * many as one may hold can wait.
 */
const LISTINGS: TurnRules = {
  ...{ each: 1, all: 2, waiting: 40 },
  what: ['一覧・件数・集計・長いクエリ本文', 'lists, counts, statistics or long documents'],
};

/**
 * Requests of any kind. Each costs a few milliseconds, and whoever comes in between waits for those under way alone: more
 * of one account would answer it no sooner.
 */
export const REQUESTS: TurnRules = {
  each: 32,
  all: Infinity,
  waiting: 600,
  what: ['リクエスト', 'requests'],
};

/**
 * Lets searches, counts and statistics of one account come one after another (`TurnRules`), and accounts take turns: what one has
 * queued holds up that account and nobody else. It stands before a source's time limit, so that whoever waits for a
 * turn is not taken for a source that does not answer.
 */
export class ListingTurns {
  /** By account, those that wait; an account is here as long as it has one running or waiting. */
  private readonly queues = new Map<string, (() => void)[]>();
  /** By account, how many are under way. */
  private readonly busy = new Map<string, number>();
  private underWay = 0;

  constructor(private readonly rules: TurnRules = LISTINGS) {}

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
    if (queue.length >= this.rules.waiting) throw tooMany(this.rules);
    this.queues.set(account, queue);
    await new Promise<void>((resolve) => {
      queue.push(resolve);
      this.next();
    });
    return () => {
      this.count(account, -1);
      // Behind the others, so that the next turn is theirs; forgotten where nothing waits.
      const left = this.queues.get(account) ?? [];
      this.queues.delete(account);
      if (left.length > 0) this.queues.set(account, left);
      this.next();
    };
  }

  private next(): void {
    for (const [account, queue] of this.queues) {
      if (this.underWay >= this.rules.all) return;
      if ((this.busy.get(account) ?? 0) >= this.rules.each) continue;
      const first = queue.shift();
      if (first === undefined) continue;
      this.count(account, 1);
      first();
    }
  }

  private count(account: string, by: 1 | -1): void {
    const many = (this.busy.get(account) ?? 0) + by;
    this.underWay += by;
    if (many === 0) this.busy.delete(account);
    else this.busy.set(account, many);
  }
}

function tooMany({ waiting, what: [ja, en] }: TurnRules): GatewayError {
  return new GatewayError('RATE_LIMITED', {
    detail: `turns waiting ${waiting}`,
    en: `${waiting} ${en} of this account wait already. Send the next when they are answered.`,
    ja: `このアカウントの${ja}がすでに${waiting}件待っています。回答を待ってから送ってください。`,
  });
}
