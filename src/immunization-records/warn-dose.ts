import { parseCouponLine } from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { ageOn, parsePlainDate } from '../calendar/plain-date.js';
import { checkDose, type DoseFinding } from '../immunization/check-dose.js';
import { areInverted } from '../immunization/dose-order.js';
import type { DoseFacts, GivenDose, OtherDose } from './dose-facts.js';
import { recordWarning, type RecordWarning, type RecordWarningCode } from './record-texts.js';

/** Of an examination without a dose: whether it fell into the time of one is all there is to ask. */
const OF_EXAMS: ReadonlySet<DoseFinding> = new Set(['NOT_IN_USE', 'NOT_A_TARGET', 'AGE', 'BIRTH_UNCERTAIN']);

/** What asks for a look and a reason (R084-R086, R096, R097). The dose is whole: `judgeDose` has found nothing. */
export function warningsOf(given: GivenDose, facts: DoseFacts): readonly RecordWarning[] {
  const { vaccine, date, preExam } = given.content;
  if (vaccine === null || date === null) return [];
  const series = facts.others.filter((other) => other.vaccine === vaccine);
  const days = series.flatMap((other) => (other.date?.length === 10 ? [other.date] : []));
  const isExam = preExam === 'PRE_EXAM_ONLY';
  const found = checkDose(facts.schedule, {
    ...{ vaccine, day: date, birth: facts.birth?.iso ?? null, sex: facts.sex },
    others: isExam ? [] : days,
  });
  const codes: (readonly [RecordWarningCode, string])[] = found
    .filter((finding) => !isExam || OF_EXAMS.has(finding))
    .map((finding) => [finding, finding === 'NOT_IN_USE' || finding === 'NOT_A_TARGET' ? 'vaccine' : 'date']);
  if (!isExam) codes.push(...ofSeries(given, facts, series), ...ofProduct(given, facts));
  codes.push(...ofCoupon(given, facts));
  return codes.map(([code, field]) => recordWarning(code, field));
}

type Found = readonly (readonly [RecordWarningCode, string])[];

/** Against the other doses of the vaccine: entered twice, in another order, of another product. */
function ofSeries(
  { content }: GivenDose,
  { rules, schedule }: DoseFacts,
  series: readonly OtherDose[],
): Found {
  const { vaccine, date, dose, manufacturer } = content;
  if (vaccine === null || date === null || dose === null) return [];
  const found: (readonly [RecordWarningCode, string])[] = [];
  // Of yearly campaigns each begins its numbers anew.
  const since = schedule.at(vaccine, date)?.countFrom ?? null;
  const numbered = series.filter((other) => since === null || (other.date !== null && other.date >= since));
  const sameDay = series.some((other) => other.date === date);
  const sameNumber = numbered.some((other) => other.dose === dose);
  if (sameDay || sameNumber) found.push(['DUPLICATE', sameDay ? 'date' : 'dose']);
  const own = { number: dose, day: date };
  if (numbered.some((other) => areInverted(own, { number: other.dose, day: other.date })))
    found.push(['ORDER', 'dose']);
  const mixes = rules.vaccines.get(vaccine)?.mixes ?? true;
  const others = numbered.map((other) => other.manufacturer).filter((maker) => maker !== null);
  if (!mixes && manufacturer !== null && others.some((maker) => maker !== manufacturer))
    found.push(['PRODUCT_MIXED', 'manufacturer']);
  return found;
}

/** R095, R097: maker and volume as the city's products have them. */
function ofProduct({ content }: GivenDose, { rules, birth }: DoseFacts): Found {
  const { vaccine, manufacturer, volume, date } = content;
  const known = vaccine === null ? undefined : rules.vaccines.get(vaccine);
  if (known === undefined) return [];
  const found: (readonly [RecordWarningCode, string])[] = [];
  if (manufacturer !== null && !known.makers.includes(manufacturer))
    found.push(['MAKER_UNUSUAL', 'manufacturer']);
  if (volume === null) return found;
  const [born, day] = [parsePlainDate(birth?.iso ?? ''), parsePlainDate(date ?? '')];
  const age = born === null || day === null ? null : ageOn(born, day);
  const isUsual = known.volumes.some(
    ({ hundredths, makers, fromYears, toYears }) =>
      hundredths.includes(volume) &&
      (makers === null || manufacturer === null || makers.includes(manufacturer)) &&
      (age === null || ((fromYears === null || age >= fromYears) && (toYears === null || age <= toYears))),
  );
  return isUsual ? found : [...found, ['VOLUME_UNUSUAL', 'doseMl']];
}

function ofCoupon({ coupon, content }: GivenDose, { couponOf, municipality }: DoseFacts): Found {
  if (coupon === null) return [];
  const line = parseCouponLine(coupon);
  const found: (readonly [RecordWarningCode, string])[] = [];
  if (line !== null && line.dose !== content.dose) found.push(['COUPON_DOSE', 'coupon']);
  if (couponOf === null && (line === null || line.municipality === municipality))
    found.push(['COUPON_UNKNOWN', 'coupon']);
  return found;
}
