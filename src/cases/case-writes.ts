import { IsNull, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { AdditionRow, CaseNameRow, CasePersonRow, CaseRow, CaseWrite } from './case-rows.js';
import { caseNumber } from './case-number.js';
import { MOST_PERSONS } from './case-terms.js';
import type { CaseFaultCode } from './case-texts.js';
import { ADDITION_TABLE, CASE_TABLE, MATCH_TABLE, NAME_TABLE, PERSON_TABLE } from './case-tables.js';

/** Rows in one statement: SQL Server takes 2,100 parameters. */
export const ROWS_AT_ONCE = 500;

/** Writes what an act is about. Throws `ActConflict` where the case is no longer as it was judged. */
export async function apply(manager: EntityManager, write: CaseWrite): Promise<void> {
  switch (write.is) {
    case 'OPEN': {
      const row = await numbered(manager, write.row);
      await insertCase(manager, row);
      return insertPersons(manager, row.number, write.persons);
    }
    case 'ADD':
      return add(manager, write.row);
    case 'CLOSE':
      return change(manager, write.number, { to: write.change });
    case 'WITHDRAW':
      return change(manager, write.number, { to: write.change, standing: true });
    case 'MATCH':
      await manager.insert(MATCH_TABLE.name, { ...write.row });
  }
}

/** With the next running number of its year; where another has it by now, the insert fails and all is tried anew. */
async function numbered(manager: EntityManager, row: Omit<CaseRow, 'number' | 'serial'>): Promise<CaseRow> {
  const { fiscalYear } = row;
  const last = await manager.maximum<CaseRow>(CASE_TABLE.name, 'serial', { fiscalYear });
  const serial = (last ?? 0) + 1;
  return { ...row, serial, number: caseNumber(fiscalYear, serial) };
}

export async function insertCase(manager: EntityManager, row: CaseRow): Promise<void> {
  const { number, documentNumber } = row;
  await manager.insert(CASE_TABLE.name, { ...row });
  const names: CaseNameRow[] = [{ name: number, caseNumber: number }];
  if (documentNumber !== null) names.push({ name: documentNumber, caseNumber: number });
  await manager.insert(NAME_TABLE.name, names);
}

export async function insertPersons(
  manager: EntityManager,
  number: string,
  persons: readonly string[],
): Promise<void> {
  const rows: CasePersonRow[] = persons.map((atenaNumber) => ({
    id: `${number} ${atenaNumber}`,
    caseNumber: number,
    atenaNumber,
  }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await manager.insert(PERSON_TABLE.name, rows.slice(at, at + ROWS_AT_ONCE));
}

/**
 * Whom, or what, the case has not got yet. Two additions at once wait for each other at the case's own row, so that each
 * is held against what the other has left: a kind of document is not lost, and the hundredth person is the last.
 */
async function add(manager: EntityManager, row: AdditionRow): Promise<void> {
  const { caseNumber: number } = row;
  // Changes nothing, and keeps the row from everybody else until all is written.
  await change(manager, number, { to: { number }, standing: true });
  const found = await manager.findOneByOrFail<CaseRow>(CASE_TABLE.name, { number });
  const seen = words(found.documents);
  const documents = words(row.documents).filter((kind) => !seen.includes(kind));
  await manager.update(CASE_TABLE.name, { number }, { documents: [...seen, ...documents].join(' ') });
  const there = await manager.findBy<CasePersonRow>(PERSON_TABLE.name, { caseNumber: number });
  const known = new Set(there.map(({ atenaNumber }) => atenaNumber));
  const added = words(row.persons).filter((person) => !known.has(person));
  if (known.size + added.length > MOST_PERSONS) throw new ActConflict<CaseFaultCode>('TOO_MANY_PERSONS');
  await insertPersons(manager, number, added);
  await manager.insert(ADDITION_TABLE.name, { ...row, documents: documents.join(' ') });
}

/** Only a case that is still open changes; one that is `standing` has a consent that was not taken back, or none. */
async function change(
  manager: EntityManager,
  number: string,
  { to, standing = false }: { readonly to: Partial<CaseRow>; readonly standing?: boolean },
): Promise<void> {
  const where = { number, closedAt: IsNull(), ...(standing && { consentWithdrawnOn: IsNull() }) };
  const { affected } = await manager.update(CASE_TABLE.name, where, to);
  if (affected === 1) return;
  const isOpen = await manager.existsBy<CaseRow>(CASE_TABLE.name, { number, closedAt: IsNull() });
  throw new ActConflict<CaseFaultCode>(isOpen ? 'CONSENT_WITHDRAWN' : 'CASE_CLOSED');
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
