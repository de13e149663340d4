import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { In, type EntityManager } from 'typeorm';
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
import { batchFacts, batchId, type FileActs } from './file-log.js';
import { sealDose, type StagedDose } from './staged-dose.js';
import { readWide, type Batch } from './read-wide.js';
import { doseRequestOf } from './to-dose-request.js';

export interface FileImport extends FileActs {
  readonly store: VrsStore;
  readonly path: string;
  /** Whose coupons are in it. */
  readonly municipality: string;
  /** Under which the doses lie until they are taken in. */
  readonly key: TextKey;
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

/** Somebody else is reading the same file in. */
export class FileInUse extends Error {
  override readonly name = 'FileInUse';
}

/** The file was written to while it was read: what was read last is not in, and what is in was of the file before. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

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
  const row = await begin(given, id);
  const resumedAt = row.batch === null ? null : row.line;
  if (row.batch !== null && row.told === 0) {
    await given.log.close(
      await batchFacts({ ...given, account: row.account }, 'importDoses', { id: row.batch, persons: [] }),
      'STAGED (resumed)',
    );
    await given.store.run(({ manager }) => manager.update(IMPORT_TABLE.name, { id }, { told: 1 }));
  }
  if (row.done === 1) return { ...(await counted(given.store, id)), resumedAt, known: true };
  const from = row.batch === null ? null : { offset: row.offset, line: row.line, doses: row.doses };
  let at = from?.offset ?? 0;
  for await (const batch of readWide({ open: (start) => readFrom(file, start), from, size })) {
    if ((await writtenAt(file)) !== written) throw new FileChanged();
    await takeIn(given, { id, at }, batch);
    at = batch.next.offset;
  }
  await given.store.run(({ manager }) => manager.update(IMPORT_TABLE.name, { id }, { done: 1 }));
  return { ...(await counted(given.store, id)), resumedAt, known: false };
}

async function begin({ store, account, now }: FileImport, id: string): Promise<ImportRow> {
  return store.run(async ({ manager }) => {
    const known = await manager.findOneBy<ImportRow>(IMPORT_TABLE.name, { id });
    if (known !== null) return known;
    const row: ImportRow = {
      ...{ id, account, startedAt: now(), changedAt: now(), offset: 0, line: 1, doses: 0 },
      ...{ batch: null, told: 1, done: 0 },
    };
    await manager.insert(IMPORT_TABLE.name, { ...row });
    return row;
  });
}

/** One batch, in this order: intent sealed, rows and place written at once, outcome sealed. */
async function takeIn(
  given: FileImport,
  { id, at }: { readonly id: string; readonly at: number },
  batch: Batch,
): Promise<void> {
  const { store, log, municipality, key, now } = given;
  const persons = batch.rows.flatMap(({ person }) => person ?? []);
  const act = batchId(id, at);
  const facts = await batchFacts(given, 'importDoses', { id: act, persons });
  await log.intend(facts);
  const staged = stagedRows(batch, { digest: id, municipality }).map((dose) => sealDose(key, dose));
  const aside = batch.setAside.map(({ line, fault, column }): SetAsideRow => ({
    ...{ id: `${id}/${line}`, importId: id, line, fault, columnName: column },
  }));
  await store
    .run((source) =>
      source.transaction(async (manager) => {
        const { offset, line, doses } = batch.next;
        const to = { offset, line, doses, batch: act, told: 0, account: given.account, changedAt: now() };
        const { affected } = await manager.update(IMPORT_TABLE.name, { id, offset: at }, to);
        if (affected !== 1) throw new FileInUse();
        await insertNew(manager, STAGED_TABLE.name, staged);
        await insertNew(manager, SET_ASIDE_TABLE.name, aside);
      }),
    )
    .catch(async (error: unknown) => {
      // Nothing was written: the intent ends, lest it stay open.
      await log.close(facts, 'NOT_DONE');
      throw error;
    });
  await log.close(facts, `STAGED ${staged.length} SET_ASIDE ${aside.length}`);
  await store.run(({ manager }) => manager.update(IMPORT_TABLE.name, { id, batch: act }, { told: 1 }));
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
