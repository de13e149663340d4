import { hostname } from 'node:os';

import type { GatewayError } from '../errors/gateway-error.js';
import { ORIGIN, frameAfter, type Frame, type Tail } from './chain.js';
import { checkpointNote, CheckpointSchedule } from './checkpoint.js';
import { claimWriter, type Claim } from './claim.js';
import { MAX_BATCH_FRAMES } from './format.js';
import type { AuditKeys } from './keys.js';
import { OpenIntents } from './open-intents.js';
import { Pseudonyms } from './pseudonym.js';
import { reasonOf, unavailable, within } from './journal-faults.js';
import type { AuditLog, RecordBody } from './record.js';
import { BrokenLog, recover, type Footing } from './recovery.js';
import { Segments, type SegmentSettings } from './segments.js';

export interface JournalOptions {
  /** Absolute path of the audit folder. */
  readonly directory: string;
  readonly keys: AuditKeys;
  readonly municipality: string;
  /** Version of the gateway and name of the machine, for START. Default: `unknown`, the host name. */
  readonly version?: string;
  readonly node?: string;
  /** Length at which a new segment begins, in bytes. Default 32 MiB. */
  readonly segmentBytes?: number;
  /** UTC, ISO 8601 with milliseconds. Default: the system clock. */
  readonly now?: () => string;
  /** Longest a commit may take before sealing counts as failed, in milliseconds. Default 10,000. */
  readonly commitMilliseconds?: number;
  /** Pause between attempts to go on after a fault, in milliseconds. Default 1,000. */
  readonly probeMilliseconds?: number;
  /** Longest time without a checkpoint while records are added, in milliseconds. Default 5,000. */
  readonly checkpointMilliseconds?: number;
  /** Longest time without one while nothing is: the heartbeat that makes a tail cut off visible. Default 60,000. */
  readonly heartbeatMilliseconds?: number;
  /** Told of each checkpoint once it is durable: what goes to the witness. */
  readonly onCheckpoint?: (writer: string, note: string) => void;
  /** Told why sealing stopped working, and null once it works again. */
  readonly onFault?: (reason: string | null) => void;
  /** Told at open of a writer's folder that contradicts its head and was passed over. */
  readonly onBroken?: (what: string) => void;
}

const BATCH_BYTES = 8 * 1024 * 1024;
const SEGMENT_BYTES = 32 * 1024 * 1024;

/** Opens the log for appending: GENESIS for a new writer, RECOVERY after an unfinished write, START in any case. */
export async function openJournal(options: JournalOptions): Promise<AuditLog> {
  const { directory: root, keys, municipality } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const claim = await claimWriter({
    root,
    keys,
    municipality,
    now,
    onBroken: options.onBroken ?? (() => undefined),
  }).catch((error: unknown) => Promise.reject(unavailable('the audit folder cannot be opened', error)));
  const segments = { folder: claim.folder, keys, segmentBytes: options.segmentBytes ?? SEGMENT_BYTES, now };
  try {
    const journal = new Journal(
      { ...options, now },
      claim,
      segments,
      await Segments.open(segments, claim.footing),
    );
    await journal.begin(claim.footing, options);
    return journal;
  } catch (error) {
    await claim.lock.release();
    throw unavailable('the audit folder cannot be written', error);
  }
}

interface Pending {
  readonly frame: Frame;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: GatewayError) => void;
}

type State =
  | { readonly kind: 'OPEN' }
  | { readonly kind: 'FAULT'; readonly reason: string }
  | { readonly kind: 'CLOSED' };

class Journal implements AuditLog {
  readonly writer: string;
  readonly #pseudonyms: Pseudonyms;
  readonly #intents = new OpenIntents();
  #state: State = { kind: 'OPEN' };
  /** The newest frame made, and the newest that is durable. */
  #tail: Tail = ORIGIN;
  #durable: Tail = ORIGIN;
  #pending: Pending[] = [];
  #drain: Promise<void> | null = null;
  /** A commit that outlived its deadline: the files may not be touched before it has ended. */
  #overdue: Promise<unknown> = Promise.resolve();
  #probe: NodeJS.Timeout | undefined;
  #probing: Promise<void> = Promise.resolve();
  readonly #schedule: CheckpointSchedule;

  constructor(
    private readonly options: JournalOptions & { readonly now: () => string },
    private readonly claim: Claim,
    private readonly settings: SegmentSettings,
    private segments: Segments,
  ) {
    this.writer = claim.writer;
    this.#pseudonyms = new Pseudonyms(options.keys, options.municipality);
    this.#tail = this.#durable = claim.footing.tail;
    this.#schedule = new CheckpointSchedule(options.checkpointMilliseconds, options.heartbeatMilliseconds);
  }

  async begin(
    footing: Footing,
    { municipality, keys, version = 'unknown', node = hostname() }: JournalOptions,
  ): Promise<void> {
    if (footing.tail.seq === 0) {
      this.append({ kind: 'GENESIS', writer: this.writer, municipality, keyId: keys.keyId });
    } else if (footing.bytesCut > 0) {
      this.append({ kind: 'RECOVERY', bytesCut: footing.bytesCut });
    }
    try {
      await this.seal({ kind: 'START', version, node });
      await this.segments.settle();
      this.#schedule.start(() => this.#checkpointIfDue());
    } catch (error) {
      clearTimeout(this.#probe);
      this.#state = { kind: 'CLOSED' };
      await this.segments.close();
      throw error;
    }
  }

  append(body: RecordBody): number {
    return this.#enqueue(
      body,
      () => undefined,
      () => undefined,
    );
  }

