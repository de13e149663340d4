import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Seen } from '../audit/audit-faults.js';
import { indexProgress } from '../audit/index/index-progress.js';
import { readWitness } from '../audit/verify/witnessed.js';
import type { Settings } from '../config/settings.js';
import { indexUrl } from './open-access-index.js';

type Place = Pick<Settings, 'dataDirectory' | 'store' | 'auditWitness'>;

const WITNESS = { ja: '証人', en: 'the witness' };
const INDEX = { ja: '索引', en: 'its index' };

/**
 * What index and witness know of each writer, asked before the log is opened and without a byte written. Either
 * that is not there, or does not answer, knows nothing: whoever needs it tells of that.
 */
export async function seenBeside(place: Place): Promise<(writer: string) => Promise<readonly Seen[]>> {
  const url = indexUrl(place);
  const progress =
    url.kind === 'sqlite' && !existsSync(url.path) ? new Map<string, number>() : await indexProgress(url);
  return async (writer) => {
    const witnessed = await newestAtWitness(place, writer);
    const indexed = progress.get(writer) ?? 0;
    return [
      ...(indexed > 0 ? [{ by: INDEX, records: indexed }] : []),
      ...(witnessed > 0 ? [{ by: WITNESS, records: witnessed }] : []),
    ];
  };
}

/** Of a co-signing witness the newest note that it signed is kept in the data folder. */
async function newestAtWitness({ auditWitness, dataDirectory }: Place, writer: string): Promise<number> {
  if (auditWitness === null) return 0;
  const folder = typeof auditWitness === 'string' ? auditWitness : join(dataDirectory, 'witness');
  const notes = await readWitness(folder).catch(() => []);
  const [, size = ''] = notes.find((note) => note.writer === writer)?.note.split('\n') ?? [];
  return Number(size) || 0;
}
