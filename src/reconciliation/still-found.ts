import { comparePerson } from './compare-person.js';
import type { PersonContext } from './compared-dose.js';
import { digestOfJoin, foundRow, otherwiseRow, strayRow } from './found-rows.js';
import type { FindingRow, StrayRow } from './finding-row.js';
import type { SideReader } from './read-sides.js';
import type { FindingKind } from './terms.js';

export interface StillFoundParts {
  readonly reader: Pick<SideReader, 'ofNumbers'>;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly rules: () => Pick<PersonContext, 'ledgerLagDays' | 'vrsLagDays'>;
}

const WRONG_PERSON: FindingKind = 'WRONG_PERSON';

/**
 * Whether a run that looked now would find the same again, of the same doses as they were: what somebody has entered,
 * corrected or withdrawn since on either side, also of the doses beside, is no longer what a decision would be about.
 * Rejects with `SourceError` where a system does not answer.
 */
export async function isStillFound(
  { reader, today, rules }: StillFoundParts,
  row: FindingRow,
  signal: AbortSignal,
): Promise<boolean> {
  const numbers = [row.ledgerUnder, row.vrsUnder].filter((number) => number !== null);
  // Whoever asks has the finding already: whose it is stands on record with what they asked.
  const people = await reader.ofNumbers([...new Set(numbers)], signal, () => Promise.resolve());
  const context = { ...rules(), today: today() };
  const compared = people.map((person) => ({
    person,
    ...comparePerson(person.sides, { ...person.context, ...context }),
  }));
  const strays = compared.flatMap(({ person, strays: own }) =>
    own.map((stray) => strayRow(stray, person, row.seenRun)),
  );
  if (row.kind === WRONG_PERSON) return isJoin(row, strays);
  const found = [
    ...compared.flatMap(({ person, findings }) => findings.map((finding) => foundRow(finding, person))),
    ...strays.flatMap(otherwiseRow),
  ];
  return found.some(({ id, digest }) => id === row.id && digest === row.digest);
}

/** Each side still lacks its counterpart where it stands, and nobody has brought the two together. */
function isJoin({ ledgerId, vrsId, digest }: FindingRow, strays: readonly StrayRow[]): boolean {
  const ledger = strays.find(({ side, doseId }) => side === 'LEDGER' && doseId === ledgerId);
  const record = strays.find(({ side, doseId }) => side === 'VRS' && doseId === vrsId);
  if (ledger === undefined || record === undefined || ledger.atenaNumber === record.atenaNumber) return false;
  return digestOfJoin(ledger, record) === digest;
}
