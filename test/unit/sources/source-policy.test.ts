import { SourceError } from '../../../src/errors/source-error.js';
import { type SourceSystem } from '../../../src/errors/source-error.js';
import { SourcePolicies, type SourceState } from '../../../src/sources/source-policy.js';

const LIMITS = { timeoutMs: 100, failuresToOpen: 3, probeAfterMs: 1000, retries: 2 };
const SYSTEM: SourceSystem = 'RESIDENT_REGISTRY';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A source that behaves as told and counts its calls. */
function harness() {
  const states: SourceState[] = [];
  const policies = new SourcePolicies(
    () => LIMITS,
    (_system, state) => states.push(state),
  );
  const source = {
    calls: 0,
    behave: (_signal: AbortSignal): Promise<string> => Promise.resolve('answer'),
  };
  const call = (options: { signal?: AbortSignal; idempotent?: boolean } = {}) => {
    const result = policies.guardSource(
      SYSTEM,
      (signal) => {
        source.calls++;
        return source.behave(signal);
      },
      { signal: options.signal ?? new AbortController().signal, idempotent: options.idempotent ?? false },
    );
    result.catch(() => undefined);
    return result;
  };
  const failing = (kind: SourceError['kind']) => () => Promise.reject(new SourceError(SYSTEM, kind));
  const kindOf = async (result: Promise<unknown>): Promise<unknown> => {
    const settled = result.then(
      () => 'ANSWERED',
      (error: unknown) => (error instanceof SourceError ? error.kind : error),
    );
    await jest.advanceTimersByTimeAsync(700);
    return settled;
  };
  const openCircuit = async () => {
    source.behave = failing('UNREACHABLE');
    for (let i = 0; i < LIMITS.failuresToOpen; i++) await kindOf(call());
    source.calls = 0;
  };
  return { policies, source, states, call, failing, kindOf, openCircuit };
}

const silence = (): Promise<string> => new Promise(() => undefined);
/** A well-behaved adapter: gives up when told to. */
const obedient = (signal: AbortSignal): Promise<string> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new SourceError(SYSTEM, 'ABORTED')));
  });

test('an answer passes, and when it came is known', async () => {
  const { policies, call } = harness();
  expect(policies.lastAnswer(SYSTEM)).toBeNull();
  await expect(call()).resolves.toBe('answer');
  expect(policies.lastAnswer(SYSTEM)).toBe(Date.now());
});

test.each([
  ['deaf to its signal', silence],
  ['obedient to its signal', obedient],
])('a source that hangs becomes TIMEOUT, %s', async (_name, behave) => {
  const { source, call, kindOf } = harness();
  source.behave = behave;
  expect(await kindOf(call())).toBe('TIMEOUT');
  expect(source.calls).toBe(1);
});

test.each([
  ['deaf to its signal', silence],
  ['obedient to its signal', obedient],
])('a caller who hangs up gets ABORTED and no circuit opens, source %s', async (_name, behave) => {
  const { policies, source, call, kindOf } = harness();
  source.behave = behave;
  for (let i = 0; i < LIMITS.failuresToOpen + 1; i++) {
    const caller = new AbortController();
    const result = call({ signal: caller.signal, idempotent: true });
    caller.abort();
    expect(await kindOf(result)).toBe('ABORTED');
  }
  expect(policies.state(SYSTEM)).toBe('CLOSED');
  expect(source.calls).toBe(LIMITS.failuresToOpen + 1);
});

test('a caller who has left already costs the source nothing', async () => {
  const { source, call, kindOf } = harness();
  expect(await kindOf(call({ signal: AbortSignal.abort() }))).toBe('ABORTED');
  expect(source.calls).toBe(0);
});

