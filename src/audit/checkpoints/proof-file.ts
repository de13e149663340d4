import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { segmentPath, segmentIndexes } from '../segments/writer-folder.js';
import { CHECKPOINT_FILE, LONGEST_SEGMENT, WRITER_PATTERN } from '../format/log-format.js';
import { consistencyRanges, inclusionRanges, rangeRoots, type Range } from '../merkle/proof-ranges.js';
import { segmentEndOf } from '../segments/segment-end.js';
import { framesOf } from '../segments/stored-frames.js';
import { storedParts } from './stored-tree.js';
import type { ProofFile } from '../verify/proof-file.js';
import { readRegular } from '../../files/regular-file.js';

/** Proves that the record is under the newest checkpoint. */
export async function proveRecord(directory: string, name: string): Promise<ProofFile> {
  const [writer = '', number = ''] = name.split('/');
  if (!WRITER_PATTERN.test(writer) || !/^[1-9]\d{0,14}$/.test(number))
    throw notThere('Name the record as WRITER/SEQUENCE, for example gw1/17.');
  const seq = Number(number);
  const folder = join(directory, writer);
  const { size, ...signed } = await newestOf(folder);
  const frame = await frameOf(folder, seq);
  if (frame === null || seq > size) throw notThere(`${name} is not there, or no checkpoint covers it yet.`);
  return {
    ...signed,
    record: { seq, frame: frame.toString('base64') },
    proof: await rootsOf(folder, inclusionRanges(seq - 1, size)),
  };
}

/** Proves that the newest checkpoint continues an earlier one. */
export async function proveContinuation(directory: string, before: string): Promise<ProofFile> {
  const [origin = '', text = ''] = before.split('\n');
  const writer = origin.split('/').at(-1) ?? '';
  if (!WRITER_PATTERN.test(writer) || !/^\d{1,15}$/.test(text))
    throw notThere('That is no checkpoint of this log.');
  const folder = join(directory, writer);
  const { size, ...signed } = await newestOf(folder);
  if (Number(text) > size)
    throw notThere(`That checkpoint covers ${text} records, the log's newest only ${size}.`);
  return { ...signed, before, proof: await rootsOf(folder, consistencyRanges(Number(text), size)) };
}

async function newestOf(
  folder: string,
): Promise<{ checkpoint: string; ends: readonly string[]; size: number }> {
  const checkpoint = await readRegular(join(folder, CHECKPOINT_FILE)).then(String, () => null);
  if (checkpoint === null) throw notThere('There is no checkpoint of that writer here.');
  const ends: string[] = [];
  for (let index = 1; ; index++) {
    const end = await segmentEndOf(folder, index);
    if (end === null) break;
    ends.push(end.record.note);
  }
  return { checkpoint, ends, size: Number(checkpoint.split('\n')[1]) };
}

async function frameOf(folder: string, seq: number): Promise<Buffer | null> {
  for (const index of await segmentIndexes(folder)) {
    const path = segmentPath(folder, index);
    for (const frame of framesOf(await readRegular(path, LONGEST_SEGMENT), path))
      if (frame.seq === seq) return frame.bytes;
  }
  return null;
}

async function rootsOf(folder: string, ranges: readonly Range[]): Promise<readonly string[]> {
  const roots = await rangeRoots(storedParts(folder), ranges).catch((error: unknown) => {
    throw error instanceof RangeError ? notThere('What the proof needs has been purged.') : error;
  });
  return roots.map((hash) => hash.toString('base64'));
}

function notThere(en: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'no proof',
    ja: '証明を作れません。記録番号かチェックポイントを確かめてください。',
    en,
  });
}
