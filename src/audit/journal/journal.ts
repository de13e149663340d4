import { hostname } from 'node:os';

import { DAY_MILLISECONDS } from '../../calendar/japan-time.js';
import { CheckpointPublisher } from '../checkpoints/publish-checkpoints.js';
import { CommitQueue, type Pending } from './commit-queue.js';
import type { Frame } from '../segments/chain.js';
import { ChainWriter, type ChainFacts } from './chain-writer.js';
import { CheckpointSchedule } from '../checkpoints/checkpoint.js';
import { claimWriter, segmentToWrite, type Claim } from './claim-writer.js';
import type { JournalOptions } from './journal-options.js';
import { OpenIntents } from './open-intents.js';
import { Pseudonyms } from '../keys/pseudonym.js';
import { reasonOf, unavailable } from '../audit-faults.js';
import type { RecordBody } from '../record/record.js';
import type { AuditLog } from '../audit-log.js';
import { BrokenLog, recover, type ResumePoint } from './recovery.js';
import { startNotices } from './start-notices.js';
import { Sinks, type SinkSettings } from './sinks.js';
import { writeReached } from '../keys/reached.js';
import { WriterKeys } from '../keys/writer-keys.js';

/** Well within the second in which a log that was taken away is to be noticed. */
const INSPECTED_EVERY = 400;
const SEGMENT_BYTES = 32 * 1024 * 1024;
/** A segment ends after a day, however short it is. */
const SEGMENT_MILLISECONDS = DAY_MILLISECONDS;

/** Opens the log for appending: GENESIS for a new writer, RECOVERY after an unfinished write, START in any case. */
export async function openJournal(options: JournalOptions): Promise<AuditLog> {
  const { directory: root, keys, municipality } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const mirror = options.mirror ?? null;
  const { seen = () => Promise.resolve([]), onBroken = () => undefined, writer: preferred = null } = options;
  const order = { root, keys, municipality, now, onBroken, mirror, seen, preferred };
  const claim = await claimWriter(order).catch((error: unknown) =>
    Promise.reject(unavailable('the audit folder cannot be opened', error)),
  );
  const settings: SinkSettings = {
    writer: claim.writer,
    folder: claim.folder,
    ...{ mirror, keys, now },
    deadline: options.commitMilliseconds ?? 10_000,
  };
  try {
    const journal = new Journal(
      { ...options, now },
      claim,
      settings,
      await Sinks.open(settings, claim.resumePoint),
    );
    await journal.begin(claim.resumePoint, options);
    return journal;
  } catch (error) {
    await claim.lock.release();
    throw unavailable('the audit folder cannot be written', error);
  }
}

type State =
  | { readonly kind: 'OPEN' }
  | { readonly kind: 'FAULT'; readonly reason: string }
  | { readonly kind: 'CLOSED' };

type Waiter = Pick<Pending, 'resolve' | 'reject'>;
const NOBODY: Waiter = { resolve: () => undefined, reject: () => undefined };

class Journal implements AuditLog {
  readonly writer: string;
  private readonly pseudonyms: Pseudonyms;
  private readonly intents = new OpenIntents();
  private state: State = { kind: 'OPEN' };
  private chain: ChainWriter;
  /** Sequence number of the newest frame that is durable. */
  private durable: number;
  private readonly commits = new CommitQueue(
    (frames) => this.commit(frames),
    (error) => this.fail(error),
  );
  private watch: NodeJS.Timeout | undefined;
  private probe: NodeJS.Timeout | undefined;
  private probing: Promise<void> = Promise.resolve();
  private readonly schedule: CheckpointSchedule;
  private readonly facts: ChainFacts;
  private readonly publisher: CheckpointPublisher;