test.each([
  ['UNREACHABLE', true, 3],
  ['TIMEOUT', true, 3],
  ['UNREACHABLE', false, 1],
  ['FAILED', true, 1],
  ['CORRUPT', true, 1],
] as const)('%s with idempotent %s is tried %i time(s)', async (kind, idempotent, calls) => {
  const { source, call, failing, kindOf } = harness();
  source.behave = failing(kind);
  expect(await kindOf(call({ idempotent }))).toBe(kind);
  expect(source.calls).toBe(calls);
});

test('a second try that succeeds hides the first', async () => {
  const { source, call, failing, kindOf } = harness();
  source.behave = () => (source.calls === 1 ? failing('UNREACHABLE')() : Promise.resolve('late'));
  expect(await kindOf(call({ idempotent: true }))).toBe('ANSWERED');
});

test('failures in a row open the circuit, and then the source is left alone', async () => {
  const { policies, source, states, call, kindOf, openCircuit } = harness();
  await openCircuit();
  expect([policies.state(SYSTEM), states]).toEqual(['OPEN', ['OPEN']]);
  expect(await kindOf(call({ idempotent: true }))).toBe('UNREACHABLE');
  expect(source.calls).toBe(0);
});

test('an answer between failures keeps the circuit closed', async () => {
  const { policies, source, call, failing, kindOf } = harness();
  for (let i = 0; i < LIMITS.failuresToOpen * 2; i++) {
    source.behave = i % 2 === 0 ? failing('UNREACHABLE') : () => Promise.resolve('answer');
    await kindOf(call());
  }
  expect(policies.state(SYSTEM)).toBe('CLOSED');
});

test('wrong answers and faults of our own never open the circuit', async () => {
  const { policies, source, call, failing, kindOf } = harness();
  const bug = new TypeError('ours');
  for (const behave of [failing('FAILED'), failing('CORRUPT'), () => Promise.reject(bug)]) {
    source.behave = behave;
    for (let i = 0; i < LIMITS.failuresToOpen + 1; i++) await kindOf(call());
  }
  expect(policies.state(SYSTEM)).toBe('CLOSED');
  expect(await kindOf(call())).toBe(bug);
});

test('after the wait one probe goes through, the others are told at once, and its answer closes the circuit', async () => {
  const { policies, source, call, kindOf, openCircuit } = harness();
  await openCircuit();
  await jest.advanceTimersByTimeAsync(LIMITS.probeAfterMs);
  let answer: (text: string) => void = () => undefined;
  source.behave = () => new Promise((resolve) => (answer = resolve));
  const probe = call();
  expect(policies.state(SYSTEM)).toBe('HALF_OPEN');
  await expect(call()).rejects.toMatchObject({ kind: 'UNREACHABLE' });
  answer('back');
  expect(await kindOf(probe)).toBe('ANSWERED');
  expect([source.calls, policies.state(SYSTEM)]).toEqual([1, 'CLOSED']);
});

test.each([
  ['fails', 'UNREACHABLE'],
  ['is abandoned', 'ABORTED'],
] as const)('a probe that %s leaves the circuit open', async (_name, kind) => {
  const { policies, source, call, failing, kindOf, openCircuit } = harness();
  await openCircuit();
  await jest.advanceTimersByTimeAsync(LIMITS.probeAfterMs);
  const caller = new AbortController();
  source.behave = kind === 'ABORTED' ? obedient : failing(kind);
  const probe = call({ signal: caller.signal });
  if (kind === 'ABORTED') caller.abort();
  expect(await kindOf(probe)).toBe(kind);
  expect(policies.state(SYSTEM)).toBe('OPEN');
});

test('one dead system does not close another', async () => {
  const { policies, openCircuit } = harness();
  await openCircuit();
  expect(policies.state('VACCINATION_RECORD_SYSTEM')).toBe('CLOSED');
  const signal = new AbortController().signal;
  const other = policies.guardSource('VACCINATION_RECORD_SYSTEM', () => Promise.resolve(1), {
    signal,
    idempotent: true,
  });
  await expect(other).resolves.toBe(1);
});
