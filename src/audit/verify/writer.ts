import { createHash } from 'node:crypto';

import { MAC_BYTES, segmentName, tombstoneName } from '../format/log-format.js';
import { LOG_VERSION, fitsVersion, isFormOf } from '../format/log-version.js';
import type { AuditRecord } from '../record/record.js';
import type { Basis, SegmentSecrets } from './basis.js';
import { ClockWatch } from './clock-watch.js';
import { writerFiles } from './writer-files.js';
import { cutText, judgeUnfinished } from './behind-break.js';
import { holdToNote, noteBeside } from './checkpoint-beside.js';
import { expectedMac, type FrameReader, type RawFrame } from './frames.js';
import { readHeadCopies, type HeadReading } from './head.js';
import { headFaults, isTurn } from './judge-head.js';
import { keyFault } from './judge-keys.js';
import { KeyChain } from './key-chain.js';
import { clearContent, SegmentTexts } from './opened-content.js';
import { openSegment } from './open-segment.js';
import { isOfNobody, knownBeside, olderThanBefore, wrongBehind, type OtherVersion } from './other-version.js';
import { parseRecord, RecordRules } from './record-rules.js';
import type { Fault, WriterReport } from './report.js';
import type { SignedCheckpoint } from './signed-checkpoint.js';

const LISTED = 20; // intents, and faults, that are named one by one

/** Verifies one writer's folder from its first byte to its last, in the order of the chain. */
export async function verifyWriter(folder: string, writer: string, basis: Basis): Promise<WriterReport> {
  return new WriterVerification(folder, writer, basis).run();
}

class WriterVerification {
  private readonly faults: Fault[] = [];
  private readonly chain = new KeyChain();
  private readonly rules: RecordRules;
  /** Beginnings and ends of processes after the head, by sequence number. */
  private readonly turns = new Map<number, AuditRecord['kind']>();
  private readonly tombstones: { segment: number; digest: string }[] = [];
  private seq = 0;
  private mac: Buffer = Buffer.alloc(MAC_BYTES);
  private unfinished = 0;
  private readonly clock = new ClockWatch(Date.now());
  /** The newest record that could be read. */
  private newest: WriterReport['newest'] = null;
  private before: HeadReading = { head: null, fault: 'MISSING' };
  /** The checkpoint beside it, as it lay there before the chain was read. */
  private note: string | null = null;
  /** The newest checkpoint that holds: in the chain, or beside it. */
  private signed: SignedCheckpoint | null = null;
  private secrets: SegmentSecrets | null = null;
  private texts: SegmentTexts | null = null;
  /** A frame of the segment being read has been taken. */
  private inSegment = false;
  /** Where the reading ended, if a segment of another version ended it. */
  private other: Omit<OtherVersion, 'beside'> | null = null;

  constructor(
    private readonly folder: string,
    private readonly writer: string,
    private readonly basis: Basis,
  ) {
    this.rules = new RecordRules(writer, basis.kind === 'KEYS' ? basis.secrets.keyId : null, this.chain);
  }

  async run(): Promise<WriterReport> {
    // The head is read before and after, because a gateway may be writing: all the first one names must be there.
    this.before = await this.readHead();
    this.note = await noteBeside(this.folder);
    const reached = await this.readReached();
    const { newest, strangers, bystanders } = await writerFiles(this.folder);
    await this.readChain(newest);
    const after = await this.readHead();
    this.signed = this.chain.newest;
    if (this.other === null) {
      if (this.basis.kind === 'KEYS') this.judgeHead(after);
      await this.judgeNote();
      this.judgeReached(reached);
      const broken = this.isBroken();
      const wrong = await keyFault(this.writer, this.basis, { keys: this.chain.keys, broken });
      if (wrong !== null) this.fault(null, wrong);
    } else if (await isOfNobody(this.writer, this.basis, this.before))
      this.fault(null, 'its keys and its head are missing: no program that had these keys wrote it');
    // A later version may well keep files that this one does not know.
    if (this.other === null || this.other.version < LOG_VERSION)
      for (const name of strangers) this.fault(null, `${name} does not belong here`);
    const intents = [...this.rules.openIntents.keys()];
    return {
      writer: this.writer,
      records: this.seq,
      segments: newest,
      purged: this.tombstones,
      signed: this.signed?.size ?? 0,
      signedAt: this.signed?.at ?? null,
      openIntents: intents.length,
      firstOpenIntents: intents.slice(0, LISTED),
      unsealed: after.head === null ? 0 : Math.max(0, this.seq - after.head.seq),
      unfinishedBytes: this.unfinished,
      purges: this.rules.purges,
      keys: this.chain.keys,
      roots: this.chain.roots,
      others: [...this.chain.others.values()],
      otherVersion: await this.otherVersion(),
      bystanders,
      clockJumps: this.clock.jumps,
      clockSetFrom: this.clock.setFrom,
      newest: this.newest,
      faults: this.faults,
    };
  }

