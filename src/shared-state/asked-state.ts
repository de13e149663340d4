import type { LogoutCause } from '../audit/record/record.js';
import type { GatewayError } from '../errors/gateway-error.js';
import type { Ask } from './ask.js';
import { checkHit, type Counter, type OpenWindow } from './counter.js';
import type { PersonLedger, PersonLimit, PersonTally, PersonWindow } from './person-ledger.js';
import type {
  AccountSession,
  EndedSession,
  SessionStore,
  SessionTimes,
  SessionTouch,
  Touched,
} from './session-store.js';
import { uncheckedSession, uncountedHit, uncountedPersons } from './state-faults.js';

/** The state of all processes of one machine, kept by the one that started them: asked for as from a Redis. */
function asking(ask: Ask, contract: string, fault: (cause: unknown) => GatewayError) {
  return async <Answer>(method: string, ...args: readonly unknown[]): Promise<Answer> => {
    try {
      return (await ask(`${contract}.${method}`, args)) as Answer;
    } catch (cause) {
      throw fault(cause);
    }
  };
}

/** Closing here closes nothing there: the state belongs to the others as well. */
const LEFT_OPEN = (): Promise<void> => Promise.resolve();

export class AskedCounter implements Counter {
  private readonly ask;

  constructor(ask: Ask) {
    this.ask = asking(ask, 'counter', uncountedHit);
  }

  async hit(key: string, windowSeconds: number, weight = 1): Promise<number> {
    checkHit(windowSeconds, weight);
    return this.ask<number>('hit', key, windowSeconds, weight);
  }

  read(key: string): Promise<OpenWindow | null> {
    return this.ask('read', key);
  }

  readonly close = LEFT_OPEN;
}

export class AskedPersonLedger implements PersonLedger {
  private readonly ask;

  constructor(ask: Ask) {
    this.ask = asking(ask, 'persons', uncountedPersons);
  }

  enter(key: string, persons: ReadonlySet<string>, limit: PersonLimit): Promise<PersonTally> {
    return this.ask('enter', key, persons, limit);
  }

  fill(key: string, persons: ReadonlySet<string>, limit: PersonLimit): Promise<void> {
    return this.ask('fill', key, persons, limit);
  }

  read(key: string): Promise<PersonWindow | null> {
    return this.ask('read', key);
  }

  readonly close = LEFT_OPEN;
}

export class AskedSessions implements SessionStore {
  private readonly ask;

  constructor(ask: Ask) {
    this.ask = asking(ask, 'sessions', uncheckedSession);
  }

  touch(touch: SessionTouch): Promise<Touched> {
    return this.ask('touch', touch);
  }

  confirm(account: string, session: string): Promise<LogoutCause | null> {
    return this.ask('confirm', account, session);
  }

  times(account: string, session: string): Promise<SessionTimes | null> {
    return this.ask('times', account, session);
  }

  list(): Promise<readonly AccountSession[]> {
    return this.ask('list');
  }

  end(account: string, cause: LogoutCause, only?: string): Promise<EndedSession | null> {
    return this.ask('end', account, cause, only);
  }

  takeEnded(): Promise<readonly EndedSession[]> {
    return this.ask('takeEnded');
  }

  async settle(ended: readonly EndedSession[]): Promise<void> {
    if (ended.length > 0) await this.ask('settle', ended);
  }

  readonly close = LEFT_OPEN;
}
