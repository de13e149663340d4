import { createHash } from 'node:crypto';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { laterThan } from '../../calendar/later-than.js';
import type { PersonDoses } from '../../../adapters/vaccination-record-system/model.js';
import { errnoOf } from '../../files/errno.js';
import { writeWhole } from '../../files/write-whole.js';
import type { VrsStore } from '../vrs-store.js';
import { EXPORT_TABLE, type ExportRow } from '../vrs-tables.js';
import { endBatch } from './batch-end.js';
import { batchesOf, endLeftBatches, keepBatches } from './export-batches.js';
import { FileInUse } from './file-in-use.js';
import { batchId, type FileActs } from './file-log.js';
import type { LookedUp } from './persons-of-lines.js';
import { writeWide, type WrittenPage } from './write-wide.js';

export interface FileExport extends FileActs {
  readonly store: VrsStore;
  readonly path: string;
  readonly bom: boolean;
  /** Persons with their doses behind one of them, at most 200; nobody left: empty. */
  readonly read: (after: string | null) => Promise<readonly PersonDoses[]>;
  /** Whom they name, and who of them is closed to the account. */
  readonly lookUp: (persons: readonly PersonDoses[]) => Promise<LookedUp<PersonDoses>>;
  /** UTC. */
  readonly now: () => string;
}

export interface Exported {
  readonly bytes: number;
  /** Persons who are not in the file, by the number of health management. */
  readonly leftOut: readonly string[];
  /** How many persons are not in the file because they are closed to the account. */
  readonly closed: number;
  /** The last person that was in it before this run; null: it was begun now. */
  readonly resumedAfter: string | null;
}

/**
 * Writes the city's own records as the vaccination record system exports them, page by page into FILE.part, which
 * becomes FILE at the end. Each page is on record before it is written, and the place where it goes on is kept once the
 * page is on the disk: broken off, whatever is behind that place is cut off and written again. Who is closed to the account
 * is not in the file, and on record as such; what somebody else has begun is written anew, for others were open to them.
 */
export async function exportFile(given: FileExport): Promise<Exported> {
  const place = resolve(given.path);
  const id = createHash('sha256').update(place).digest('base64url');
  const begun = await begin(given, id);
  // The page that a crash left between the disk and its outcome.
  await endLeftBatches(given, begun);
  const part = `${place}.part`;
  // What was written may be gone, or cut off: the file is begun anew, for it cannot be gone on with.
  const goesOn = begun.account === given.account && (await lengthOf(part)) >= begun.bytes;
  const row = goesOn ? begun : await beginAnew(given, begun);
  // With nobody in it there is a header at most, which is written with the first page once more.
  let bytes = row.after === null ? 0 : row.bytes;
  let stored = row.bytes;
  let { batch } = row;
  // One that is begun may lack its folder: only of one that is gone on with does a missing file tell of somebody else.
  const file = await (bytes === 0 ? open(part, 'w', 0o600) : open(part, 'r+').catch(unlessGone));
  const leftOut: string[] = [];
  let closed = 0;
  try {
    await file.truncate(bytes);
    const { read, lookUp, bom } = given;
    for await (const written of writeWide({ read, lookUp, after: row.after, bom })) {
      ({ bytes, batch } = await append(given, { row, file, bytes, stored, batch }, written));
      stored = bytes;
      leftOut.push(...written.leftOut);
      closed += written.closed.count;
    }
  } finally {
    await file.close();
  }
  await rename(part, place).catch(unlessGone);
  await given.store.run(({ manager }) => manager.delete(EXPORT_TABLE.name, { id }));
  return { bytes, leftOut, closed, resumedAfter: row.after };
}

async function begin({ store, account, now }: FileExport, id: string): Promise<ExportRow> {
  return store.run(async ({ manager }) => {
    const known = await manager.findOneBy<ExportRow>(EXPORT_TABLE.name, { id });
    if (known !== null) return known;
    const row: ExportRow = { id, account, startedAt: now(), after: null, bytes: 0, batch: null };
    await manager.insert(EXPORT_TABLE.name, { ...row });
    return row;
  });
}

async function beginAnew({ store, account, now }: FileExport, row: ExportRow): Promise<ExportRow> {
  const anew = { account, after: null, bytes: 0, batch: null, startedAt: laterThan(row.startedAt, now()) };
  await store.run(({ manager }) => manager.update(EXPORT_TABLE.name, { id: row.id }, anew));
  return { ...row, ...anew };
}

/** Where it is gone, somebody else has come to its end. */
function unlessGone(error: unknown): never {
  throw errnoOf(error) === 'ENOENT' ? new FileInUse() : error;
}

/** 0 where there is no such file. */
async function lengthOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** What is written to. `stored`: the end of the last page as it is kept; another who is at the file moves it. */
interface Part {
  readonly row: ExportRow;
  readonly file: FileHandle;
  readonly bytes: number;
  readonly stored: number;
  /** The act of the last page; null: there was none. */
  readonly batch: string | null;
}

async function append(
  given: FileExport,
  { row, file, bytes, stored, batch: last }: Part,
  { text, after, leftOut, open: shown, closed }: WrittenPage,
): Promise<Pick<Part, 'bytes' | 'batch'>> {
  const { store } = given;
  const { id, startedAt } = row;
  // Another export to the same place is another act; so is a page behind one of which nothing was written.
  const act = batchId(`${id}/${startedAt}`, `${bytes}/${last ?? ''}`);
  // The header alone holds nobody.
  const batch = shown === null ? last : act;
  const batches = shown === null ? [] : batchesOf(given, act, { open: shown, closed, leftOut });
  for (const { facts } of batches) await given.log.intend(facts);
  const buffer = Buffer.from(text, 'utf8');
  await writeWhole(file, buffer, bytes);
  await file.datasync();
  const end = bytes + buffer.length;
  const kept = await store
    .run((source) =>
      source.transaction(async (manager) => {
        const to = { account: given.account, after, bytes: end, batch };
        const { affected } = await manager.update(EXPORT_TABLE.name, { id, startedAt, bytes: stored }, to);
        if (affected !== 1) throw new FileInUse();
        return keepBatches(manager, batches, given.now());
      }),
    )
    .catch(async (error: unknown) => {
      // Nothing goes on behind this page: what was begun ends, lest it stay open.
      for (const { facts } of batches) await given.log.close(facts, 'NOT_DONE');
      throw error;
    });
  for (const one of kept) await endBatch(given, one.row, one.facts, one.result);
  return { bytes: end, batch };
}
