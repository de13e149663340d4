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

/** Why a mutation names no person of the registry. */
export const NOBODY_REASONS = [
  'STAFF_ADMINISTRATION', // accounts, menus, offices, contracts and sessions of staff
  'OWN_SESSION', // the session of whoever asks
  'LOG_REVIEW', // what staff did, as the log has it; the persons in it are pseudonyms
] as const;
export type NobodyReason = (typeof NOBODY_REASONS)[number];

/** `@classified(person: "provision:input.id")`: which argument names the person, and what it holds. */
export interface PersonArgument {
  readonly kind: PersonKind;
  /** From the argument through its input objects to the text; lists may stand anywhere on the way. */
  readonly path: readonly string[];
  /** The most persons at a time, judged before anybody is loaded; 1,000 when left out. */
  readonly most?: number;
}

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

/** Persons a declared field is about; never none, for without a person it is not entered. */
export type People = readonly [Subject, ...Subject[]];

/** What a declared field answers instead, where it is asked to act on somebody the registry does not know. */
export type UnknownAnswer = (people: readonly Subject[]) => unknown;

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
 * The texts that name the persons, each once; 1 to `most`. Throws BAD_USER_INPUT for another count, and where
 * anything on the path is missing, null, an empty list or not a text: without the person's number nobody can
 * decide whether the act is closed.
 */
export function readPersonTexts(
  args: Record<string, unknown>,
  { path, most = MAX_PEOPLE }: PersonArgument,
): readonly string[] {
  const texts = new Set(textsAt(args, path));
  if (texts.size < 1) throw unnamed();
  if (texts.size > most) throw tooMany(most);
  return [...texts];
}

function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => textsAt(part, path));
    return parts.some((part) => part.length === 0) ? [] : parts.flat();
  }
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return textsAt((value as Record<string, unknown>)[key], rest);
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
