import {
  getNamedType,
  isInputObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { Subject } from './subject.js';

/** What an argument can hold that leads to a person. */
export const PERSON_KINDS = [
  'resident', // 宛名番号 of somebody in the registry
  'newcomer', // the same, or a number that nobody has yet: of those who come into the registry
  'logged', // 宛名番号 as the access log has it: the registry need not know the person any more
  'case', // number of a case: everybody it is about
  'application', // number of an application for a certificate at the vaccination record system
  'finding', // id of a finding of the reconciliation: whom the two sides are about
  'provision', // 処理通番 of what another body asks; whom it is about is read from the intermediate server
] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/**
 * Kinds that lead to persons by a row about them, and where whoever may see such a row is shown it. To whom the row is
 * closed there, it is not there at all: numbers can be tried one after the other, and a refusal would say of which that
 * somebody is behind it who is closed.
 */
export const ROWS_SHOWN_AT: Readonly<Partial<Record<PersonKind, string>>> = {
  case: 'Query.case',
  application: 'Query.certificateApplications',
  finding: 'Query.reconciliationFindings',
  provision: 'Query.provisionRequest',
};

/** Why a mutation names no person of the registry. */
export const NOBODY_REASONS = [
  'STAFF_ADMINISTRATION', // accounts, menus, offices, contracts and sessions of staff
  'OWN_SESSION', // the session of whoever asks
  'LOG_REVIEW', // what staff did, as the log has it; the persons in it are pseudonyms
] as const;
export type NobodyReason = (typeof NOBODY_REASONS)[number];

/** `@classified(person: "provision:input.id")`: which argument names a person, and what it holds. */
export interface PersonArgument {
  readonly kind: PersonKind;
  /** From the argument through its input objects to the text; lists may stand anywhere on the way. */
  readonly path: readonly string[];
  /** The most persons at a time, judged before anybody is loaded; 1,000 when left out. */
  readonly most?: number;
}

/**
 * Every argument of a field that names somebody, each judged alike. The first always names whom the field is about; the
 * others name who else it touches, and may be left out.
 */
export type PersonArguments = readonly [PersonArgument, ...PersonArgument[]];

/** Somebody an argument leads to. */
export interface NamedPerson {
  readonly subject: Subject;
  /** False where the registry knows nothing of the person. Nobody acts on such a one, whatever the policy says. */
  readonly known: boolean;
}

/**
 * Finds the person that the text of an argument names, within one request. Null where it leads to nobody, such as
 * a number that no provision or case has. Rejects with BAD_USER_INPUT where the text is not of its kind's form.
 */
export type SubjectLoader = {
  readonly [Kind in PersonKind]: (text: string) => Promise<NamedPerson | readonly NamedPerson[] | null>;
};

/** Persons whom the first argument of a declared field names; never none, for without a person it is not entered. */
export type People = readonly [Subject, ...Subject[]];

/**
 * What a declared field answers instead, where it is asked to act on somebody the registry does not know: of all who are
 * named, and the last key of the argument that leads to nobody.
 */
export type UnknownAnswer = (people: readonly Subject[], field: string) => unknown;

/** Under this name a field's `extensions` hold its `UnknownAnswer`. */
export const IF_UNKNOWN = 'sekisho.ifUnknown';

/** One batch of the registry. */
const MAX_PEOPLE = 1_000;

/** `kind:argument.key.key`; the kind is `resident` where it is left out. Null for anything else. */
export function parsePersonArgument(text: string): PersonArgument | null {
  const [, named = 'resident', way = ''] = /^(?:(\w+):)?(\w+(?:\.\w+)*)$/.exec(text) ?? [];
  const kind = PERSON_KINDS.find((one) => one === named);
  return kind === undefined || way === '' ? null : { kind, path: way.split('.') };
}

/** Whether the path leads, in the schema, to a text (ID or String) of this field's arguments. */
export function leadsToText(field: GraphQLField<unknown, unknown>, { path }: PersonArgument): boolean {
  const [argument, ...keys] = path;
  let type: GraphQLInputType | undefined = field.args.find(({ name }) => name === argument)?.type;
  for (const key of keys) {
    const named = type && getNamedType(type);
    type = isInputObjectType(named) ? named.getFields()[key]?.type : undefined;
  }
  const named = type && getNamedType(type);
  return isScalarType(named) && (named.name === 'ID' || named.name === 'String');
}

/**
 * The texts that name the persons, each once; at most `most`. Throws BAD_USER_INPUT for more, and where anything on the
 * path is missing, null, an empty list or not a text: without the person's number nobody can decide whether the act is
 * closed. What is missing of an argument that may be left out names nobody.
 */
export function readPersonTexts(
  args: Record<string, unknown>,
  { path, most = MAX_PEOPLE }: PersonArgument,
  mayBeLeftOut = false,
): readonly string[] {
  const all = leavesAt(args, path);
  const given = all.filter((leaf) => leaf !== null);
  if (!given.every((leaf) => typeof leaf === 'string')) throw unnamed();
  if (given.length < all.length && !mayBeLeftOut) throw unnamed();
  const texts = new Set(given);
  if (texts.size > most) throw tooMany(most);
  return [...texts];
}

/** What stands at the end of the path, through every list on the way; null for each place where nothing does. */
function leavesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value))
    return value.length === 0 ? [null] : value.flatMap((part: unknown) => leavesAt(part, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value ?? null];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [null];
  return leavesAt((value as Record<string, unknown>)[key], rest);
}

function unnamed(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'no person named',
    en: 'This must name the person it is about. Give the number of at least one.',
    ja: '対象者の指定がありません。対象者の番号を1件以上指定してください。',
  });
}

function tooMany(most: number): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'too many persons named',
    en: `At most ${most} persons at a time.`,
    ja: `一度に指定できるのは${most}人までです。`,
  });
}
