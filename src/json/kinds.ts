import { z } from 'zod';
import { isPlainDate } from '../calendar/plain-date.js';

/**
 * Kinds of values in data files: zod schemas with the words for what is something else. Zod stops at the first
 * fault of a value and compares nothing with it any more, but whoever corrects a file wants to hear of all faults
 * at once. So a kind puts a stand-in in the place of a faulty value, and passes its issues on as ones that stop
 * nothing.
 */

/** For a check of one value: its line then begins with the name of the value, not with the place of an object. */
export const ofField = (error: string) => ({ error, params: { field: true } });

type Issue = z.core.$ZodIssue | { readonly code: 'custom'; readonly message: string };

/**
 * What code of its own makes of a value. `tell` passes an issue on, and the reading goes on with what is returned,
 * so that must be of the right type even then.
 */
export function readBy<T>(read: (value: unknown, tell: (issue: Issue) => void) => T): z.ZodType<T> {
  return z
    .unknown()
    .optional()
    .transform((value, { issues }) =>
      read(value, (issue) => {
        issues.push({ ...issue, input: undefined, continue: true });
      }),
    );
}

/** An issue of a value by its name, for `tell`. */
export const fieldIssue = (message: string) =>
  ({ code: 'custom', message, params: { field: true } }) as const;

/** A single value. The message of the first check of `schema` that fails is its line, and `instead` stands in. */
export function kind<T>(schema: z.ZodType<T>, instead: T): z.ZodType<T> {
  return readBy((value, tell) => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    tell(fieldIssue(messageOf(read.error)));
    return instead;
  });
}

/** A list of single values. Each that `schema` does not take has a line of its own, and is left out. */
export function items<T>(schema: z.ZodType<T>): z.ZodType<readonly T[]> {
  return readBy((value, tell) => {
    if (!Array.isArray(value)) tell(fieldIssue(A_LIST));
    return (Array.isArray(value) ? value : []).flatMap((item): readonly T[] => {
      const read = schema.safeParse(item);
      if (read.success) return [read.data];
      tell(fieldIssue(messageOf(read.error)));
      return [];
    });
  });
}

/** Of several checks that fail the first one says enough. */
const messageOf = ({ issues: [first] }: z.ZodError): string => first?.message ?? '';

const A_TEXT = 'must be a text';
const A_DAY = 'must be a day, YYYY-MM-DD';
const A_LIST = 'must be a list';
const AN_OBJECT = 'must be an object';

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

export const text = kind(z.string(A_TEXT).min(1, A_TEXT), '');
export const number = kind(z.number('must be a number'), NaN);
/** A whole number from 1. */
export const whole = kind(z.number('must be a number').refine(isWhole, 'must be a whole number from 1'), 1);
export const flag = kind(z.boolean('must be true or false'), false);
/** A calendar day `YYYY-MM-DD`; such texts compare as days do. */
export const day = kind(z.string(A_DAY).refine(isPlainDate, A_DAY), '');
export const texts = items(z.string('must hold texts'));

/** One of the words; the first of them stands in. */
export const oneOf = <const Word extends string>(words: readonly [Word, ...Word[]]): z.ZodType<Word> =>
  kind(z.enum(words, `must be one of ${words.join(', ')}`), words[0]);

/** A list of such words. */
export const someOf = <const Word extends string>(
  words: readonly [Word, ...Word[]],
): z.ZodType<readonly Word[]> =>
  items(z.string('must hold texts').pipe(z.enum(words, `must be of ${words.join(', ')}`)));

/** An object with these keys and no others. What is no object is one without any, so that all of them are told. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
  unknownKey = 'unknown key',
): z.ZodType<Readonly<z.output<z.ZodObject<Shape>>>> {
  const error = ({ code }: z.core.$ZodRawIssue) => (code === 'unrecognized_keys' ? unknownKey : AN_OBJECT);
  return goingOn(z.strictObject(shape, { error }), {});
}

/** A list of objects. */
export const list = <T>(item: z.ZodType<T>): z.ZodType<readonly T[]> => goingOn(z.array(item, A_LIST), []);

/** An object whose keys are names, whatever they are called: `__proto__` is one as well. */
export const named = <T>(row: z.ZodType<T>): z.ZodType<ReadonlyMap<string, T>> =>
  goingOn(
    z.preprocess(
      (value) => (isObject(value) ? new Map(Object.entries(value)) : value),
      z.map(z.string(), row, AN_OBJECT),
    ),
    {},
  );

/** What may be left out, and then is `instead`; null is not left out. */
export const optional = <T, Instead>(schema: z.ZodType<T>, instead: Instead): z.ZodType<T | Instead> =>
  schema.optional().transform((value) => (value === undefined ? instead : value));

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What holds other values. Where it is something else, `empty` is read in its place, behind the line that says so. */
function goingOn<T>(schema: z.ZodType<T>, empty: unknown): z.ZodType<T> {
  const read = reading(schema);
  return readBy((value, tell) => {
    const first = read(value);
    first.issues.forEach(tell);
    if (!first.issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
      return first.value;
    const second = read(empty);
    second.issues.forEach(tell);
    return second.value;
  });
}

/**
 * What a schema makes of a value and its issues, both. Zod gives the one or the other; a check that always runs sees
 * what was read all the same.
 */
export function reading<T>(
  schema: z.ZodType<T>,
): (value: unknown) => { readonly value: T; readonly issues: readonly z.core.$ZodIssue[] } {
  const seen: { value?: T } = {};
  const watched = schema.superRefine((value) => void (seen.value = value), { when: () => true });
  return (value) => {
    // A file is read once: compiling a parser for each object of it costs more than it saves.
    const { error } = watched.safeParse(value, { jitless: true });
    return { value: seen.value as T, issues: error?.issues ?? [] };
  };
}

/** What every table says of itself: requirements it serves, and its sense in both languages. */
export const WORDS = { cites: text, textJa: text, textEn: text };
