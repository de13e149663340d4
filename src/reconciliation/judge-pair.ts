import type { ComparedDose, PersonContext } from './compared-dose.js';
import { judge } from './confidence.js';
import { dayFaults, type DayFaults } from './days.js';
import type { Finding } from './finding.js';
import { contradict, fitsMaker } from '../../adapters/vaccination-record-system/makers.js';
import { isSameDay, type Pair } from './match-doses.js';
import type { Reason } from './reasons.js';
import type { FindingKind } from './terms.js';
import { hasLettersForDigits, severalLots } from './writings.js';

/** All doses of one person, by side. */
export interface Sides {
  readonly ledger: readonly ComparedDose[];
  readonly vrs: readonly ComparedDose[];
}

/** What is wrong with one dose that both sides have: each thing by itself, for each is corrected by itself. */
export function judgePair(pair: Pair, sides: Sides, context: PersonContext): readonly Finding[] {
  const found = [
    unreadable(pair),
    dayFault(pair, sides, context),
    numberFault(pair, sides),
    makerFault(pair, sides),
    lotFault(pair),
  ];
  return found.filter((finding) => finding !== null);
}

function unreadable(pair: Pair): Finding | null {
  return pair.ledger.readable ? null : finding('VACCINE_UNREADABLE', pair, ['CODE_OF_NO_VACCINE']);
}

function dayFault(pair: Pair, { ledger, vrs }: Sides, context: PersonContext): Finding | null {
  const mine = dayFaults(pair.ledger, ledger, context);
  const theirs = dayFaults(pair.vrs, vrs, context);
  if (isSameDay(pair.ledger.day, pair.vrs.day)) return agreedOn(pair, mine, theirs);
  if (pair.ledger.day === null || pair.vrs.day === null) return null;
  const reasons: Reason[] = [
    ...only(mine.beforeBirth, theirs.beforeBirth, 'LEDGER_BEFORE_BIRTH', 'VRS_BEFORE_BIRTH'),
    ...only(mine.inFuture, theirs.inFuture, 'LEDGER_IN_FUTURE', 'VRS_IN_FUTURE'),
    ...only(
      mine.beforeProgramme && !mine.beforeBirth,
      theirs.beforeProgramme && !theirs.beforeBirth,
      'LEDGER_BEFORE_PROGRAMME',
      'VRS_BEFORE_PROGRAMME',
    ),
    ...only(mine.outOfOrder, theirs.outOfOrder, 'LEDGER_ORDER_INVERTED', 'VRS_ORDER_INVERTED'),
    ...only(
      mine.tooSoon && !mine.outOfOrder,
      theirs.tooSoon && !theirs.outOfOrder,
      'LEDGER_TOO_SOON',
      'VRS_TOO_SOON',
    ),
  ];
  return finding(dayKind(mine, theirs), pair, reasons);
}

function dayKind(mine: DayFaults, theirs: DayFaults): FindingKind {
  if (mine.beforeBirth || theirs.beforeBirth) return 'BEFORE_BIRTH';
  if (mine.inFuture || theirs.inFuture) return 'IN_FUTURE';
  return mine.outOfOrder !== theirs.outOfOrder ? 'ORDER_INVERTED' : 'DAY_MISMATCH';
}

/** Nobody can say which side is wrong where both say what cannot be. */
function agreedOn(pair: Pair, mine: DayFaults, theirs: DayFaults): Finding | null {
  const kind: FindingKind | null =
    mine.beforeBirth && theirs.beforeBirth
      ? 'BEFORE_BIRTH'
      : mine.inFuture && theirs.inFuture
        ? 'IN_FUTURE'
        : null;
  if (kind === null) return null;
  const found = { kind, suspected: 'BOTH', confidence: 0.99, reasons: ['BOTH_SAY_SO'] } as const;
  return { ...found, ledgerId: pair.ledger.id, vrsId: pair.vrs.id, besideId: null };
}

function numberFault(pair: Pair, { ledger, vrs }: Sides): Finding | null {
  const [mine, theirs] = [pair.ledger.number, pair.vrs.number];
  if (mine === null || theirs === null || mine === theirs) return null;
  const twice = (doses: readonly ComparedDose[], number: number): boolean =>
    doses.filter((dose) => dose.number === number).length > 1;
  // A camera reads 5 as 3, or 3 as 8: what stands in VRS then comes of what was on the coupon.
  const misread = (mine === 5 && theirs === 3) || (mine === 3 && theirs === 8);
  return finding('DOSE_NUMBER_MISMATCH', pair, [
    ...only(twice(ledger, mine), twice(vrs, theirs), 'LEDGER_NUMBER_TWICE', 'VRS_NUMBER_TWICE'),
    ...only(
      orderOf(pair.ledger, ledger),
      orderOf(pair.vrs, vrs),
      'LEDGER_ORDER_INVERTED',
      'VRS_ORDER_INVERTED',
    ),
    ...(misread ? (['CONFUSABLE_NUMBER'] as const) : []),
  ]);
}

