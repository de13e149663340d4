import type { AuditKeys } from '../../src/audit/keys/audit-keys.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { numbersIn } from '../support/files.js';
import type { ReadAnswer } from './compare.js';
import type { Asker } from './oracle.js';
import { disclosureOf, type Visit } from './walk.js';

/** What the naive reading of rules and rows says of one answer, whatever its twin answers. Each line is a fault. */
export function faultsOf(answer: ReadAnswer, asker: Asker, numbers: ReadonlySet<string>): readonly string[] {
  return [...strayNumbers(answer, asker, numbers), ...untruths(answer, asker)];
}

/** docs/attacks.md T12: the body is free of numbers unless revealed, each for exactly its person. */
function strayNumbers({ text, visits }: ReadAnswer, asker: Asker, numbers: ReadonlySet<string>): string[] {
  const found = numbersIn(text, numbers);
  if (found.length === 0) return [];
  const open = visits.filter((visit) => isOpenNumber(visit, asker)).map(({ value }) => value as string);
  const stray = found.filter((number) => {
    const at = open.indexOf(number);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  return stray.map(() => 'an individual number that no rule opens stands in the answer');
}

function isOpenNumber({ field, who, value }: Visit, asker: Asker): boolean {
  const person = asker.persons.get(who ?? '');
  if (field.coordinate !== 'IndividualNumber.value' || person === undefined) return false;
  return value === person.number && asker.may('REVEAL', 'NUMBER', person);
}

/** A closed field is null and said to be withheld; an open one never is. */
function untruths({ body, visits }: ReadAnswer, asker: Asker): string[] {
  if (body.data == null) return [];
  const failed = new Set((body.errors ?? []).map(({ path }) => JSON.stringify(path)));
  const withheld = new Set(
    (body.extensions?.sekisho?.withheld ?? []).map(({ path }) => JSON.stringify(path)),
  );
  const faults: string[] = [];
  for (const visit of visits) {
    const path = JSON.stringify(visit.path);
    // Who a row is about is hidden where the row's own person is closed: its other items are of the same class.
    if (visit.path.length === 1 || failed.has(path) || visit.who === undefined) {
      withheld.delete(path);
      continue;
    }
    const open = isOpen(visit, asker);
    if (visit.field.classification === 'NUMBER') faults.push(...numberFaults(visit, open));
    else if (open === withheld.has(path))
      faults.push(`${visit.field.coordinate} at ${path} is ${open ? 'open' : 'closed'} by the rules`);
    else if (!open && visit.value !== null)
      faults.push(`${visit.field.coordinate} at ${path} is closed by the rules and shown`);
    withheld.delete(path);
  }
  // A null that went up to its parent took the fields below with it, but not what was said about them.
  if (failed.size === 0)
    faults.push(...[...withheld].map((path) => `${path} is withheld and not in the answer`));
  return faults;
}

function isOpen({ field, who }: Visit, asker: Asker): boolean {
  const person = who == null ? null : asker.persons.get(who);
  if (person === undefined) throw new Error('an answer is about nobody of the city');
  return asker.may(field.verb, field.classification, person);
}

function numberFaults({ field, value, path }: Visit, open: boolean): string[] {
  const closed = field.name === 'value' ? value === null : disclosureOf(value) === 'REDACTED';
  const wrong = open ? field.name !== 'value' && closed : !closed;
  return wrong
    ? [`${field.coordinate} at ${JSON.stringify(path)} is ${open ? 'open' : 'closed'} by the rules`]
    : [];
}

/** Where a gateway's records stand, and what opens them. */
export interface AuditPlace {
  readonly auditDirectory: string;
  readonly auditKeys: AuditKeys;
}

/** The record of an answer without errors tells of exactly the fields in it. */
export async function recordFaults(
  { auditDirectory, auditKeys }: AuditPlace,
  answer: ReadAnswer,
): Promise<readonly string[]> {
  const name = String(answer.headers['sekisho-record']);
  // `_entities` is told of once for each person it was asked about, all under one path.
  const told = new Set<string>();
  for await (const { coordinate, path } of expandRecord(auditDirectory, auditKeys, name))
    told.add(`${coordinate} ${JSON.stringify(path)}`);
  const seen = answer.visits.map(({ field, path }) => `${field.coordinate} ${JSON.stringify(path)}`);
  if ([...told].sort().join('\n') === seen.sort().join('\n')) return [];
  return [
    `the record tells of ${told.size} accesses, the answer holds ${seen.length} fields, or they are others`,
  ];
}
