import type { RequestGuard } from '../guard/request-guard.js';
import type { SourceSystem } from '../errors/source-error.js';
import type { TextSetAside } from '../../adapters/adapter.js';

/** A record, and the records in it that come from tables of their own. */
export interface LoadedRecord extends TextSetAside {
  readonly institution?: TextSetAside | null;
  readonly preExam?: { readonly institution?: TextSetAside | null } | null;
}

/**
 * Tells the answer which columns held something that is no text: an empty place would be taken for "there is none".
 * Only columns that the caller may see were read, so that this tells of nothing else.
 */
export function tellSetAside(
  guard: RequestGuard,
  system: SourceSystem,
  records: readonly (LoadedRecord | readonly LoadedRecord[] | null)[],
): void {
  for (const record of records.flat()) {
    if (record === null) continue;
    for (const { setAside } of [record, record.institution ?? NONE, record.preExam?.institution ?? NONE])
      if (setAside !== undefined) for (const column of setAside) guard.tellSetAside(system, column);
  }
}

const NONE: TextSetAside = {};
