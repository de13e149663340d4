import { GatewayError } from '../errors/gateway-error.js';

/** Values within the variables, lists and objects included. A thousand keys of federation are three each. */
const MAX_VALUES = 10_000;
/** Values within values; an input of the graph has four. */
const MAX_DEPTH = 16;
/** Characters of one text. Each is looked through for numbers; the longest that the graph keeps has a few hundred. */
const MAX_TEXT = 4_000;

/**
 * Refuses variables that are costly to read, before they are held against their types, which happens more than
 * once, or looked through for numbers. Of a text only its length is looked at.
 * @throws GatewayError BAD_USER_INPUT
 */
export function limitVariables(given: unknown): void {
  let values = 0;
  const count = (value: unknown, depth: number): void => {
    if (++values > MAX_VALUES) throw tooMany();
    if (typeof value === 'string' && value.length > MAX_TEXT) throw tooLong();
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) throw tooDeep();
    for (const inner of Object.values(value)) count(inner, depth + 1);
  };
  count(given, 0);
}

function tooMany(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'variables limit: values',
    en: `Variables hold at most ${MAX_VALUES} values. Ask for less at a time.`,
    ja: `変数に含められる値は${MAX_VALUES}個までです。分けて問い合わせてください。`,
  });
}

function tooDeep(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'variables limit: depth',
    en: `Values in variables may be nested ${MAX_DEPTH} deep.`,
    ja: `変数の値の入れ子は${MAX_DEPTH}段までです。`,
  });
}

function tooLong(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'variables limit: text',
    en: `A text in variables has at most ${MAX_TEXT} characters.`,
    ja: `変数の文字列は${MAX_TEXT}文字までです。`,
  });
}
