import type { GraphQLFieldResolver } from 'graphql';
import type { RequestGuard } from './request-guard.js';
import type { ResponsePath } from './response-path.js';
import type { FieldClass } from './classification.js';
import type { FieldInputs } from './input-guard.js';
import type { People, SubjectLoader } from './person-argument.js';
import type { AsideFields } from './set-aside.js';
import type { Subject } from './subject.js';
import type { TypedTexts } from './typed-texts.js';

/** What the guard needs of a request's context. */
export interface GuardedContext {
  readonly guard: RequestGuard;
  /** Finds the persons that arguments name. */
  readonly subjects: SubjectLoader;
  /** The persons found and judged: for the resolver of a field that declares them, and for no other. */
  readonly people?: People;
  /**
   * The same context for resolvers that begin when the answer is formed: it holds what was read, and its way to
   * anything else throws `AnswerEnded`.
   */
  readonly afterwards?: GuardedContext;
}

/** What a resolver may use: everything, or what was read already where nobody will see what it comes to. */
export function contextFor(context: GuardedContext): GuardedContext {
  return context.guard.calls.isOver ? (context.afterwards ?? context) : context;
}

export type Resolver = GraphQLFieldResolver<unknown, GuardedContext, Record<string, unknown>>;

/**
 * Under this name a field's `extensions` say that its resolver comes to the same for each name under which one object is
 * asked for it, so that it need be called but once.
 */
export const ONCE_PER_OBJECT = 'sekisho.oncePerObject';

/** One field as the guard sees it, worked out once at the start. */
export interface GuardedField {
  readonly field: FieldClass;
  /** Without its type. */
  readonly name: string;
  readonly root: boolean;
  readonly resolve: Resolver;
  /** The field is this property of its object, and no resolver stands before it; null where one does. */
  readonly property: string | null;
  /** Its resolver is called once for an object, by however many names it is asked for there. */
  readonly oncePerObject: boolean;
  /** Classified keys of the field's input objects: using one is a verb of its own. */
  readonly inputs: FieldInputs;
  /** Texts that a caller may leave in its arguments; null where there is none. */
  readonly typed: TypedTexts | null;
  /** The field answers values, or lists of them: a list of objects is cleaned field by field as they are read. */
  readonly leaf: boolean;
  /** The answer may hold null here, whatever becomes of the field. */
  readonly nullable: boolean;
  /** The field's type has a `disclosure`: it explains its own redaction. */
  readonly explains: boolean;
}

export interface Access {
  readonly subject: Subject | null;
  readonly path: ResponsePath;
  /** Fields of the object that could not be read; missing or null: none. */
  readonly aside?: AsideFields | null;
}

export const REDACTED = 'REDACTED';
