import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../../src/audit/journal/journal.js';
import { loadAuditKeys, type AuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord, RecordBody } from '../../../src/audit/record/record.js';
import type { AuditLog } from '../../../src/audit/audit-log.js';
import { MemorySessions } from '../../../src/shared-state/memory-sessions.js';
import { LEASE } from '../../../src/shared-state/session-store.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { Sessions, type SessionRequest } from '../../../src/identity/sessions.js';
import { someone } from '../../../src/policy/grants.js';

const IDLE = 5 * 60_000;

let folder: string;
let keys: AuditKeys;
let log: AuditLog;
let now: number;
let store: MemorySessions;
let sessions: Sessions;
/** What the log does with a record instead of sealing it; null while it works. */
let broken: ((body: RecordBody) => Promise<number>) | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-sessions-'));
  keys = loadAuditKeys(join(folder, 'keys', 'audit.json'), { create: true });
  log = await openJournal({ directory: join(folder, 'audit'), keys, municipality: '132101' });
  now = 0;
  broken = null;
  store = new MemorySessions(() => now);
  const audit = {
    fault: () => log.fault(),
    seal: (body: RecordBody) => (broken ?? ((given: RecordBody) => log.seal(given)))(body),
  };
  sessions = new Sessions({ store, audit, onFault: () => undefined });
});
afterEach(async () => {
  await sessions.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

const request = (id: string, more: Partial<SessionRequest> = {}): SessionRequest => ({
  principal: someone('clerk', ['uid']),
  zone: 'INTRANET',
  login: { id, life: 8 * 60 * 60_000 },
  automatic: false,
  rules: { idleMinutes: 5, mode: 'IDLE' },
  ...more,
});

/** LOGIN and LOGOUT of the log, in short: `LOGIN`, `LOGOUT USER`, with the sessions numbered as they appear. */
async function recorded(): Promise<string[]> {
  const found: (AuditRecord & { kind: 'LOGIN' | 'LOGOUT' })[] = [];
  for await (const { record } of readRecords(join(folder, 'audit'), keys))
    if (record.kind === 'LOGIN' || record.kind === 'LOGOUT') found.push(record);
  const names = [...new Set(found.map(({ session }) => session))];
  return found.map(
    (one) => `${one.kind}${one.kind === 'LOGOUT' ? ` ${one.cause}` : ''} ${names.indexOf(one.session) + 1}`,
  );
}

const refusal = async (promise: Promise<unknown>): Promise<GatewayError> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof GatewayError) return error;
  throw new Error('was not refused', { cause: error });
};

const unavailable = () => Promise.reject(new GatewayError('AUDIT_UNAVAILABLE'));

