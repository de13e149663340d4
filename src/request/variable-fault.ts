import { isEnumType, type GraphQLSchema } from 'graphql';

/**
 * What graphql-js (version 16) says about a variable, without the value that it quotes. Taken over are the variable's name
 * and the place within it, which are names of the schema that the caller has written itself and positions in lists. What is
 * missing or not known there is not named: the first may be closed to the caller, and the second may be anything. Of an
 * enum the values are told as far as the caller's view of the graph has it.
 */
export function variableFault(
  message: string,
  view?: GraphQLSchema,
): { readonly en: string; readonly ja: string } {
  const place = placeOf(message);
  if (MISSING.test(message))
    return {
      en: `${place} lacks an item that its type requires.`,
      ja: `${place} に、型が必須とする項目が足りません。`,
    };
  if (UNKNOWN.test(message))
    return {
      en: `${place} has an item that its type does not know. Look at its spelling.`,
      ja: `${place} に、型にない項目があります。つづりを確かめてください。`,
    };
  const [en, ja] = [`${place} does not fit its type.`, `${place} の値が型に合いません。`];
  const values = valuesOf(message, view);
  if (values.length === 0) return { en, ja };
  return {
    en: `${en} It may be ${values.join(', ')}.`,
    ja: `${ja}使えるのは ${values.join('、')} です。`,
  };
}

/** The values of the enum that the message ends with: looked up, so that nothing of what was given gets here. */
function valuesOf(message: string, view: GraphQLSchema | undefined): readonly string[] {
  const name = NO_VALUE.exec(message)?.[1] ?? NO_NAME.exec(message)?.[1];
  const type = name === undefined ? undefined : view?.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

/**
 * Our own words about a value, with its place where graphql-js met them in a variable: a movement has four dates, and
 * "a date is written YYYY-MM-DD" alone leaves it open which of them is meant.
 */
export function withPlace(
  message: string,
  { en, ja }: { readonly en: string; readonly ja: string },
): { readonly en: string; readonly ja: string } {
  if (!VARIABLE.test(message)) return { en, ja };
  const place = placeOf(message);
  return { en: `${place}: ${en}`, ja: `${place}: ${ja}` };
}

/** At the end of a text, where no value can stand. */
const MISSING = /; Field "\w+" of required type "[\w![\]]+" was not provided\.$/;
const UNKNOWN = /; Field "[^"]+" is not defined by type "\w+"\.(?: Did you mean [^?]+\?)?$/;
const NO_VALUE = / does not exist in "(\w+)" enum\.(?: Did you mean [^?]+\?)?$/;
const NO_NAME = /; Enum "(\w+)" cannot represent non-string value: /;
/** Letters alone, as our inputs are named: where a value gets in here all the same, it brings no number with it. */
const WITHIN = / at "([A-Za-z]+(?:\[\d{1,3}\])?(?:\.[A-Za-z]+(?:\[\d{1,3}\])?)*)"; (?=[^;]*$)/;
const VARIABLE = /^Variable "(\$\w+)"/;

function placeOf(message: string): string {
  const variable = VARIABLE.exec(message)?.[1];
  if (variable === undefined) return 'A variable';
  const within = WITHIN.exec(message)?.[1];
  return within?.split(/[.[]/, 1)[0] === variable.slice(1) ? `$${within}` : variable;
}
