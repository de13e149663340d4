import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { In, type EntityManager } from 'typeorm';
import { laterThan } from '../../calendar/later-than.js';
import type { TextKey } from '../../database/sealed-text.js';
import type { VrsStore } from '../vrs-store.js';
import {
  IMPORT_TABLE,
  SET_ASIDE_TABLE,
  STAGED_TABLE,
  type ImportRow,
  type SetAsideRow,
  type StagedDoseRow,
} from '../vrs-tables.js';
import { endBatch, endLeftBatch, keepBatch } from './batch-end.js';
import { FileInUse } from './file-in-use.js';
import { batchFacts, batchId, type FileActs } from './file-log.js';
import { sealDose, type StagedDose } from './staged-dose.js';
import type { LookedUp } from './persons-of-lines.js';
import { readWide, type Batch } from './read-wide.js';
import type { LineSetAside, WideRow } from './wide-row.js';
import { doseRequestOf } from './to-dose-request.js';

export interface FileImport extends FileActs {
  readonly store: VrsStore;
  readonly path: string;
  /** Whose coupons are in it. */
  readonly municipality: string;
  /** Under which the doses lie until they are taken in. */
  readonly key: TextKey;
  /** Whom these are about, and which are of somebody who is closed to whoever reads the file in. */
  readonly lookUp: (rows: readonly WideRow[]) => Promise<LookedUp<WideRow>>;
  /** UTC. */
  readonly now: () => string;
  /** Lines of a batch: what a crash reads again. Default 200. */
  readonly size?: number;
}

export interface Imported {
  /** Of this file, over all its readings. */
  readonly staged: number;
  readonly setAside: readonly SetAsideRow[];
  /** Lines that were read before this run. */
  readonly resumedAt: number | null;
  /** The whole file was read before: nothing was done. */
  readonly known: boolean;
}

/** The file was written to while it was read: what was read last is not in, and what is in was of the file before. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

const CLOSED: LineSetAside['fault'] = 'CLOSED_PERSON';

/** Rows in one statement: SQL Server takes 2,100 parameters. */
const ROWS_AT_ONCE = 100;

/**
 * Reads a file of the vaccination record system into the staging table, batch by batch: the rows, the lines set aside and
 * the place where it goes on are one transaction, between an intent and an outcome in the log. Broken off anywhere it goes
 * on there, and a file is the same file by its bytes, wherever it lies.
 *
 * The vaccination ledger takes doses of files from the staging table and from nowhere else (`take-doses.ts`).
 */
export async function importFile(given: FileImport): Promise<Imported> {
  // One file from its digest to its last line, whatever is put in its place meanwhile.
  const file = await open(given.path);
  try {
    return await importOf(given, file);
  } finally {
    await file.close();
  }
}

async function importOf(given: FileImport, file: FileHandle): Promise<Imported> {
  const { size = 200 } = given;
  const written = await writtenAt(file);
  const id = await digestOf(file);
  let row = await begin(given, id);
  await endLeftBatch(given, row, 'STAGED (resumed)');
  row = await withClosedLines(given, row);
  const resumedAt = row.batch === null ? null : row.line;
  if (row.done === 1) return { ...(await counted(given.store, id)), resumedAt, known: true };
  const from = row.batch === null ? null : { offset: row.offset, line: row.line, doses: row.doses };
  let at = from?.offset ?? 0;
  for await (const batch of readWide({ open: (start) => readFrom(file, start), from, size })) {
    if ((await writtenAt(file)) !== written) throw new FileChanged();
    await takeIn(given, { id, at, startedAt: row.startedAt }, batch);
    at = batch.next.offset;
  }
  await given.store.run(({ manager }) => manager.update(IMPORT_TABLE.name, { id }, { done: 1 }));
  return { ...(await counted(given.store, id)), resumedAt, known: false };
}

/** Of two processes that begin one file at once the store takes one; the other goes on with that. */
async function begin({ store, account, now }: FileImport, id: string): Promise<ImportRow> {
  return store.run(async ({ manager }) => {
    const find = () => manager.findOneBy<ImportRow>(IMPORT_TABLE.name, { id });
    const known = await find();
    if (known !== null) return known;
    const row: ImportRow = {
      ...{ id, account, startedAt: now(), changedAt: now(), offset: 0, line: 1, doses: 0 },
      ...{ batch: null, done: 0 },
    };
    try {
      await manager.insert(IMPORT_TABLE.name, { ...row });
      return row;
    } catch (error) {
      // The file's own key, or any other fault: what is in the table tells them apart on every database.
      const theirs = await find();
      if (theirs === null) throw error;
      return theirs;
    }
  });
}

/**
 * Lines of persons who were closed to whoever read the file before are looked at again, for whoever reads it now: from
 * the beginning, for what is staged already is known by its id.
 */