  constructor(
    private readonly options: JournalOptions & { readonly now: () => string },
    private readonly claim: Claim,
    private readonly settings: SinkSettings,
    private sinks: Sinks,
  ) {
    this.writer = claim.writer;
    this.pseudonyms = new Pseudonyms(options.keys, options.municipality);
    this.facts = {
      municipality: options.municipality,
      writer: claim.writer,
      segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
      segmentMilliseconds: options.segmentMilliseconds ?? SEGMENT_MILLISECONDS,
      now: options.now,
    };
    this.durable = claim.resumePoint.tail.seq;
    this.chain = new ChainWriter(this.facts, claim.writerKeys, claim.resumePoint);
    options.witness?.begin(this.chain.tree);
    const { directory, keys, witness = null } = options;
    const mark = (seq: number) => writeReached(keys, claim.writer, seq);
    this.publisher = new CheckpointPublisher(directory, claim.writer, witness, mark);
    this.schedule = new CheckpointSchedule(options.checkpointMilliseconds, options.heartbeatMilliseconds);
  }

  async begin(
    resumePoint: ResumePoint,
    { municipality, keys, version = 'unknown', node = hostname() }: JournalOptions,
  ): Promise<void> {
    if (resumePoint.tail.seq === 0) {
      this.append({
        kind: 'GENESIS',
        writer: this.writer,
        municipality,
        keyId: keys.keyId,
        key: this.chain.verifierKey,
      });
    } else if (resumePoint.bytesCut > 0) {
      this.append({ kind: 'RECOVERY', bytesCut: resumePoint.bytesCut });
    }
    try {
      const { clockIsSet = false } = this.options;
      const told = { now: this.options.now(), isSet: clockIsSet };
      const notices = startNotices(this.writer, resumePoint, told);
      for (const notice of notices.texts) this.options.onNotice?.(notice);
      const start = { kind: 'START', version, node, ...notices.facts } as const;
      this.publisher.reached(await this.seal(start));
      await this.sinks.settle();
      this.schedule.start(() => this.checkpointIfDue());
      this.watch = setInterval(() => this.inspect(), INSPECTED_EVERY).unref();
    } catch (error) {
      clearTimeout(this.probe);
      this.state = { kind: 'CLOSED' };
      await this.sinks.close();
      throw error;
    }
  }

  append(body: RecordBody): number {
    return this.enqueue(body, null);
  }

  seal(body: RecordBody): Promise<number> {
    return new Promise((resolve, reject) => {
      this.enqueue(body, { resolve, reject });
    });
  }

  pseudonym(atenaNumber: string): string {
    return this.pseudonyms.of(atenaNumber);
  }

  fault(): string | null {
    if (this.state.kind === 'FAULT') return this.state.reason;
    return this.state.kind === 'CLOSED' ? 'the journal is closed' : null;
  }

  async close(): Promise<void> {
    if (this.state.kind === 'CLOSED') return;
    clearTimeout(this.probe);
    this.schedule.stop();
    clearInterval(this.watch);
    await this.probing;
    const sound = this.fault() === null;
    this.state = { kind: 'CLOSED' };
    clearTimeout(this.probe);
    await this.commits.settled();
    if (sound) await this.stop().catch((error: unknown) => this.fail(error));
    await this.sinks.close();
    await this.publisher.close();
    await this.claim.lock.release().catch(() => undefined);
  }

  /**
   * STOP is a commit of its own on a head that is on the disk: the verifier holds a journal that ended well to it.
   */
  private async stop(): Promise<void> {
    await this.checkpoint();
    await this.sinks.settle();
    await new Promise((resolve, reject) => this.put({ kind: 'STOP' }, { resolve, reject }));
    await this.sinks.settle();
  }

  private checkpointIfDue(): void {
    if (this.state.kind !== 'OPEN') return;
    if (this.chain.isOld()) this.endSegment();
    // What fails here has failed for every seal, and is reported there.
    else if (this.schedule.isDue(this.chain.seq)) this.checkpoint().catch(() => undefined);
  }

