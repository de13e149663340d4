import { getArgumentValues, GraphQLError, locatedError, type ExecutionResult } from 'graphql';
import { isPromise, NotOpened, openField } from '../guard/field-guard.js';
import { contextFor, type GuardedContext, type GuardedField } from '../guard/guarded-field.js';
import { failField } from '../guard/refuse.js';
import { release } from '../guard/release.js';
import { pathKeys, type RequestGuard, type ResponsePath } from '../guard/request-guard.js';
import { refuseTypedNumbers } from '../guard/typed-texts.js';
import type { Verdict } from '../policy/terms.js';
import { ListFrame, ObjectFrame, type Frame, type Position } from './frame.js';
import type {
  PreparedField,
  PreparedOperation,
  PreparedSelection,
  PreparedType,
} from './prepared-operation.js';
import { resolveInfo } from './resolve-info.js';
import { isIterable, nameOfType, serialized, typeNamed } from './values.js';

type Args = Record<string, unknown>;

/** A place in an object or a list: all but that of the answer as a whole. */
type Held = Position & { readonly above: Frame; readonly field: PreparedField; readonly path: ResponsePath };

/** Something that comes later: what there is to do when it is there. */
type Job = () => void;

interface Asked {
  readonly prepared: PreparedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GuardedContext;
}

/** A field whose value is not there yet. */
interface LateField {
  readonly target: GuardedField;
  readonly verdict: Verdict;
  readonly position: Held;
}

/** A field whose guard is asked. */
interface Opening {
  readonly target: GuardedField;
  readonly frame: ObjectFrame;
  readonly position: Held;
  readonly args: Args;
}

const NO_ARGUMENTS: Args = {};

/** Of a field whose value has to be waited for. */
const LATER = Symbol('later');

/**
 * Forms the answer of one operation, as graphql-js would: field by field, depth first, in the order of the document,
 * with the guard's steps around each. It keeps its own stack and not JavaScript's, so that it can stop at any object
 * and go on in a later turn of the loop without anything being told of it: no value becomes a promise because there is
 * no time.
 *
 * A field whose value comes later leaves its place open. When the value is there, it is a job of its own, and jobs come
 * one after another in the order in which their values came. Where a late field fails that may not be null, its error
 * climbs as many microtasks as it would in graphql-js: which of several errors comes first, and what is begun in
 * between, is then the same.
 */
export class Execution {
  private readonly guard: RequestGuard;
  private readonly args: (Args | undefined)[] = [];
  private readonly errors: GraphQLError[] = [];
  private readonly jobs: Job[] = [];
  private nextJob = 0;
  private top: Frame | null = null;
  /** It has given way, and goes on when it is its turn. */
  private isAwaited = false;
  private isRunning = false;
  private result: ExecutionResult | null = null;
  private told: (result: ExecutionResult) => void = () => undefined;

  constructor(private readonly asked: Asked) {
    this.guard = asked.context.guard;
  }

  /** A promise only where something has to be waited for. */
  run(): ExecutionResult | Promise<ExecutionResult> {
    const root: Position = { above: null, key: '', path: undefined, field: null, nullable: true };
    this.top = new ObjectFrame(root, null, this.asked.prepared.root, undefined);
    this.goOn();
    return this.result ?? new Promise<ExecutionResult>((resolve) => (this.told = resolve));
  }

  /**
   * Works until nothing is left that can be done now, or the slice is over.
   * @param isItsTurn it has waited for this, so that it does something, however late it is
   */
  private goOn(isItsTurn = false): void {
    const { loop } = this.guard;
    let mayLook = !isItsTurn;
    this.isRunning = true;
    for (;;) {
      const frame = this.top;
      if (frame === null && this.nextJob === this.jobs.length) break;
      if (mayLook && (frame === null || frame.at === 0) && loop.isOver()) {
        this.giveWay();
        break;
      }
      mayLook = true;
      if (frame === null) this.takeJob();
      else if (frame.isList) this.formList(frame);
      else this.formObject(frame);
    }
    this.isRunning = false;
  }

  private giveWay(): void {
    this.isAwaited = true;
    const { calls, loop } = this.guard;
    void calls.until(
      loop.wait().then(() => {
        this.isAwaited = false;
        this.goOn(true);
      }),
    );
  }