  seal(body: RecordBody): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#enqueue(body, resolve, reject);
    });
  }

  pseudonym(atenaNumber: string): string {
    return this.#pseudonyms.of(atenaNumber);
  }

  fault(): string | null {
    if (this.#state.kind === 'FAULT') return this.#state.reason;
    return this.#state.kind === 'CLOSED' ? 'the journal is closed' : null;
  }

  async close(): Promise<void> {
    if (this.#state.kind === 'CLOSED') return;
    clearTimeout(this.#probe);
    this.#schedule.stop();
    await this.#probing;
    const sound = this.fault() === null;
    this.#state = { kind: 'CLOSED' };
    clearTimeout(this.#probe);
    await this.#drain;
    if (sound) await this.#stop().catch((error: unknown) => this.#fail(error));
    await this.segments.close();
    await this.claim.lock.release().catch(() => undefined);
  }

  /** STOP is a commit of its own on a head that is on the disk: the verifier holds a journal that ended well to it. */
  async #stop(): Promise<void> {
    await this.#checkpoint();
    await this.segments.settle();
    await new Promise((resolve, reject) => this.#put({ kind: 'STOP' }, resolve, reject));
    await this.segments.settle();
  }

  #checkpointIfDue(): void {
    // What fails here has failed for every seal, and is told there.
    if (this.#state.kind === 'OPEN' && this.#schedule.isDue(this.#tail.seq)) this.#checkpoint().catch(() => undefined);
  }

  /** Signs all records so far, those under way included: the record that carries the note is durable only behind them. */
  async #checkpoint(): Promise<void> {
    const { options, writer } = this;
    const facts = { municipality: options.municipality, writer, tree: this.#tail.tree, at: options.now() };
    const note = checkpointNote(facts, options.keys);
    const durable = new Promise((resolve, reject) => {
      this.#schedule.made(this.#put({ kind: 'CHECKPOINT', note }, resolve, reject));
    });
    await durable;
    options.onCheckpoint?.(writer, note);
  }

  #enqueue(body: RecordBody, resolve: Pending['resolve'], reject: Pending['reject']): number {
    const fault = this.fault();
    if (fault !== null) throw unavailable(fault);
    return this.#put(body, resolve, reject);
  }

  #put(body: RecordBody, resolve: Pending['resolve'], reject: Pending['reject']): number {
    const frame = this.#frameFor(body, this.#tail);
    if (!this.#intents.admit(body, frame.seq)) throw unavailable('the intent of this outcome was not kept');
    this.#tail = frame;
    this.#pending.push({ frame, resolve, reject });
    this.#drain ??= this.#drainSoon();
    return frame.seq;
  }

  #frameFor(body: RecordBody, previous: Tail): Frame {
    const json = JSON.stringify({ seq: previous.seq + 1, at: this.options.now(), ...body });
    return frameAfter(previous, this.options.keys, json);
  }

  /** One turn of the event loop later, so that all who append in this turn share the first commit. */
  async #drainSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) {
      const batch = this.#nextBatch();
      try {
        await this.#commit(batch.map((entry) => entry.frame));
        for (const { frame, resolve } of batch) resolve(frame.seq);
      } catch (error) {
        this.#pending.unshift(...batch);
        this.#fail(error);
      }
    }
    this.#drain = null;
  }

  #nextBatch(): Pending[] {
    let bytes = 0;
    let count = 0;
    for (const { frame } of this.#pending) {
      bytes += frame.bytes.length;
      if (count > 0 && (bytes > BATCH_BYTES || count === MAX_BATCH_FRAMES)) break;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #commit(frames: readonly Frame[]): Promise<void> {
    const { index } = this.segments;
    const commit = this.segments.commit(frames);
    this.#overdue = commit.catch(() => undefined);
    await within(commit, this.options.commitMilliseconds ?? 10_000);
    this.#durable = frames.at(-1) ?? this.#durable;
    const begun = index > 0 && this.segments.index !== index;
    if (begun && this.#state.kind === 'OPEN') this.#checkpoint().catch(() => undefined);
  }

  /** Nothing that is pending was disclosed on; all of it is refused. `#goOn` takes the chain back to what is durable. */
  #fail(error: unknown): void {
    const reason = reasonOf(error);
    const refused = this.#pending;
    this.#pending = [];
    if (this.#state.kind === 'OPEN') {
      this.#state = { kind: 'FAULT', reason };
      this.#probeLater();
    }
    for (const { reject } of refused) reject(unavailable(reason, error));
    this.options.onFault?.(reason);
  }

  #probeLater(): void {
    this.#probe = setTimeout(() => {
      this.#probing = this.#goOn().catch((error: unknown) => {
        if (this.#state.kind === 'FAULT') this.#state = { kind: 'FAULT', reason: reasonOf(error) };
        this.#probeLater();
      });
    }, this.options.probeMilliseconds ?? 1_000);
    this.#probe.unref();
  }

  /** Goes on without a restart, behind the last durable frame. RECOVERY is the probe: if it can be sealed, all can. */
  async #goOn(): Promise<void> {
    await this.#overdue;
    await this.segments.close();
    const footing = await recover(this.claim.folder, this.options.keys, 'CUT_ALL', this.options.now());
    if (footing.tail.seq < this.#durable.seq) throw new BrokenLog('an old head was put back');
    this.#durable = footing.tail;
    this.#intents.forgetAfter(footing.tail.seq);
    this.segments = await Segments.open(this.settings, footing);
    await this.#commit([this.#frameFor({ kind: 'RECOVERY', bytesCut: footing.bytesCut }, footing.tail)]);
    await this.segments.settle();
    this.#tail = this.#durable;
    this.#state = { kind: 'OPEN' };
    this.options.onFault?.(null);
  }
}
