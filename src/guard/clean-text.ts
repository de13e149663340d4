import type { GraphQLResolveInfo } from 'graphql';
import type { GuardedField } from './guarded-field.js';
import type { RequestGuard } from './request-guard.js';
import { mayHoldNumber, maskNumbers, findNumbers } from '../individual-number/tripwire/tripwire.js';

/**
 * Cleans a text, and every text of a list, at any depth and in any place: a null or an object before it says
 * nothing of what follows. Vault's lesson: what hashes strings lets integers pass, so twelve digits are a text
 * to the graph.
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
 * In what a person may have typed, digits that could be a number are masked, labelled or not. In keys and codes
 * only a labelled one is: there, twelve digits that fit by chance (one in five do) are worth a warning and no
 * more.
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
