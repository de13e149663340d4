import type { Sex } from '../../adapters/resident-registry/model.js';
import { parsePlainDate } from '../calendar/plain-date.js';
import { evaluateSeries, type SeriesEvaluation } from './evaluate.js';
import { isOtherSex, wasOverAtBeginning, type NotTargetReason } from './no-target.js';
import { ruleInWords, type RuleText } from './rule-text.js';
import type { Schedule } from './schedule.js';
import type { ScheduleVersion } from './version.js';

export const RECOMMENDATION_STATUSES = [
  'NOT_YET', // the age or the interval is still to come
  'DUE',
  'OVERDUE', // the standard period is over, and the dose may still be given
  'COMPLETE',
  'PAST', // the last legal day has passed
  'NOT_TARGET', // no measure is for this person
  'UNDETERMINED', // a dose, the birth or the sex cannot be read, and matters
] as const;
export type RecommendationStatus = (typeof RECOMMENDATION_STATUSES)[number];

/** What the law of a day says of one person and one vaccine. All days `YYYY-MM-DD`. */
export interface Recommendation {
  readonly vaccine: string;
  /** Number of the next dose; null where there is none. */
  readonly dose: number | null;
  readonly status: RecommendationStatus;
  /** Of `NOT_TARGET` every fact by which it is so; else none. */
  readonly notTargetReasons: readonly NotTargetReason[];
  /** First day by the age alone, and by the intervals as well. */
  readonly earliest: string | null;
  readonly from: string | null;
  /** Last day of the standard period; null where none is set. */
  readonly until: string | null;
  /** Last legal day; null where there is no end. */
  readonly latest: string | null;
  readonly text: RuleText;
  /** Version of the schedule: vaccine and its first day, and the catch-up that holds for this person. */
  readonly rule: string;
  /** Where the rule was seen. */
  readonly source: string;
  /** false: not yet checked against the text of the law. */
  readonly verified: boolean;
  /** Ids of the doses that count. */
  readonly counted: readonly string[];
}

/** One row of somebody's history. */
export interface GivenDose {
  readonly id: string;
  /** null: of no known vaccine, so it may be of any. */
  readonly vaccine: string | null;
  /** `YYYY-MM-DD`, or as far as it is known; null where nothing is. */
  readonly day: string | null;
  /** Whether it certainly is a dose. */
  readonly certain: boolean;
}

export interface Recommended {
  /** `YYYY-MM-DD`, or what is known of it. */
  readonly birth: string | null;
  readonly sex: Sex | null;
  /** Withdrawn rows, and those of which nothing was given, are not among them. */
  readonly doses: readonly GivenDose[];
}

/** There is a next dose, and nothing against saying which. */
const AHEAD: ReadonlySet<RecommendationStatus> = new Set(['NOT_YET', 'DUE', 'OVERDUE']);
const WHOLE_DAY = 'YYYY-MM-DD'.length;

/**
 * Every vaccine whose measure is in force on the day, in the order of the schedule, judged as a recall judges it (R070):
 * doses in doubt matter only where one is still lacking.
 */
export function recommend(
  schedule: Schedule,
  person: Recommended,
  vaccines: readonly string[],
  asOf: string,
): readonly Recommendation[] {
  return vaccines.flatMap((vaccine) => {
    const version = schedule.at(vaccine, asOf);
    if (version === null) return [];
    const versions = schedule
      .of(vaccine)
      .filter(({ effectiveFrom }) => effectiveFrom <= version.effectiveFrom);
    return [recommendOne(versions, version, person, asOf)];
  });
}

/** @param versions up to the one in force, in order */
function recommendOne(
  versions: readonly ScheduleVersion[],
  version: ScheduleVersion,
  person: Recommended,
  asOf: string,
): Recommendation {
  const { vaccine, source, verified } = version;
  // What is known of a day may already lie behind the one asked about.
  const given = person.doses.filter(
    (dose) =>
      (dose.vaccine ?? vaccine) === vaccine &&
      (dose.day === null || dose.day <= asOf.slice(0, dose.day.length)),
  );
  const days = given.filter((dose) => isDose(dose, person.birth)).map(({ day }) => day ?? '');
  const series = evaluateSeries(version, person.birth, days, asOf);
  const isDoubtful = days.length < given.length;
  const found = notTarget(versions, version, series, person);
  // What rests on the doses is not certain while one of them is not.
  const reasons = isDoubtful ? found.filter((reason) => !BY_DOSES.has(reason)) : found;
  const status =
    reasons.length > 0
      ? 'NOT_TARGET'
      : found.length > 0
        ? 'UNDETERMINED'
        : statusOf(version, series, { ...person, isDoubtful });
  const name = series.course?.catchUp?.name;
  const next = AHEAD.has(status) ? series.next : null;
  return {
    ...{ vaccine, status, notTargetReasons: reasons, dose: next?.dose.number ?? null },
    ...{ earliest: next?.byAge ?? null, from: next === null ? null : series.dueFrom },
    ...{ until: next?.standardUntil ?? null, latest: next === null ? null : series.dueUntil },
    text: ruleInWords(version, { ...series, next, notTarget: reasons }, status),
    rule: `${vaccine} ${version.effectiveFrom}${name === undefined ? '' : ` ${name}`}`,
    ...{ source, verified },
    counted: given
      .filter((dose) => isDose(dose, person.birth) && series.counted.includes(dose.day ?? ''))
      .map(({ id }) => id),
  };
}

/** Nobody is vaccinated before they are born: such a day is somebody's mistake, and the dose one of doubt. */
function isDose({ certain, vaccine, day }: GivenDose, birth: string | null): boolean {
  return certain && vaccine !== null && day?.length === WHOLE_DAY && day >= (birth ?? '');
}

const BY_DOSES: ReadonlySet<NotTargetReason> = new Set(['TOO_FEW_DOSES', 'FIRST_DOSE_DAY']);

function notTarget(
  versions: readonly ScheduleVersion[],
  version: ScheduleVersion,
  { status, notTarget: found }: SeriesEvaluation,
  { sex, birth }: Recommended,
): readonly NotTargetReason[] {
  const day = parsePlainDate(birth ?? '');
  // Its days have passed, and were none of the law's.
  const isOver =
    status === 'OUT_OF_WINDOW' && found.length === 0 && day !== null && wasOverAtBeginning(versions, day);
  return [
    ...(isOtherSex(version, sex) ? (['SEX'] as const) : []),
    ...found,
    ...(isOver ? (['TOO_OLD'] as const) : []),
  ];
}

function statusOf(
  { target }: ScheduleVersion,
  { status }: SeriesEvaluation,
  { sex, isDoubtful }: Pick<Recommended, 'sex'> & { readonly isDoubtful: boolean },
): RecommendationStatus {
  const isSexDoubtful = target.sex !== null && (sex === null || sex === 'UNKNOWN');
  if (status === 'UNKNOWN') return 'UNDETERMINED';
  if (status === 'OUT_OF_WINDOW') return 'PAST';
  if (status === 'COMPLETE') return status;
  return isDoubtful || isSexDoubtful ? 'UNDETERMINED' : status;
}
