/**
 * What graphql-js (version 16) says about a variable, without the value that it quotes. Taken over are the variable's name
 * and the place within it, which are names of the schema that the caller has written itself and positions in lists. What is
 * missing or not known there is not named: the first may be closed to the caller, and the second may be anything.
 */
export function variableFault(message: string): { readonly en: string; readonly ja: string } {
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
  return { en: `${place} does not fit its type.`, ja: `${place} の値が型に合いません。` };
}

/** At the end of a text, where no value can stand. */
const MISSING = /; Field "\w+" of required type "[\w![\]]+" was not provided\.$/;
const UNKNOWN = /; Field "[^"]+" is not defined by type "\w+"\.(?: Did you mean [^?]+\?)?$/;
/** Letters alone, as our inputs are named: where a value gets in here all the same, it brings no number with it. */
const WITHIN = / at "([A-Za-z]+(?:\[\d{1,3}\])?(?:\.[A-Za-z]+(?:\[\d{1,3}\])?)*)"; (?=[^;]*$)/;
const VARIABLE = /^Variable "(\$\w+)"/;

function placeOf(message: string): string {
  const variable = VARIABLE.exec(message)?.[1];
  if (variable === undefined) return 'A variable';
  const within = WITHIN.exec(message)?.[1];
  return within?.split(/[.[]/, 1)[0] === variable.slice(1) ? `$${within}` : variable;
}
