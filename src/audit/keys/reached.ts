import { createHmac, timingSafeEqual } from 'node:crypto';
import { readSmallKeyFile, writeSmallKeyFile } from './key-files.js';
import type { AuditKeys } from './audit-keys.js';

/**
 * How far a writer had come, beside its keys: one line `SEQUENCE SUM`. It is written after what it names is durable,
 * so a crash leaves it behind the log and never before: a log that is shorter is an older copy of itself, which
 * nothing inside its own folder could show.
 */
const REACHED_FILE = 'reached';

/** Newest record that the keys know of; null where they know of none, as those of programs before this file. */
export async function readReached(keys: AuditKeys, writer: string): Promise<number | null> {
  const [text = '', sum = ''] = (await readSmallKeyFile(keys, writer, REACHED_FILE))?.split(' ') ?? [];
  const expected = Buffer.from(sumOf(keys, writer, text));
  const found = Buffer.from(sum);
  const whole = /^\d{1,15}$/.test(text) && found.length === expected.length;
  return whole && timingSafeEqual(found, expected) ? Number(text) : null;
}

/** @param seq newest record that is durable in the log */
export async function writeReached(keys: AuditKeys, writer: string, seq: number): Promise<void> {
  await writeSmallKeyFile(keys, { writer, name: REACHED_FILE }, `${seq} ${sumOf(keys, writer, String(seq))}`);
}

function sumOf({ headKey }: AuditKeys, writer: string, seq: string): string {
  return createHmac('sha256', headKey)
    .update(JSON.stringify(['sekisho reached 1', writer, seq]))
    .digest('base64url');
}
