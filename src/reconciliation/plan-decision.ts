import { MANUFACTURERS } from '../../adapters/health-management/codes.js';
import type { DoseContent, KeptDose } from '../../adapters/health-management/model.js';
import type {
  Correction,
  DoseFacts,
  DoseRecord,
} from '../../adapters/vaccination-record-system/protocol/doses.js';
import { DOCTOR_LENGTH, VENUE_LENGTH } from '../../adapters/vaccination-record-system/protocol/fields.js';
import { MUNICIPALITY } from '../about.js';
import type { LedgerChange } from './correct-ledger.js';
import type { FindingRow } from './finding-row.js';
import { makersOf, type Maker } from '../../adapters/vaccination-record-system/makers.js';
import type { RowsOfFinding } from './read-rows.js';
import { VACCINE } from './read-sides.js';
import type { Decision, FindingKind } from './terms.js';
import { lotKey } from './writings.js';

export type PlannedChange =
  { readonly side: 'LEDGER'; readonly atenaNumber: string; readonly change: LedgerChange } | VrsChange;

type VrsChange =
  | {
      readonly side: 'VRS';
      readonly is: 'CORRECT';
      readonly record: DoseRecord;
      readonly coupon: string;
      readonly dose: number;
      readonly facts: DoseFacts;
      readonly reason: Correction['reason'];
    }
  | { readonly side: 'VRS'; readonly is: 'WITHDRAW'; readonly record: DoseRecord }
  | {
      readonly side: 'VRS';
      readonly is: 'RECORD';
      /** The row that VRS lacks. */
      readonly ledgerId: string;
      readonly coupon: string;
      readonly dose: number;
      readonly facts: DoseFacts;
    };

/** In the order in which they are made. */
export type Plan = readonly PlannedChange[];

const PAIRS: ReadonlySet<string> = new Set<FindingKind>([
  ...(['DAY_MISMATCH', 'ORDER_INVERTED', 'BEFORE_BIRTH', 'IN_FUTURE', 'DOSE_NUMBER_MISMATCH'] as const),
  ...(['MAKER_MISMATCH', 'LOT_MISMATCH', 'VACCINE_UNREADABLE'] as const),
]);

/** Whether a decision can be made on such a finding at all. */
export function isFitting(
  { kind, besideId, ledgerId }: Pick<FindingRow, 'kind' | 'besideId' | 'ledgerId'>,
  decision: Decision,
): boolean {
  if (decision === 'NO_FAULT') return true;
  if (decision === 'CORRECT') return PAIRS.has(kind) && kind !== 'VACCINE_UNREADABLE';
  if (kind === 'VACCINE_UNREADABLE') return decision === 'ACCEPT_VRS';
  // Of a duplicate the side that has it once is the one that can be right.
  if (kind === 'DUPLICATE') return (decision === 'ACCEPT_VRS') === isLedgerRow(besideId);
  // Of a dose that the ledger has with the wrong person, whose it is has to be entered by hand: with slip and doctor.
  if (kind === 'WRONG_PERSON') return decision === 'ACCEPT_LEDGER' || ledgerId !== null;
  return true;
}

const isLedgerRow = (id: string | null): boolean => id !== null && /^\d+$/.test(id);

/**
 * What has to be changed where. What has been made already is left out, so that a plan made anew after a crash goes on.
 * A code: it cannot be made.
 */
export function planOf(row: FindingRow, rows: RowsOfFinding): Plan | string {
  const decision = row.decision as Decision;
  if (decision === 'NO_FAULT') return [];
  if (PAIRS.has(row.kind)) return planPair(row, rows, decision);
  switch (row.kind as FindingKind) {
    case 'DUPLICATE':
      return decision === 'ACCEPT_VRS' ? withdrawRow(row, rows.ledger) : withdrawRecord(rows.vrs);
    case 'WRONG_PERSON':
      return decision === 'ACCEPT_VRS' ? planMoveRow(row, rows) : planMoveRecord(rows);
    case 'MISSING_IN_LEDGER':
      return decision === 'ACCEPT_VRS' ? planEntry(row.atenaNumber, rows.vrs) : withdrawRecord(rows.vrs);
    case 'MISSING_IN_VRS':
      return decision === 'ACCEPT_VRS' ? withdrawRow(row, rows.ledger) : planRegistration(rows);
    default:
      return 'DECISION_UNFITTING';
  }
}

