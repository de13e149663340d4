import { createHmac, type KeyObject } from 'node:crypto';
import { join } from 'node:path';

import { HEAD_COPY_BYTES, HEAD_FILE, MAC_BYTES } from '../format/log-format.js';
import { readRegular } from './regular-file.js';

export interface HeadCopy {
  readonly seq: number;
  readonly mac: Buffer;
}

export interface HeadReading {
  /** The newest authentic copy, null when there is none. */
  readonly head: HeadCopy | null;
  /** null: both copies stand. TORN: only the second, as a write that was cut leaves it. */
  readonly fault: 'MISSING' | 'NOT_AUTHENTIC' | 'DAMAGED' | 'TORN' | null;
}

/** How often a reading is repeated that may have met the writer in the middle of a write. */
const ATTEMPTS = 5;

export async function readHeadCopies(folder: string, headKey: KeyObject): Promise<HeadReading> {
  let reading = await readOnce(folder, headKey);
  for (let attempt = 1; attempt < ATTEMPTS && reading.fault !== null; attempt++)
    reading = await readOnce(folder, headKey);
  return reading;
}

async function readOnce(folder: string, headKey: KeyObject): Promise<HeadReading> {
  const content = await readRegular(join(folder, HEAD_FILE)).catch(() => null);
  if (content === null) return { head: null, fault: 'MISSING' };
  const first = authentic(content.subarray(0, HEAD_COPY_BYTES), headKey);
  const second = authentic(content.subarray(HEAD_COPY_BYTES), headKey);
  if (first === null) return { head: second, fault: second === null ? 'NOT_AUTHENTIC' : 'TORN' };
  // Written front to back: the first copy is never older than the second.
  const whole = second !== null && second.seq <= first.seq;
  return { head: first, fault: whole ? null : 'DAMAGED' };
}

/** Byte for byte what the writer makes of these fields, so that no byte of the file is free to change. */
function authentic(copy: Buffer, headKey: KeyObject): HeadCopy | null {
  let line: Record<string, unknown> | null;
  try {
    line = JSON.parse(copy.toString('utf8')) as Record<string, unknown> | null;
  } catch {
    return null;
  }
  const { seq, mac, keyId, at } = line ?? {};
  if (typeof seq !== 'number' || typeof mac !== 'string') return null;
  const sum = createHmac('sha256', headKey)
    .update(JSON.stringify([seq, mac, keyId, at]))
    .digest('base64url');
  const made = `${JSON.stringify({ seq, mac, keyId, at, sum }).padEnd(HEAD_COPY_BYTES - 1)}\n`;
  const bytes = Buffer.from(mac, 'base64url');
  return copy.equals(Buffer.from(made)) && bytes.length === MAC_BYTES ? { seq, mac: bytes } : null;
}
