import { countAccesses } from '../record/access-columns.js';
import { originOf } from '../format/log-format.js';
import { LOG_VERSION, fitsVersion } from '../format/log-version.js';
import type { AccessColumns, AuditRecord } from '../record/record.js';
import type { KeyChain } from './key-chain.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What the records of one writer must be, beyond being unaltered. Remembers only the intents still open. */
export class RecordRules {
  readonly openIntents = new Map<number, string>();
  /** Up to this record intents may have been purged. */
  purgedUpTo = 0;
  /** What PURGE records say was destroyed, of any writer: `gw1/3 DIGEST`. */
  readonly purges = new Set<string>();
  /** What the first line of the segment says that is being read. */
  version = LOG_VERSION;

  constructor(
    private readonly writer: string,
    /** Null for whoever has only the public key. */
    private readonly keyId: string | null,
    private readonly chain: KeyChain,
  ) {}

  /**
   * Takes the next record; gives what is wrong with it, or null. `final`: it is the last of a segment that has
   * ended.
   */
  check(json: Buffer, seq: number): { readonly record: AuditRecord | null; readonly wrong: string | null } {
    const record = parseRecord(json.toString('utf8'));
    if (record === null) return { record, wrong: 'it is not a JSON object' };
    if (record.seq !== seq) return { record, wrong: `it calls itself ${record.seq}` };
    if (!INSTANT.test(record.at)) return { record, wrong: 'its time is not a UTC instant' };
    if ((record.kind === 'GENESIS') !== (seq === 1))
      return { record, wrong: 'GENESIS is the first record and no other' };
    if ((record.kind === 'GENESIS' || record.kind === 'CHECKPOINT') && !fitsVersion(record, this.version))
      return { record, wrong: 'it names another version of the format than its segment' };
    return { record, wrong: this.content(record) };
  }

  private content(record: AuditRecord): string | null {
    switch (record.kind) {
      case 'GENESIS':
        return this.genesis(record);
      case 'START':
      case 'RECOVERY':
      case 'STOP':
      case 'LOGIN':
      case 'LOGOUT':
      case 'CHANGE':
      case 'POLICY':
      case 'REVIEW':
      case 'COMMAND':
      case 'LINKAGE':
      case 'ACT':
      case 'RECORD_SYSTEM':
        return null;
      case 'PURGE':
        for (const { writer, segment, end } of record.segments)
          this.purges.add(`${writer}/${segment} ${end}`);
        return null;
      case 'CHECKPOINT':
        return this.chain.checkpoint(record);
      case 'INTENT':
        this.openIntents.set(record.seq, record.request);
        return null;
      case 'OUTCOME':
        return this.intentOf(record.intent, record.request) ?? accessesOf(record.accesses);
      default:
        return 'its kind is unknown';
    }
  }

  private genesis({
    writer,
    municipality,
    keyId,
    key,
  }: Extract<AuditRecord, { kind: 'GENESIS' }>): string | null {
    // A whole folder copied under another name verifies link by link; only this tells.
    if (writer !== this.writer) return `it was begun as ${writer}`;
    if (this.keyId !== null && keyId !== this.keyId) return 'it was begun with another key';
    return this.chain.begin(originOf(municipality, writer), key);
  }

  private intentOf(intent: number | null, request: string): string | null {
    if (intent === null || intent <= this.purgedUpTo) return null;
    if (this.openIntents.get(intent) !== request)
      return `it answers ${intent}, which is no open intent of its request`;
    this.openIntents.delete(intent);
    return null;
  }
}

/** Null for what is no JSON object. */
export function parseRecord(json: string): AuditRecord | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as AuditRecord) : null;
  } catch {
    return null;
  }
}

function accessesOf(columns: AccessColumns | null): string | null {
  if (columns === null) return null;
  try {
    countAccesses(columns);
    return null;
  } catch {
    return 'its accesses cannot be expanded';
  }
}
