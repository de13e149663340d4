import { getArgumentValues, OperationTypeNode, type ExecutionResult } from 'graphql';
import { isPromise, NotOpened, openField } from '../guard/field-guard.js';
import { contextFor, type GuardedField } from '../guard/guarded-field.js';
import { failField } from '../guard/refuse.js';
import { release } from '../guard/release.js';
import type { RequestGuard, ResponsePath } from '../guard/request-guard.js';
import { refuseTypedNumbers } from '../guard/typed-texts.js';
import { AnswerInProgress } from './answer-in-progress.js';
import type { Asked } from './asked.js';
import { Completion } from './completion.js';
import {
  ObjectFrame,
  type Held,
  type LateField,
  type ListFrame,
  type Position,
  type SharedValue,
} from './frame.js';
import { Jobs } from './jobs.js';
import type { PreparedField, PreparedSelection } from './prepared-operation.js';
import { resolveInfo } from './resolve-info.js';

type Args = Record<string, unknown>;

/** A field whose guard is asked. */
interface Opening {
  readonly target: GuardedField;
  readonly frame: ObjectFrame;
  readonly position: Held;
  readonly args: Args;
}

const NO_ARGUMENTS: Args = {};
/** For a microtask: `queueMicrotask` costs several times as much. */
const NOW = Promise.resolve();

/** Of a field whose value has to be waited for. */
const LATER = Symbol('later');

/**
 * Forms the answer of one operation, as graphql-js would: field by field, depth first, in the order of the document,
 * with the guard's steps around each. It keeps its own stack and not JavaScript's, so that it can stop at any object
 * and go on in a later turn of the loop without anything being told of it: no value becomes a promise because there is
 * no time.
 *
 * A field whose value comes later leaves its place open. When the value is there, it is a job of its own, and jobs come
 * one after another in the order in which their values came.
 */
export class Execution {
  private readonly guard: RequestGuard;
  private readonly jobs: Jobs;
  private readonly answer: AnswerInProgress;
  private readonly completion: Completion;
  private readonly isSerial: boolean;
  private readonly args: (Args | undefined)[] = [];
  /** It has given way, and goes on when it is its turn. */
  private isAwaited = false;
  private isRunning = false;

  constructor(private readonly asked: Asked) {
    this.guard = asked.context.guard;
    this.isSerial = asked.prepared.operation.operation === OperationTypeNode.MUTATION;
    this.jobs = new Jobs(() => {
      if (!this.isRunning && !this.isAwaited) this.goOn();
    });
    this.answer = new AnswerInProgress(this.jobs, this.isSerial);
    this.completion = new Completion(asked, this.answer, this.jobs);
  }

  /** A promise only where something has to be waited for. */
  run(): ExecutionResult | Promise<ExecutionResult> {
    const root: Position = { above: null, key: '', path: undefined, field: null, nullable: true };
    this.answer.top = new ObjectFrame(root, null, this.asked.prepared.root, undefined);
    this.goOn();
    return this.answer.formed();
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
      const frame = this.answer.top;
      if (frame === null && this.jobs.isEmpty) break;
      if (mayLook && (frame === null || frame.at === 0) && loop.isOver()) {
        this.giveWay();
        break;
      }
      mayLook = true;
      if (frame === null) this.jobs.take();
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

  private formObject(frame: ObjectFrame): void {
    const { fields } = frame.selection;
    const isSerial = frame.position.above === null && this.isSerial;
    while (frame.at < fields.length) {
      if (isSerial && frame.pending > 0) {
        frame.isHeld = true;
        this.answer.top = null;
        return;
      }
      const field = fields[frame.at++] as PreparedSelection['fields'][number];
      if (field.text !== null) frame.out[field.key] = field.text;
      else this.formField(frame, field);
      if (this.answer.top !== frame) return;
    }
    this.answer.pass(frame);
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
          this.answer.reject(frame, error);
          return;
        }
      }
      frame.at += 1;
      const path = { prev: position.path, key, typename: undefined };
      if (isPromise(row)) this.completion.await(row, { ...place, path }, item);
      else this.completion.place({ ...place, path }, item, row);
      if (this.answer.top !== frame) return;
    }
    this.answer.pass(frame);
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
        if (isPromise(value)) return this.completion.await(value, position, field.type);
      } else {
        value = this.openField({ target: field.target, frame, position, args });
        if (value === LATER) return;
      }
    } catch (error) {
      this.answer.fail(position, error);
      return;
    }
    this.completion.place(position, field.type, value);
  }

  /** The guard's steps around one field; its value, or LATER. */
  private openField({ target, frame, position, args }: Opening): unknown {
    const { guard } = this;
    const { field, path } = position;
    const access = { subject: frame.subject, path };
    const verdict = openField(target, guard, access, args);
    if (verdict instanceof NotOpened) return verdict.value;
    let shared: SharedValue | null;
    let value: unknown;
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args);
      shared = this.sharedBy(frame, position, args);
      value = shared === null ? this.valueOf(target, frame.source, { args, field, path }) : shared.value;
    } catch (error) {
      return failField(target, guard, { ...access, error });
    }
    const { subject } = frame;
    if (!isPromise(value)) return release(target, guard, { subject, path, verdict, value });
    this.awaitField(value, { target, verdict, subject, position }, shared);
    return LATER;
  }

  /** The one value of a field that stands in the object by several names; null where each has its own. */
  private sharedBy(frame: ObjectFrame, { field, path }: Held, args: Args): SharedValue | null {
    // What begins when the answer is formed has a context of its own.
    if (field.shared === null || field.target === null || this.guard.calls.isOver) return null;
    frame.shared ??= [];
    return (frame.shared[field.shared] ??= {
      value: this.valueOf(field.target, frame.source, { args, field, path }),
      waiting: null,
    });
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

  /**
   * What is done with a value that comes is done when there is time for it: a batch answers a hundred thousand fields in
   * one go. A microtask stands for the promise that graphql-js makes of it.
   */
  private awaitField(coming: Promise<unknown>, late: LateField, shared: SharedValue | null): void {
    this.answer.hold(late.position);
    // Of one call several fields may wait; it is one call all the same to whoever waits for the others.
    if (shared?.waiting != null) {
      shared.waiting.push(late);
      return;
    }
    this.guard.calls.hold();
    const waiting = [late];
    if (shared !== null) shared.waiting = waiting;
    const settle = (finish: (field: LateField) => void): void => {
      if (shared !== null) shared.waiting = null;
      void NOW.then(() => {
        for (const field of waiting)
          this.jobs.now(() => {
            if (field === waiting.at(-1)) this.guard.calls.end();
            finish(field);
          });
      });
    };
    coming.then(
      (value) => settle((field) => this.finishField(field, () => this.released(field, value))),
      (error: unknown) => settle((field) => this.finishField(field, () => this.failed(field, error))),
    );
  }

  private finishField({ position }: LateField, settled: () => unknown): void {
    let value: unknown;
    try {
      value = settled();
    } catch (error) {
      this.answer.failNext(position, error);
      return;
    }
    this.completion.placeLate(position, position.field.type, value);
  }

  private released({ target, verdict, subject, position: { path } }: LateField, value: unknown): unknown {
    return release(target, this.guard, { subject, path, verdict, value });
  }

  private failed({ target, subject, position: { path } }: LateField, error: unknown): null {
    return failField(target, this.guard, { subject, path, error });
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
