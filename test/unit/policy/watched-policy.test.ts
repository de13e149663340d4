import {
  openPolicy,
  type PolicyChange,
  type WatchedPolicyOptions,
} from '../../../src/policy/watched-policy.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import type { PolicySource } from '../../../src/policy/policy-source.js';
import { PolicyCopy } from './copy.js';
import { question } from './harness.js';

/** Another policy comes into force whole, recorded first, or not at all (R239). */
let copy: PolicyCopy;
let shadow: PolicyCopy;
let source: PolicySource | null;
let sealed: PolicyChange[];
let lines: { level: string; facts: Record<string, unknown>; says: string }[];
let sealing: () => Promise<unknown>;
beforeEach(() => {
  copy = new PolicyCopy();
  shadow = new PolicyCopy();
  source = null;
  sealed = [];
  lines = [];
  sealing = async () => undefined;
});
afterEach(async () => {
  await source?.close();
  copy.drop();
  shadow.drop();
});

const logs = (level: string) => (facts: object, says?: string) =>
  void lines.push({ level, facts: { ...facts }, says: says ?? '' });

async function open(options: Partial<WatchedPolicyOptions> = {}): Promise<PolicySource> {
  source = await openPolicy({
    directory: copy.folder,
    policy: copy.load(),
    shadowDirectory: null,
    log: { info: logs('info'), warn: logs('warn'), error: logs('error') } as WatchedPolicyOptions['log'],
    seal: async (change) => {
      await sealing();
      sealed.push(change);
    },
    quietMs: 1,
    pollMs: 3_600_000,
    ...options,
  });
  return source;
}

const closed = question('clerk RECOMMEND READ CONTACT');
const closeContact = (to: PolicyCopy) => to.change('recommend.cedar', 'Role::"clerk", ', '');
const openContact = (to: PolicyCopy) => to.change('recommend.cedar', '[Role::"', '[Role::"clerk", Role::"');

test('the first policy is recorded before it is in force, and one that cannot be recorded never is', async () => {
  const { version } = (await open()).current();
  expect(sealed).toEqual([{ version, before: null }]);
  expect(lines).toEqual([]);
  sealing = () => Promise.reject(new Error('no'));
  await expect(open()).rejects.toThrow('no');
});

test('a folder that holds another takes effect when it is recorded; the way back is a change as well', async () => {
  const policy = await open();
  const before = policy.current().version;
  expect(policy.current().decide(closed).permit).toBe(true);
  closeContact(copy);
  await policy.reload();
  const after = copy.load().version;
  expect(policy.current().version).toBe(after);
  expect(policy.current().decide(closed).permit).toBe(false);
  expect(lines).toEqual([
    { level: 'info', facts: { version: after, before }, says: 'another policy is in force' },
  ]);
  openContact(copy);
  await policy.reload();
  expect(sealed.slice(1)).toEqual([
    { version: after, before },
    { version: before, before: after },
  ]);
  expect(policy.current().decide(closed).permit).toBe(true);
});

test('nothing is in force before it is recorded, and what could not be recorded is tried again', async () => {
  const policy = await open();
  const before = policy.current();
  let release: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    sealing = () => {
      resolve();
      return new Promise((_, reject) => (release = () => reject(new Error('disk'))));
    };
  });
  closeContact(copy);
  const reloaded = policy.reload();
  await reached;
  expect(policy.current()).toBe(before);
  release();
  await reloaded;
  expect(policy.current()).toBe(before);
  expect(policy.faults()).toEqual(['the change cannot be recorded']);
  expect(lines).toEqual([
    {
      level: 'error',
      facts: {
        fault: 'the change cannot be recorded',
        inForce: before.version,
        err: expect.objectContaining({ message: 'disk' }) as unknown,
      },
      says: 'the policy folder is at fault: the policy in force stays',
    },
  ]);
  sealing = async () => undefined;
  await policy.reload();
  expect(policy.current().version).toBe(copy.load().version);
  expect(policy.faults()).toEqual([]);
  expect(lines.slice(1).map(({ level, says }) => `${level} ${says}`)).toEqual([
    'info the policy folder is sound again',
    'info another policy is in force',
  ]);
});

