import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { SCRATCH_PATTERN, WRITER_PATTERN } from '../format/log-format.js';
import { isBystander } from './bystanders.js';
import type { Basis, LogSecrets } from './basis.js';
import type { OtherCheckpoint } from '../record/record.js';
import type { VerifyReport, WriterReport } from './report.js';
import { rootAt } from './roots.js';
import { signedByAny } from './signed-by-any.js';
import type { Witnessed } from './witnessed.js';
import { verifyWriter } from './writer.js';

/**
 * Verifies a whole log: every writer, every byte, reading each file once and holding one frame at a time. Works
 * on a copy without the gateway, and on a log that is being written. Never throws for what it finds in the folder.
 *
 * What it cannot see: a folder put back whole to an earlier state, head included. That takes an anchor outside it.
 */
export function verifyLog(
  directory: string,
  secrets: LogSecrets,
  witnessed: readonly Witnessed[] = [],
): Promise<VerifyReport> {
  return verifyOn(directory, { kind: 'KEYS', secrets }, witnessed);
}

/**
 * The same for whoever has no secret: signatures and the tree, from the verifier keys that they noted down
 * before, one for each writer. What the records say stays sealed to them; what stands behind the newest
 * checkpoint they cannot judge.
 */
export function verifyPublicly(
  directory: string,
  trusted: readonly string[],
  witnessed: readonly Witnessed[] = [],
): Promise<VerifyReport> {
  return verifyOn(directory, { kind: 'PUBLIC', trusted }, witnessed);
}

async function verifyOn(
  directory: string,
  basis: Basis,
  witnessed: readonly Witnessed[],
): Promise<VerifyReport> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => null);
  if (entries === null)
    return {
      whole: false,
      writers: [],
      faults: ['there is no log: the folder is missing or cannot be read'],
    };
  const faults: string[] = [];
  const names: string[] = [];
  const strangers: string[] = [];
  const bystanders: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory() && WRITER_PATTERN.test(entry.name)) names.push(entry.name);
    else if (SCRATCH_PATTERN.test(entry.name)) continue;
    else if (isBystander(entry)) bystanders.push(entry.name);
    else strangers.push(entry.name);
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
      if (WRITER_PATTERN.test(writer) && !names.includes(writer) && !faults.includes(missing(writer)))
        faults.push(missing(writer));
  }
  const writers: WriterReport[] = [];
  for (const name of names) writers.push(await verifyReadable(join(directory, name), name, basis));
  // No version excuses these. Its number stands in a line that anybody can write, and what it would explain here
  // nobody could tell from what somebody did.
  faults.push(...strangers.map((name) => `${name} does not belong here`));
  const unread = writers.some(({ otherVersion }) => otherVersion !== null);
  const read = writers.filter(({ otherVersion }) => otherVersion === null);
  if (read.every(({ records }) => records === 0) && (read.length > 0 || !unread))
    faults.push('there is no record in it');
  if (basis.kind === 'KEYS') faults.push(...purgedUnrecorded(writers, unread));
  faults.push(...(await contradictions(directory, writers, witnessed)));
  const whole = faults.length === 0 && !unread && writers.every((writer) => writer.faults.length === 0);
  return { whole, writers, faults, bystanders };
}

/**
 * Segments that are gone although no record says that they were destroyed in order. A record that is not read here
 * may say so (`unread`): even then the destruction stands without proof, and the reader is told which it is.
 */
function purgedUnrecorded(writers: readonly WriterReport[], unread: boolean): string[] {
  const noRecord = unread ? 'no record that this program can read' : 'no record';
  const recorded = new Set(writers.flatMap(({ purges }) => [...purges]));
  return writers.flatMap(({ writer, purged }) =>
    purged
      .filter(({ segment, digest }) => !recorded.has(`${writer}/${segment} ${digest}`))
      .map(({ segment }) => `${writer}: segment ${segment} was destroyed, and ${noRecord} tells of it`),
  );
}

/** What a witness keeps, and what the writers say of each other, must be so. */
async function contradictions(
  directory: string,
  writers: readonly WriterReport[],
  witnessed: readonly Witnessed[],
): Promise<string[]> {
  const found: string[] = [];
  for (const { writer, note, by } of witnessed) {
    const report = writers.find((each) => each.writer === writer);
    const checkpoint = signedByAny(note, report?.keys ?? []);
    if (report === undefined) found.push(`${by} has seen ${writer}, which is missing`);
    else if (checkpoint === null && report.otherVersion !== null) continue;
    else if (checkpoint === null) found.push(`${by} holds a checkpoint that no key of ${writer} signed`);
    else
      found.push(
        ...(await differs(
          directory,
          report,
          { writer, size: checkpoint.size, root: checkpoint.root.toString('base64') },
          by,
        )),
      );
  }
  for (const { writer, others } of writers) {
    for (const other of others) {
      const report = writers.find((each) => each.writer === other.writer);
      if (report === undefined) found.push(`${writer} has seen ${other.writer}, which is missing`);
      else found.push(...(await differs(directory, report, other, writer)));
    }
  }
  return found;
}

async function differs(
  directory: string,
  report: WriterReport,
  { writer, size, root }: OtherCheckpoint,
  by: string,
): Promise<string[]> {
  // What stands in a part that is not read here nobody can hold against it.
  if (report.records < size && report.otherVersion !== null) return [];
  if (report.records < size)
    return [`${writer}: ${by} has seen ${size} records, only ${report.records} are here`];
  const remembered =
    report.roots.get(size) ?? (await rootAt(join(directory, writer), size))?.toString('base64');
  // Purged since: the tombstones' signatures speak for what was there.
  if (remembered === undefined || remembered === root) return [];
  return [`${writer}: ${by} has seen other records among the first ${size}`];
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
      purges: new Set<string>(),
      keys: [],
      roots: new Map<number, string>(),
      others: [],
      otherVersion: null,
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
