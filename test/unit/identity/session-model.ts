import fc from 'fast-check';

export const IDLE = 300_000;
const LEASE = 30_000;

/**
 * Times are multiples of 40 s, lives lie 20 s beside them: no sum of them comes near five minutes, a life or a
 * lease, so that the milliseconds that really pass decide nothing.
 */
export const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('touch' as const),
      account: fc.constantFrom('p', 'q'),
      session: fc.constantFrom('a', 'b', 'c'),
      automatic: fc.boolean(),
      absolute: fc.boolean(),
      life: fc.constantFrom(20_000, 420_000, 1_220_000),
      confirm: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('pass' as const),
      by: fc.constantFrom(40_000, 80_000, 200_000, 320_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('end' as const),
      account: fc.constantFrom('p', 'q'),
      only: fc.constantFrom(undefined, 'a', 'b'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('sweep' as const), settle: fc.boolean() }) },
);
export type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

interface Login {
  account: string;
  /** Last request of the user's, or the login in absolute mode. */
  since: number;
  /** Until when tokens of it may come. */
  until: number;
  recorded: boolean;
  cause: string | null;
}

/**
 * The rules of sessions read plainly: a list of logins, each with what became of it, gone through from the
 * start for each event. Shares nothing with the stores but their words.
 */
export class ModelSessions {
  private now = 0;
  private logins = new Map<string, Login>();
  private owed: { text: string; lease: number }[] = [];

  play(event: Event): unknown {
    if (event.what === 'pass') {
      this.now += event.by;
      return undefined;
    }
    if (event.what === 'end') {
      const ended = this.runOut(event.account);
      const open = this.openOf(event.account);
      if (open === null || (event.only !== undefined && open !== `${event.account}-${event.only}`))
        return ended;
      return this.finish(open, 'ADMINISTRATOR');
    }
    if (event.what === 'sweep') return this.sweep(event.settle);
    return this.touch(event);
  }

  private touch(event: Extract<Event, { what: 'touch' }>): unknown {
    const { account, automatic, absolute } = event;
    const session = `${account}-${event.session}`;
    const until = this.now + event.life;
    const ended = this.runOut(account);
    const known = this.logins.get(session);
    if (known !== undefined && known.cause !== null && known.until > this.now) {
      known.until = Math.max(known.until, until);
      return { kind: 'ENDED', cause: known.cause, ended, confirmed: null };
    }
    const open = this.openOf(account);
    if (open === session && known !== undefined) {
      known.until = Math.max(known.until, until);
      if (known.recorded) {
        if (!automatic && !absolute) known.since = this.now;
        return { kind: 'LIVE', confirmed: null };
      }
      if (automatic) return { kind: 'NOT_OPEN', ended: null, confirmed: null };
      known.recorded = event.confirm;
      return { kind: 'OPENED', ended: null, confirmed: null };
    }
    if (automatic) return { kind: 'NOT_OPEN', ended, confirmed: null };
    const displaced = open === null ? null : this.finish(open, 'ANOTHER_LOGIN');
    this.logins.set(session, { account, since: this.now, until, recorded: event.confirm, cause: null });
    return { kind: 'OPENED', ended: displaced ?? ended, confirmed: null };
  }

  private sweep(settle: boolean): string[] {
    const taken = this.owed.filter(({ lease }) => lease <= this.now);
    for (const account of ['p', 'q']) {
      const before = this.owed.length;
      this.runOut(account);
      taken.push(...this.owed.slice(before));
    }
    if (settle) this.owed = this.owed.filter((one) => !taken.includes(one));
    for (const one of taken) one.lease = this.now + LEASE;
    return taken.map(({ text }) => text).sort();
  }

  private openOf(account: string): string | null {
    for (const [session, login] of this.logins)
      if (login.account === account && login.cause === null) return session;
    return null;
  }

  private runOut(account: string): unknown {
    const open = this.openOf(account);
    if (open === null || this.now < (this.logins.get(open)?.since ?? 0) + IDLE) return null;
    return this.finish(open, 'IDLE');
  }

  private finish(session: string, cause: string): unknown {
    const login = this.logins.get(session) as Login;
    login.cause = cause;
    if (!login.recorded) return null;
    this.owed.push({ text: `${cause} ${session}`, lease: this.now + LEASE });
    return { account: login.account, session, cause };
  }
}