function withClosedLines({ store, account, now }: FileImport, row: ImportRow): Promise<ImportRow> {
  const { id } = row;
  // Broken off, whoever began goes on.
  if (row.done === 0 && row.account === account) return Promise.resolve(row);
  return store.run((source) =>
    source.transaction(async (manager) => {
      const closed = { importId: id, fault: CLOSED };
      if ((await manager.countBy<SetAsideRow>(SET_ASIDE_TABLE.name, closed)) === 0) return row;
      await manager.delete(SET_ASIDE_TABLE.name, closed);
      // Its batches are other acts than those of the reading before.
      const startedAt = laterThan(row.startedAt, now());
      const again = { account, startedAt, offset: 0, line: 1, doses: 0, batch: null, done: 0 };
      await manager.update(IMPORT_TABLE.name, { id }, again);
      return { ...row, ...again };
    }),
  );
}

/** One batch, in this order: intent sealed, rows and place written at once, outcome sealed. */
async function takeIn(
  given: FileImport,
  { id, at, startedAt }: { readonly id: string; readonly at: number; readonly startedAt: string },
  read: Batch,
): Promise<void> {
  const { named, closed } = await given.lookUp(read.rows);
  const batch = withoutClosed(read, closed);
  const { store, log, municipality, key, now } = given;
  const act = batchId(`${id}/${startedAt}`, at);
  // Whoever is closed was looked up as well, and is told of.
  const facts = batchFacts(given, 'importDoses', { id: act, atenaNumbers: [...named.values()].flat() });
  await log.intend(facts);
  const staged = stagedRows(batch, { digest: id, municipality }).map((dose) => sealDose(key, dose));
  const aside = batch.setAside.map(({ line, fault, column }): SetAsideRow => ({
    ...{ id: `${id}/${line}`, importId: id, line, fault, columnName: column },
  }));
  const kept = await store
    .run((source) =>
      source.transaction(async (manager) => {
        const { offset, line, doses } = batch.next;
        const to = { offset, line, doses, batch: act, account: given.account, changedAt: now() };
        const { affected } = await manager.update(IMPORT_TABLE.name, { id, startedAt, offset: at }, to);
        if (affected !== 1) throw new FileInUse();
        await insertNew(manager, STAGED_TABLE.name, staged);
        await insertNew(manager, SET_ASIDE_TABLE.name, aside);
        return keepBatch(manager, facts, now());
      }),
    )
    .catch(async (error: unknown) => {
      // Nothing was written: the intent ends, lest it stay open.
      await log.close(facts, 'NOT_DONE');
      throw error;
    });
  await endBatch(given, kept, facts, `STAGED ${staged.length} SET_ASIDE ${aside.length}`);
}

/** What is of somebody closed is set aside as it comes, and whoever it is of is not in what is staged. */
function withoutClosed(batch: Batch, closed: ReadonlySet<WideRow>): Batch {
  const aside = batch.rows.filter((row) => closed.has(row));
  const setAside = aside.map(({ line }): LineSetAside => ({ line, fault: CLOSED, column: null }));
  return {
    ...batch,
    rows: batch.rows.filter((row) => !closed.has(row)),
    setAside: [...batch.setAside, ...setAside],
  };
}

function stagedRows(
  { rows }: Batch,
  file: { readonly digest: string; readonly municipality: string },
): readonly StagedDose[] {
  return rows.flatMap(({ line, person, doses }) =>
    doses.map((given): StagedDose => {
      const { dose, day, coupon, givenIn, venue, doctor, maker, lot, registeredAt } = given;
      const { requestId: id } = doseRequestOf(file, line, given);
      return {
        ...{ id, importId: file.digest, line, person, dose, day, coupon, givenIn },
        ...{ venue, doctor, maker, lot, registeredAt },
      };
    }),
  );
}

/** Rows that are there already are the same ones: their ids come of the file and the line. */
async function insertNew(
  manager: EntityManager,
  table: string,
  rows: readonly { readonly id: string }[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const part = rows.slice(at, at + ROWS_AT_ONCE);
    const there = await manager.findBy<{ id: string }>(table, { id: In(part.map(({ id }) => id)) });
    const known = new Set(there.map(({ id }) => id));
    const fresh = part.filter(({ id }) => !known.has(id));
    if (fresh.length > 0)
      await manager.insert(
        table,
        fresh.map((row) => ({ ...row })),
      );
  }
}

function counted(store: VrsStore, importId: string): Promise<Pick<Imported, 'staged' | 'setAside'>> {
  return store.run(async ({ manager }) => ({
    staged: await manager.countBy<StagedDoseRow>(STAGED_TABLE.name, { importId }),
    setAside: await manager.find<SetAsideRow>(SET_ASIDE_TABLE.name, {
      where: { importId },
      order: { line: 'ASC' },
    }),
  }));
}

const readFrom = (file: FileHandle, start: number) => file.createReadStream({ start, autoClose: false });

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readFrom(file, 0)) hash.update(chunk as Buffer);
  return hash.digest('base64url');
}

/** Another text once somebody has written to it. */
async function writtenAt(file: FileHandle): Promise<string> {
  const { size, mtimeNs } = await file.stat({ bigint: true });
  return `${size} ${mtimeNs}`;
}
