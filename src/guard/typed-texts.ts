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
import type { ClassifiedSchema } from './classification.js';
import { labelEnIn, labelIn } from './field-labels.js';
import type { TextPlace, TypedReader } from './typed-reader.js';

/** The texts that a caller may leave in the arguments of one field. */
export interface TypedTexts {
  /** Argument or key to what stands there: a text, or an object with texts in it. */
  readonly places: ReadonlyMap<string, TextPlace | TypedTexts>;
  /** What those of them that are texts are called, in words of the schema's own descriptions. */
  readonly labels: ReadonlyMap<string, Named>;
}

/**
 * Arguments and keys that take an 宛名番号. Whom it names is in the log as a pseudonym; up to 15 digits are no text that
 * somebody left, but twelve of them with a right check digit may be an individual number typed into the wrong field.
 */
const ATENA: ReadonlySet<string> = new Set(['atenaNumber', 'atenaNumbers', 'subject', 'mergedInto']);

/**
 * Arguments that are numbers by nature, or made by this gateway: processing numbers, cursors, hashes. What they name is
 * in the log as their own record, never as a text that somebody typed.
 */
const KEYS: ReadonlySet<string> = new Set(['after', 'id', 'contentHash']);

/** Where the arguments of a field hold texts; null where none does. Keys (`text: KEY`) are left out. */
export function typedTextsOf(
  definition: GraphQLField<unknown, unknown>,
  classes: ClassifiedSchema,
): TypedTexts | null {
  const known = new Map<GraphQLInputObjectType, TypedTexts>();
  const places = new Map<string, TextPlace | TypedTexts>();
  for (const { name, type } of definition.args) {
    const place = KEYS.has(name) ? null : placeAt(name, type, classes, known);
    if (place !== null) places.set(name, place);
  }
  return places.size === 0 ? null : { places, labels: labelsOf(definition.args) };
}

/** `known` ends the walk of a type that holds itself. */
function placeAt(
  at: string,
  type: GraphQLInputType,
  classes: ClassifiedSchema,
  known: Map<GraphQLInputObjectType, TypedTexts>,
): TextPlace | TypedTexts | null {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    if (named.name !== 'String' && named.name !== 'ID') return null;
    return ATENA.has(at) ? 'ATENA' : 'TEXT';
  }
  const met = known.get(named);
  if (met !== undefined) return met;
  const places = new Map<string, TextPlace | TypedTexts>();
  const fields = Object.values(named.getFields());
  const texts = { places, labels: labelsOf(fields) };
  known.set(named, texts);
  for (const { name, type: inner } of fields) {
    const isKey = classes.get(`${named.name}.${name}`)?.text === 'KEY' && !ATENA.has(name);
    const place = isKey ? null : placeAt(name, inner, classes, known);
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
export function refuseTypedNumbers(
  texts: TypedTexts,
  args: Record<string, unknown>,
  reader: TypedReader,
): void {
  const found = placeOfNumber(texts, args, reader);
  if (found === null) return;
  const { place, label } = found;
  if (found.kind === 'ATENA') throw individualForAtena(place, label);
  throw new GatewayError('BAD_USER_INPUT', {
    detail: `a text that reads as an individual number: ${place}`,
    place,
    en: `“${label.en}” holds digits that read as an individual number. Leave the number out; where it is none, part the digits in another way.`,
    ja: `「${label.ja}」に個人番号と読める数字があります。個人番号は書かないでください。別の番号であれば、区切り方を変えてください。`,
  });
}

/** What is said of digits that may be an individual number, where an 宛名番号 belongs. */
export function individualForAtena(place: string, label: Named): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: `an individual number for an address-name number: ${place}`,
    place,
    en: `“${label.en}” holds twelve digits, which read as an individual number. Never type one here: whoever may look one up finds the person by it in “Find by number”. An address-name number of twelve digits is typed with its leading zeros, as 15 digits.`,
    ja: `「${label.ja}」に個人番号と読める12桁の数字があります。個人番号はここに入力しないでください。個人番号から探すときは「番号で探す」を使ってください。宛名番号であれば、先頭に0を付けて15桁で入力してください。`,
  });
}

interface Found {
  readonly kind: TextPlace;
  readonly place: string;
  readonly label: Named;
}

function placeOfNumber(
  { places, labels }: TypedTexts,
  given: Readonly<Record<string, unknown>>,
  reader: TypedReader,
): Found | null {
  for (const [name, place] of places) {
    const values: readonly unknown[] = [given[name]].flat();
    for (const value of values) {
      if (typeof place === 'string') {
        if (typeof value === 'string' && reader.mayBeNumber(place, value))
          return { kind: place, place: name, label: labels.get(name) ?? { ja: name, en: name } };
      } else if (typeof value === 'object' && value !== null) {
        const inner = placeOfNumber(place, value as Record<string, unknown>, reader);
        if (inner !== null) return { ...inner, place: `${name}.${inner.place}` };
      }
    }
  }
  return null;
}
