import { getArgumentValues, OperationTypeNode, type ExecutionResult } from 'graphql';
import { isPromise, NotOpened, openField } from '../guard/field-guard.js';
import { contextFor, type GuardedField } from '../guard/guarded-field.js';
import { failField } from '../guard/refuse.js';
import { release } from '../guard/release.js';
import type { RequestGuard } from '../guard/request-guard.js';
import type { ResponsePath } from '../guard/response-path.js';
import { refuseTypedNumbers } from '../guard/typed-texts.js';
import { AnswerInProgress } from './answer-in-progress.js';
import type { Asked } from './asked.js';
import { Completion } from './completion.js';
import { ObjectFrame, type Held, type ListFrame, type Position, type SharedValue } from './frame.js';
import { Jobs } from './jobs.js';
import { LateFields } from './late-fields.js';
import { PlainValues } from './plain-values.js';
import type { PreparedField, PreparedSelection } from './prepared-field.js';
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
/** Of a field whose value has to be waited for. */
const LATER = Symbol('later');

/**
 * Forms the answer of one operation, as graphql-js would: field by field, depth first, in the order of the document,
 * with the guard's steps around each. It keeps its own stack and not JavaScript's, so that it can stop at any object,
 * and behind any call of a resolver, and go on in a later turn of the loop without anything being told of it: no value becomes a promise because there is
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
  private readonly late: LateFields;
  private readonly plain: PlainValues;
  private readonly args: (Args | undefined)[] = [];
  /** It has given way, and goes on when it is its turn. */
  private isAwaited = false;
  private isRunning = false;
  /** A resolver was called, or an object formed, since somebody last looked at the time. */
  private mayBeLate = false;

  constructor(private readonly asked: Asked) {
    this.guard = asked.context.guard;
    this.plain = new PlainValues(this.guard);
    this.jobs = new Jobs(() => {
      if (!this.isRunning && !this.isAwaited) this.goOn();
    });
    this.answer = new AnswerInProgress(this.jobs);
    this.completion = new Completion(asked, this.answer, this.jobs);
    this.late = new LateFields(this.guard, this.completion, { answer: this.answer, jobs: this.jobs });
  }

  /** A promise only where something has to be waited for. */
  run(): ExecutionResult | Promise<ExecutionResult> {
    const { root, operation } = this.asked.prepared;
    const whole: Position = { above: null, key: '', path: undefined, field: null, nullable: true, layers: 0 };
    const isSerial = operation.operation === OperationTypeNode.MUTATION;
    this.answer.begin(new ObjectFrame(whole, null, root, undefined), isSerial);
    this.goOn();
    return this.answer.formed();
  }

  /**
   * Works until nothing is left that can be done now, or the slice is over.
   * @param isItsTurn it has waited for this, so that it does something, however late it is
   */
  private goOn(isItsTurn = false): void {
    let mayLook = !isItsTurn;
    this.isRunning = true;
    for (;;) {
      const frame = this.answer.top;
      if (frame === null && this.jobs.isEmpty) break;
      if (mayLook && (frame !== null || !this.jobs.isDue) && this.isTurnOver(frame)) {
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

  /** In the midst of an object only when the time is over: what waits meanwhile comes behind the object, as in graphql-js. */
  private isTurnOver(frame: ObjectFrame | ListFrame | null): boolean {
    const { loop } = this.guard;
    if (frame === null || frame.isList || frame.at === 0) return loop.isOver();
    return loop.isSliceOver();
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
    this.mayBeLate = false;
    while (frame.at < fields.length) {
      if (frame.sequence !== null && this.answer.holdsNext(frame, frame.sequence)) return;
      const field = fields[frame.at++] as PreparedSelection['fields'][number];
      if (field.text !== null) frame.out[field.key] = field.text;
      else if (field.plain === null || !this.plain.putField(frame, field.plain)) this.formField(frame, field);
      else this.mayBeLate = field.plain.selection !== null;
      if (this.answer.top !== frame || this.mayBeLate) return;
    }
    this.answer.pass(frame);
  }

  private formList(frame: ListFrame): void {
    const { rows, item, position } = frame;
    const field = position.field as PreparedField;
    for (;;) {
      const key = frame.at;
      const place = { above: frame, key, field, nullable: item.nullable, layers: 0 };
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
      // An object as any other: behind it is asked whether there is time for the next.
      if (item.kind === 'OBJECT' && this.plain.putRow(frame, row, item.selection)) return;
      const path = { prev: position.path, key, typename: undefined };
      if (isPromise(row)) this.completion.await(row, { ...place, path }, item);
      else this.completion.place({ ...place, path }, item, row);
      if (this.answer.top !== frame) return;
    }
    this.answer.pass(frame);
  }

  private formField(frame: ObjectFrame, field: PreparedField): void {
    const path = { prev: frame.position.path, key: field.key, typename: field.parent.name };
    const position = { above: frame, key: field.key, path, field, nullable: field.type.nullable, layers: 0 };
    let value: unknown;
    try {
      const args = field.slot === null ? NO_ARGUMENTS : this.argumentsOf(field, field.slot);
      if (field.target === null) {
        const { context } = this.asked;
        this.mayBeLate = true;
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
      if (target.typed !== null) refuseTypedNumbers(target.typed, args, guard.typed);
      shared = this.sharedBy(frame, position, args);
      value = shared === null ? this.valueOf(target, frame.source, { args, field, path }) : shared.value;
    } catch (error) {
      return failField(target, guard, { ...access, error });
    }
    const { subject, aside } = frame;
    if (!isPromise(value)) return release(target, guard, { subject, aside, path, verdict, value });
    this.late.await(value, { target, verdict, subject, aside, position }, shared);
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
    this.mayBeLate = true;
    return target.resolve(source, args, contextFor(this.asked.context), this.infoOf(field, path));
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