  private takeJob(): void {
    const job = this.jobs[this.nextJob++] as Job;
    if (this.nextJob === this.jobs.length) {
      this.jobs.length = 0;
      this.nextJob = 0;
    }
    job();
  }

  /** At once, but never in the middle of anything, and not before what came earlier. */
  private now(job: Job): void {
    this.jobs.push(job);
    if (!this.isRunning && !this.isAwaited) this.goOn();
  }

  private formObject(frame: ObjectFrame): void {
    const { fields } = frame.selection;
    const isSerial = frame.position.above === null && this.asked.prepared.operation.operation === 'mutation';
    while (frame.at < fields.length) {
      if (isSerial && frame.pending > 0) {
        frame.isHeld = true;
        this.top = null;
        return;
      }
      const field = fields[frame.at++] as PreparedSelection['fields'][number];
      if (field.text !== null) frame.out[field.key] = field.text;
      else this.formField(frame, field);
      if (this.top !== frame) return;
    }
    this.pass(frame);
  }

  private formList(frame: ListFrame): void {
    const { rows, item, position } = frame;
    const field = position.field as PreparedField;
    for (;;) {
      const key = frame.at;
      const place = { above: frame, key, field, nullable: item.nullable };
      let row: unknown;
      if (Array.isArray(rows)) {
        if (key >= rows.length) break;
        row = rows[key] as unknown;
      } else {
        try {
          const next = (rows as Iterator<unknown>).next();
          if (next.done === true) break;
          row = next.value;
        } catch (error) {
          this.reject(frame, error);
          return;
        }
      }
      frame.at += 1;
      const path = { prev: position.path, key, typename: undefined };
      if (isPromise(row)) this.await(row, { ...place, path }, item);
      else this.place({ ...place, path }, item, row);
      if (this.top !== frame) return;
    }
    this.pass(frame);
  }

  private formField(frame: ObjectFrame, field: PreparedField): void {
    const path = { prev: frame.position.path, key: field.key, typename: field.parent.name };
    const position = { above: frame, key: field.key, path, field, nullable: field.type.nullable };
    let value: unknown;
    try {
      const args = field.slot === null ? NO_ARGUMENTS : this.argumentsOf(field, field.slot);
      if (field.target === null) {
        const { context } = this.asked;
        value = field.definition.resolve?.(frame.source, args, context, this.infoOf(field, path));
        if (isPromise(value)) return this.await(value, position, field.type);
      } else {
        value = this.openField({ target: field.target, frame, position, args });
        if (value === LATER) return;
      }
    } catch (error) {
      this.fail(position, error);
      return;
    }
    this.place(position, field.type, value);
  }

