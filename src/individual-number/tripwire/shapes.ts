import { plainDateOf } from '../../calendar/plain-date.js';
import type { Group } from './runs.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** `YYYYMMDDHHMM` of a real calendar minute: one in ten of them carries a right check digit. */
export function isTimestamp(digits: string): boolean {
  return (
    isCalendarDay(digits.slice(0, 8)) &&
    Number(digits.slice(8, 10)) <= 23 &&
    Number(digits.slice(10, 12)) <= 59
  );
}

/**
 * Grouped as nobody groups an individual number: what the groups say is a date, a telephone, an address, a coupon.
 */
export function isForeignGrouping(groups: readonly Group[], before: string): boolean {
  const parts = groups.map((group) => group.digits);
  return (
    isDated(parts) ||
    isTelephone(parts, before) ||
    isNetworkAddress(groups) ||
    isYearList(parts) ||
    isCoupon(parts)
  );
}

/** Units that stand behind a figure, and what is called a lot, a code or a measurement before it. */
const UNIT =
  /^[ \u3000]?(?:円|件|人|名|枚|個|回|本|部|単位|倍|分|秒|[%％℃度㎎㎖㎏]|(?:mg|ml|µg|μg|ng|g|kg|iu|u\/ml|copies|cfu|cells|bp|byte|bytes|hz|khz)(?![a-z]))/i;
const NAMED_FIGURE =
  /(?:ロット|lot|製造(?:番号|記号)|jan|gtin|バーコード|測定値?|検査値|数値|濃度|抗体価|量|金額|合計|残高|総額|計)(?:\s*(?:no\.?|番号))?[\s:：=＝はが()（）#]{0,4}$/i;
const NAMED_TELEPHONE =
  /(?:tel|電話(?:番号)?|携帯(?:番号|電話)?|連絡先|fax|phone|[℡☎])[\s:：=＝は()（）.]{0,4}$/i;

/**
 * Digits in one piece that the words beside them make a measurement, a lot or a telephone number with its country
 * code. The check digit says nothing there: it holds for one in five of such figures.
 */
export function isOtherFigure(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  if (NAMED_FIGURE.test(before) || UNIT.test(text.slice(end, end + 8))) return true;
  return NAMED_TELEPHONE.test(before) && isAbroad(text.slice(start, end));
}

/** A Japanese number as it is dialled from abroad, without the plus: 81 and nine or ten digits. */
export function isAbroad(digits: string): boolean {
  return /^(?:81|８１)[1-9１-９][0-9０-９]{8,9}$/.test(digits);
}

/**
 * 法人番号 in its printed grouping 1-4-4-4: the twelve digits after the first form a candidate of their own.
 * The check digit comes first: 9 - (sum of Pn*Qn mod 9), Pn from the right, Qn 1 and 2 in turn.
 */
export function isCorporateNumber(first: string, rest: string): boolean {
  if (first.length !== 1) return false;
  let sum = 0;
  for (let n = 1; n <= 12; n++) sum += Number(rest[12 - n]) * (n % 2 === 1 ? 1 : 2);
  return Number(first) === 9 - (sum % 9);
}

/** Half-open ranges of all UUIDs, whose last part may be twelve digits. */
export function uuidRanges(text: string): readonly (readonly [number, number])[] {
  if (!text.includes('-')) return [];
  return [...text.matchAll(UUID)].map((match) => [match.index, match.index + match[0].length] as const);
}

function isCalendarDay(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return isYear(year) && plainDateOf(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8))) !== null;
}

/** 1868 (Meiji 1) to 2100: what a city hall may call a year. */
function isYear(year: number): boolean {
  return year >= 1868 && year <= 2100;
}

/** `2023-06-27 0933`, `2023.6.27-2023.7.1`, `20230627-0001`, `2023.06-2023.07`. */
function isDated(parts: readonly string[]): boolean {
  const [first = '', second = ''] = parts;
  if (parts.length === 2 && first.length === 8) return isCalendarDay(first);
  if (first.length !== 4 || second.length > 2 || !isYear(Number(first))) return false;
  return Number(second) >= 1 && Number(second) <= 12;
}

const TELEPHONES = new Set(['2,4,4', '3,3,4', '3,4,4', '4,2,4', '4,3,3', '4,3,4', '5,1,4']);

/** A domestic number with something behind it, or an international one (`+81 90 1234 5678` has twelve digits). */
function isTelephone(parts: readonly string[], before: string): boolean {
  if (before === '+' || before === '＋') return true;
  const domestic = parts
    .slice(0, 3)
    .map((part) => part.length)
    .join(',');
  return parts.length > 3 && parts[0]?.startsWith('0') === true && TELEPHONES.has(domestic);
}

/** `192.168.100.100`. */
function isNetworkAddress(groups: readonly Group[]): boolean {
  return (
    groups.length === 4 &&
    groups.every((group, index) => Number(group.digits) <= 255 && (index === 0 || group.gap === '.'))
  );
}

/** `2019 2020 2021`. */
function isYearList(parts: readonly string[]): boolean {
  return parts.length === 3 && parts.every((part) => part.length === 4 && isYear(Number(part)));
}

/** 券番号 (10 digits) with a dose or a month behind it. */
function isCoupon(parts: readonly string[]): boolean {
  return parts.length === 2 && parts[0]?.length === 10;
}
