import { MANUFACTURERS, VACCINES } from '../../adapters/health-management/codes.js';
import type { DoseContent } from '../../adapters/health-management/model.js';
import { parseCouponLine } from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { isBeforeBirth } from '../immunization/before-birth.js';
import type { DoseFacts, GivenDose } from './dose-facts.js';
import { isLotOf } from './lots.js';
import { recordFault, type RecordFault, type RecordFaultCode, type RecordWarning } from './record-texts.js';
import { warningsOf } from './warn-dose.js';

export interface Judged {
  /** What stops the dose, whatever reason is given. */
  readonly faults: readonly RecordFault[];
  /** What asks for a reason. Empty where something stops it. */
  readonly warnings: readonly RecordWarning[];
}

type Refuse = (code: RecordFaultCode, field: string) => void;

/** The ledger writes dates in eras, and begins where the calendar of today does. */
const EARLIEST = '1873-01-01';
export const MOST_DOSES = 20;
const COUPON_NUMBER = /^\d{10}$/;

/**
 * The one judge of a dose (R158): whatever enters the ledger through the gateway, typed or imported, passes here. A pure
 * question to the facts.
 */
export function judgeDose(given: GivenDose, facts: DoseFacts): Judged {
  const faults: RecordFault[] = [];
  const refuse: Refuse = (code, field) => void faults.push(recordFault(code, field));
  judgeFacts(given.content, facts, refuse);
  judgeBilling(given, facts, refuse);
  judgeTexts(given.content, refuse);
  judgeCoupon(given, facts, refuse);
  if (given.origin === 'ELSEWHERE' && given.evidence === null) refuse('EVIDENCE_NEEDED', 'evidence');
  return { faults, warnings: faults.length > 0 ? [] : warningsOf(given, facts) };
}

/** What of a row is told onward, and what of it is held against the person and the tables. */
export type StatedDose = Pick<DoseContent, 'vaccine' | 'dose' | 'date' | 'preExam' | 'lot' | 'volume'>;

const NOTHING: DoseContent = {
  ...{ vaccine: null, dose: null, date: null, billingMonth: null, setting: null, place: null },
  ...{ preExam: null, preExamInstitution: null, institution: null, preExamDoctor: null, doctor: null },
  ...{ manufacturer: null, lot: null, volume: null },
};

/**
 * What stops a row that is in the ledger already from being told onward (R158): old rows came there by other ways. The
 * same checks as for a new dose, of what is told; empty where it may be told.
 */
export function faultsOfStated(
  stated: StatedDose,
  facts: Pick<DoseFacts, 'today' | 'birth' | 'death' | 'rules'>,
): readonly RecordFaultCode[] {
  const codes = new Set<RecordFaultCode>();
  const refuse: Refuse = (code) => void codes.add(code);
  judgeFacts({ ...NOTHING, ...stated }, { ...facts, institutions: new Set() }, refuse);
  return [...codes];
}

type FactsOfContent = Pick<DoseFacts, 'today' | 'birth' | 'death' | 'rules' | 'institutions'>;

function judgeFacts(content: DoseContent, facts: FactsOfContent, refuse: Refuse): void {
  judgeCodes(content, facts, refuse);
  judgeDate(content, facts, refuse);
  judgeProduct(content, facts, refuse);
}

function judgeCodes(content: DoseContent, { institutions }: FactsOfContent, refuse: Refuse): void {
  const { vaccine, dose, manufacturer } = content;
  if (vaccine === null || !VACCINES.has(vaccine)) refuse('VACCINE', 'vaccine');
  if (dose === null || !Number.isInteger(dose) || dose < 1 || dose > MOST_DOSES)
    refuse('DOSE_NUMBER', 'dose');
  if (manufacturer !== null && (manufacturer === '' || !MANUFACTURERS.has(manufacturer)))
    refuse('MANUFACTURER', 'manufacturer');
  for (const field of ['institution', 'preExamInstitution'] as const) {
    const code = content[field];
    if (code !== null && !institutions.has(code)) refuse('INSTITUTION', field);
  }
}

