import { createHash } from 'node:crypto';
import {
  buildSchema,
  isObjectType,
  responsePathAsArray,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { classifySchema, type ClassifiedSchema } from '../../../src/guard/classification.js';
import { guardSchema, type GuardedResolvers } from '../../../src/guard/field-guard.js';
import { ONCE_PER_OBJECT } from '../../../src/guard/guarded-field.js';
import { SET_ASIDE } from '../../../src/guard/set-aside.js';
import type { SUBJECT } from '../../../src/guard/subject.js';
import {
  AskedAbout,
  ForSubject,
  ForSubjects,
  PERSONS,
  UNSHOWN,
  withSubject,
} from '../../../src/guard/subject.js';
import { SDL } from './scripted-sdl.js';

/** What each field of a scripted answer comes to is told by a number: the same for both executors. */
export type Dice = (path: readonly (string | number)[], what: string) => number;

export function diceOf(seed: number): Dice {
  return (path, what) =>
    createHash('sha1')
      .update(`${seed} ${path.join('.')} ${what}`)
      .digest()
      .readUInt32LE(0);
}

/** Of a hundred fields so many are late, fail or are null. */
export interface Odds {
  readonly late: number;
  readonly fails: number;
  readonly absent: number;
}

export interface ScriptedContext {
  readonly dice: Dice;
  readonly odds: Odds;
}

interface Source {
  readonly __typename: string;
  readonly [SUBJECT]?: { readonly atenaNumber: string; readonly labels: number };
}

export interface ScriptedGraph {
  readonly schema: GraphQLSchema;
  readonly classes: ClassifiedSchema;
  readonly guarded: GuardedResolvers;
}

/**
 * A graph whose resolvers say by chance, at each place of the answer, a value, none, an error, or any of these later.
 * Fields whose name begins with `own` have no resolver and are properties of their objects.
 */
export function scriptedGraph(): ScriptedGraph {
  const schema = buildSchema(SDL);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields()))
        if (!field.name.startsWith('own')) script(field, ONCE.has(field.name) && type.name !== 'Mutation');
  const union = schema.getType('Any') as unknown as { resolveType: unknown };
  // As type-graphql has it: the name of a type comes later.
  union.resolveType = async (value: Source) => value.__typename;
  const classes = classifySchema(schema);
  return { schema, classes, guarded: guardSchema(schema, classes) };
}

/** Fields that come to the same by whatever name an object is asked for them. */
const ONCE: ReadonlySet<string> = new Set(['count', 'kind', 'texts', 'one', 'each']);

function script(field: GraphQLField<unknown, unknown>, once: boolean): void {
  field.resolve = scripted(field, once) as typeof field.resolve;
  if (once) field.extensions = { [ONCE_PER_OBJECT]: true };
}

function scripted(field: GraphQLField<unknown, unknown>, once: boolean) {
  return (source: unknown, args: object, context: ScriptedContext, info: GraphQLResolveInfo): unknown => {
    const own = responsePathAsArray(info.path);
    const path = once ? [...own.slice(0, -1), field.name] : own;
    const kind = String(field.type);
    const asked = Object.keys(args).join();
    const begin = (): unknown => late(context, path, () => made(kind, path, context, asked), once ? 1 : 0);
    if (!once) return begin();
    // One call answers all names, whoever asks: else it would be a matter of who asks when they come.
    const calls = CALLS.get(context) ?? new Map<string, () => unknown>();
    CALLS.set(context, calls);
    const name = JSON.stringify([path, asked]);
    const known = calls.get(name) ?? called(begin);
    calls.set(name, known);
    return known();
  };
}

/** What has been called in one request, by place. */
const CALLS = new WeakMap<ScriptedContext, Map<string, () => unknown>>();

