import {
  defaultFieldResolver,
  getNamedType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Verdict } from '../policy/terms.js';
import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import type { ClassifiedSchema, FieldClass } from './classification.js';
import { ClosedFor } from './closed-for.js';
import { findClosedInput, inputsOf, type FieldInputs } from './input-guard.js';
import type { RequestGuard } from './request-guard.js';
import { Sealed } from '../individual-number/sealed.js';
import { about, Regarding, RegardingAll, subjectOf, type Subject } from './subject.js';
import { findNumbers, mayHoldNumber, maskNumbers } from '../individual-number/tripwire/tripwire.js';

/** What the guard needs of a request's context. */
export interface GuardedContext {
  readonly guard: RequestGuard;
}

type Resolver = GraphQLFieldResolver<unknown, GuardedContext, Record<string, unknown>>;

/** One field as the guard sees it, worked out once at the start. */
interface GuardedField {
  readonly field: FieldClass;
  readonly root: boolean;
  readonly resolve: Resolver;
  /** Classified keys of the field's input objects: using one is a verb of its own. */
  readonly inputs: FieldInputs;
  /** Text that a person may have typed: all but the keys and codes of the public class. */
  readonly freeText: boolean;
  /** The field answers values, or lists of them: a list of objects is cleaned field by field as they are read. */
  readonly leaf: boolean;
  /** The field's type has a `disclosure`: it explains its own redaction. */
  readonly explains: boolean;
}

const REDACTED = 'REDACTED';

/**
 * Wraps every field of the final schema, once and in place, so that no resolver can forget the guard. Synchronous: a
 * promise only where the resolver behind it returns one, for a microtask a field costs more than the decision.
 */
export function guardSchema(schema: GraphQLSchema, classes: ClassifiedSchema): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const definition of Object.values(type.getFields())) {
      const field = classes.get(`${type.name}.${definition.name}`);
      if (field === undefined) throw new TypeError(`${type.name}.${definition.name} escaped classification`);
      definition.resolve = guarded({
        field,
        root: roots.has(type),
        resolve: (definition.resolve as Resolver | undefined) ?? defaultFieldResolver,
        inputs: inputsOf(definition, classes),
        freeText: field.classification !== 'PUBLIC',
        leaf: isLeafType(getNamedType(definition.type)),
        explains: explainsItself(definition),
      });
    }
  }
}

function guarded(target: GuardedField): Resolver {
  return (source, args, context, info) => {
    const { guard } = context;
    guard.countAccess();
    const subject = subjectOf(source);
    const verdict = guard.verdict(target.field, subject?.labels ?? 0);
    if (!verdict.permit) return close(target, guard, { subject, verdict, info });
    if (target.inputs.size > 0) checkInputs(target, guard, args, info);
    let value: unknown;
    try {
      value = target.resolve(source, args, context, info);
    } catch (error) {
      throw failed(target, guard, { subject, error, info });
    }
    if (!isPromise(value)) return release(target, guard, { subject, verdict, info, value });
    return value.then(
      (settled) => release(target, guard, { subject, verdict, info, value: settled }),
      (error: unknown) => {
        throw failed(target, guard, { subject, error, info });
      },
    );
  };
}

interface Access {
  readonly subject: Subject | null;
  readonly info: GraphQLResolveInfo;
}

/** The policy closes the field: a root field is refused with an error, any other is visibly withheld. */
function close(target: GuardedField, guard: RequestGuard, access: Access & { verdict: Verdict }): unknown {
  const { verdict, subject, info } = access;
  if (target.root) refuse(target, guard, access);
  guard.withhold(target.field, info.path, subject, verdict);
  if (!target.explains || subject === null) return null;
  return about(subject, { disclosure: REDACTED, value: null, reason: verdict.reason });
}

function refuse(target: GuardedField, guard: RequestGuard, access: Access & { verdict: Verdict }): never {
  guard.record(target.field, access.info.path, access.subject, { outcome: 'DENIED', reason: access.verdict.rule });
  throw toGraphQLError(refusal(access.verdict));
}

function refusal(verdict: Verdict): GatewayError {
  if (verdict.reason === 'CASE_REQUIRED') {
    return new GatewayError('PURPOSE_REQUIRED', {
      detail: verdict.rule,
      en: 'This needs a case number. Send it in the Sekisho-Case header.',
      ja: 'この操作には案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    });
  }
  return new GatewayError('FORBIDDEN', { detail: verdict.rule });
}

/** Lets a permitted value go: opens what is sealed, cleans what is free text, records what became of it. */
function release(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict; value: unknown },
): unknown {
  const { info, verdict } = access;
  if (isAboutSeveral(access.value)) return releaseEach(target, guard, info, access.value);
  if (access.value instanceof RegardingAll) return releaseAll(target, guard, info, access.value);
  const value = access.value instanceof Regarding ? (access.value.value as unknown) : access.value;
  const subject = access.subject ?? (access.value instanceof Regarding ? access.value.subject : subjectOf(value));
  if (access.subject === null && subject !== null && isClosedFor(target, guard, { subject, info })) return null;
  if (value === null || value === undefined) {
    guard.record(target.field, info.path, subject, { outcome: 'ABSENT' });
    return null;
  }
  if (value instanceof Sealed) return releaseSealed(target, guard, { subject, info, verdict, value: value as Sealed<string> });
  guard.record(target.field, info.path, subject, { outcome: 'DISCLOSED' });
  return clean(target, guard, value, info);
}

/**
 * Cleans a text, and every text of a list, at any depth and in any place: a null or an object before it says nothing of
 * what follows. Vault's lesson: what hashes strings lets integers pass, so twelve digits are a text to the graph.
 */
function clean(target: GuardedField, guard: RequestGuard, value: unknown, info: GraphQLResolveInfo): unknown {
  if (typeof value === 'string') return cleaned(target, guard, value, info);
  if (typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) >= TWELVE_DIGITS)) {
    const magnitude = value < 0 ? -value : value;
    return `${value < 0 ? '-' : ''}${cleaned(target, guard, String(magnitude), info)}`;
  }
  if (!target.leaf || !Array.isArray(value)) return value;
  return value.map((element: unknown) => clean(target, guard, element, info));
}

