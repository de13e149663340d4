import { setImmediate as turn } from 'node:timers/promises';
import { inDocumentOrder, type FailurePlace } from './failure-place.js';

/**
 * The resolvers of one operation that are under way. An answer can be formed while some still run: a field that
 * may not be null fails, and graphql-js gives up what stands beside it without waiting. What those read is read
 * all the same, so nothing is sealed before the last of them has ended.
 */
export class ResolverCalls {
  private begun = 0;
  private pending = 0;
  private waiting = 0;
  private over = false;
  private listeners: (() => void)[] = [];
  private others: Promise<void> | null = null;
  private failures: HeldFailure[] = [];

  /** How many have begun so far. */
  get count(): number {
    return this.begun;
  }

  /** The answer is formed: whatever begins from now on is in no answer. */
  get isOver(): boolean {
    return this.over;
  }

  begin(calls = 1): void {
    this.begun += calls;
  }

  /** Counts one that answers later as under way until it does. */
  until<Value>(ended: Promise<Value>): Promise<Value> {
    this.hold();
    ended.then(this.end, this.end);
    return ended;
  }

  /** The same for whoever says by `end` when it is over. */
  hold(): void {
    this.pending += 1;
  }

  /**
   * For a call that has failed, late, and is not told yet: resolves when none is under way but such as have failed like
   * it, one after another in the order of the document. An answer tells one of several failures that take the same place
   * along, and what is begun behind it is in no answer: which, would else hang on how quick each source was, and an
   * answer may not tell that.
   */
  turnToFail(place: FailurePlace): Promise<void> {
    return new Promise((tell) => {
      this.failures.push({ place, tell });
      if (this.failures.length === 1) void this.tellFailures();
      // Whoever waited for this call as well waits for one less.
      this.look();
    });
  }

  private async tellFailures(): Promise<void> {
    await this.quiet(() => this.failures.length);
    const told = this.failures.sort((one, other) => inDocumentOrder(one.place, other.place));
    this.failures = [];
    for (const { tell } of told) tell();
  }

  /** To be called when the answer is formed; resolves when every resolver that has begun has ended. */
  async allEnded(): Promise<void> {
    this.over = true;
    await this.quiet(() => 0);
  }

  /** For a resolver that tells how the others fared: resolves when none is under way but such as wait like it. */
  async othersEnded(): Promise<void> {
    this.waiting += 1;
    this.look();
    // One look for all that wait: they are as many as there are rows.
    this.others ??= this.quiet(() => this.waiting + this.failures.length).finally(() => (this.others = null));
    await this.others;
    this.waiting -= 1;
  }

  /**
   * Children begin in the microtasks after their parent has ended, and a batch is asked for in a tick of its
   * own: it is quiet when a whole turn of the event loop has brought no further call.
   */
  private async quiet(allowed: () => number): Promise<void> {
    for (let before = -1; before !== this.begun || this.pending > allowed();) {
      if (this.pending > allowed()) await new Promise<void>((resolve) => this.listeners.push(resolve));
      before = this.begun;
      await turn();
    }
  }

  readonly end = (): void => {
    this.pending -= 1;
    this.look();
  };

  /** Whoever waits looks once more where it may be over. */
  private look(): void {
    if (this.pending > this.waiting + this.failures.length) return;
    const { listeners } = this;
    this.listeners = [];
    for (const told of listeners) told();
  }
}

interface HeldFailure {
  readonly place: FailurePlace;
  readonly tell: () => void;
}
