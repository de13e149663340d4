import {
  getNamedType,
  isInputObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { Named } from '../errors/business-fault.js';
import { GatewayError } from '../errors/gateway-error.js';
import { mayBeNumber } from '../individual-number/typed-text.js';
import type { ClassifiedSchema } from './classification.js';
import { labelEnIn, labelIn } from './field-labels.js';

/** The texts that a caller may leave in the arguments of one field. */
export interface TypedTexts {
  /** Argument or key to what stands there: a text, or an object with texts in it. */
  readonly places: ReadonlyMap<string, 'TEXT' | TypedTexts>;
  /** What those of them that are texts are called, in words of the schema's own descriptions. */
  readonly labels: ReadonlyMap<string, Named>;
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
  return places.size === 0 ? null : { places, labels: labelsOf(definition.args) };
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
  const fields = Object.values(named.getFields());
  const texts = { places, labels: labelsOf(fields) };
  known.set(named, texts);
  for (const { name, type: inner } of fields) {
    const place =
      classes.get(`${named.name}.${name}`)?.text === 'KEY' ? null : placeOf(inner, classes, known);
    if (place !== null) places.set(name, place);
  }
  return texts;
}

type Described = Pick<GraphQLInputField, 'name' | 'description'>;

const labelsOf = (inputs: readonly Described[]): ReadonlyMap<string, Named> =>
  new Map(
    inputs.map(({ name, description }) => [
      name,
      { ja: labelIn(description) ?? name, en: labelEnIn(description) ?? name },
    ]),
  );

/**
 * Refuses a text that could hold an individual number before anything is done with it: what is accepted stays in
 * the log, the store or another body's hands. The sentence calls the input by its label, `place` says for programs which it is, and neither
 * has anything of the text.
 */
export function refuseTypedNumbers(texts: TypedTexts, args: Record<string, unknown>): void {
  const found = placeOfNumber(texts, args);
  if (found === null) return;
  const { place, label } = found;
  throw new GatewayError('BAD_USER_INPUT', {
    detail: `a text that reads as an individual number: ${place}`,
    place,
    en: `“${label.en}” holds digits that read as an individual number. Leave the number out; where it is none, part the digits in another way.`,
    ja: `「${label.ja}」に個人番号と読める数字があります。個人番号は書かないでください。別の番号であれば、区切り方を変えてください。`,
  });
}

interface Found {
  readonly place: string;
  readonly label: Named;
}

function placeOfNumber(
  { places, labels }: TypedTexts,
  given: Readonly<Record<string, unknown>>,
): Found | null {
  for (const [name, place] of places) {
    const values: readonly unknown[] = [given[name]].flat();
    for (const value of values) {
      if (place === 'TEXT') {
        if (typeof value === 'string' && mayBeNumber(value))
          return { place: name, label: labels.get(name) ?? { ja: name, en: name } };
      } else if (typeof value === 'object' && value !== null) {
        const inner = placeOfNumber(place, value as Record<string, unknown>);
        if (inner !== null) return { ...inner, place: `${name}.${inner.place}` };
      }
    }
  }
  return null;
}
