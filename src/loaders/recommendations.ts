import { VACCINES } from '../../adapters/health-management/codes.js';
import { refusal } from '../guard/refuse.js';
import { SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';
import { recommend, type GivenDose, type Recommendation } from '../immunization/recommend.js';
import { vaccineOf, type HealthLoaders, type ImmunizationNode, type VaccineNode } from './health.js';
import type { ResidentNode } from './residents.js';
import type { LoaderScope } from './scope.js';
import { dateValue, type DateValue } from './values.js';

export interface RecommendationNode
  extends
    Omit<Recommendation, 'vaccine' | 'earliest' | 'from' | 'until' | 'latest' | 'text' | 'counted'>,
    HasSubject {
  readonly vaccine: VaccineNode | null;
  readonly earliest: DateValue | null;
  readonly from: DateValue | null;
  readonly until: DateValue | null;
  readonly latest: DateValue | null;
  readonly textJa: string;
  readonly textEn: string;
  readonly countedDoses: readonly string[];
}

/** What a recommendation tells of, so that nobody learns by it what they may not read. */
const TOLD_BY = ['Resident.birthDate', 'Resident.sex', 'Immunization.vaccine', 'Immunization.date'];

/**
 * What is due for one person (R070, R071): of whoever is no resident any more, nothing. Rejects with FORBIDDEN where
 * what it is worked out from is closed to the caller.
 */
export async function loadRecommendations(
  { guard, schedule, today }: LoaderScope,
  { immunizations }: Pick<HealthLoaders, 'immunizations'>,
  resident: ResidentNode,
  asOf: string | null,
): Promise<readonly RecommendationNode[]> {
  const subject = resident[SUBJECT];
  const closed = guard.closedAmong(TOLD_BY, subject.labels);
  if (closed !== null) throw refusal({ ...closed, rule: `recommendations: ${closed.rule}` });
  if (resident.status !== 'RESIDENT' && resident.status !== 'UNKNOWN') return [];
  const rows = await immunizations.load(subject);
  const doses = rows.flatMap((row) => doseOf(row) ?? []);
  const person = { birth: resident.birthDate?.iso ?? null, sex: resident.sex, doses };
  const nodes: RecommendationNode[] = [];
  // Twenty schedules for each of a page's persons: others are answered in between.
  await guard.loop.each([...VACCINES.keys()], (vaccine) => {
    const found = recommend(schedule, person, [vaccine], asOf ?? today);
    nodes.push(...found.map((one) => recommendationNode(subject, one)));
  });
  return nodes;
}

function recommendationNode(
  subject: Subject,
  { vaccine, earliest, from, until, latest, text, counted, ...rest }: Recommendation,
): RecommendationNode {
  const day = (iso: string | null) =>
    dateValue(subject, iso === null ? null : { iso, precision: 'DAY', display: null });
  return {
    ...{ ...rest, vaccine: vaccineOf(subject, vaccine), countedDoses: counted },
    ...{ earliest: day(earliest), from: day(from), until: day(until), latest: day(latest) },
    ...{ textJa: text.ja, textEn: text.en, [SUBJECT]: subject },
  };
}

/** Null where nothing was given, or the row does not stand any more. */
function doseOf({ id, state, vaccine, date, preExam }: ImmunizationNode): GivenDose | null {
  if (state === 'WITHDRAWN' || preExam?.result === 'PRE_EXAM_ONLY') return null;
  const isGiven = preExam?.result === 'VACCINATED';
  return {
    ...{ id, vaccine: vaccine?.code ?? null, day: date?.iso ?? null },
    certain: isGiven && date?.precision === 'DAY',
  };
}
