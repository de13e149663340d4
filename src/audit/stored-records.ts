import { join } from 'node:path';

import { toGatewayError } from '../errors/to-gateway-error.js';
import { WRITER_PATTERN } from './format.js';
import type { AuditKeys } from './keys.js';
import { readWriter, writersOf } from './reader.js';
import type { AuditRecord } from './record.js';

/** Reads single records out of the journal, each opened in its place, which proves that it was sealed there. */
export class StoredRecords {
  constructor(
    private readonly directory: string,
    private readonly keys: AuditKeys,
  ) {}

  /**
   * Those of the records named (`WRITER/SEQUENCE`) that are in the journal and whole. A record that is not, for whatever
   * reason, is not in the answer: a damaged segment takes nothing with it but what stands in it.
   */
  async read(names: readonly string[]): Promise<ReadonlyMap<string, AuditRecord>> {
    const found = new Map<string, AuditRecord>();
    const writers = new Set(await writersOf(this.directory));
    for (const [writer, wanted] of sequencesByWriter(names)) {
      if (!writers.has(writer)) continue;
      for (let next = wanted; next.length > 0; ) next = await this.readSegment(writer, next, found);
    }
    return found;
  }

  /** Reads from the first one wanted to the end of its segment; gives those that are still to be read. */
  private async readSegment(writer: string, wanted: readonly number[], found: Map<string, AuditRecord>): Promise<readonly number[]> {
    const [first = 1] = wanted;
    const last = wanted.at(-1) ?? first;
    let reached = first;
    try {
      for await (const record of readWriter(join(this.directory, writer), writer, this.keys, first)) {
        reached = Math.max(reached, record.seq);
        if (wanted.includes(record.seq)) found.set(`${writer}/${record.seq}`, record);
        if (record.seq >= last) return [];
        // The reader finds the next segment that is wanted sooner than by going through all between.
        if (record.kind === 'CHECKPOINT' && record.end !== undefined && record.seq >= first) break;
      }
    } catch (thrown) {
      if (toGatewayError(thrown).code !== 'AUDIT_UNAVAILABLE') throw thrown;
    }
    return wanted.filter((seq) => seq > reached);
  }
}

function sequencesByWriter(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, Set<number>>();
  for (const name of names) {
    const [writer = '', sequence = ''] = name.split('/');
    // An index may hold anything: what is no name of a record names none.
    if (!WRITER_PATTERN.test(writer) || !/^\d{1,15}$/.test(sequence)) continue;
    writers.set(writer, (writers.get(writer) ?? new Set()).add(Number(sequence)));
  }
  return new Map([...writers].map(([writer, numbers]) => [writer, [...numbers].sort((a, b) => a - b)]));
}