/** A call that comes to the same, be it an error, for whoever asks once more. */
function called(begin: () => unknown): () => unknown {
  try {
    const value = begin();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/**
 * Now, some microtasks later, or in a later turn of the loop.
 * @param least microtasks: of one call that all names of a field share the names come one behind the other, which by
 *     graphql-js they do where it has not come yet when the last of them is asked for
 */
function late(
  { dice, odds }: ScriptedContext,
  path: readonly (string | number)[],
  outcome: () => unknown,
  least = 0,
) {
  if (dice(path, 'late') % 100 >= odds.late) return outcome();
  const steps = Math.max(least, dice(path, 'steps') % 5);
  return (async () => {
    if (steps === 4) await new Promise((resolve) => setImmediate(resolve));
    for (let step = 0; step < steps; step++) await null;
    return outcome();
  })();
}

function made(
  kind: string,
  path: readonly (string | number)[],
  context: ScriptedContext,
  asked: string,
): unknown {
  const { dice, odds } = context;
  const fate = dice(path, 'fate') % 1000;
  if (fate < odds.fails * 8) throw new Error(`failed at ${path.join('.')}`);
  if (fate < odds.fails * 9) return new Error(`an error at ${path.join('.')}`);
  if (fate < odds.fails * 10) return 7n;
  if (dice(path, 'absent') % 100 < odds.absent) return dice(path, 'void') % 2 === 0 ? null : undefined;
  const value = plain(kind.replace(/!$/, ''), path, context, asked);
  const subject = subjectAt(path, dice);
  switch (dice(path, 'about') % 12) {
    case 0:
      return new ForSubject(subject, value);
    case 1:
      return new ForSubjects([subject, subjectAt([...path, 'other'], dice)], value);
    case 2:
      return new AskedAbout([subject], ['Query.leaf'], value);
    default:
      return value;
  }
}

function plain(
  kind: string,
  path: readonly (string | number)[],
  context: ScriptedContext,
  asked: string,
): unknown {
  const { dice, odds } = context;
  const list = /^\[(.*)\]$/.exec(kind)?.[1];
  if (list !== undefined) {
    const length = dice(path, 'length') % 4;
    return Array.from({ length }, (_, at) => {
      const place = [...path, at];
      if (dice(place, 'none') % 10 === 0) return null;
      const item = (): unknown => plain(list.replace(/!$/, ''), place, context, asked);
      return dice(place, 'later') % 12 === 0 ? Promise.resolve().then(item) : item();
    });
  }
  if (kind === 'String') return dice(path, 'text') % 12 === 0 ? NUMBER : `${path.join('/')}${asked}`;
  if (kind === 'Int' && odds.fails === 0) return dice(path, 'int') % 1000;
  if (kind === 'Int') return [dice(path, 'int') % 1000, 0, 1.5, 3e9, '7', true][dice(path, 'form') % 6];
  if (kind === 'Kind') return ['SMALL', 'LARGE', 'NEITHER'][dice(path, 'kind') % 3];
  if (kind === 'Float') return [0.5, -3, 1e12, Number.NaN, '7'][dice(path, 'ratio') % 5];
  if (kind === 'Boolean') return [true, false, 1][dice(path, 'yes') % 3];
  return objectAt(kind, path, context);
}

/** A text that has to be cleaned. */
const NUMBER = '個人番号 123456789018 です';

/** What some objects say beside their fields, which the guard has to hear of. */
function besides(path: readonly (string | number)[], dice: Dice): object {
  const subject = subjectAt([...path, 'beside'], dice);
  switch (dice(path, 'beside') % 24) {
    case 0:
      return { [PERSONS]: [subject] };
    case 1:
      return { [UNSHOWN]: [subject] };
    case 2:
      return { userErrors: [{ code: 'LOCKED' }] };
    case 3:
      return {
        [SET_ASIDE]: new Map([
          ['ownText', { system: 'HEALTH_MANAGEMENT', column: 'kk_sessyu.x', reason: 'MALFORMED' }],
        ]),
      };
    default:
      return {};
  }
}

function once(make: () => unknown): () => unknown {
  let made: (() => unknown) | null = null;
  return () => (made ??= called(make))();
}

function objectAt(kind: string, path: readonly (string | number)[], context: ScriptedContext): object {
  const { dice } = context;
  const types = kind === 'Any' || kind === 'Named' ? ['Node', 'Leaf'] : [kind];
  const typename = types[dice(path, 'type') % types.length] as string;
  // Made when it is read, for such objects have no end; whoever reads it twice finds what stands there.
  const own = (name: string, type: string) => ({
    get: once(() => late(context, [...path, name], () => made(type, [...path, name], context, ''))),
    enumerable: true,
  });
  const object = Object.defineProperties(
    { __typename: typename },
    {
      ownText: own('ownText', 'String'),
      ownSure: own('ownSure', 'String!'),
      ownNode: own('ownNode', 'Node'),
      ownNodes: own('ownNodes', '[Node!]'),
      ownTexts: own('ownTexts', '[String!]!'),
      ownKind: own('ownKind', 'Kind'),
      ownCount: own('ownCount', 'Int'),
      ownRatio: own('ownRatio', 'Float'),
      ownYes: own('ownYes', 'Boolean'),
      ownRow: own('ownRow', 'Row'),
      ownRows: own('ownRows', '[Row]'),
    },
  );
  if (kind === 'Row') Object.assign(object, besides(path, dice));
  return dice(path, 'person') % 2 === 0 ? withSubject(subjectAt(path, dice), object) : object;
}

function subjectAt(path: readonly (string | number)[], dice: Dice) {
  return { atenaNumber: String(dice(path, 'who') % 5), labels: dice(path, 'labels') % 4 };
}
