import type { Stray } from './compare-person.js';
import { digestOf, findingId, hashOf } from './digests.js';
import type { Finding } from './finding.js';
import type { StrayRow } from './finding-row.js';
import type { FoundRow } from './finding-writes.js';
import { joinKey } from './join-strays.js';
import type { PersonSides } from './read-sides.js';
import type { Reason } from './reasons.js';
import type { FindingKind, Suspect } from './terms.js';

/** What is found of one person, as it is kept. */
export function foundRow(finding: Finding, { atenaNumber, sides }: PersonSides): FoundRow {
  const row = sides.ledger.find(({ id }) => id === finding.ledgerId) ?? null;
  const record = sides.vrs.find(({ id }) => id === finding.vrsId) ?? null;
  const digest = digestOf([row, record]);
  return {
    ...factsOf(finding),
    ...{ atenaNumber, otherNumber: null, digest },
    ...{ ledgerUnder: row?.under ?? null, vrsUnder: record?.under ?? null },
  };
}

function factsOf(finding: Finding) {
  const { kind, suspected, confidence, reasons, ledgerId, vrsId, besideId } = finding;
  return {
    ...{ id: findingId(finding), kind, suspected, ledgerId, vrsId, besideId },
    confidence: Math.round(confidence * 100),
    reasons: reasons.join(' '),
  };
}

/** A dose without a counterpart, as it is kept until all persons were compared. */
export function strayRow(stray: Stray, { atenaNumber, sides }: PersonSides, run: number): StrayRow {
  const { dose, unfitting, otherwise } = stray;
  const key = joinKey(stray);
  const beside = [...sides.ledger, ...sides.vrs].filter(
    ({ id }) => otherwise !== null && (id === otherwise.ledgerId || id === otherwise.vrsId),
  );
  return {
    ...{
      id: `${dose.side} ${dose.id}`,
      run,
      side: dose.side,
      doseId: dose.id,
      under: dose.under,
      atenaNumber,
    },
    // Of what too little is known for a join, each is a group of its own.
    joinHash: hashOf(key ?? `${dose.side} ${dose.id}`),
    venueHash: dose.venueKey === '' ? '' : hashOf(dose.venueKey),
    doctorHash: dose.doctorKey === '' ? '' : hashOf(dose.doctorKey),
    ...{ unfitting: unfitting ? 1 : 0, locked: dose.locked ? 1 : 0 },
    digest: digestOf(beside.length > 0 ? beside : [dose]),
    kind: otherwise?.kind ?? null,
    suspected: otherwise?.suspected ?? null,
    confidence: otherwise === null ? null : Math.round(otherwise.confidence * 100),
    reasons: otherwise?.reasons.join(' ') ?? null,
    ...{ ledgerId: otherwise?.ledgerId ?? null, vrsId: otherwise?.vrsId ?? null },
    besideId: otherwise?.besideId ?? null,
  };
}

type Digested = Pick<StrayRow, 'digest'>;

export const digestOfJoin = (row: Digested, record: Digested): string =>
  hashOf(`${row.digest} ${record.digest}`);

/** One vaccination, that stands with two persons. */
export function wrongPersonRow(finding: Finding, row: StrayRow, record: StrayRow): FoundRow {
  return {
    ...factsOf(finding),
    ...{ atenaNumber: row.atenaNumber, otherNumber: record.atenaNumber },
    digest: digestOfJoin(row, record),
    ...{ ledgerUnder: row.under, vrsUnder: record.under },
  };
}

/** What a stray is where nobody has its counterpart. */
export function otherwiseRow(stray: StrayRow): readonly FoundRow[] {
  const { kind, suspected, confidence, reasons, ledgerId, vrsId, besideId, atenaNumber, digest } = stray;
  if (kind === null || suspected === null || confidence === null) return [];
  const finding: Finding = {
    ...{ kind: kind as FindingKind, suspected: suspected as Suspect, confidence: confidence / 100 },
    ...{ reasons: (reasons ?? '').split(' ') as Reason[], ledgerId, vrsId, besideId },
  };
  const { side, under } = stray;
  return [
    {
      ...factsOf(finding),
      ...{ atenaNumber, otherNumber: null, digest },
      ledgerUnder: side === 'LEDGER' ? under : null,
      vrsUnder: side === 'VRS' ? under : null,
    },
  ];
}