  private async otherVersion(): Promise<OtherVersion | null> {
    if (this.other === null) return null;
    const known = { head: this.before, keys: this.chain.keys };
    return { ...this.other, beside: await knownBeside(this.folder, this.writer, this.basis, known) };
  }

  /** Without keys nobody can tell an authentic head. */
  private async readHead(): Promise<HeadReading> {
    return this.basis.kind === 'KEYS'
      ? readHeadCopies(this.folder, this.basis.secrets.headKey)
      : { head: null, fault: null };
  }

  private async readChain(newest: number): Promise<void> {
    for (let index = 1; index <= newest; index++) {
      if (index > 1 && !this.chain.ended)
        return this.fault(this.seq + 1, `segment ${segmentName(index)} follows one that has no end`);
      const [name, reader] = await openSegment(this.folder, index);
      if (reader === null) return this.fault(this.seq + 1, `segment ${name} is missing`);
      try {
        if (!(await this.isOfKnownVersion(reader, name))) return await this.listBehind(index, newest);
        if (name === tombstoneName(index)) {
          if (!(await this.readTombstone(reader, index))) return;
          continue;
        }
        this.secrets =
          this.basis.kind === 'KEYS'
            ? await this.basis.secrets.segment(this.writer, index).catch(() => null)
            : null;
        this.texts = this.secrets && new SegmentTexts(this.writer, this.secrets.dataKey);
        if (this.basis.kind === 'KEYS' && this.secrets === null)
          return this.fault(this.seq + 1, `the key of segment ${name} is missing`);
        if (!(await this.readSegment(reader, index === newest))) return;
      } finally {
        await reader.close();
      }
    }
  }

  /** False where the reading ends here because nothing of this version is read. */
  private async isOfKnownVersion(reader: FrameReader, name: string): Promise<boolean> {
    await reader.readFirstLine();
    const version = reader.version ?? this.rules.version;
    // No program goes back to an older version within one chain.
    if (this.seq > 0 && version < this.rules.version) {
      this.fault(this.seq + 1, olderThanBefore(name));
      return false;
    }
    this.rules.version = version;
    if (reader.version !== null && reader.otherVersion === null && reader.broken !== null) {
      // No crash leaves a first line that contradicts what stands behind it.
      this.fault(this.seq + 1, reader.broken);
      return false;
    }
    if (reader.otherVersion !== null) this.other = { segment: name, version };
    return reader.otherVersion === null;
  }

  /** What is not read hides nothing of what can still be told of the segments behind it. */
  private async listBehind(index: number, newest: number): Promise<void> {
    if (this.other === null) return;
    const wrong = await wrongBehind(this.folder, { index, version: this.other.version }, newest);
    if (wrong !== null) this.fault(this.seq + 1, wrong);
  }

  private async readTombstone(reader: FrameReader, segment: number): Promise<boolean> {
    const frame = await reader.next();
    const json = frame === null ? null : clearContent(frame);
    const record = json === null ? null : parseRecord(json.toString('utf8'));
    if (
      frame === null ||
      record?.kind !== 'CHECKPOINT' ||
      record.seq !== frame.seq ||
      !fitsVersion(record, this.rules.version) ||
      (await reader.next()) !== null ||
      reader.broken !== null
    ) {
      this.fault(this.seq + 1, `the tombstone ${tombstoneName(segment)} is none`);
      return false;
    }
    const wrong = this.chain.tombstone(record, frame.seq);
    if (wrong !== null) {
      this.fault(this.seq + 1, `the tombstone ${tombstoneName(segment)}: ${wrong}`);
      return false;
    }
    this.chain.tree.add(frame.bytes);
    this.rules.purgedUpTo = frame.seq;
    this.tombstones.push({ segment, digest: createHash('sha256').update(frame.bytes).digest('base64url') });
    this.seq = frame.seq;
    this.mac = Buffer.from(frame.mac);
    return true;
  }

