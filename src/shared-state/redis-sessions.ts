import type { LogoutCause } from '../audit/record/record.js';
import { leaveRedis } from './leave-redis.js';
import type { ScriptingClient } from './redis-counter.js';
import { CONFIRM, END, LIST, SETTLE, TAKE_ENDED, TIMES, TOUCH } from './session-scripts.js';
import {
  LEASE,
  TAKEN_AT_ONCE,
  type AccountSession,
  type EndedSession,
  type SessionStore,
  type SessionTimes,
  type SessionTouch,
  type Touched,
} from './session-store.js';
import { uncheckedSession } from './state-faults.js';

/**
 * Sessions in Redis, one state for all replicas; they outlive each of them. A Redis that forgets (a restart without
 * persistence, eviction) forgets what has ended as well: give it `appendonly yes` and `noeviction`.
 */
export class RedisSessions implements SessionStore {
  private readonly keys: readonly string[];
  private readonly endedPrefix: string;

  /**
   * @param prefix keeps the keys apart from others' in the same Redis; the braces keep them in one slot of a
   *   cluster
   */
  constructor(
    private readonly client: ScriptingClient,
    prefix = '{sekisho:session}',
  ) {
    this.keys = ['live', 'due', 'owed', 'begun'].map((name) => `${prefix}:${name}`);
    this.endedPrefix = `${prefix}:ended:`;
  }

  async touch(touch: SessionTouch): Promise<Touched> {
    const { account, session, automatic, idle, absolute, life } = touch;
    const answer = await this.run(TOUCH, account, session, Number(automatic), idle, Number(absolute), life);
    const [kind, cause, end] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
    const ended = readEnd(end);
    if (kind === 'LIVE') return { kind };
    if (kind === 'OPENED' || kind === 'NOT_OPEN') return { kind, ended };
    if (kind === 'ENDED') return { kind, cause: cause as LogoutCause, ended };
    throw uncheckedSession(undefined);
  }

  async confirm(account: string, session: string): Promise<LogoutCause | null> {
    return (await this.run(CONFIRM, account, session)) as LogoutCause | null;
  }

  async times(account: string, session: string): Promise<SessionTimes | null> {
    const answer = await this.run(TIMES, account, session);
    if (answer === null) return null;
    const [since, left] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
    if (typeof since !== 'number' || typeof left !== 'number') throw uncheckedSession(undefined);
    return { since, left };
  }

  async list(): Promise<readonly AccountSession[]> {
    const answer = await this.run(LIST);
    if (!Array.isArray(answer)) throw uncheckedSession(undefined);
    return answer.map((row: unknown) => {
      const [account, since, left] = Array.isArray(row) ? (row as readonly unknown[]) : [];
      if (typeof account !== 'string' || typeof since !== 'number' || typeof left !== 'number')
        throw uncheckedSession(undefined);
      return { account, since, left };
    });
  }

  async end(account: string, cause: LogoutCause, only = ''): Promise<EndedSession | null> {
    return readEnd(await this.run(END, account, cause, only));
  }

  async takeEnded(): Promise<readonly EndedSession[]> {
    const taken = await this.run(TAKE_ENDED, TAKEN_AT_ONCE);
    return Array.isArray(taken) ? taken.flatMap((end) => readEnd(end) ?? []) : [];
  }

  async settle(ended: readonly EndedSession[]): Promise<void> {
    if (ended.length > 0) await this.run(SETTLE, ...ended.map(writeEnd));
  }

  close(): Promise<void> {
    return leaveRedis(this.client);
  }

  private run(script: string, ...args: (string | number)[]): Promise<unknown> {
    return this.client
      .eval(script, this.keys.length, ...this.keys, this.endedPrefix, LEASE, ...args)
      .catch((cause: unknown) => {
        throw uncheckedSession(cause);
      });
  }
}

/** As the scripts write it. The account comes last, for it alone may hold a space. */
const writeEnd = ({ cause, session, account }: EndedSession): string => `${cause} ${session} ${account}`;

function readEnd(text: unknown): EndedSession | null {
  const [, cause, session, account] = (typeof text === 'string' && /^(\S+) (\S+) (.*)$/s.exec(text)) || [];
  if (cause === undefined || session === undefined || account === undefined) return null;
  return { account, session, cause: cause as LogoutCause };
}
