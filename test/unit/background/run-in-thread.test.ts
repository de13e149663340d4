import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThread } from '../../../src/background/run-in-thread.js';
import { answer, Workplace } from '../audit/fixtures.js';

/** docs/attacks.md U2: what would hold answers up runs in a thread of its own. */

const HOOK = join(__dirname, '..', '..', 'support', 'ts-hook.cjs');
const VERIFY = join(__dirname, '..', '..', '..', 'src', 'audit', 'state', 'verify-thread.ts');
const PROGRAM = join(__dirname, '..', '..', '..', 'src', 'background', 'thread-program.ts');
let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sekisho-thread-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(text: string): string {
  const file = join(folder, `${text.length}.cjs`);
  writeFileSync(file, text);
  return file;
}
const forEver = (): AbortSignal => new AbortController().signal;

test('the result is what the program posts, made while this loop goes on turning', async () => {
  const file = program(
    `const { parentPort, workerData } = require('node:worker_threads');
     const until = new Int32Array(workerData.gate);
     Atomics.wait(until, 0, 0);
     parentPort.postMessage({ got: workerData.order });`,
  );
  const gate = new SharedArrayBuffer(4);
  const result = runInThread<{ got: number }>(file, { gate, order: 7 }, forEver());
  // The thread stands still until this loop has come to its next turn.
  await new Promise(setImmediate);
  Atomics.store(new Int32Array(gate), 0, 1);
  Atomics.notify(new Int32Array(gate), 0);
  expect(await result).toEqual({ got: 7 });
});

test('a program that throws, one that ends without a word and one that is stopped are told as such', async () => {
  const throwing = runInThread(program('throw new Error("a value");'), {}, forEver());
  await expect(throwing).rejects.toThrow(/^failed$/);
  await expect(runInThread(program('// nothing'), {}, forEver())).rejects.toThrow('ended without a result');
  const stop = new AbortController();
  const still = runInThread(program('setInterval(() => undefined, 1e6)'), {}, stop.signal);
  stop.abort();
  await expect(still).rejects.toThrow('ended without a result');
  await expect(runInThread(program('0'), {}, stop.signal)).rejects.toThrow('stopped');
});

test('a program ends with its result, though nothing it waits for holds the thread open', async () => {
  const file = program(
    `require(${JSON.stringify(HOOK)});
     const { postResult } = require(${JSON.stringify(PROGRAM)});
     void postResult(() => new Promise((done) => setTimeout(() => done({ got: 1 }), 5).unref()));`,
  );
  expect(await runInThread(file, {}, forEver())).toEqual({ got: 1 });
});

test('the log is verified in a thread as it is here', async () => {
  const place = await Workplace.make();
  const log = await place.open();
  await answer(log, 'first');
  await log.close();
  const file = program(`require(${JSON.stringify(HOOK)}); require(${JSON.stringify(VERIFY)});`);
  const order = {
    ...{ directory: place.audit, keyFile: join(place.root, 'keys', 'audit.json') },
    ...{ secret: null, witness: null },
  };
  const report = await runInThread<{ whole: boolean }>(file, order, forEver());
  expect(report.whole).toBe(true);
  place.remove();
});
