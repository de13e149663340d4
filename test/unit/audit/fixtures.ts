import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ResponsePath } from '../../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { openJournal } from '../../../src/audit/journal/journal.js';
import type { JournalOptions } from '../../../src/audit/journal/journal-options.js';
import { loadAuditKeys, type AuditKeys } from '../../../src/audit/keys/audit-keys.js';
import type { Circumstances, RecordBody } from '../../../src/audit/record/record.js';
import type { AuditLog } from '../../../src/audit/audit-log.js';

export const MUNICIPALITY = '132101';

/** A temp folder with a key file beside the audit folder, as in `$SEKISHO_DATA`. */
export class Workplace {
  private constructor(
    readonly root: string,
    readonly keys: AuditKeys,
  ) {}

  static async make(): Promise<Workplace> {
    const root = await mkdtemp(join(tmpdir(), 'sekisho-audit-'));
    return new Workplace(root, loadAuditKeys(join(root, 'keys', 'audit.json'), { create: true }));
  }
  get audit(): string {
    return join(this.root, 'audit');
  }
  open(options: Partial<JournalOptions> = {}): Promise<AuditLog> {
    return openJournal({ directory: this.audit, keys: this.keys, municipality: MUNICIPALITY, ...options });
  }
  async copy(): Promise<string> {
    const copy = await mkdtemp(join(this.root, 'copy-'));
    await cp(this.audit, copy, { recursive: true });
    return copy;
  }
  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

export function circumstances(request: string): Circumstances {
  return {
    request,
    account: 'clerk',
    role: 'CLERK',
    purpose: 'HISTORY',
    case: null,
    zone: 'INTRANET',
    amr: ['pwd'],
    policyVersion: 'test',
    document: null,
    operationName: null,
  };
}

export function intent(request: string): RecordBody {
  return { kind: 'INTENT', coordinates: ['Query.resident'], ...circumstances(request) };
}

/** An answer that showed the name and withheld the address of one person. */
export function outcome(
  log: AuditLog,
  request: string,
  intentSeq: number | null,
  atenaNumber = '1000001',
): RecordBody {
  const trace = new AccessTrace();
  const resident: ResponsePath = { prev: undefined, key: 'resident', typename: 'Query' };
  const field = (key: string): ResponsePath => ({ prev: resident, key, typename: 'Resident' });
  trace.record('Resident.name', field('name'), atenaNumber, 'DISCLOSED', null);
  trace.record('Resident.address', field('whereabouts'), atenaNumber, 'WITHHELD', 'label/support-measure');
  const accesses = trace.columns((atena) => log.pseudonym(atena));
  const answer = { status: 'ANSWERED', codes: [], detail: null, accesses } as const;
  return { kind: 'OUTCOME', intent: intentSeq, ...answer, ...circumstances(request) };
}

/** One whole request; gives the sequence number of its outcome. */
export function answer(log: AuditLog, request: string, atenaNumber?: string): Promise<number> {
  return log.seal(outcome(log, request, log.append(intent(request)), atenaNumber));
}

export interface FramePlace {
  readonly seq: number;
  readonly start: number;
  readonly end: number;
}

/** Where each frame of a segment stands, read by hand. */
export async function framePlaces(segment: string): Promise<FramePlace[]> {
  const bytes = await readFile(segment);
  const places: FramePlace[] = [];
  for (let start = 'SEKISHO-LOG 4\n'.length; start < bytes.length;) {
    const size = bytes.readUInt32BE(start);
    const end = start + 13 + size + 32;
    places.push({ seq: Number(bytes.readBigUInt64BE(start + 4)), start, end });
    start = end;
  }
  return places;
}
