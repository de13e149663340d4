import { IsNull, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { AdditionRow, CaseNameRow, CasePersonRow, CaseRow, CaseWrite } from './case-rows.js';
import { laterThan } from '../calendar/later-than.js';
import { caseNumber } from './case-number.js';
import { MOST_PERSONS } from './case-terms.js';
import type { CaseFaultCode } from './case-texts.js';
import { seenForAll, seenWith } from './seen-documents.js';
import { ADDITION_TABLE, CASE_TABLE, MATCH_TABLE, NAME_TABLE, PERSON_TABLE } from './case-tables.js';
import { words } from './words.js';

/** Rows in one statement: SQL Server takes 2,100 parameters. */
export const ROWS_AT_ONCE = 500;

type Member = Omit<CasePersonRow, 'id' | 'caseNumber'>;

/** Writes what an act is about. Throws `ActConflict` where the case is no longer as it was judged. */
export async function apply(manager: EntityManager, write: CaseWrite): Promise<void> {
  switch (write.is) {
    case 'OPEN': {
      const row = await numbered(manager, write.row);
      await insertCase(manager, row);
      const { consentOn: consentedOn } = row;
      return insertPersons(
        manager,
        row.number,
        write.persons.map((atenaNumber) => ({ atenaNumber, consentedOn, addedAt: null })),
      );
    }
    case 'ADD':
      return add(manager, write.row);
    case 'CLOSE':
      return change(manager, write.number, { to: write.change });
    case 'CONSENT':
      return consent(manager, write);
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

async function insertCase(manager: EntityManager, row: CaseRow): Promise<void> {
  const { number, documentNumber } = row;
  await manager.insert(CASE_TABLE.name, { ...row });
  const names: CaseNameRow[] = [{ name: number, caseNumber: number }];
  if (documentNumber !== null) names.push({ name: documentNumber, caseNumber: number });
  await manager.insert(NAME_TABLE.name, names);
}

async function insertPersons(
  manager: EntityManager,
  number: string,
  persons: readonly Member[],
): Promise<void> {
  const rows: CasePersonRow[] = persons.map((person) => ({
    ...person,
    id: `${number} ${person.atenaNumber}`,
    caseNumber: number,
  }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await manager.insert(PERSON_TABLE.name, rows.slice(at, at + ROWS_AT_ONCE));
}

/** A case as it stands, and whom it is about in place of whoever it was about before. */
export async function putCase(
  manager: EntityManager,
  row: CaseRow,
  members: readonly Member[],
): Promise<void> {
  const { number } = row;
  if (!(await manager.existsBy<CaseRow>(CASE_TABLE.name, { number }))) await insertCase(manager, row);
  await manager.delete(PERSON_TABLE.name, { caseNumber: number });
  await insertPersons(manager, number, members);
}

/**
 * Whom, or what, the case has not got yet. Two additions at once wait for each other at the case's own row, so that each
 * is held against what the other has left: a kind of document is not lost, the hundredth person is the last, and what was
 * seen before somebody came is not taken for what was seen with them. No consent is given for whoever comes after it.
 */
async function add(manager: EntityManager, row: AdditionRow): Promise<void> {
  const { caseNumber: number } = row;
  // Changes nothing, and keeps the row from everybody else until all is written.
  await change(manager, number, { to: { number }, standing: true });
  const found = await manager.findOneByOrFail<CaseRow>(CASE_TABLE.name, { number });
  const before = await manager.findBy<AdditionRow>(ADDITION_TABLE.name, { caseNumber: number });
  const there = await manager.findBy<CasePersonRow>(PERSON_TABLE.name, { caseNumber: number });
  // Two gateways' clocks may differ, and the order on the case may not.
  const last =
    before
      .map((one) => one.addedAt)
      .sort()
      .at(-1) ?? '';
  const addedAt = laterThan(last, row.addedAt);

  const seen = seenForAll(found, { additions: before, arrivals: there.map((one) => one.addedAt) });
  const known = words(found.documents);
  const named = seenWith(row);
  const documents = named.filter((kind) => !known.includes(kind));
  const again = named.filter((kind) => known.includes(kind) && !seen.has(kind));
  await manager.update(CASE_TABLE.name, { number }, { documents: [...known, ...documents].join(' ') });

  const members = new Set(there.map(({ atenaNumber }) => atenaNumber));
  const added = words(row.persons).filter((person) => !members.has(person));
  if (members.size + added.length > MOST_PERSONS) throw new ActConflict<CaseFaultCode>('TOO_MANY_PERSONS');
  await insertPersons(
    manager,
    number,
    added.map((atenaNumber) => ({ atenaNumber, consentedOn: null, addedAt })),
  );
  await manager.insert(ADDITION_TABLE.name, {
    ...{ ...row, addedAt, persons: added.join(' '), documents: documents.join(' ') },
    seenAgain: again.length > 0 ? again.join(' ') : null,
  });
}

/**
 * For those who are on the case at this moment. Of two consents at once the second finds the first, and an addition is
 * before or behind, at the case's own row.
 */
async function consent(
  manager: EntityManager,
  { number, change: to }: Extract<CaseWrite, { readonly is: 'CONSENT' }>,
): Promise<void> {
  await change(manager, number, { to: { number }, standing: true });
  const { affected } = await manager.update(CASE_TABLE.name, { number, consentOn: IsNull() }, to);
  if (affected !== 1) throw new ActConflict<CaseFaultCode>('CONSENT_STANDS');
  await manager.update(PERSON_TABLE.name, { caseNumber: number }, { consentedOn: to.consentOn });
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
