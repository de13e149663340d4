import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { HEAD_FILE, MAC_BYTES, MAX_BATCH_FRAMES, SEGMENT_PATTERN, segmentName, signerName } from '../format.js';
import type { AuditKeys } from '../keys.js';
import type { AuditRecord } from '../record.js';
import { FrameReader, expectedMac, type RawFrame } from './frames.js';
import { readHeadCopies, type HeadReading } from './head.js';
import { RecordRules } from './record-rules.js';
import type { Fault, WriterReport } from './report.js';
import { verifierKeyOf } from './signed-checkpoint.js';

const LISTED_INTENTS = 20;
const LISTED_FAULTS = 20;

/** Verifies one writer's folder from its first byte to its last, in the order of the chain. */
export async function verifyWriter(folder: string, writer: string, keys: AuditKeys): Promise<WriterReport> {
  return new WriterVerification(folder, writer, keys).run();
}

class WriterVerification {
  readonly #faults: Fault[] = [];
  readonly #rules: RecordRules;
  /** Beginnings and ends of processes after the head, by sequence number. */
  readonly #turns = new Map<number, AuditRecord['kind']>();
  #seq = 0;
  #mac = Buffer.alloc(MAC_BYTES);
  #unfinished = 0;
  #before: HeadReading = { head: null, fault: 'MISSING' };

  constructor(
    private readonly folder: string,
    private readonly writer: string,
    private readonly keys: AuditKeys,
  ) {
    this.#rules = new RecordRules(writer, keys.keyId, (municipality) => verifierKeyOf(signerName(municipality), keys.publicKey));
  }

  async run(): Promise<WriterReport> {
    // The head is read before and after, because a gateway may be writing: all the first one names must be there.
    this.#before = await readHeadCopies(this.folder, this.keys);
    const segments = await this.#segments();
    await this.#readChain(segments);
    const after = await readHeadCopies(this.folder, this.keys);
    this.#judgeHead(after);
    const intents = [...this.#rules.openIntents.keys()];
    return {
      writer: this.writer,
      records: this.#seq,
      segments: segments.length,
      openIntents: intents.length,
      firstOpenIntents: intents.slice(0, LISTED_INTENTS),
      unsealed: after.head === null ? 0 : Math.max(0, this.#seq - after.head.seq),
      unfinishedBytes: this.#unfinished,
      faults: this.#faults,
    };
  }

  async #segments(): Promise<string[]> {
    const names: string[] = [];
    for (const entry of await readdir(this.folder, { withFileTypes: true })) {
      if (entry.isFile() && SEGMENT_PATTERN.test(entry.name)) names.push(entry.name);
      else if (!entry.isFile() || entry.name !== HEAD_FILE)
        this.#fault(null, `${entry.name} does not belong here`);
    }
    return names.sort();
  }

  async #readChain(segments: readonly string[]): Promise<void> {
    for (const [position, name] of segments.entries()) {
      const expected = segmentName(position + 1);
      if (name !== expected) return this.#fault(this.#seq + 1, `segment ${expected} is missing`);
      const reader = await FrameReader.open(join(this.folder, name));
      try {
        if (!(await this.#readSegment(reader, position === segments.length - 1))) return;
      } finally {
        await reader.close();
      }
    }
  }

  /** False when the chain ends in this segment. */
  async #readSegment(reader: FrameReader, last: boolean): Promise<boolean> {
    for (;;) {
      const frame = await reader.next();
      if (frame === null && reader.broken === null) return true;
      const wrong = frame === null ? reader.broken : this.#link(frame);
      if (wrong === null) continue;
      // After the head no answer rests on anything: what does not verify there is a write that a crash cut off.
      const sealed = this.#before.head === null || this.#seq < this.#before.head.seq;
      if (sealed || !last) this.#fault(this.#seq + 1, wrong);
      else this.#unfinished = await reader.bytesFromLast();
      return false;
    }
  }

  /** Takes the frame as the next of the chain; gives what is wrong when it is not. */
  #link(frame: RawFrame): string | null {
    const seq = this.#seq + 1;
    if (!expectedMac(this.keys, seq, this.#mac, frame).equals(frame.mac)) return notNext(frame, seq);
    this.#seq = seq;
    this.#mac = Buffer.from(frame.mac);
    const { record, wrong } = this.#rules.check(frame.payload, seq);
    if (wrong !== null) this.#fault(seq, wrong);
    const head = this.#before.head;
    if (head?.seq === seq && !head.mac.equals(frame.mac)) this.#fault(seq, 'the head names another record');
    if (head !== null && seq > head.seq && record !== null && isTurn(record.kind))
      this.#turns.set(seq, record.kind);
    return null;
  }

  #judgeHead(after: HeadReading): void {
    const head = this.#before.head;
    if (head === null)
      this.#fault(
        null,
        this.#before.fault === 'MISSING' ? 'the head is missing' : 'the head is not authentic',
      );
    const broken = this.#faults.some((fault) => fault.seq !== null);
    if (head !== null && head.seq > this.#seq && !broken) {
      this.#fault(this.#seq + 1, `missing: the head names ${head.seq}`);
    }
    if (after.head === null) return;
    // A write cut in the first copy happened after its frames were durable: they must be there.
    const torn = after.fault === 'TORN' && this.#seq > after.head.seq;
    if (after.fault !== null && !torn) this.#fault(null, 'a copy of the head is damaged');
    const old = this.#seq - after.head.seq > 2 * MAX_BATCH_FRAMES || this.#turnedSince(after.head.seq);
    if (old)
      this.#fault(
        null,
        `the head is an old one: it names ${after.head.seq}, the journal goes to ${this.#seq}`,
      );
  }

  /**
   * GENESIS or RECOVERY with START, and STOP, are commits of their own on a head that is on the disk. Standing
   * later in what follows the head, they prove that a newer head was there.
   */
  #turnedSince(head: number): boolean {
    return [...this.#turns].some(([seq, kind]) => {
      if (seq <= head + 1) return false;
      return !(kind === 'START' && seq === head + 2 && this.#turns.has(head + 1));
    });
  }

  #fault(seq: number | null, what: string): void {
    if (this.#faults.length < LISTED_FAULTS) this.#faults.push({ seq, what });
  }
}

function isTurn(kind: AuditRecord['kind']): boolean {
  return kind === 'GENESIS' || kind === 'START' || kind === 'RECOVERY' || kind === 'STOP';
}

/** Tells an altered frame from one that stands in the wrong place. What it says of itself is a hint: it did not verify. */
function notNext(frame: RawFrame, seq: number): string {
  const claimed = /^\{"seq":(\d{1,15}),/.exec(frame.payload.toString('latin1', 0, 24))?.[1];
  if (claimed === undefined || Number(claimed) === seq) return 'mac does not match';
  return `mac does not match (record ${claimed} stands in its place)`;
}
