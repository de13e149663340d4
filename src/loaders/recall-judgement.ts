import { withSubject, SUBJECT, type HasSubject } from '../guard/subject.js';
import { evaluateSeries, type SeriesEvaluation } from '../immunization/evaluate.js';
import { ruleInWords, type RuleText } from '../immunization/rule-text.js';
import type { ScheduleVersion } from '../immunization/version.js';
import type { RecallCandidate, RecallDoses } from '../../adapters/health-management/model.js';
import type { Candidate, KnownDoses } from './recall-persons.js';
import type { ResidentNode } from './residents.js';
import type { LoaderScope } from './scope.js';
import { dateValue, type DateValue } from './values.js';

export const RECALL_STATUSES = ['DUE', 'OVERDUE', 'DOUBTFUL'] as const;

export interface RecallNode extends HasSubject {
  readonly resident: ResidentNode;
  /** DOUBTFUL: a dose, or a date of birth, cannot be read, so that no letter goes before somebody has looked. */
  readonly status: (typeof RECALL_STATUSES)[number];
  readonly nextDose: number | null;
  readonly dosesGiven: number;
  readonly doubtfulDoses: number;
  readonly dueFrom: DateValue | null;
  readonly dueUntil: DateValue | null;
  /** Vaccine and first day of the version that it was judged by. */
  readonly rule: string;
  readonly textJa: string;
  readonly textEn: string;
}

/** Who of the targets is asked for; what is left out (`undefined`) lets everybody through. */
export interface RecallConditions {
  readonly statuses?: readonly RecallNode['status'][];
  /** Inclusive, `YYYY-MM-DD`. */
  readonly bornFrom?: string;
  readonly bornTo?: string;
  readonly districts?: readonly string[];
}

export const LEFT_OUT_REASONS = ['CLOSED', 'UNIDENTIFIED', 'NOT_BY_CONDITION'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/**
 * What becomes of a candidate. GONE: nobody is to be reminded, or the conditions do not hold. LEFT_OUT: somebody else has
 * to look; whether the conditions hold of them is not asked, lest a reason tell.
 */
export type Judgement =
  | { readonly is: 'ROW'; readonly resident: ResidentNode }
  | { readonly is: 'GONE' }
  | { readonly is: 'LEFT_OUT'; readonly reason: LeftOutReason };

/**
 * Whether the birth and the district that the ledger has can fit. What cannot be read fits anything: nobody is to fall
 * between the lists.
 */
export function mayFit(
  { birthDate: { iso }, district }: Pick<RecallCandidate, 'birthDate' | 'district'>,
  { bornFrom, bornTo, districts }: RecallConditions,
): boolean {
  if (districts !== undefined && district !== null && !districts.includes(district)) return false;
  if (iso === null) return true;
  const part = (day: string): string => day.slice(0, iso.length);
  return (bornFrom === undefined || iso >= part(bornFrom)) && (bornTo === undefined || iso <= part(bornTo));
}

/** Coordinates that whoever is found by these conditions is found by. */
function usedBy({ bornFrom, bornTo, districts }: RecallConditions): readonly string[] {
  return [
    ...(bornFrom === undefined ? [] : ['RecallFilter.bornFrom']),
    ...(bornTo === undefined ? [] : ['RecallFilter.bornTo']),
    ...(districts === undefined ? [] : ['RecallFilter.districts']),
  ];
}

/** What the schedule says of somebody whom it calls. */
export interface Call {
  readonly status: RecallNode['status'];
  readonly series: SeriesEvaluation;
}

/**
 * By the doses alone; null: nobody is to be reminded. Of most whom the database finds it is so, and where they are only
 * counted nothing more of them need be read.
 */
export function callOf(
  version: ScheduleVersion,
  asOf: string,
  { candidate, isSuperseded, doses: { doses, doubtful } }: KnownDoses,
): Call | null {
  if (isSuperseded) return null;
  const series = evaluateSeries(version, candidate.birthDate.iso, doses, asOf);
  const status = statusOf(series.status, doubtful);
  return status && { status, series };
}

/** The schedule says whether a dose is due, the registry whether the person is here, the guard whether they may be listed. */
export function judge(
  { guard }: Pick<LoaderScope, 'guard'>,
  where: RecallConditions,
  call: Call | null,
  { candidate, resident }: Candidate,
): Judgement {
  const isPresent = resident === null ? candidate.isResident : isHere(resident);
  if (call === null || !isPresent) return { is: 'GONE' };
  // To be on the list is to lack a dose: who may not be found by that (own household) is not on it.
  if (resident === null || candidate.isBirthUnknown) return { is: 'LEFT_OUT', reason: 'UNIDENTIFIED' };
  const { labels } = resident[SUBJECT];
  if (!guard.opens('Query.recallTargets', labels)) return { is: 'LEFT_OUT', reason: 'CLOSED' };
  if (!guard.opensAll(usedBy(where), labels)) return { is: 'LEFT_OUT', reason: 'NOT_BY_CONDITION' };
  if (!mayFit(candidate, where) || where.statuses?.includes(call.status) === false) return { is: 'GONE' };
  return { is: 'ROW', resident };
}

/** Of one who is on the list. */
export function recallNode(
  version: ScheduleVersion,
  resident: ResidentNode,
  { status, series }: Call,
  { doses, doubtful }: RecallDoses,
): RecallNode {
  // Which dose would be the next, and when, rests on the ones that cannot be read.
  const isCertain = status !== 'DOUBTFUL';
  const subject = resident[SUBJECT];
  const day = (iso: string | null) =>
    dateValue(subject, iso === null ? null : { iso, precision: 'DAY', display: null });
  const text: RuleText = ruleInWords(
    version,
    isCertain ? series : { ...series, next: null },
    status === 'DOUBTFUL' ? 'UNDETERMINED' : status,
  );
  return withSubject(subject, {
    ...{ resident, status, dosesGiven: doses.length, doubtfulDoses: doubtful },
    nextDose: isCertain ? series.nextDose : null,
    dueFrom: day(isCertain ? series.dueFrom : null),
    dueUntil: day(isCertain ? series.dueUntil : null),
    rule: `${version.vaccine} ${version.effectiveFrom}`,
    ...{ textJa: text.ja, textEn: text.en },
  });
}

/** Whoever may be a resident: a status that nobody can read is not the end of a residence. */
function isHere({ status }: ResidentNode): boolean {
  return status === 'RESIDENT' || status === 'UNKNOWN';
}

/** null: nobody is to be reminded. A dose that cannot be read matters only where one is still lacking. */
function statusOf(
  due: ReturnType<typeof evaluateSeries>['status'],
  doubtful: number,
): RecallNode['status'] | null {
  if (due === 'UNKNOWN') return 'DOUBTFUL';
  if (due !== 'DUE' && due !== 'OVERDUE') return null;
  return doubtful > 0 ? 'DOUBTFUL' : due;
}
