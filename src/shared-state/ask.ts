/**
 * Asks the process that keeps sessions, caps and budgets for all processes of one machine. Rejects where no answer comes
 * in time, whatever the reason: then nobody knows what it would have been.
 * @param what contract and method, `counter.hit`
 */
export type Ask = (what: string, args: readonly unknown[]) => Promise<unknown>;

/** Where the state is: in a Redis, with another process, or (neither) in this one. */
export interface StatePlace {
  readonly redisUrl: URL | null;
  readonly ask?: Ask | null;
  /** Told of every connection fault of the Redis. */
  readonly onFault: (error: unknown) => void;
}
