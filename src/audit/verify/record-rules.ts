import { decodeAccesses } from '../access-columns.js';
import { originOf } from '../format.js';
import type { AccessColumns, AuditRecord } from '../record.js';
import { MerkleReader } from './merkle.js';
import { readCheckpoint, type VerifierKey } from './signed-checkpoint.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What the records of one writer must be, beyond being unaltered. Remembers only the intents still open. */
export class RecordRules {
  readonly openIntents = new Map<number, string>();
  /** Over the payloads of all records before the one being checked. */
  readonly tree = new MerkleReader();
  /** Records that the newest checkpoint covers. */
  signed = 0;
  #municipality = '';

  constructor(
    private readonly writer: string,
    private readonly keyId: string,
    private readonly verifier: (municipality: string) => VerifierKey,
  ) {}

  /** Takes the next record; gives what is wrong with it, or null. */
  check(payload: Buffer, seq: number): { readonly record: AuditRecord | null; readonly wrong: string | null } {
    const found = this.#judge(payload.toString('utf8'), seq);
    this.tree.add(payload);
    return found;
  }

  #judge(json: string, seq: number): { readonly record: AuditRecord | null; readonly wrong: string | null } {
    const record = parse(json);
    if (record === null) return { record, wrong: 'it is not a JSON object' };
    if (record.seq !== seq) return { record, wrong: `it calls itself ${record.seq}` };
    if (!INSTANT.test(record.at)) return { record, wrong: 'its time is not a UTC instant' };
    if ((record.kind === 'GENESIS') !== (seq === 1))
      return { record, wrong: 'GENESIS is the first record and no other' };
    return { record, wrong: this.#content(record) };
  }

  #content(record: AuditRecord): string | null {
    switch (record.kind) {
      case 'GENESIS':
        // A whole folder copied under another name verifies link by link; only this tells.
        this.#municipality = record.municipality;
        if (record.writer !== this.writer) return `it was begun as ${record.writer}`;
        return record.keyId === this.keyId ? null : 'it was begun with another key';
      case 'START':
      case 'RECOVERY':
      case 'STOP':
      case 'LOGIN':
      case 'LOGOUT':
      case 'CHANGE':
      case 'POLICY':
        return null;
      case 'CHECKPOINT':
        return this.#checkpoint(record.note);
      case 'INTENT':
        this.openIntents.set(record.seq, record.request);
        return null;
      case 'OUTCOME':
        return this.#intentOf(record.intent, record.request) ?? accessesOf(record.accesses);
      default:
        return 'its kind is unknown';
    }
  }

  #checkpoint(note: string): string | null {
    const checkpoint = readCheckpoint(note, this.verifier(this.#municipality));
    if (typeof checkpoint === 'string') return checkpoint;
    if (checkpoint.origin !== originOf(this.#municipality, this.writer)) return `it is a checkpoint of ${checkpoint.origin}`;
    if (checkpoint.size !== this.tree.size) return `it covers ${checkpoint.size} records, yet ${this.tree.size} stand before it`;
    if (!checkpoint.root.equals(this.tree.root())) return 'the records before it are not those it was signed over';
    this.signed = checkpoint.size;
    return null;
  }

  #intentOf(intent: number | null, request: string): string | null {
    if (intent === null) return null;
    if (this.openIntents.get(intent) !== request)
      return `it answers ${intent}, which is no open intent of its request`;
    this.openIntents.delete(intent);
    return null;
  }
}

function parse(json: string): AuditRecord | null {
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
    // The decoder refuses columns that do not come to their count.
    for (const access of decodeAccesses(columns))
      if (access.path.length === 0) return 'an access has no path';
    return null;
  } catch {
    return 'its accesses cannot be expanded';
  }
}
