import {
  getNamedType,
  isInputObjectType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { mayBeNumber } from '../individual-number/typed-text.js';
import type { ClassifiedSchema } from './classification.js';

/** The texts that a caller may leave in the arguments of one field. */
export interface TypedTexts {
  /** Argument or key to what stands there: a text, or an object with texts in it. */
  readonly places: ReadonlyMap<string, 'TEXT' | TypedTexts>;
}

/**
 * Arguments that are numbers by nature, or made by this gateway: 宛名番号, processing numbers, cursors, hashes. What
 * they name is in the log as a pseudonym or as their own record, never as a text that somebody typed.
 */
const KEYS: ReadonlySet<string> = new Set(['atenaNumber', 'subject', 'after', 'id', 'contentHash']);

/** Where the arguments of a field hold texts; null where none does. Keys (`text: KEY`) are left out. */
export function typedTextsOf(
  definition: GraphQLField<unknown, unknown>,
  classes: ClassifiedSchema,
): TypedTexts | null {
  const known = new Map<GraphQLInputObjectType, TypedTexts>();
  const places = new Map<string, 'TEXT' | TypedTexts>();
  for (const { name, type } of definition.args) {
    const place = KEYS.has(name) ? null : placeOf(type, classes, known);
    if (place !== null) places.set(name, place);
  }
  return places.size === 0 ? null : { places };
}

/** `known` ends the walk of a type that holds itself. */
function placeOf(
  type: GraphQLInputType,
  classes: ClassifiedSchema,
  known: Map<GraphQLInputObjectType, TypedTexts>,
): 'TEXT' | TypedTexts | null {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === 'String' || named.name === 'ID' ? 'TEXT' : null;
  const met = known.get(named);
  if (met !== undefined) return met;
  const places = new Map<string, 'TEXT' | TypedTexts>();
  known.set(named, { places });
  for (const { name, type: inner } of Object.values(named.getFields())) {
    const place =
      classes.get(`${named.name}.${name}`)?.text === 'KEY' ? null : placeOf(inner, classes, known);
    if (place !== null) places.set(name, place);
  }
  return { places };
}

/**
 * Refuses a text that could hold an individual number before anything is done with it: what is accepted stays in
 * the log, the store or another body's hands. The error names the place in the input and nothing of the text.
 */
export function refuseTypedNumbers({ places }: TypedTexts, args: Record<string, unknown>): void {
  const place = placeOfNumber(places, args);
  if (place === null) return;
  throw new GatewayError('BAD_USER_INPUT', {
    detail: `a text that reads as an individual number: ${place}`,
    argument: place,
    en: 'What was typed holds digits that read as an individual number. Leave the number out; where it is none, part the digits in another way.',
    ja: '入力に、個人番号と読める数字があります。個人番号は書かないでください。別の番号であれば、区切り方を変えてください。',
  });
}

function placeOfNumber(
  places: TypedTexts['places'],
  given: Readonly<Record<string, unknown>>,
): string | null {
  for (const [name, place] of places) {
    const values: readonly unknown[] = [given[name]].flat();
    for (const value of values) {
      if (place === 'TEXT') {
        if (typeof value === 'string' && mayBeNumber(value)) return name;
      } else if (typeof value === 'object' && value !== null) {
        const inner = placeOfNumber(place.places, value as Record<string, unknown>);
        if (inner !== null) return `${name}.${inner}`;
      }
    }
  }
  return null;
}
