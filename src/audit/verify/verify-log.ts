import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { SCRATCH_PATTERN, WRITER_PATTERN } from '../format.js';
import type { AuditKeys } from '../keys.js';
import type { VerifyReport, WriterReport } from './report.js';
import { verifyWriter } from './writer.js';

/** A folder that is the root of its own file system holds this. */
const FILE_SYSTEM_OWN = 'lost+found';

/**
 * Verifies a whole log: every writer, every byte, reading each file once and holding one frame at a time. Works
 * on a copy without the gateway, and on a log that is being written. Never throws for what it finds in the folder.
 *
 * What it cannot see: a folder put back whole to an earlier state, head included. That takes an anchor outside it.
 */
export async function verifyLog(directory: string, keys: AuditKeys): Promise<VerifyReport> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => null);
  if (entries === null)
    return {
      whole: false,
      writers: [],
      faults: ['there is no log: the folder is missing or cannot be read'],
    };
  const faults: string[] = [];
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() && WRITER_PATTERN.test(entry.name)) names.push(entry.name);
    else if (entry.name !== FILE_SYSTEM_OWN && !SCRATCH_PATTERN.test(entry.name))
      faults.push(`${entry.name} does not belong here`);
  }
  names.sort((a, b) => numberOf(a) - numberOf(b));
  // Writers are numbered without gaps: a folder that went missing from the middle shows.
  for (const [position, name] of names.entries()) {
    if (numberOf(name) !== position + 1) {
      faults.push(`gw${position + 1} is missing`);
      break;
    }
  }
  const writers: WriterReport[] = [];
  for (const name of names) writers.push(await verifyReadable(join(directory, name), name, keys));
  if (writers.every((writer) => writer.records === 0)) faults.push('there is no record in it');
  const whole = faults.length === 0 && writers.every((writer) => writer.faults.length === 0);
  return { whole, writers, faults };
}

async function verifyReadable(folder: string, writer: string, keys: AuditKeys): Promise<WriterReport> {
  try {
    return await verifyWriter(folder, writer, keys);
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown fault';
    const what = `cannot be read: ${code}`;
    const nothing = {
      records: 0,
      segments: 0,
      openIntents: 0,
      firstOpenIntents: [],
      unsealed: 0,
      unfinishedBytes: 0,
    };
    return { writer, ...nothing, faults: [{ seq: null, what }] };
  }
}

function numberOf(writer: string): number {
  return Number(writer.slice('gw'.length));
}
