import type { GraphQLResolveInfo } from 'graphql';
import type { GuardedField } from './guarded-field.js';
import type { RequestGuard } from './request-guard.js';
import { mayHoldNumber, maskNumbers, findNumbers } from '../individual-number/tripwire/tripwire.js';

/**
 * Cleans a text, and every text in a list, at any depth: each element is looked at, for a null or an object does
 * not tell what the next one is. A number of twelve digits or more becomes a text and is cleaned as one; else an
 * individual number could leave as an integer.
 */
export function clean(
  target: GuardedField,
  guard: RequestGuard,
  value: unknown,
  info: GraphQLResolveInfo,
): unknown {
  if (typeof value === 'string') return cleaned(target, guard, value, info);
  if (typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) >= TWELVE_DIGITS)) {
    const magnitude = value < 0 ? -value : value;
    return `${value < 0 ? '-' : ''}${cleaned(target, guard, String(magnitude), info)}`;
  }
  if (!target.leaf || !Array.isArray(value)) return value;
  return value.map((element: unknown) => clean(target, guard, element, info));
}

/**
 * Free text: all digits that could be an individual number are masked, with a label beside them or without. Keys
 * and codes: only those with a label are masked. One in five runs of twelve digits fits by chance, so the others
 * bring a warning (POSSIBLE_NUMBER) and stay.
 */
function cleaned(
  { field, freeText }: GuardedField,
  guard: RequestGuard,
  text: string,
  info: GraphQLResolveInfo,
): string {
  if (!mayHoldNumber(text)) return text;
  const known = guard.numbers.scrub(text, NONE);
  const masked = maskNumbers(known, { threshold: freeText ? 'LOW' : 'HIGH' }).text;
  if (!freeText && findNumbers(masked).length > 0) guard.suspectNumber(field, info.path);
  return masked;
}

/** 100,000,000,000. */
const TWELVE_DIGITS = 1e11;

const NONE: ReadonlySet<string> = new Set();