test('a folder at fault changes nothing, every fault is told, and mending it to what it was is no change', async () => {
  const policy = await open();
  const { version } = policy.current();
  const caps = copy.read('caps.json');
  copy.write('caps.json', '{');
  copy.remove('session.json');
  await policy.reload();
  expect(policy.current().version).toBe(version);
  expect(policy.faults()).toEqual(
    expect.arrayContaining(['caps.json: is not valid JSON', 'session.json: is missing']),
  );
  expect(
    lines.map(({ level, facts }) => `${level} ${String(facts['fault'])} ${String(facts['inForce'])}`),
  ).toEqual(policy.faults().map((fault) => `error ${fault} ${version}`));
  expect(lines.every(({ facts }) => !('err' in facts))).toBe(true);
  copy.write('caps.json', caps);
  copy.write('session.json', shadow.read('session.json'));
  lines = [];
  await policy.reload();
  expect([policy.faults(), sealed.length]).toEqual([[], 1]);
  expect(lines.map(({ says }) => says)).toEqual(['the policy folder is sound again']);
});

test('a folder that is gone is told of, and the policy stays', async () => {
  const policy = await open();
  const { version } = policy.current();
  copy.drop();
  await policy.reload();
  copy = new PolicyCopy();
  expect(policy.current().version).toBe(version);
  expect(policy.faults()).toEqual(['the folder cannot be read']);
  expect(lines[0]).toMatchObject({
    level: 'error',
    facts: { fault: 'the folder cannot be read', err: { code: 'ENOENT' } },
  });
});

test('without a shadow there is nothing to compare with', async () => {
  const policy = await open();
  expect(policy.differences()).toBeNull();
  expect(policy.observed(policy.current())).toBe(policy.current());
});

test('a shadow is asked beside the policy in force from the start, counted, replaced, and never obeyed', async () => {
  closeContact(shadow);
  const policy = await open({ shadowDirectory: shadow.folder });
  expect(lines).toEqual([
    {
      level: 'info',
      facts: { version: shadow.load().version },
      says: 'a shadow policy is asked beside the one in force',
    },
  ]);
  expect(policy.observed(policy.current()).decide(closed).permit).toBe(true);
  expect(policy.differences()).toEqual({ opens: 0, closes: 1, reason: 0 });
  openContact(shadow);
  await policy.reload();
  expect(policy.observed(policy.current()).decide(closed).permit).toBe(true);
  expect(policy.differences()).toEqual({ opens: 0, closes: 1, reason: 0 });
});

test('a shadow at fault, or gone, is not asked; it is told of, and what was counted stays', async () => {
  closeContact(shadow);
  const policy = await open({ shadowDirectory: shadow.folder });
  policy.observed(policy.current()).decide(closed);
  shadow.remove('caps.json');
  lines = [];
  await policy.reload();
  expect(policy.observed(policy.current())).toBe(policy.current());
  expect(policy.differences()).toEqual({ opens: 0, closes: 1, reason: 0 });
  expect(lines[0]).toEqual({
    level: 'error',
    facts: { fault: 'caps.json: is missing' },
    says: 'the shadow policy is at fault: it is not asked',
  });
  expect(new Set(lines.map(({ level, says }) => `${level} ${says}`)).size).toBe(1);
  shadow.drop();
  lines = [];
  await policy.reload();
  shadow = new PolicyCopy();
  // The system may have told of it as well as the call.
  for (const line of lines)
    expect(line).toEqual({
      level: 'error',
      facts: { err: expect.objectContaining({ code: 'ENOENT' }) as unknown },
      says: 'the folder of the shadow policy cannot be read',
    });
  expect(lines).not.toEqual([]);
  expect(policy.faults()).toEqual([]);
});

test('a policy that does not fit what this process has open is kept out like one that does not load', async () => {
  const check: WatchedPolicyOptions['check'] = ({ systems }) => {
    if (!systems.systems.has('VACCINATION_RECORD_SYSTEM')) throw new PolicyError(['systems.json: gone']);
  };
  const policy = await open({ check });
  const before = policy.current().version;
  const table = JSON.parse(copy.read('systems.json')) as {
    systems: Record<string, { connections: { to: string | null }[] }>;
  };
  delete table.systems['VACCINATION_RECORD_SYSTEM'];
  for (const system of Object.values(table.systems))
    system.connections = system.connections.filter(({ to }) => to !== 'VACCINATION_RECORD_SYSTEM');
  copy.write('systems.json', JSON.stringify(table));
  await policy.reload();
  expect(policy.current().version).toBe(before);
  expect(policy.faults()).toEqual(['systems.json: gone']);
});
