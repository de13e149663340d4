import { GatewayError } from '../errors/gateway-error.js';

/** Values within the variables, lists and objects included. A thousand keys of federation are three each. */
const MAX_VALUES = 10_000;
/** Values within values; an input of the graph has four. */
const MAX_DEPTH = 16;

/**
 * Refuses variables that are costly to read, before they are held against their types, which happens more than
 * once. Looks at no value itself.
 * @throws GatewayError BAD_USER_INPUT
 */
export function limitVariables(given: unknown): void {
  let values = 0;
  const count = (value: unknown, depth: number): void => {
    if (++values > MAX_VALUES) throw tooMany();
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
