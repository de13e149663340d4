import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';

import type { ChainPoint } from './chain.js';
import { HEAD_COPY_BYTES, HEAD_FILE, MAC_BYTES } from '../format/log-format.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { readRegular } from '../../files/regular-file.js';

/** The whole content of `head` for this point of the chain: the same padded line twice. */
export function encodeHead(point: ChainPoint, keys: AuditKeys, at: string): Buffer {
  const fields = { seq: point.seq, mac: point.mac.toString('base64url'), keyId: keys.keyId, at };
  const line = JSON.stringify({ ...fields, sum: headSum(keys, fields) });
  const copy = Buffer.alloc(HEAD_COPY_BYTES, ' ');
  copy.write(line);
  copy.write('\n', HEAD_COPY_BYTES - 1);
  return Buffer.concat([copy, copy]);
}

/** The newest whole copy, or null when the file is missing or neither copy was written with these keys. */
export async function readHead(folder: string, keys: AuditKeys): Promise<ChainPoint | null> {
  let content: Buffer;
  try {
    content = await readRegular(join(folder, HEAD_FILE));
  } catch {
    return null;
  }
  const first = decodeCopy(content.subarray(0, HEAD_COPY_BYTES), keys);
  const second = decodeCopy(content.subarray(HEAD_COPY_BYTES), keys);
  if (first === null || second === null) return first ?? second;
  return first.seq >= second.seq ? first : second;
}

function decodeCopy(copy: Buffer, keys: AuditKeys): ChainPoint | null {
  let line: unknown;
  try {
    line = JSON.parse(copy.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof line !== 'object' || line === null) return null;
  const { seq, mac, keyId, at, sum } = line as Record<string, unknown>;
  if (typeof seq !== 'number' || typeof mac !== 'string' || typeof sum !== 'string') return null;
  const expected = Buffer.from(headSum(keys, { seq, mac, keyId, at }));
  const found = Buffer.from(sum);
  const bytes = Buffer.from(mac, 'base64url');
  if (found.length !== expected.length || !timingSafeEqual(found, expected) || bytes.length !== MAC_BYTES)
    return null;
  return { seq, mac: bytes };
}

function headSum(keys: AuditKeys, fields: { seq: number; mac: string; keyId: unknown; at: unknown }): string {
  const { seq, mac, keyId, at } = fields;
  return createHmac('sha256', keys.headKey)
    .update(JSON.stringify([seq, mac, keyId, at]))
    .digest('base64url');
}