function planPair(row: FindingRow, { ledger, vrs }: RowsOfFinding, decision: Decision): Plan | string {
  if (ledger === null || vrs === null) return 'GONE';
  const right = rightOf(row, { ledger, vrs }, decision);
  const changes = differencesOf(ledger.content, right);
  const after = factsAfter(vrs, right);
  const toLedger: Plan =
    decision === 'ACCEPT_LEDGER' || ledger.withdrawn || Object.keys(changes).length === 0
      ? []
      : [
          {
            ...{ side: 'LEDGER', atenaNumber: row.atenaNumber },
            change: { is: 'CORRECT', id: ledger.id, version: ledger.version, changes },
          },
        ];
  const toVrs: Plan =
    decision === 'ACCEPT_VRS' || isSame(vrs, after)
      ? []
      : [
          {
            side: 'VRS',
            is: 'CORRECT',
            record: vrs,
            coupon: vrs.coupon,
            ...after,
            reason: reasonOf(row.kind),
          },
        ];
  return [...toLedger, ...toVrs];
}

/** The part of a dose that a finding is about; null: stays. */
interface Right {
  readonly day: string | null;
  readonly dose: number | null;
  readonly maker: string | null;
  readonly lot: string | null;
  readonly vaccine: string | null;
}

const AS_IT_IS: Right = { day: null, dose: null, maker: null, lot: null, vaccine: null };

function rightOf(
  row: FindingRow,
  { ledger, vrs }: { readonly ledger: KeptDose; readonly vrs: DoseRecord },
  decision: Decision,
): Right {
  if (decision === 'CORRECT')
    return {
      ...{ day: row.givenDay, dose: row.givenNumber, maker: row.givenMaker, lot: row.givenLot },
      vaccine: null,
    };
  const { content } = ledger;
  const ofVrs = decision === 'ACCEPT_VRS';
  const makers = ofVrs ? codeOfMaker(vrs.maker) : content.manufacturer;
  const lot = ofVrs ? lotKey(vrs.lot) : content.lot;
  switch (row.kind as FindingKind) {
    case 'DOSE_NUMBER_MISMATCH':
      return { ...AS_IT_IS, dose: ofVrs ? vrs.dose : content.dose };
    case 'MAKER_MISMATCH':
      return { ...AS_IT_IS, maker: makers, lot };
    case 'LOT_MISMATCH':
      return { ...AS_IT_IS, lot };
    case 'VACCINE_UNREADABLE':
      return { ...AS_IT_IS, vaccine: VACCINE };
    default:
      return { ...AS_IT_IS, day: ofVrs ? vrs.day : content.date };
  }
}

const CODES: Readonly<Record<Maker, string>> = {
  ...{ PFIZER: '01', MODERNA: '02', ASTRAZENECA: '03', NOVAVAX: '04', DAIICHI_SANKYO: '11' },
};

/** null where a preset may mean two. */
function codeOfMaker(written: string): string | null {
  const makers = [...makersOf(written)];
  const [maker] = makers;
  // The distributor's name alone was the preset of the one that was given in the programme.
  return maker === undefined ? null : CODES[maker];
}

function differencesOf(content: DoseContent, right: Right): Partial<DoseContent> {
  return {
    ...(right.day !== null && right.day !== content.date && { date: right.day }),
    ...(right.dose !== null && right.dose !== content.dose && { dose: right.dose }),
    ...(right.maker !== null && right.maker !== content.manufacturer && { manufacturer: right.maker }),
    ...(right.lot !== null && right.lot !== content.lot && { lot: right.lot }),
    ...(right.vaccine !== null && right.vaccine !== content.vaccine && { vaccine: right.vaccine }),
  };
}

interface After {
  readonly dose: number;
  readonly facts: DoseFacts;
}

function factsAfter(vrs: DoseRecord, right: Right): After {
  const { day, venue, doctor, maker, lot, givenIn, dose } = vrs;
  return {
    dose: right.dose ?? dose,
    facts: {
      ...{ day: right.day ?? day, venue, doctor, givenIn, lot: right.lot ?? lot },
      maker: right.maker === null ? maker : (MANUFACTURERS.get(right.maker) ?? maker),
    },
  };
}

