import type { GuardedField } from './guarded-field.js';
import type { RequestGuard } from './request-guard.js';
import type { ResponsePath } from './response-path.js';
import { cleanText } from '../individual-number/tripwire/columns.js';
import { mayHoldNumber } from '../individual-number/tripwire/tripwire.js';

/**
 * Cleans a text, and every text in a list, at any depth: each element is looked at, for a null or an object does
 * not tell what the next one is. A number of twelve digits or more becomes a text and is cleaned as one; else an
 * individual number could leave as an integer.
 */
export function clean(
  target: GuardedField,
  guard: RequestGuard,
  value: unknown,
  path: ResponsePath,
): unknown {
  if (typeof value === 'string') return cleaned(target, guard, value, path);
  if (typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) >= TWELVE_DIGITS)) {
    const magnitude = value < 0 ? -value : value;
    return `${value < 0 ? '-' : ''}${cleaned(target, guard, String(magnitude), path)}`;
  }
  if (!target.leaf || !Array.isArray(value)) return value;
  return value.map((element: unknown) => clean(target, guard, element, path));
}

/**
 * Whatever the class of the field: a source's text is what somebody typed, in a code table and in the name of a
 * clinic as well. What a column of its own kind leaves because only its digits speak for it brings a warning
 * (POSSIBLE_NUMBER), and so does a mask where the answer is about nobody, so that the table is looked at.
 */
function cleaned({ field }: GuardedField, guard: RequestGuard, text: string, path: ResponsePath): string {
  if (!mayHoldNumber(text)) return text;
  const known = guard.numbers.scrubWords(text);
  const cleaned = cleanText(known, field.text ?? 'FREE');
  const inTable = field.classification === 'PUBLIC' && field.text === undefined;
  if (cleaned.doubtful || (cleaned.masked && inTable)) guard.suspectNumber(field, path);
  return cleaned.text;
}

/** Whether nothing in it is a number of twelve digits, so that it leaves as it is; false of what is no number at all. */
export function isClean(value: string | number | boolean): boolean {
  if (typeof value === 'string') return !mayHoldNumber(value);
  return typeof value === 'boolean' || Math.abs(value) < TWELVE_DIGITS;
}

/** 100,000,000,000. */
const TWELVE_DIGITS = 1e11;
