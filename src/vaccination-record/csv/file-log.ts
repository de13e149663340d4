import { createHash } from 'node:crypto';
import type { VrsFacts, VrsLog } from '../vrs-log.js';

/** Whose act the reading or writing of a file is, and how its persons are named in the log. */
export interface FileActs {
  readonly log: VrsLog;
  readonly account: string;
  /** Registry's 宛名番号 of these persons of health management, as far as they are known. */
  readonly numbersOf: (persons: readonly string[]) => Promise<readonly string[]>;
}

/** One batch of a file in the log: whose doses it holds, by pseudonym. */
export async function batchFacts(
  { log, account, numbersOf }: FileActs,
  act: 'importDoses' | 'exportDoses',
  batch: { readonly id: string; readonly persons: readonly string[] },
): Promise<VrsFacts> {
  const numbers = batch.persons.length === 0 ? [] : await numbersOf([...new Set(batch.persons)]);
  return {
    ...{ act, id: batch.id, request: null, account, case: null, basis: null, cites: null },
    subjects: log.pseudonyms([...new Set(numbers)]),
  };
}

/** Of the file and the place where the batch begins: after a crash the same batch has the same id. */
export function batchId(file: string, place: string | number): string {
  const hex = createHash('sha256').update(`${file}/${place}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