function isSame(vrs: DoseRecord, { dose, facts }: After): boolean {
  return vrs.dose === dose && vrs.day === facts.day && vrs.maker === facts.maker && vrs.lot === facts.lot;
}

function reasonOf(kind: string): Correction['reason'] {
  if (kind === 'DOSE_NUMBER_MISMATCH') return 'WRONG_NUMBER';
  if (kind === 'MAKER_MISMATCH') return 'WRONG_MAKER';
  return kind === 'LOT_MISMATCH' ? 'WRONG_LOT' : 'WRONG_DAY';
}

function withdrawRow({ atenaNumber }: FindingRow, ledger: KeptDose | null): Plan {
  if (ledger === null || ledger.withdrawn) return [];
  const { id, version } = ledger;
  return [{ side: 'LEDGER', atenaNumber, change: { is: 'WITHDRAW', id, version } }];
}

/** One that has been withdrawn is not told any more. */
function withdrawRecord(vrs: DoseRecord | null): Plan {
  return vrs === null ? [] : [{ side: 'VRS', is: 'WITHDRAW', record: vrs }];
}

/** The row is entered with whose it is before it is withdrawn from whose it is not: none is lost in between. */
function planMoveRow(row: FindingRow, { ledger }: RowsOfFinding): Plan | string {
  if (row.otherNumber === null || ledger === null) return 'GONE';
  if (ledger.withdrawn) return [];
  const { content, id, version } = ledger;
  const { billingMonth: _billed, ...rest } = content;
  return [
    {
      ...{ side: 'LEDGER', atenaNumber: row.otherNumber },
      change: { is: 'RECORD', content: { ...rest, billingMonth: null } },
    },
    { side: 'LEDGER', atenaNumber: row.atenaNumber, change: { is: 'WITHDRAW', id, version } },
  ];
}

/** Onto the coupon of whose dose it is: VRS finds the person by it. */
function planMoveRecord({ vrs, coupon }: RowsOfFinding): Plan | string {
  if (vrs === null || coupon === null) return 'GONE';
  if (vrs.coupon === coupon) return [];
  const after = factsAfter(vrs, AS_IT_IS);
  return [{ side: 'VRS', is: 'CORRECT', record: vrs, coupon, ...after, reason: 'MISREAD_LINE' }];
}

/** What VRS knows of a dose; the institution it does not know. */
function planEntry(atenaNumber: string, vrs: DoseRecord | null): Plan | string {
  if (vrs === null) return 'GONE';
  const content: DoseContent = {
    ...{ vaccine: VACCINE, dose: vrs.dose, date: vrs.day, billingMonth: null, setting: 'GROUP' },
    ...{ place: vrs.venue === '' ? null : vrs.venue, preExam: 'VACCINATED', preExamInstitution: null },
    ...{ institution: null, preExamDoctor: null, doctor: vrs.doctor === '' ? null : vrs.doctor },
    ...{ manufacturer: codeOfMaker(vrs.maker), lot: lotKey(vrs.lot), volume: null },
  };
  return [{ side: 'LEDGER', atenaNumber, change: { is: 'RECORD', content } }];
}

function planRegistration({ ledger, vrs, coupon }: RowsOfFinding): Plan | string {
  if (vrs !== null) return [];
  if (ledger === null || coupon === null) return 'GONE';
  const { date, dose, place, doctor, manufacturer, lot } = ledger.content;
  if (date?.length !== 10 || dose === null) return 'DAY';
  const facts = {
    ...{ day: date, venue: cut(place, VENUE_LENGTH), doctor: cut(doctor, DOCTOR_LENGTH) },
    ...{ maker: MANUFACTURERS.get(manufacturer ?? '') ?? '', lot: lot ?? '', givenIn: MUNICIPALITY },
  };
  return [{ side: 'VRS', is: 'RECORD', ledgerId: ledger.id, coupon, dose, facts }];
}

const cut = (text: string | null, most: number): string => [...(text ?? '')].slice(0, most).join('');
