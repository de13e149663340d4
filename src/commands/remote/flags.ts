import { Argument, InvalidArgumentError, Option } from 'commander';
import type { AskedValue } from './asked-values.js';
import type { Twin } from './twin.js';

/** Of what is asked, by its path: where a command takes it from. */
export interface Flags {
  readonly places: readonly { readonly path: string; readonly argument: Argument }[];
  readonly options: readonly { readonly path: string; readonly option: Option }[];
}

/** The key of an act is an option of every command that acts, made where it is not typed. */
export const KEY = 'idempotencyKey';
const isKey = ({ path }: AskedValue): boolean => path.split('.').at(-1) === KEY;
export const keyPath = (asked: readonly AskedValue[]): string | null => asked.find(isKey)?.path ?? null;

export function flagsOf(
  { places = [], fixed = {}, otherwise = {} }: Twin,
  asked: readonly AskedValue[],
): Flags {
  const typed = asked.filter((value) => !isKey(value) && !Object.hasOwn(fixed, value.path));
  return {
    places: places.flatMap((path) => {
      const value = typed.find((one) => one.path === path);
      return value === undefined ? [] : [{ path, argument: argumentOf(value) }];
    }),
    options: typed
      .filter(({ path }) => !places.includes(path))
      .map((value) => ({ path: value.path, option: optionOf(value, otherwise[value.path]) })),
  };
}

/** `bornFrom` is `--born-from`; of an input in an input, both names. */
function nameOf({ path }: AskedValue): string {
  const [, ...keys] = path.split('.');
  const name = keys.length === 0 ? path : keys.join('-');
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function argumentOf(value: AskedValue): Argument {
  const name = nameOf(value);
  const argument = new Argument(value.isRequired ? `<${name}>` : `[${name}]`, lineOf(value.says));
  if (value.choices !== null) argument.choices([...value.choices]);
  return argument.argParser(readerOf(value));
}

function optionOf(value: AskedValue, otherwise: string | undefined): Option {
  const flag = `--${nameOf(value)}`;
  if (value.type === 'Boolean') return new Option(flag, lineOf(value.says));
  const hint = value.isList ? '<value...>' : '<value>';
  const isNeeded = value.isRequired && otherwise === undefined;
  const option = new Option(
    `${flag} ${hint}`,
    `${lineOf(value.says)}${isNeeded ? ' (必須 / required)' : ''}`,
  );
  if (value.choices !== null) option.choices([...value.choices]);
  option.argParser(readerOf(value));
  if (otherwise !== undefined) option.default(readerOf({ ...value, isList: false })(otherwise, undefined));
  return option.makeOptionMandatory(isNeeded);
}

/** The schema writes `…。/ …`, a terminal's line has room between the languages. */
const lineOf = (says: string): string => says.replace(/\s*\n\s*/g, ' ').replace(/。\/ /g, '。 / ');

/** Commander keeps the texts of a repeated option; a reader of one's own must do that itself. */
function readerOf({ type, isList, choices }: AskedValue): (text: string, before: unknown) => unknown {
  return (text, before) => {
    if (choices !== null && !choices.includes(text)) throw new InvalidArgumentError(choices.join(' | '));
    const read = type === 'Int' || type === 'Float' ? numberIn(text, type) : text;
    return isList ? [...(Array.isArray(before) ? (before as readonly unknown[]) : []), read] : read;
  };
}

function numberIn(text: string, type: 'Int' | 'Float'): number {
  const read = Number(text);
  const isOne = text.trim() !== '' && (type === 'Int' ? Number.isSafeInteger(read) : Number.isFinite(read));
  if (!isOne) throw new InvalidArgumentError('数で書いてください / a number');
  return read;
}