describe('a log-in', () => {
  test('is recorded once, with zone and methods and a hash in place of its id', async () => {
    const name = await sessions.enter(request('the id of the token'));
    await sessions.enter(request('the id of the token'));
    const records: AuditRecord[] = [];
    for await (const { record } of readRecords(join(folder, 'audit'), keys)) records.push(record);
    expect(records.filter(({ kind }) => kind === 'LOGIN')).toEqual([
      expect.objectContaining({ account: 'clerk', session: name, zone: 'INTRANET', amr: ['uid'] }),
    ]);
    expect(name).toMatch(/^[\w-]{16}$/);
    expect(JSON.stringify(records)).not.toContain('the id of');
  });

  test('is recorded once for all that a page asks at the same time, and none of it goes on before', async () => {
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    broken = async (body) => {
      await gate;
      return log.seal(body);
    };
    let entered = 0;
    const all = Array.from({ length: 20 }, async () => {
      await sessions.enter(request('a'));
      entered += 1;
    });
    await new Promise((resolve) => setImmediate(resolve));
    all.push(sessions.enter(request('a', { automatic: true })).then(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toBe(0);
    letGo();
    await Promise.all(all);
    expect(entered).toBe(20);
    expect(await recorded()).toEqual(['LOGIN 1']);
  });

  test('that cannot be recorded does not happen, for none of those who wait; once it can, it does', async () => {
    broken = unavailable;
    const refused = await Promise.all([1, 2, 3].map(() => refusal(sessions.enter(request('a')))));
    expect(refused.map(({ code }) => code)).toEqual([
      'AUDIT_UNAVAILABLE',
      'AUDIT_UNAVAILABLE',
      'AUDIT_UNAVAILABLE',
    ]);
    broken = null;
    await new Promise((resolve) => setImmediate(resolve));
    await sessions.enter(request('a'));
    expect(await recorded()).toEqual(['LOGIN 1']);
  });

  test('displaces the one before: its end stands in the log before the beginning', async () => {
    await sessions.enter(request('a'));
    await sessions.enter(request('b'));
    const error = await refusal(sessions.enter(request('a')));
    expect(error).toMatchObject({
      code: 'SESSION_EXPIRED',
      en: expect.stringContaining('later login'),
      ja: expect.stringContaining('後からログイン'),
    });
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT ANOTHER_LOGIN 1', 'LOGIN 2']);
  });

  test('that is displaced while it is recorded is refused, and leaves a beginning and an end', async () => {
    let second: Promise<unknown> | null = null;
    broken = async (body) => {
      broken = null;
      second = sessions.enter(request('b'));
      await second;
      return log.seal(body);
    };
    expect((await refusal(sessions.enter(request('a')))).code).toBe('SESSION_EXPIRED');
    expect(second).not.toBeNull();
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGIN 2', 'LOGOUT ANOTHER_LOGIN 2']);
  });

  test('of the same id under two accounts is two sessions', async () => {
    const one = await sessions.enter(request('a'));
    const other = await sessions.enter(request('a', { principal: someone('manager', []) }));
    expect(other).not.toBe(one);
  });

  test('by an automatic request is refused with a text that says who may', async () => {
    const error = await refusal(sessions.enter(request('a', { automatic: true })));
    expect(error).toMatchObject({
      code: 'SESSION_EXPIRED',
      en: expect.stringContaining("by a user's request"),
      ja: expect.stringContaining('利用者の操作'),
    });
    expect(await recorded()).toEqual([]);
  });
});

describe('five idle minutes', () => {
  test('are refused from their end on, and the end is recorded once', async () => {
    await sessions.enter(request('a'));
    now += IDLE + 1;
    const errors = await Promise.all([1, 2].map(() => refusal(sessions.enter(request('a')))));
    for (const error of errors)
      expect(error).toMatchObject({
        code: 'SESSION_EXPIRED',
        en: expect.stringContaining('5 minutes without'),
        ja: expect.stringContaining('5分間操作がなかった'),
      });
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });

  test('are recorded when they are over, though nobody asks any more', async () => {
    await sessions.enter(request('a'));
    now += IDLE - 1;
    await sessions.sweep();
    expect(await recorded()).toEqual(['LOGIN 1']);
    now += 1;
    await sessions.sweep();
    now += 2 * LEASE;
    await sessions.sweep();
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });

  test('after the login, in absolute mode, end it whatever happens, and the text says so', async () => {
    const rules = { idleMinutes: 5, mode: 'ABSOLUTE' } as const;
    for (now = 0; now < IDLE; now += 60_000) await sessions.enter(request('a', { rules }));
    expect(await refusal(sessions.enter(request('a', { rules })))).toMatchObject({
      en: expect.stringContaining('5 minutes after the login'),
      ja: expect.stringContaining('ログインから5分'),
    });
  });

  test('are as many as the policy says', async () => {
    const rules = { idleMinutes: 7, mode: 'IDLE' } as const;
    await sessions.enter(request('a', { rules }));
    now += IDLE + 1;
    await sessions.enter(request('a', { rules }));
    now += 7 * 60_000;
    expect((await refusal(sessions.enter(request('a', { rules })))).en).toContain('7 minutes');
  });

  test('whose end cannot be recorded stay owed until it can', async () => {
    await sessions.enter(request('a'));
    now += IDLE + 1;
    broken = unavailable;
    await expect(sessions.sweep()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    broken = null;
    await sessions.sweep();
    expect(await recorded()).toEqual(['LOGIN 1']);
    now += LEASE;
    await sessions.sweep();
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT IDLE 1']);
  });
});

describe('an end', () => {
  test.each([
    ['USER', 'logged out'],
    ['ADMINISTRATOR', 'administrator'],
    ['ACCOUNT_ENDED', 'account was ended'],
  ] as const)('by %s is recorded, and the next request is told', async (cause, words) => {
    await sessions.enter(request('a'));
    expect(await sessions.end('clerk', cause)).toBe(true);
    expect(await sessions.end('clerk', cause)).toBe(false);
    expect(await refusal(sessions.enter(request('a')))).toMatchObject({
      code: 'SESSION_EXPIRED',
      en: expect.stringContaining(words),
    });
    expect(await recorded()).toEqual(['LOGIN 1', `LOGOUT ${cause} 1`]);
  });

  test('that cannot be recorded has ended the session all the same, and is recorded later', async () => {
    await sessions.enter(request('a'));
    broken = unavailable;
    expect((await refusal(sessions.end('clerk', 'USER'))).code).toBe('AUDIT_UNAVAILABLE');
    broken = null;
    expect((await refusal(sessions.enter(request('a')))).code).toBe('SESSION_EXPIRED');
    now += LEASE;
    await sessions.sweep();
    expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT USER 1']);
  });
});

test('a machine has no session: neither end nor record nor rule of one', async () => {
  const principal = { ...someone('dashboard', []), kind: 'service' as const };
  for (const id of ['a', 'b', 'a']) {
    expect(await sessions.enter(request(id, { principal, automatic: true }))).toBeNull();
    now += IDLE + 1;
  }
  expect(await recorded()).toEqual([]);
});

// docs/attacks.md E17.
test('a session that has ended stays ended for as long as its token is good, days and weeks included', async () => {
  const DAY = 24 * 60 * 60_000;
  const token = (days: number) => request('long', { login: { id: 'long', life: days * DAY } });
  await sessions.enter(token(30));
  expect(await sessions.end('clerk', 'USER')).toBe(true);
  now += 29 * DAY;
  await sessions.sweep();
  expect((await refusal(sessions.enter(token(1)))).code).toBe('SESSION_EXPIRED');
  expect(await recorded()).toEqual(['LOGIN 1', 'LOGOUT USER 1']);
});