/** R085. A day is held against what is known of birth and death: of a year alone, against the year. */
function judgeDate({ date }: DoseContent, { today, birth, death }: FactsOfContent, refuse: Refuse): void {
  if (date?.length !== 10) refuse('DATE_NEEDED', 'date');
  else if (date > today) refuse('DATE_FUTURE', 'date');
  else if (birth?.iso != null && isBeforeBirth(date, birth.iso)) refuse('DATE_BEFORE_BIRTH', 'date');
  else if (death?.iso != null && date.slice(0, death.iso.length) > death.iso)
    refuse('DATE_AFTER_DEATH', 'date');
  else if (date < EARLIEST) refuse('DATE_TOO_OLD', 'date');
}

function judgeProduct(content: DoseContent, { rules }: FactsOfContent, refuse: Refuse): void {
  const { preExam, lot, manufacturer, volume } = content;
  if (preExam === 'PRE_EXAM_ONLY') {
    for (const field of ['institution', 'doctor', 'manufacturer', 'lot', 'volume'] as const)
      if (content[field] !== null) refuse('EXAM_ONLY', field === 'volume' ? 'doseMl' : field);
    return;
  }
  if (lot !== null && !isLotOf(lot, manufacturer, rules)) refuse('LOT_FORMAT', 'lot');
  if (volume !== null && (!Number.isInteger(volume) || volume < 1 || volume > 9_999))
    refuse('VOLUME', 'doseMl');
}

/** R087: a month of the programme's books, never before the dose. */
function judgeBilling({ content, origin }: GivenDose, { today }: DoseFacts, refuse: Refuse): void {
  const { billingMonth, date } = content;
  if (billingMonth === null) return;
  if (origin !== 'HERE') refuse('BILLING_NOT_DUE', 'billingMonth');
  else if (
    !/^\d{4}-(0[1-9]|1[0-2])$/.test(billingMonth) ||
    billingMonth < (date ?? '').slice(0, 7) ||
    billingMonth > today.slice(0, 7)
  )
    refuse('BILLING_MONTH', 'billingMonth');
}

const LENGTHS = { place: 60, preExamDoctor: 40, doctor: 40 } as const;

/** What no column keeps: controls, halves of a pair, noncharacters. A mask that comes back is no text either. */
const UNKEPT = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|[●＊*]{2}/u;

/** Whether a text can be kept in a column of so many UTF-16 code units. */
export function isKeepable(text: string, most: number): boolean {
  return text.trim() !== '' && text.length <= most && !UNKEPT.test(text);
}

function judgeTexts(content: DoseContent, refuse: Refuse): void {
  for (const [field, most] of Object.entries(LENGTHS)) {
    const text = content[field as keyof typeof LENGTHS];
    if (text !== null && !isKeepable(text, most)) refuse('TEXT', field);
  }
}

function judgeCoupon({ coupon, origin }: GivenDose, facts: DoseFacts, refuse: Refuse): void {
  if (coupon === null) return;
  const line = parseCouponLine(coupon);
  if (line === null && !COUPON_NUMBER.test(coupon)) refuse('COUPON_FORMAT', 'coupon');
  else if (line !== null && line.municipality !== facts.municipality && origin === 'HERE')
    refuse('COUPON_ELSEWHERE', 'coupon');
  else if (facts.couponOf === 'ANOTHER') refuse('COUPON_OF_ANOTHER', 'coupon');
}

/** The 10 digits that the city's file knows a coupon by; null for what is none, or another municipality's. */
export function couponNumberOf(coupon: string | null, municipality: string): string | null {
  if (coupon === null) return null;
  if (COUPON_NUMBER.test(coupon)) return coupon;
  const line = parseCouponLine(coupon);
  return line?.municipality === municipality ? line.coupon : null;
}
