import { GraphQLError } from 'graphql';
import { isPromise } from '../guard/field-guard.js';
import type { AnswerInProgress } from './answer-in-progress.js';
import type { Asked } from './asked.js';
import { ListFrame, ObjectFrame, type Frame, type Held } from './frame.js';
import type { Jobs } from './jobs.js';
import type { PreparedField, PreparedType } from './prepared-field.js';
import { resolveInfo } from './resolve-info.js';
import { isIterable, nameOfType, serialized, typeNamed } from './values.js';

/** Puts values into an answer, now or when they come: scalars as they leave, objects and lists to be filled next. */
export class Completion {
  constructor(
    private readonly asked: Asked,
    private readonly answer: AnswerInProgress,
    private readonly jobs: Jobs,
  ) {}

  /** What comes later from a resolver that the guard has wrapped, from a list, or as the name of a type. */
  await(coming: Promise<unknown>, position: Held, type: PreparedType): void {
    this.answer.hold(position);
    coming.then(
      (value) => this.jobs.now(() => this.placeLate(position, type, value)),
      (error: unknown) => this.answer.failNext(position, error),
    );
  }

  placeLate(position: Held, type: PreparedType, value: unknown): void {
    const { layers } = position;
    try {
      position.above.out[position.key as never] = this.complete(position, type, value) as never;
    } catch (error) {
      this.answer.failNext(position, error);
      return;
    }
    // The name of its type comes later still.
    if (position.layers > layers) return;
    // Else it is settled when the object or the list is.
    if (this.answer.top === null) this.answer.settle(position.above, layers);
    else this.answer.top.isCounted = true;
  }

  /** A value that is there, at its place. */
  place(position: Held, type: PreparedType, value: unknown): void {
    try {
      position.above.out[position.key as never] = this.complete(position, type, value) as never;
    } catch (error) {
      this.answer.fail(position, error);
    }
  }

  /**
   * What stands in the answer for a value: an object or a list stands there before anything is in it, and is filled
   * next. Throws what makes its place fail.
   */
  private complete(position: Held, type: PreparedType, value: unknown): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (type.nullable) return null;
      throw new Error(`Cannot return null for non-nullable field ${coordinateOf(position.field)}.`);
    }
    switch (type.kind) {
      case 'LEAF':
        return type.isText && typeof value === 'string' ? value : serialized(type.leaf, value);
      case 'OBJECT':
        return this.answer.open(new ObjectFrame(position, this.answer.top, type.selection(), value));
      case 'LIST':
        if (!isIterable(value)) throw notIterable(position.field);
        return this.answer.open(
          new ListFrame(
            position,
            this.answer.top,
            type.item,
            Array.isArray(value) ? (value as readonly unknown[]) : value[Symbol.iterator](),
          ),
        );
      case 'ABSTRACT':
        return this.completeAbstract(position, type, value);
    }
  }

  private completeAbstract(
    position: Held,
    type: PreparedType & { readonly kind: 'ABSTRACT' },
    value: unknown,
  ): unknown {
    const info = resolveInfo(this.asked, position.field, position.path);
    const name = nameOfType(type.abstract, value, { context: this.asked.context, info });
    const complete = (told: unknown): unknown => {
      const object = typeNamed(told, { abstract: type.abstract, info });
      return this.answer.open(new ObjectFrame(position, this.answer.top, type.selectionOf(object), value));
    };
    if (!isPromise(name)) return complete(name);
    this.answer.hold(position);
    name.then(
      (told) =>
        this.jobs.now(() => {
          try {
            position.above.out[position.key as never] = complete(told) as never;
            (this.answer.top as unknown as Frame).isCounted = true;
          } catch (error) {
            this.answer.failNext(position, error);
          }
        }),
      (error: unknown) => this.answer.failNext(position, error),
    );
    return undefined;
  }
}

function coordinateOf({ parent, definition }: PreparedField): string {
  return `${parent.name}.${definition.name}`;
}

function notIterable(field: PreparedField): GraphQLError {
  return new GraphQLError(`Expected Iterable, but did not find one for field "${coordinateOf(field)}".`);
}
