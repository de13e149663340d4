import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { SCRATCH_PATTERN, WRITER_PATTERN } from '../format.js';
import type { Basis, LogSecrets } from './basis.js';
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
export function verifyLog(directory: string, secrets: LogSecrets): Promise<VerifyReport> {
  return verifyOn(directory, { kind: 'KEYS', secrets });
}

/**
 * The same for whoever has no secret: signatures and the tree, from the verifier keys that he noted down before, one for
 * each writer. What the records say stays sealed to him; what stands behind the newest checkpoint he cannot judge.
 */
export function verifyPublicly(directory: string, trusted: readonly string[]): Promise<VerifyReport> {
  return verifyOn(directory, { kind: 'PUBLIC', trusted });
}

async function verifyOn(directory: string, basis: Basis): Promise<VerifyReport> {
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
      faults.push(missing(`gw${position + 1}`));
      break;
    }
  }
  // A writer whose keys are here had a log.
  if (basis.kind === 'KEYS') {
    for (const writer of await basis.secrets.writers())
      if (WRITER_PATTERN.test(writer) && !names.includes(writer) && !faults.includes(missing(writer))) faults.push(missing(writer));
  }
  const writers: WriterReport[] = [];
  for (const name of names) writers.push(await verifyReadable(join(directory, name), name, basis));
  if (writers.every((writer) => writer.records === 0)) faults.push('there is no record in it');
  const whole = faults.length === 0 && writers.every((writer) => writer.faults.length === 0);
  return { whole, writers, faults };
}

async function verifyReadable(folder: string, writer: string, basis: Basis): Promise<WriterReport> {
  try {
    return await verifyWriter(folder, writer, basis);
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown fault';
    const what = `cannot be read: ${code}`;
    const nothing = {
      records: 0,
      segments: 0,
      purged: [],
      signed: 0,
      signedAt: null,
      openIntents: 0,
      firstOpenIntents: [],
      unsealed: 0,
      unfinishedBytes: 0,
    };
    return { writer, ...nothing, faults: [{ seq: null, what }] };
  }
}

const missing = (writer: string): string => `${writer} is missing`;

function numberOf(writer: string): number {
  return Number(writer.slice('gw'.length));
}
