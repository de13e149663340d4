import { addDays, isPlainDate } from '../calendar/plain-date.js';
import type { ComparedDose, PersonContext } from './compared-dose.js';
import { judge } from './confidence.js';
import { dayFaults } from './days.js';
import type { Finding } from './finding.js';
import { judgePair, priorOf, type Sides } from './judge-pair.js';
import { isSameDay, matchDoses, type Matched } from './match-doses.js';
import type { Reason } from './reasons.js';

/** A dose that the other side of the person does not have. Another person's may be its counterpart. */
export interface Stray {
  readonly dose: ComparedDose;
  /** It does not go with the other doses of whoever it stands with. */
  readonly unfitting: boolean;
  /** What it is where nobody has its counterpart; null: nothing is wrong with it then. */
  readonly otherwise: Finding | null;
}

export interface Compared {
  readonly findings: readonly Finding[];
  readonly strays: readonly Stray[];
  /** Doses that were looked at and left alone: within the lag, before moving in, of somebody without a coupon. */
  readonly leftAlone: number;
}

/** One person's two sides. Pure: what it says depends on nothing else. */
export function comparePerson(sides: Sides, context: PersonContext): Compared {
  const matched = matchDoses(sides.ledger, sides.vrs);
  const strays = [
    ...matched.ledgerOnly.flatMap((dose) => ledgerStray(dose, matched, { sides, context })),
    ...matched.vrsOnly.flatMap((dose) => vrsStray(dose, matched, { sides, context })),
  ];
  const findings = [
    ...matched.pairs.flatMap((pair) => judgePair(pair, sides, context)),
    ...agreedOrder(matched, sides, context),
  ];
  const leftAlone = matched.ledgerOnly.length + matched.vrsOnly.length - strays.length;
  return { findings, strays, leftAlone };
}

interface Around {
  readonly sides: Sides;
  readonly context: PersonContext;
}

function ledgerStray(dose: ComparedDose, { pairs }: Matched, { sides, context }: Around): readonly Stray[] {
  // What is no vaccine's may be anything, and a dose whose day nobody knows is anybody's.
  if (!dose.readable || dose.day === null) return [];
  const unfitting = isUnfitting(dose, sides.ledger, context);
  const twin = pairs.find(({ ledger }) => ledger.number === dose.number && isSameDay(ledger.day, dose.day));
  if (twin !== undefined) {
    const reasons: readonly Reason[] = [...priorOf(twin.vrs), 'LEDGER_TWICE'];
    const ids = { ledgerId: dose.id, vrsId: twin.vrs.id, besideId: twin.ledger.id };
    return [{ dose, unfitting: true, otherwise: { kind: 'DUPLICATE', ...judge(reasons), ...ids } }];
  }
  return [{ dose, unfitting, otherwise: missingInVrs(dose, unfitting, context) }];
}

function missingInVrs(dose: ComparedDose, unfitting: boolean, context: PersonContext): Finding | null {
  const { isTarget, residentSince, today, vrsLagDays } = context;
  const day = dose.day ?? '';
  // Under no coupon of ours VRS has nothing of ours: another municipality's is in its own area.
  if (!isTarget || (residentSince !== null && day < residentSince.slice(0, day.length))) return null;
  if (isPlainDate(day) && day <= today && addDays(day, vrsLagDays) >= today) return null;
  const reasons: readonly Reason[] = [
    'CLEANED_UP',
    ...dayReasons(dose, context),
    unfitting ? 'LEDGER_ROW_UNFITTING' : 'NOT_IN_VRS',
  ];
  return { kind: 'MISSING_IN_VRS', ...judge(reasons), ledgerId: dose.id, vrsId: null, besideId: null };
}

function vrsStray(dose: ComparedDose, { pairs }: Matched, { sides, context }: Around): readonly Stray[] {
  const unfitting = isUnfitting(dose, sides.vrs, context);
  const twin = pairs.find(({ vrs }) => vrs.number === dose.number && isSameDay(vrs.day, dose.day));
  if (twin !== undefined) {
    const reasons: readonly Reason[] = [...priorOf(null), 'VRS_TWICE'];
    const ids = { ledgerId: twin.ledger.id, vrsId: dose.id, besideId: twin.vrs.id };
    return [{ dose, unfitting: true, otherwise: { kind: 'DUPLICATE', ...judge(reasons), ...ids } }];
  }
  const { today, ledgerLagDays } = context;
  const isRecent = dose.enteredOn !== null && addDays(dose.enteredOn, ledgerLagDays) >= today;
  const fillsGap = !unfitting && sides.ledger.some(({ number }) => (number ?? 0) > (dose.number ?? 9));
  const reasons: readonly Reason[] = [
    ...priorOf(dose),
    ...dayReasons(dose, context),
    ...(unfitting ? (['VRS_RECORD_UNFITTING'] as const) : []),
    ...(fillsGap ? (['FILLS_GAP'] as const) : []),
    'NOT_IN_LEDGER',
  ];
  const missing = { kind: 'MISSING_IN_LEDGER', ledgerId: null, vrsId: dose.id, besideId: null } as const;
  return [{ dose, unfitting, otherwise: isRecent ? null : { ...missing, ...judge(reasons) } }];
}

function dayReasons(dose: ComparedDose, context: PersonContext): readonly Reason[] {
  const { beforeBirth, inFuture } = dayFaults(dose, [], context);
  const [birth, future]: readonly [Reason, Reason] =
    dose.side === 'LEDGER'
      ? ['LEDGER_BEFORE_BIRTH', 'LEDGER_IN_FUTURE']
      : ['VRS_BEFORE_BIRTH', 'VRS_IN_FUTURE'];
  return [...(beforeBirth ? [birth] : []), ...(inFuture ? [future] : [])];
}

/** Its number is there already, its day is out of order or too close, or nothing leads to its number. */
function isUnfitting(dose: ComparedDose, own: readonly ComparedDose[], context: PersonContext): boolean {
  const { number } = dose;
  const others = own.filter((other) => other !== dose);
  const faults = dayFaults(dose, own, context);
  const isTwice = others.some((other) => other.number === number);
  const leads = number === null || number === 1 || others.some((other) => other.number === number - 1);
  return isTwice || !leads || faults.outOfOrder || faults.tooSoon || faults.beforeBirth || faults.inFuture;
}

/** Both sides have the same days, and the second dose stands before the first: nobody can say which is wrong. */
function agreedOrder({ pairs }: Matched, sides: Sides, context: PersonContext): readonly Finding[] {
  return pairs.flatMap((pair) => {
    const { ledger, vrs } = pair;
    if (!isSameDay(ledger.day, vrs.day) || ledger.number !== vrs.number) return [];
    const earlier = pairs.find(
      (other) =>
        other.ledger.number !== null &&
        ledger.number !== null &&
        other.ledger.number < ledger.number &&
        other.ledger.number === other.vrs.number &&
        isSameDay(other.ledger.day, other.vrs.day) &&
        String(other.ledger.day) > String(ledger.day),
    );
    const isBoth =
      earlier !== undefined &&
      dayFaults(ledger, sides.ledger, context).outOfOrder &&
      dayFaults(vrs, sides.vrs, context).outOfOrder;
    if (!isBoth) return [];
    const said = { suspected: 'BOTH', confidence: 0.99, reasons: ['BOTH_SAY_SO'] } as const;
    return [{ kind: 'ORDER_INVERTED' as const, ...said, ledgerId: ledger.id, vrsId: vrs.id, besideId: null }];
  });
}
