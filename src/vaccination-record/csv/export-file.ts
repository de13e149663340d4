import { createHash } from 'node:crypto';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PersonDoses } from '../../../adapters/vaccination-record-system/model.js';
import type { VrsStore } from '../vrs-store.js';
import { EXPORT_TABLE, type ExportRow } from '../vrs-tables.js';
import { batchFacts, batchId, type FileActs } from './file-log.js';
import { writeWide, type WrittenPage } from './write-wide.js';

export interface FileExport extends FileActs {
  readonly store: VrsStore;
  readonly path: string;
  readonly bom: boolean;
  /** Persons with their doses behind one of them, at most 200; nobody left: empty. */
  readonly read: (after: string | null) => Promise<readonly PersonDoses[]>;
  /** UTC. */
  readonly now: () => string;
}

export interface Exported {
  readonly bytes: number;
  /** Persons who are not in the file, by the number of health management. */
  readonly leftOut: readonly string[];
  /** The last person that was in it before this run; null: it was begun now. */
  readonly resumedAfter: string | null;
}

/**
 * Writes the city's own records as the vaccination record system exports them, page by page into FILE.part, which
 * becomes FILE at the end. Each page is on record before it is written, and the place where it goes on is kept once the
 * page is on the disk: broken off, whatever is behind that place is cut off and written again.
 */
export async function exportFile(given: FileExport): Promise<Exported> {
  const place = resolve(given.path);
  const id = createHash('sha256').update(place).digest('base64url');
  const begun = await begin(given, id);
  await tellLast(given, begun);
  const part = `${place}.part`;
  // What was written may be gone, or cut off: the file is begun anew, for it cannot be gone on with.
  const row = (await lengthOf(part)) < begun.bytes ? await beginAnew(given, begun) : begun;
  // With nobody in it there is a header at most, which is written with the first page once more.
  let bytes = row.after === null ? 0 : row.bytes;
  const file = await open(part, bytes === 0 ? 'w' : 'r+', 0o600);
  const leftOut: string[] = [];
  try {
    await file.truncate(bytes);
    let page: PersonDoses[] = [];
    const read = async (after: string | null) => (page = [...(await given.read(after))]);
    for await (const written of writeWide({ read, after: row.after, bom: given.bom })) {
      // The header alone holds nobody.
      bytes = await append(
        given,
        { row, file, bytes },
        { written, persons: written.after === null ? [] : page },
      );
      leftOut.push(...written.leftOut);
    }
  } finally {
    await file.close();
  }
  await rename(part, place);
  await given.store.run(({ manager }) => manager.delete(EXPORT_TABLE.name, { id }));
  return { bytes, leftOut, resumedAfter: row.after };
}

async function begin({ store, account, now }: FileExport, id: string): Promise<ExportRow> {
  return store.run(async ({ manager }) => {
    const known = await manager.findOneBy<ExportRow>(EXPORT_TABLE.name, { id });
    if (known !== null) return known;
    const row: ExportRow = { id, account, startedAt: now(), after: null, bytes: 0, batch: null, told: 1 };
    await manager.insert(EXPORT_TABLE.name, { ...row });
    return row;
  });
}

async function beginAnew({ store, now }: FileExport, row: ExportRow): Promise<ExportRow> {
  const anew = { after: null, bytes: 0, startedAt: now() };
  await store.run(({ manager }) => manager.update(EXPORT_TABLE.name, { id: row.id }, anew));
  return { ...row, ...anew };
}

/** 0 where there is no such file. */
async function lengthOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** The page that a crash left between the disk and its outcome. */
async function tellLast(given: FileExport, { id, account, batch, told }: ExportRow): Promise<void> {
  if (batch === null || told === 1) return;
  await given.log.close(
    await batchFacts({ ...given, account }, 'exportDoses', { id: batch, persons: [] }),
    'WRITTEN (resumed)',
  );
  await given.store.run(({ manager }) => manager.update(EXPORT_TABLE.name, { id }, { told: 1 }));
}

async function append(
  given: FileExport,
  { row, file, bytes }: { readonly row: ExportRow; readonly file: FileHandle; readonly bytes: number },
  { written, persons }: { readonly written: WrittenPage; readonly persons: readonly PersonDoses[] },
): Promise<number> {
  const { store, log } = given;
  const { text, after, leftOut } = written;
  const { id, startedAt } = row;
  // Another export to the same place is another act.
  const act = batchId(`${id}/${startedAt}`, bytes);
  const shown = persons.flatMap(({ person }) => (leftOut.includes(person) ? [] : [person]));
  const facts = await batchFacts(given, 'exportDoses', { id: act, persons: shown });
  if (persons.length > 0) await log.intend(facts);
  const buffer = Buffer.from(text, 'utf8');
  await file.write(buffer, 0, buffer.length, bytes);
  await file.datasync();
  const end = bytes + buffer.length;
  const told = persons.length > 0 ? 0 : 1;
  await store.run(({ manager }) =>
    manager.update(
      EXPORT_TABLE.name,
      { id },
      { account: given.account, after, bytes: end, batch: act, told },
    ),
  );
  if (told === 1) return end;
  await log.close(facts, `WRITTEN ${shown.length} LEFT_OUT ${leftOut.length}`);
  await store.run(({ manager }) => manager.update(EXPORT_TABLE.name, { id }, { told: 1 }));
  return end;
}
