import { namedId } from '../../acts/named-id.js';
import type { VrsFacts, VrsLog } from '../vrs-log.js';

/** Whose act the reading or writing of a file is, and how its persons are named in the log. */
export interface FileActs {
  readonly log: VrsLog;
  readonly account: string;
}

/** What is done with files, and with doses that came by one. */
export type FileAct = 'importDoses' | 'exportDoses' | 'takeDoses' | 'listDoses' | 'decideDose';

/** One batch of a file in the log: whom it tells of (宛名番号), by pseudonym. */
export function batchFacts(
  { log, account }: FileActs,
  act: FileAct,
  batch: { readonly id: string; readonly atenaNumbers: Iterable<string> },
): VrsFacts {
  return {
    ...{ act, id: batch.id, request: null, account, case: null, basis: null, cites: null },
    subjects: log.pseudonyms([...new Set(batch.atenaNumbers)]),
  };
}

/** Of the file, this reading or writing of it, and the place where the batch begins: after a crash the same batch has the same id. */
export const batchId = (file: string, place: string | number): string => namedId(`${file}/${place}`);
