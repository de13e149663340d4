import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import threads, { Worker, type WorkerOptions } from 'node:worker_threads';
import { ActLog } from '../../../src/acts/act-log.js';
import { IdempotentActs } from '../../../src/acts/idempotent-acts.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import { CaseStore } from '../../../src/cases/case-store.js';
import { RecordStore } from '../../../src/immunization-records/record-store.js';
import { LinkageHistories } from '../../../src/linkage/linkage-histories.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import { MovementStore } from '../../../src/movements/movement-store.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import { ReviewLog } from '../../../src/review/review-log.js';
import { ReviewStore } from '../../../src/review/review-store.js';
import { SOURCE_FACTS } from '../../../src/sources/source-facts.js';
import { SourcePolicies } from '../../../src/sources/source-policy.js';
import { VrsStore } from '../../../src/vaccination-record/vrs-store.js';

/**
 * The gateway as `npm start` runs it, which stops acts dead at a step of theirs: log, store and every system that is told
 * something, each before and after. An act whose key begins with `killed-` is stopped at the step that was last written
 * to the input for its mutation, `{"openCase":3}`, and its name is told, `held openCase before begin`. Each line of input
 * is answered with `armed`.
 */

/**
 * Two dozen acts at once on a busy machine take longer than a system may in a city: what takes too long there is answered
 * with a null payload and SOURCE_UNAVAILABLE (or FORBIDDEN, where nobody can say whom a measure protects), which is
 * right, and not what is asked here.
 */
for (const { limits } of Object.values(SOURCE_FACTS))
  Object.assign(limits, { timeoutMs: 120_000, failuresToOpen: 1_000 });

interface Track {
  readonly name: string;
  steps: number;
}

let holds: Readonly<Record<string, number>> = {};
const running = new AsyncLocalStorage<Track>();
const tracks = new Map<string, Track>();

function pass(label: string): Promise<void> {
  const track = running.getStore();
  if (track === undefined) return Promise.resolve();
  const at = track.steps++;
  if (at !== holds[track.name]) return Promise.resolve();
  process.stdout.write(`held ${track.name} ${label}\n`);
  return new Promise(() => undefined);
}

type Method = (...given: never[]) => Promise<unknown>;

/** Makes a step of a method: `before NAME` and `after NAME`. */
function stepped(owner: object, method: string, nameOf: (...given: never[]) => string | null): void {
  const methods = owner as Record<string, Method>;
  const original = methods[method];
  if (original === undefined) throw new TypeError(`${method} is no method any more`);
  methods[method] = async function (this: unknown, ...given: never[]) {
    const name = nameOf(...given);
    if (name === null) return original.apply(this, given);
    await pass(`before ${name}`);
    const value = await original.apply(this, given);
    await pass(`after ${name}`);
    return value;
  };
}

stepped(ActLog.prototype, 'intend', () => 'intent');
stepped(ActLog.prototype, 'close', () => 'outcome');
stepped(ReviewLog.prototype, 'sign', () => 'sign');
for (const store of [
  ...[CaseStore, RecordStore, MovementStore, VrsStore, FindingStore],
  ...[LinkageStore, LinkageHistories, ReviewStore],
])
  for (const method of ['begin', 'settle', 'finish', 'decide', 'sealed'])
    if (method in store.prototype) stepped(store.prototype, method, () => method);
stepped(SourcePolicies.prototype, 'guardSource', ((
  system: string,
  _call: unknown,
  { idempotent }: { readonly idempotent: boolean },
) => (idempotent ? null : system)) as (...given: never[]) => string | null);

const acts = IdempotentActs.prototype as unknown as Record<'begin' | 'carryOut', Method>;
const { begin, carryOut } = acts;
acts.begin = function (this: unknown, ...given: never[]) {
  const [{ action, key }, id] = given as unknown as [{ action: string; key: string }, string];
  // What an act does by acts of other rooms is steps of its own.
  const track = running.getStore() ?? (key.startsWith('killed-') ? { name: action, steps: 0 } : null);
  if (track === null) return begin.apply(this, given);
  tracks.set(id, track);
  return running.run(track, () => begin.apply(this, given));
};
acts.carryOut = function (this: unknown, ...given: never[]) {
  const track = running.getStore() ?? tracks.get((given[0] as unknown as ActRow).requestId);
  return track === undefined
    ? carryOut.apply(this, given)
    : running.run(track, () => carryOut.apply(this, given));
};

/** Threads of the sources as they stand: `ts-hook.cjs` is in each, and reads the source beside a program that was not built. */
class ThreadOfSources extends Worker {
  constructor(program: string | URL, options?: WorkerOptions) {
    const file = String(program);
    if (existsSync(file)) super(file, options);
    else super(`require(${JSON.stringify(file.replace(/\.js$/, '.ts'))})`, { ...options, eval: true });
  }
}
Object.assign(threads, { Worker: ThreadOfSources });

createInterface({ input: process.stdin }).on('line', (line) => {
  holds = JSON.parse(line) as Record<string, number>;
  process.stdout.write('armed\n');
});
void import('../../../src/main.js');