  /**
   * Signs all records so far, those under way included: the record that carries the note is durable only behind
   * them.
   */
  private async checkpoint(): Promise<void> {
    if (this.chain.isLong()) this.endSegment();
    const note = this.chain.note();
    const durable = new Promise<number>((resolve, reject) => {
      this.schedule.made(
        this.put({ kind: 'CHECKPOINT', note, ...this.publisher.others() }, { resolve, reject }),
      );
    });
    this.publisher.made(await durable, note);
  }

  private endSegment(): void {
    const ended = this.chain.endSegment();
    if (ended === null) return;
    this.schedule.made(ended.frame.seq);
    const durable = (seq: number) => this.publisher.made(seq, ended.note);
    this.commits.add({ frame: ended.frame, awaited: true, resolve: durable, reject: () => undefined });
  }

  private enqueue(body: RecordBody, waiter: Waiter | null): number {
    const fault = this.fault();
    if (fault !== null) throw unavailable(fault);
    return this.put(body, waiter);
  }

  private put(body: RecordBody, waiter: Waiter | null): number {
    if (this.chain.isLong()) this.endSegment();
    const frame = this.chain.frame(body);
    if (!this.intents.admit(body, frame.seq)) throw unavailable('the intent of this outcome was not kept');
    this.chain.append(frame);
    this.commits.add({ frame, awaited: waiter !== null, ...(waiter ?? NOBODY) });
    return frame.seq;
  }

  /** A log taken away while nobody asks is noticed all the same. A commit that is under way looks by itself. */
  private inspect(): void {
    if (this.state.kind === 'OPEN') this.commits.runIfIdle(() => this.sinks.checkUnchanged());
  }

  private async commit(frames: readonly Frame[]): Promise<void> {
    await this.sinks.commit(frames);
    this.durable = frames.at(-1)?.seq ?? this.durable;
    this.options.witness?.add(frames);
    if (frames.at(-1)?.final !== true) return;
    // In this order: the seed of a segment whose final frame the head does not name may still be needed.
    await this.sinks.settle();
    await this.chain.forgetEnded();
  }

  /**
   * Nothing that is pending was disclosed on; all of it is refused. `resume` takes the chain back to what is
   * durable.
   */
  private fail(error: unknown): void {
    const reason = reasonOf(error);
    const refused = this.commits.takeAll();
    if (this.state.kind === 'OPEN') {
      this.state = { kind: 'FAULT', reason };
      this.probeLater();
    }
    for (const { reject } of refused) reject(unavailable(reason, error));
    this.options.onFault?.(reason);
  }

  private probeLater(): void {
    this.probe = setTimeout(() => {
      this.probing = this.resume().catch((error: unknown) => {
        if (this.state.kind === 'FAULT') this.state = { kind: 'FAULT', reason: reasonOf(error) };
        this.probeLater();
      });
    }, this.options.probeMilliseconds ?? 1_000);
    this.probe.unref();
  }

  /**
   * Goes on without a restart, behind the last durable frame. RECOVERY is the probe: if it can be sealed, all can.
   */
  private async resume(): Promise<void> {
    await this.sinks.idle();
    await this.sinks.close();
    const { options, claim, writer } = this;
    const resumePoint = await recover({
      folder: claim.folder,
      writer,
      keys: options.keys,
      rule: 'CUT_ALL',
      at: options.now(),
    });
    if (resumePoint.tail.seq < this.durable) throw new BrokenLog('an old head was put back');
    const writerKeys = await WriterKeys.open(options.keys, writer, segmentToWrite(resumePoint));
    this.chain = new ChainWriter(this.facts, writerKeys, resumePoint);
    options.witness?.begin(this.chain.tree);
    this.intents.forgetAfter(resumePoint.tail.seq);
    this.sinks = await Sinks.open(this.settings, resumePoint);
    const probe = this.chain.frame({ kind: 'RECOVERY', bytesCut: resumePoint.bytesCut });
    this.chain.append(probe);
    await this.commit([probe]);
    await this.sinks.settle();
    this.state = { kind: 'OPEN' };
    this.options.onFault?.(null);
  }
}
