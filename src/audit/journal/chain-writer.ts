import { frameAfter, type Frame, type Tail } from '../segments/chain.js';
import { checkpointNote, segmentEnd, signerOf } from '../checkpoints/checkpoint.js';
import { FIRST_WITH_MODELS, LOG_VERSION, MAGIC } from '../format/log-version.js';
import type { RecordBody } from '../record/record.js';
import type { ResumePoint } from './recovery.js';
import { Models, type Likened } from '../segments/models.js';
import { CLEAR, contentOf, likenedContent } from '../segments/sealing.js';
import { verifierKey } from '../checkpoints/signed-note.js';
import type { Frontier } from '../merkle/frontier.js';
import type { WriterKeys } from '../keys/writer-keys.js';

export interface ChainFacts {
  readonly municipality: string;
  readonly writer: string;
  /** Length and age at which a segment ends, in bytes and milliseconds. */
  readonly segmentBytes: number;
  readonly segmentMilliseconds: number;
  readonly now: () => string;
}

/**
 * The newest end of a writer's chain: makes its frames, and ends its segments. What becomes durable of them it
 * does not know.
 */
export class ChainWriter {
  private tail: Tail;
  /** Of the segment that frames are being made for: its length so far, and since when it has been written. */
  private bytes: number;
  private since = performance.now();
  /** Version of the format that segment is of: one that an older program began goes on as it was. */
  private version: number;
  /** What later records of the segment may be told by. */
  private models = new Models();
  /** The frame made last, where its text is to be remembered once it is in the chain. */
  private made: { readonly seq: number; readonly likened: Likened } | null = null;

  constructor(
    private readonly facts: ChainFacts,
    private readonly keys: WriterKeys,
    resumePoint: ResumePoint,
  ) {
    this.tail = resumePoint.tail;
    this.version = resumePoint.ended ? LOG_VERSION : resumePoint.version;
    this.bytes = resumePoint.ended ? MAGIC.length : Math.max(resumePoint.offset, MAGIC.length);
  }

  get tree(): Frontier | null {
    return this.tail.tree;
  }

  /** Sequence number of the newest frame. */
  get seq(): number {
    return this.tail.seq;
  }

  /** The key that checks this segment's signatures. */
  get verifierKey(): string {
    return verifierKey(signerOf(this.facts.municipality, this.facts.writer, this.keys.current));
  }

  /** A segment without a record never ends. */
  isLong(): boolean {
    return this.bytes >= Math.max(this.facts.segmentBytes, MAGIC.length + 1);
  }

  isOld(): boolean {
    return this.bytes > MAGIC.length && performance.now() - this.since >= this.facts.segmentMilliseconds;
  }

  /** The frame that would follow; it does once it is kept. */
  frame(body: RecordBody, final = false): Frame {
    const { chainKey, dataKey, segment } = this.keys.current;
    const seq = this.tail.seq + 1;
    const place = `${this.facts.writer}/${seq}`;
    const format = CLEAR.has(body.kind) ? { format: this.version } : {};
    const json = JSON.stringify({ seq, at: this.facts.now(), ...format, ...body });
    const likened = this.version < FIRST_WITH_MODELS ? null : this.models.textOf(json, body, seq);
    this.made = likened && { seq, likened };
    const content =
      likened === null ? contentOf(json, body.kind, place, dataKey) : likenedContent(likened, place, dataKey);
    return { ...frameAfter(this.tail, chainKey, content), segment, final };
  }

  append(frame: Frame): void {
    if (this.made?.seq === frame.seq) this.made.likened.keep();
    this.tail = frame;
    this.bytes += frame.bytes.length;
  }

  /** Signs all frames so far. */
  note(): string {
    return checkpointNote(this.signed());
  }

  /**
   * Signs the segment away: its keys certify those of the next, and every frame from here on is made with
   * these. Null while the next keys are not ready: then the segment grows a little longer.
   */
  endSegment(): { readonly frame: Frame; readonly note: string } | null {
    const { next } = this.keys;
    if (next === null) return null;
    const signed = this.signed();
    const note = checkpointNote(signed, next);
    const frame = this.frame({ kind: 'CHECKPOINT', note, end: segmentEnd(signed) }, true);
    this.append(frame);
    this.keys.advance();
    this.bytes = MAGIC.length;
    this.since = performance.now();
    this.version = LOG_VERSION;
    this.models = new Models();
    return { frame, note };
  }

  /** Once the end of a segment is durable and the head names it. */
  forgetEnded(): Promise<void> {
    return this.keys.forget();
  }

  private signed() {
    const { municipality, writer, now } = this.facts;
    return { municipality, writer, tree: this.tail.tree, at: now(), keys: this.keys.current };
  }
}