  /** The guard's steps around one field; its value, or LATER. */
  private openField({ target, frame, position, args }: Opening): unknown {
    const { guard } = this;
    const { field, path } = position;
    const access = { subject: frame.subject, path };
    const verdict = openField(target, guard, access, args);
    if (verdict instanceof NotOpened) return verdict.value;
    let value: unknown;
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args);
      value = this.valueOf(target, frame.source, { args, field, path });
    } catch (error) {
      return failField(target, guard, { ...access, error });
    }
    if (!isPromise(value)) return release(target, guard, { subject: frame.subject, path, verdict, value });
    this.awaitField(value, frame, { target, verdict, position });
    return LATER;
  }

  private valueOf(
    target: GuardedField,
    source: unknown,
    { args, field, path }: { args: Args; field: PreparedField; path: ResponsePath },
  ): unknown {
    if (target.property !== null && typeof source === 'object' && source !== null) {
      const value = (source as Readonly<Record<string, unknown>>)[target.property];
      if (typeof value !== 'function') return value;
    }
    return target.resolve(source, args, contextFor(this.asked.context), this.infoOf(field, path));
  }

  private awaitField(coming: Promise<unknown>, { subject }: ObjectFrame, late: LateField): void {
    const { guard } = this;
    const { target, verdict, position } = late;
    const { path } = position;
    this.hold(position);
    guard.calls.hold();
    const settle = (released: () => unknown): void => {
      try {
        const value = released();
        const place = (): void => {
          guard.calls.end();
          this.placeLate(position, position.field.type, value);
        };
        queueMicrotask(() => this.now(place));
      } catch (error) {
        this.climb(2, () => {
          guard.calls.end();
          this.failPending(position, null, located(error, position));
        });
      }
    };
    coming.then(
      (value) => settle(() => release(target, guard, { subject, path, verdict, value })),
      (error: unknown) => settle(() => failField(target, guard, { subject, path, error })),
    );
  }

  /** What comes later from a resolver that the guard has wrapped, from a list, or as the name of a type. */
  private await(coming: Promise<unknown>, position: Held, type: PreparedType): void {
    this.hold(position);
    coming.then(
      (value) => this.now(() => this.placeLate(position, type, value)),
      (error: unknown) => this.failNext(position, error),
    );
  }

  /** Leaves a place open, in its order. */
  private hold({ above, key }: Held): void {
    above.out[key as never] = undefined as never;
    above.pending += 1;
  }

  private placeLate(position: Held, type: PreparedType, value: unknown): void {
    try {
      position.above.out[position.key as never] = this.complete(position, type, value) as never;
    } catch (error) {
      this.failNext(position, error);
      return;
    }
    // Else it is settled when the object or the list is.
    if (this.top === null) this.settle(position.above, 0);
    else this.top.isCounted = true;
  }

  private failNext(position: Held, error: unknown): void {
    this.climb(1, () => this.failPending(position, null, located(error, position)));
  }

  /** A value that is there, at its place. */
  private place(position: Held, type: PreparedType, value: unknown): void {
    try {
      position.above.out[position.key as never] = this.complete(position, type, value) as never;
    } catch (error) {
      this.fail(position, error);
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
        return this.open(new ObjectFrame(position, this.top, type.selection(), value));
      case 'LIST':
        if (!isIterable(value)) throw notIterable(position.field);
        return this.open(
          new ListFrame(
            position,
            this.top,
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
    const info = this.infoOf(position.field, position.path);
    const name = nameOfType(type.abstract, value, { context: this.asked.context, info });
    const complete = (told: unknown): unknown => {
      const object = typeNamed(told, { abstract: type.abstract, info });
      return this.open(new ObjectFrame(position, this.top, type.selectionOf(object), value));
    };
    if (!isPromise(name)) return complete(name);
    this.hold(position);
    name.then(
      (told) =>
        this.now(() => {
          try {
            position.above.out[position.key as never] = complete(told) as never;
            (this.top as unknown as Frame).isCounted = true;
          } catch (error) {
            this.failNext(position, error);
          }
        }),
      (error: unknown) => this.failNext(position, error),
    );
    return undefined;
  }

  private open(frame: Frame): unknown {
    this.top = frame;
    return frame.out;
  }

  /** All fields or rows have begun. */
  private pass(frame: Frame): void {
    this.top = frame.below;
    frame.hasPassed = true;
    if (frame.pending === 0) this.finish(frame, 0);
    else this.count(frame);
  }

  private count(frame: Frame): void {
    const { above } = frame.position;
    if (frame.isCounted || above === null) return;
    frame.isCounted = true;
    above.pending += 1;
  }

  /**
   * One of those that a frame waits for is there.
   * @param steps microtasks from now to when graphql-js would know it
   */
  private settle(frame: Frame, steps: number): void {
    frame.pending -= 1;
    if (frame.pending > 0) return;
    if (frame.isHeld) {
      frame.isHeld = false;
      this.now(() => (this.top = frame));
    } else if (frame.hasPassed && !frame.isRejected) {
      if (frame.failure === null) this.finish(frame, steps + stepsUp(frame));
      // Of an object that fails graphql-js waits for everything in it, and then once more.
      else this.rejectLate(frame, frame.failure, steps + 2);
    }
  }

  private finish({ position, isCounted, out }: Frame, steps: number): void {
    if (position.above === null) this.tell(out as Record<string, unknown>);
    else if (isCounted) this.settle(position.above, steps);
  }

  private tell(data: Record<string, unknown> | null): void {
    if (this.result !== null) return;
    const errors = [...this.errors];
    this.result = errors.length === 0 ? { data } : { errors, data };
    this.told(this.result);
  }

  /** Fails at a place whose holder is at work. */
  private fail(position: Held, error: unknown): void {
    const told = located(error, position);
    if (position.nullable) this.nullify(position, null, told);
    else this.reject(position.above, told);
  }

  /** A frame fails while its fields or rows begin: no further one does. */
  private reject(frame: Frame, error: unknown): void {
    const told = located(error, frame.position);
    this.top = frame.below;
    frame.hasPassed = true;
    // An object waits for the fields that have begun; a list waits for nothing.
    if (!frame.isList && frame.pending > 0 && !this.isSerialRoot(frame)) {
      frame.failure = told;
      this.count(frame);
      return;
    }
    frame.isRejected = true;
    const { above } = frame.position;
    if (above === null) this.tellFailure(told);
    else if (frame.isCounted)
      this.climb(1, () => this.failPending(frame.position as Held, frame, located(told, frame.position)));
    else if (frame.position.nullable) this.nullify(frame.position as Held, frame, told);
    else this.reject(above, told);
  }

  private isSerialRoot(frame: Frame): boolean {
    return frame.position.above === null && this.asked.prepared.operation.operation === 'mutation';
  }

  /** Something fails that its holder waits for. */
  private failPending(position: Held, failed: Frame | null, error: GraphQLError): void {
    const { above } = position;
    if (position.nullable) {
      this.nullify(position, failed, error);
      this.settle(above, -1);
    } else if (above.failure === null) this.rejectLate(above, error, 0);
    else this.rejectLate(above, above.failure, 1);
  }

  /** A frame fails whose fields or rows have all begun. */
  private rejectLate(frame: Frame, error: GraphQLError, steps: number): void {
    if (frame.isRejected) return;
    frame.isRejected = true;
    const { above } = frame.position;
    if (above === null) {
      this.climb(this.isSerialRoot(frame) ? 1 : steps + 3, () => this.tellFailure(error));
      return;
    }
    this.climb(steps + stepsUp(frame), () =>
      this.failPending(frame.position as Held, frame, located(error, frame.position)),
    );
  }

  private tellFailure(error: GraphQLError): void {
    if (this.result !== null) return;
    this.errors.push(error);
    this.tell(null);
  }

  /** The place is null, and the error is told, unless what is around it is gone already. */
  private nullify(position: Held, failed: Frame | null, error: GraphQLError): void {
    position.above.out[position.key as never] = null as never;
    for (let at: Frame | null = position.above; at !== null; at = at.position.above) if (at.isNulled) return;
    if (failed !== null) failed.isNulled = true;
    if (this.result === null) this.errors.push(error);
  }

  /** Microtasks later, and never in the middle of anything. */
  private climb(steps: number, then: Job): void {
    const step = (left: number): void => {
      if (left > 0) queueMicrotask(() => step(left - 1));
      else this.now(then);
    };
    step(steps);
  }

  private argumentsOf(field: PreparedField, slot: number): Args {
    return (this.args[slot] ??= getArgumentValues(
      field.definition,
      field.nodes[0] as PreparedField['nodes'][number],
      this.asked.variables,
    ));
  }

  private infoOf(field: PreparedField, path: ResponsePath): ReturnType<typeof resolveInfo> {
    return resolveInfo(this.asked, field, path);
  }
}

/**
 * Microtasks that graphql-js takes from a field or a row to what holds the object or the list: one for the promise of
 * all that is in it, one for its own, one more for an object, and one more where it came late itself.
 */
function stepsUp({ isList, below }: Frame): number {
  return (isList ? 2 : 3) + (below === null ? 1 : 0);
}

function located(error: unknown, { field, path }: Position): GraphQLError {
  return locatedError(error, field?.nodes, path === undefined ? [] : pathKeys(path));
}

function coordinateOf({ parent, definition }: PreparedField): string {
  return `${parent.name}.${definition.name}`;
}

function notIterable(field: PreparedField): GraphQLError {
  return new GraphQLError(`Expected Iterable, but did not find one for field "${coordinateOf(field)}".`);
}
