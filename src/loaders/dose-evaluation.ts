import { refusal } from '../guard/refuse.js';
import { SUBJECT, withSubject, type HasSubject } from '../guard/subject.js';
import { recordFault, recordWarning } from '../immunization-records/record-texts.js';
import { isBeforeBirth } from '../immunization/before-birth.js';
import { checkDose } from '../immunization/check-dose.js';
import type { HealthLoaders, ImmunizationNode } from './health.js';
import type { ResidentLoader } from './residents.js';
import type { LoaderScope } from './scope.js';

/** What may be said against a dose on file: the record itself first, then what the schedule of its day says. */
export const EVALUATION_CODES = [
  ...(['VACCINE', 'DATE_NEEDED', 'DATE_FUTURE', 'DATE_BEFORE_BIRTH', 'DUPLICATE'] as const),
  ...(['NOT_IN_USE', 'NOT_A_TARGET', 'AGE', 'INTERVAL', 'TOO_MANY', 'BIRTH_UNCERTAIN'] as const),
] as const;
export type EvaluationCode = (typeof EVALUATION_CODES)[number];

const OF_RECORD = ['VACCINE', 'DATE_NEEDED', 'DATE_FUTURE', 'DATE_BEFORE_BIRTH'] as const;
type RecordCode = (typeof OF_RECORD)[number];
const isOfRecord = (code: EvaluationCode): code is RecordCode => OF_RECORD.some((one) => one === code);

/** What an evaluation tells of, so that nobody learns by it what they may not read. */
const TOLD_BY = ['Resident.birthDate', 'Resident.sex', 'Immunization.vaccine', 'Immunization.date'];

interface Loaders {
  readonly residents: ResidentLoader;
  readonly health: Pick<HealthLoaders, 'immunizations'>;
}

/**
 * One dose on file against the schedule of its day (R084-R086): given is one fact, in order another. null for what is no
 * dose. Rejects with FORBIDDEN where what it is worked out from is closed to the caller.
 */
export async function evaluateDose(
  { guard, schedule, today }: LoaderScope,
  { residents, health }: Loaders,
  dose: ImmunizationNode,
): Promise<HasSubject | null> {
  const subject = dose[SUBJECT];
  const closed = guard.closedAmong(TOLD_BY, subject.labels);
  if (closed !== null) throw refusal({ ...closed, rule: `evaluation: ${closed.rule}` });
  if (!isGiven(dose)) return null;
  const [resident, all] = await Promise.all([
    residents.load(subject.atenaNumber),
    health.immunizations.load(subject),
  ]);
  const birth = resident?.birthDate?.iso ?? null;
  const codes = new Set<EvaluationCode>();
  const day = wholeDay(dose);
  const vaccine = dose.vaccine?.code ?? null;
  if (vaccine === null) codes.add('VACCINE');
  if (day === null) codes.add('DATE_NEEDED');
  else if (day > today) codes.add('DATE_FUTURE');
  else if (birth !== null && isBeforeBirth(day, birth)) codes.add('DATE_BEFORE_BIRTH');
  if (codes.size === 0 && vaccine !== null && day !== null) {
    const same = all.filter((one) => isGiven(one) && one.id !== dose.id && one.vaccine?.code === vaccine);
    if (same.some((one) => wholeDay(one) === day)) codes.add('DUPLICATE');
    // A day on which nothing can have been given is no dose for the others, either.
    const isPossible = (other: string): boolean => other >= (birth ?? '') && other <= today;
    const days = same.flatMap((one) => wholeDay(one) ?? []);
    const others = days.filter((other) => other !== day && isPossible(other));
    const sex = resident?.sex ?? null;
    for (const code of checkDose(schedule, { vaccine, day, birth, sex, others })) codes.add(code);
  }
  const findings = [...codes].map((code) => {
    const { message, messageJa } = isOfRecord(code) ? recordFault(code) : recordWarning(code);
    return withSubject(subject, { code, textJa: messageJa, textEn: message });
  });
  return withSubject(subject, { inOrder: findings.length === 0, findings });
}

function isGiven({ state, preExam }: ImmunizationNode): boolean {
  return state !== 'WITHDRAWN' && preExam?.result !== 'PRE_EXAM_ONLY';
}

function wholeDay({ date }: ImmunizationNode): string | null {
  return date?.precision === 'DAY' ? date.iso : null;
}
