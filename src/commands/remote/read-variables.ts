import { edgeOf } from '../audit/edge-of.js';
import type { AskedValue } from './asked-values.js';
import type { Flags } from './flags.js';
import type { Twin } from './twin.js';

type Typed = Readonly<Record<string, unknown>>;

/**
 * The variables of an operation, from what was typed. What was not typed is left out, so that the graph's own default
 * holds; a yes or no that the operation must be told is no.
 */
export function readVariables(
  { fixed = {} }: Twin,
  asked: readonly AskedValue[],
  typed: ReadonlyMap<string, unknown>,
): Typed {
  const variables = {};
  for (const value of asked) {
    const given = fixed[value.path] ?? typed.get(value.path) ?? (isUntold(value) ? false : undefined);
    if (given !== undefined) put(variables, value.path.split('.'), valueOf(value, given));
  }
  return variables;
}

const isUntold = ({ type, isRequired }: AskedValue): boolean => type === 'Boolean' && isRequired;

/** What was typed, by the paths of what it is for. */
export function typedValues(
  flags: Flags,
  places: readonly unknown[],
  options: Typed,
): ReadonlyMap<string, unknown> {
  return new Map([
    ...flags.places.map(({ path }, at) => [path, places[at]] as const),
    ...flags.options.map(({ path, option }) => [path, options[option.attributeName()]] as const),
  ]);
}

/** An end of a span may be typed as a day in Japan, as in `sekisho audit`. */
function valueOf({ path, type }: AskedValue, given: unknown): unknown {
  if (type !== 'DateTime' || typeof given !== 'string') return given;
  return edgeOf(given, path.split('.').at(-1) === 'to' ? 'END_OF_DAY' : 'START_OF_DAY');
}

function put(into: Record<string, unknown>, [key = '', ...below]: readonly string[], value: unknown): void {
  if (below.length === 0) into[key] = value;
  else put((into[key] ??= {}) as Record<string, unknown>, below, value);
}