function orderOf(dose: ComparedDose, own: readonly ComparedDose[]): boolean {
  return dayFaults(dose, own, { born: null, today: '9999-12-31' }).outOfOrder;
}

function makerFault(pair: Pair, sides: Sides): Finding | null {
  const { ledger, vrs } = pair;
  if (!contradict(ledger.makers, vrs.makers)) return null;
  const neighbours = pair.ledger.number === null ? [] : neighboursOf(pair, sides);
  const like = (dose: ComparedDose): boolean =>
    neighbours.length > 0 && neighbours.every((other) => !contradict(other.makers, dose.makers));
  return finding('MAKER_MISMATCH', pair, [
    ...only(unlikeLot(ledger), unlikeLot(vrs), 'LEDGER_LOT_OF_OTHER_MAKER', 'VRS_LOT_OF_OTHER_MAKER'),
    ...only(like(ledger), like(vrs), 'LEDGER_LIKE_OTHER_DOSES', 'VRS_LIKE_OTHER_DOSES'),
    ...(differsWithMaker(pair) ? (['LOT_DIFFERS_WITH_MAKER'] as const) : []),
  ]);
}

/** The first and the second dose are of one maker; later ones may be of any. */
function neighboursOf({ ledger, vrs }: Pair, sides: Sides): readonly ComparedDose[] {
  const series = vrs.number !== null && vrs.number <= 2 ? [1, 2] : [];
  return [...sides.ledger, ...sides.vrs].filter(
    (dose) =>
      dose !== ledger &&
      dose !== vrs &&
      dose.number !== vrs.number &&
      dose.makers.size > 0 &&
      series.includes(dose.number ?? 0),
  );
}

function unlikeLot({ lotKey, makers }: ComparedDose): boolean {
  return lotKey !== null && fitsMaker(lotKey, makers) === false;
}

/** Each side's lot is of the form of its own maker: the two sides tell of two vaccines, and that is one fault. */
function differsWithMaker({ ledger, vrs }: Pair): boolean {
  if (ledger.lotKey === null || vrs.lotKey === null || ledger.lotKey === vrs.lotKey) return false;
  return (
    contradict(ledger.makers, vrs.makers) &&
    fitsMaker(ledger.lotKey, ledger.makers) !== false &&
    fitsMaker(vrs.lotKey, vrs.makers) !== false
  );
}

function lotFault(pair: Pair): Finding | null {
  const { ledger, vrs } = pair;
  if (ledger.lotKey === null || vrs.lotKey === null || differsWithMaker(pair)) return null;
  if (ledger.lotKey === vrs.lotKey)
    return isLedgerWriting(ledger.lot) ? null : finding('LOT_MISMATCH', pair, ['LEDGER_LOT_WRITING']);
  const letters = (dose: ComparedDose): boolean => hasLettersForDigits(dose.lotKey ?? '');
  const several = (dose: ComparedDose): boolean => severalLots(dose.lot).length > 1;
  return finding('LOT_MISMATCH', pair, [
    ...only(letters(ledger), letters(vrs), 'LEDGER_LETTERS_FOR_DIGITS', 'VRS_LETTERS_FOR_DIGITS'),
    ...only(several(ledger), several(vrs), 'LEDGER_SEVERAL_LOTS', 'VRS_SEVERAL_LOTS'),
    ...only(unlikeLot(ledger), unlikeLot(vrs), 'LEDGER_LOT_OF_OTHER_MAKER', 'VRS_LOT_OF_OTHER_MAKER'),
    ...(isLedgerWriting(ledger.lot) ? [] : (['LEDGER_LOT_WRITING'] as const)),
  ]);
}

/** Capitals and digits, as the ledger is searched by; VRS takes what is typed, so there it is no fault. */
function isLedgerWriting(lot: string | null): boolean {
  return !/[a-z]/.test(lot ?? '');
}

/** A reason where it speaks against one side alone. */
function only(ledger: boolean, vrs: boolean, against: Reason, other: Reason): readonly Reason[] {
  if (ledger === vrs) return [];
  return [ledger ? against : other];
}

function finding(kind: FindingKind, pair: Pair, reasons: readonly Reason[]): Finding {
  const all = [...priorOf(pair.vrs), ...reasons];
  return { kind, ...judge(all), ledgerId: pair.ledger.id, vrsId: pair.vrs.id, besideId: null };
}

/** What speaks for a record of VRS before anything is compared. */
export function priorOf(vrs: Pick<ComparedDose, 'locked'> | null): readonly Reason[] {
  return ['CLEANED_UP', ...(vrs?.locked === true ? (['VRS_LOCKED'] as const) : [])];
}