  /** False when the chain ends in this segment. */
  private async readSegment(reader: FrameReader, last: boolean): Promise<boolean> {
    this.inSegment = false;
    for (;;) {
      const frame = await reader.next();
      if (frame === null && reader.broken === null) return true;
      const wrong = frame === null ? reader.broken : this.link(frame);
      if (wrong === null) continue;
      // After the head no answer rests on anything: what does not verify there is a write that a crash cut off.
      const named = this.before.head?.seq ?? (this.basis.kind === 'KEYS' ? Infinity : 0);
      const sealed = this.seq < named;
      if (sealed || !last) this.fault(this.seq + 1, sealed && last ? cutText(wrong, named) : wrong);
      else {
        const place = { seq: this.seq, head: this.before.head?.seq ?? null, keys: this.knownKeys() };
        const { fault, bytes } = await judgeUnfinished(reader, wrong, place);
        if (fault === null) this.unfinished = bytes;
        else this.fault(this.seq + 1, fault);
      }
      return false;
    }
  }

  /** Keys that the log names itself, and those that its reader noted down. */
  private knownKeys(): readonly string[] {
    const { basis, chain } = this;
    return basis.kind === 'PUBLIC' ? [...chain.keys, ...basis.trusted] : chain.keys;
  }

  /** As the head, before the chain is read. */
  private async readReached(): Promise<number> {
    if (this.basis.kind === 'PUBLIC') return 0;
    return (await this.basis.secrets.reached(this.writer).catch(() => null)) ?? 0;
  }

  /** An older copy of the whole folder is in order by itself; what lies with the keys went on without it. */
  private judgeReached(reached: number): void {
    if (reached > this.seq && !this.isBroken())
      this.fault(this.seq + 1, `missing: its keys have seen ${reached} records, this is an older copy`);
  }

  private async judgeNote(): Promise<void> {
    if (this.note === null || this.isBroken()) return;
    const { folder, seq, chain } = this;
    const keys = this.knownKeys();
    const { fault, signed } = await holdToNote(this.note, { folder, seq, keys, roots: chain.roots });
    if (fault !== null) this.fault(fault.seq, fault.what);
    if (signed !== null && signed.size > (this.signed?.size ?? 0)) this.signed = signed;
  }

  /** Takes the frame as the next of the chain; gives what is wrong when it is not. */
  private link(frame: RawFrame): string | null {
    const seq = this.seq + 1;
    if (frame.seq !== seq) return `record ${frame.seq} stands in its place`;
    if (this.chain.ended && this.inSegment) return 'it stands behind the end of its segment';
    if (!isFormOf(frame.version, frame.form)) return 'no record of its version of the format has this form';
    if (this.secrets !== null && !expectedMac(this.secrets.chainKey, this.mac, frame).equals(frame.mac))
      return 'mac does not match';
    const json = this.texts === null ? clearContent(frame) : this.texts.open(frame);
    if (json === null && this.texts !== null) return 'its content cannot be opened';
    this.seq = seq;
    this.mac = frame.mac;
    this.inSegment = true;
    this.judge(json, frame);
    this.chain.tree.add(frame.bytes);
    return null;
  }

  private judge(json: Buffer | null, frame: RawFrame): void {
    const { seq } = frame;
    const head = this.before.head;
    if (head?.seq === seq && !head.mac.equals(frame.mac)) this.fault(seq, 'the head names another record');
    this.chain.ended = false;
    // Sealed, to whoever has only the public key: the tree over it is all to hold it to.
    if (json === null) return;
    const { record, wrong } = this.rules.check(json, seq);
    if (wrong !== null) this.fault(seq, wrong);
    if (record !== null) {
      this.clock.see(record);
      this.newest = { seq, at: record.at, kind: record.kind };
    }
    if (head !== null && seq > head.seq && record !== null && isTurn(record.kind))
      this.turns.set(seq, record.kind);
  }

  private judgeHead(after: HeadReading): void {
    const { before, seq, turns } = this;
    const found = headFaults({ before, after, seq, broken: this.isBroken(), turns });
    for (const { seq: at, what } of found) this.fault(at, what);
  }

  /** A record that does not verify is known already. */
  private isBroken(): boolean {
    return this.faults.some(({ seq }) => seq !== null);
  }

  private fault(seq: number | null, what: string): void {
    if (this.faults.length < LISTED) this.faults.push({ seq, what });
  }
}
