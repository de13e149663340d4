import type { Redis } from 'ioredis';
import { createHash, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { openText, sealText, TextClosed, type TextKey } from '../database/sealed-text.js';
import type { Ask, StatePlace } from '../shared-state/ask.js';
import { leaveRedis } from '../shared-state/leave-redis.js';
import { GatewayError } from '../errors/gateway-error.js';

/** What the gateway keeps for a browser, which itself never holds a token. */
export interface BrowserLogin {
  /** As the issuer signed it. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Logins of browsers by the key in their cookie; ended by name, which does not let anybody in. All reject with SOURCE_UNAVAILABLE. */
export interface BrowserLogins {
  /** Resolves with the key: 32 random bytes, base64url. It is kept nowhere here. */
  open(login: BrowserLogin): Promise<string>;
  find(key: string): Promise<BrowserLogin | null>;
  end(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Shared by a Redis or with another process, else in memory: after a restart everybody signs in again. */
export async function createBrowserLogins({
  redisUrl,
  ask = null,
  onFault,
}: StatePlace): Promise<BrowserLogins> {
  if (redisUrl !== null) {
    const { connectRedis } = await import('../shared-state/redis-client.js');
    return new RedisLogins(connectRedis(redisUrl, onFault));
  }
  return ask === null ? new MemoryLogins() : new AskedLogins(ask);
}

const newKey = (): string => randomBytes(32).toString('base64url');
/** What a login is called to the page and in the store: of the key, which it does not tell. */
export const loginName = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Browsers of a large city hall, several times over; the oldest makes room. */
const MOST = 20_000;

export class MemoryLogins implements BrowserLogins {
  private readonly logins = new Map<string, BrowserLogin>();

  async open(login: BrowserLogin): Promise<string> {
    if (this.logins.size >= MOST) this.logins.delete(this.logins.keys().next().value ?? '');
    const key = newKey();
    this.logins.set(loginName(key), login);
    return key;
  }

  async find(key: string): Promise<BrowserLogin | null> {
    const login = this.logins.get(loginName(key)) ?? null;
    if (login === null || login.expires > Date.now()) return login;
    this.logins.delete(loginName(key));
    return null;
  }

  async end(name: string): Promise<void> {
    this.logins.delete(name);
  }

  async close(): Promise<void> {
    this.logins.clear();
  }
}

/** Answers the processes that ask by `AskedLogins`. */
export function keptLogins(): Readonly<Record<'open' | 'find' | 'end', (given: never) => Promise<unknown>>> {
  const logins = new MemoryLogins();
  return {
    open: (login: BrowserLogin) => logins.open(login),
    find: (key: string) => logins.find(key),
    end: (name: string) => logins.end(name),
  };
}

/** Kept in the memory of the process that started this one, for all that it started. */
class AskedLogins implements BrowserLogins {
  constructor(private readonly ask: Ask) {}

  open(login: BrowserLogin): Promise<string> {
    return asked(() => this.ask('logins.open', [login]) as Promise<string>);
  }

  find(key: string): Promise<BrowserLogin | null> {
    return asked(() => this.ask('logins.find', [key]) as Promise<BrowserLogin | null>);
  }

  async end(name: string): Promise<void> {
    await asked(() => this.ask('logins.end', [name]));
  }

  async close(): Promise<void> {
    // They belong to the other processes as well.
  }
}

const PREFIX = 'sekisho:browser-login:';

/** Sealed under the browser's own key: whoever reads Redis has neither the key nor, without it, the token. */
export class RedisLogins implements BrowserLogins {
  constructor(private readonly client: Pick<Redis, 'set' | 'get' | 'del' | 'quit' | 'disconnect'>) {}

  async open(login: BrowserLogin): Promise<string> {
    const key = newKey();
    const life = Math.max(1, login.expires - Date.now());
    const name = loginName(key);
    const { sealed } = sealText(sealingKey(key), name, JSON.stringify(login));
    await asked(() => this.client.set(PREFIX + name, sealed, 'PX', life));
    return key;
  }

  async find(key: string): Promise<BrowserLogin | null> {
    const sealed = await asked(() => this.client.get(PREFIX + loginName(key)));
    return sealed === null ? null : opened(key, sealed);
  }

  async end(name: string): Promise<void> {
    await asked(() => this.client.del(PREFIX + name));
  }

  close(): Promise<void> {
    return leaveRedis(this.client);
  }
}

function asked<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'logins of browsers', cause });
  });
}

/** Null for what was not sealed under this key: it counts as no login. */
function opened(key: string, sealed: string): BrowserLogin | null {
  try {
    const text = openText(sealingKey(key), loginName(key), { keyId: SEALED_BY, sealed });
    return JSON.parse(text) as BrowserLogin;
  } catch (error) {
    if (error instanceof TextClosed) return null;
    throw error;
  }
}

const SEALED_BY = 'browser';

const sealingKey = (key: string): TextKey => ({
  id: SEALED_BY,
  key: createSecretKey(
    Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64url'), '', 'sekisho browser login 1', 32)),
  ),
});