function isAboutSeveral(value: unknown): value is readonly Regarding<unknown>[] {
  return Array.isArray(value) && value[0] instanceof Regarding;
}

/** A list of persons who were asked for one by one, as federation does: each is on record, whether he was found or not. */
function releaseEach(target: GuardedField, guard: RequestGuard, info: GraphQLResolveInfo, list: readonly Regarding<unknown>[]): unknown {
  return list.map(({ subject, value }) => {
    if (isClosedFor(target, guard, { subject, info })) return null;
    guard.record(target.field, info.path, subject, { outcome: value === null ? 'ABSENT' : 'DISCLOSED' });
    return value;
  });
}

/** One act on several persons: on record for each of them. They were demanded one by one before it was done. */
function releaseAll(target: GuardedField, guard: RequestGuard, info: GraphQLResolveInfo, all: RegardingAll<unknown>): unknown {
  for (const subject of all.subjects) guard.record(target.field, info.path, subject, { outcome: 'DISCLOSED' });
  return all.value;
}

/**
 * A field that finds its person only by looking is decided again for that person: that there is an answer tells something
 * of him. Reading an object is not: each of its fields has its own decision. Whoever may not be found by his number is
 * answered like a number that nobody has (trap 25); a verification names its person itself, so that it can be refused.
 */
function isClosedFor(target: GuardedField, guard: RequestGuard, access: Access & { subject: Subject }): boolean {
  if (target.field.verb === 'READ') return false;
  const verdict = guard.verdict(target.field, access.subject.labels);
  if (verdict.permit) return false;
  if (target.field.verb !== 'LOOK_UP') refuse(target, guard, { ...access, verdict });
  guard.record(target.field, access.info.path, access.subject, { outcome: 'DENIED', reason: verdict.rule });
  return true;
}

/** A sealed value opens at a coordinate classified for it and nowhere else, whatever the policy says of the rest. */
function releaseSealed(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict; value: Sealed<string> },
): string | null {
  const { field } = target;
  if (field.classification !== 'NUMBER' || field.verb !== 'REVEAL') {
    guard.withhold(field, access.info.path, access.subject, { permit: false, rule: 'sealed-value', reason: 'NOT_DISCLOSABLE' });
    return null;
  }
  guard.record(field, access.info.path, access.subject, { outcome: 'REVEALED', reason: access.verdict.rule });
  return guard.reveal(access.value, access.verdict);
}

/**
 * In what a person may have typed, digits that could be a number are masked, labelled or not. In keys and codes only a
 * labelled one is: there, twelve digits that fit by chance (one in five do) are worth a warning and no more.
 */
function cleaned({ field, freeText }: GuardedField, guard: RequestGuard, text: string, info: GraphQLResolveInfo): string {
  if (!mayHoldNumber(text)) return text;
  const known = guard.numbers.scrub(text, NONE);
  const masked = maskNumbers(known, { threshold: freeText ? 'LOW' : 'HIGH' }).text;
  if (!freeText && findNumbers(masked).length > 0) guard.doubt(field, info.path);
  return masked;
}

/** 100,000,000,000. */
const TWELVE_DIGITS = 1e11;
const NONE: ReadonlySet<string> = new Set();

function failed(target: GuardedField, guard: RequestGuard, access: Access & { error: unknown }): Error {
  if (access.error instanceof ClosedFor) {
    const { subject, verdict } = access.error;
    guard.record(target.field, access.info.path, subject, { outcome: 'DENIED', reason: verdict.rule });
    return toGraphQLError(refusal(verdict));
  }
  const error = toGatewayError(access.error);
  const outcome = error.code === 'SOURCE_UNAVAILABLE' ? 'UNAVAILABLE' : 'FAILED';
  guard.record(target.field, access.info.path, access.subject, { outcome, reason: error.detail ?? error.code });
  return toGraphQLError(error);
}

function checkInputs(target: GuardedField, guard: RequestGuard, args: Record<string, unknown>, info: GraphQLResolveInfo): void {
  const closed = findClosedInput(target.inputs, args, guard);
  if (closed === null) return;
  const reason = `${closed.field.coordinate} ${closed.verdict.rule}`;
  guard.record(target.field, info.path, null, { outcome: 'DENIED', reason });
  throw toGraphQLError(new GatewayError('WITHHELD', { detail: reason }));
}

function explainsItself(definition: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(definition.type);
  return isObjectType(type) && 'disclosure' in type.getFields();
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
