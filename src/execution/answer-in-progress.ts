import { locatedError, type ExecutionResult, type GraphQLError } from 'graphql';
import { pathKeys } from '../guard/response-path.js';
import type { Frame, Held, Position, Sequence } from './frame.js';
import type { Jobs } from './jobs.js';
import { stepsToEnd, stepsToNext, stepsUp, TO_FAIL } from './microtasks.js';

/**
 * The objects and lists of an answer while they are formed: which is being filled, what each waits for, and what becomes
 * of what holds a field that fails.
 *
 * Where a late field fails that may not be null, its error climbs as many microtasks as it would in graphql-js: which of
 * several errors comes first, and what is begun in between, is then the same. From then on whatever comes climbs as well,
 * for how long something is waited for decides, too. As long as nothing fails nobody can tell, and nothing climbs.
 */
export class AnswerInProgress {
  /** What is being filled; null where nothing is. */
  top: Frame | null = null;
  /** It matters when something is complete. */
  private isTimed = false;
  private readonly errors: GraphQLError[] = [];
  private result: ExecutionResult | null = null;
  private told: (result: ExecutionResult) => void = () => undefined;

  constructor(private readonly jobs: Jobs) {}

  /** @param isSerial a mutation, whose root fields come one after another */
  begin(root: Frame, isSerial: boolean): void {
    this.top = root;
    this.isTimed = isSerial;
    if (isSerial) root.sequence = { isHeld: false, waits: 0, isNext: false };
  }

  /** A promise only where something has to be waited for. */
  formed(): ExecutionResult | Promise<ExecutionResult> {
    return this.result ?? new Promise<ExecutionResult>((resolve) => (this.told = resolve));
  }

  /** Leaves a place open, in its order, for a value or then for its type. */
  hold(position: Held): void {
    const { above, key } = position;
    if (position.layers === 0) {
      above.out[key as never] = undefined as never;
      above.pending += 1;
    }
    position.layers += 1;
  }

  /**
   * Whether the next field of a mutation may not begin yet: it waits for the one before, and once any has been waited
   * for, a microtask where that one was there at once.
   */
  holdsNext(root: Frame, sequence: Sequence): boolean {
    if (root.pending === 0 && (sequence.waits === 0 || sequence.isNext)) {
      sequence.isNext = false;
      return false;
    }
    this.top = null;
    sequence.isHeld = root.pending > 0;
    if (sequence.isHeld) sequence.waits += 1;
    else this.goOn(root, sequence, 1);
    return true;
  }

  private goOn(root: Frame, sequence: Sequence, steps: number): void {
    this.jobs.climb(steps, () => {
      sequence.isNext = true;
      this.top = root;
    });
  }

  open(frame: Frame): unknown {
    this.top = frame;
    return frame.out;
  }

  /** All fields or rows have begun. */
  pass(frame: Frame): void {
    this.top = frame.below;
    frame.hasPassed = true;
    const { pending, sequence, position } = frame;
    if (pending > 0) this.count(frame);
    else this.finish(frame, sequence === null ? position.layers : stepsToEnd(frame, sequence, false));
  }

  private count(frame: Frame): void {
    const { above } = frame.position;
    if (frame.isCounted || above === null) return;
    frame.isCounted = true;
    above.pending += 1;
  }

  /**
   * One of those that a frame waits for is there.
   * @param steps microtasks from now to when graphql-js would have it at its place
   */
  settle(frame: Frame, steps: number): void {
    if (this.isTimed && steps > 0) this.jobs.climb(steps, () => this.arrive(frame, 0));
    else this.arrive(frame, steps);
  }

  private arrive(frame: Frame, steps: number): void {
    frame.pending -= 1;
    if (frame.pending > 0) return;
    const { sequence } = frame;
    if (sequence?.isHeld === true) {
      sequence.isHeld = false;
      this.goOn(frame, sequence, steps + stepsToNext(sequence));
    } else if (frame.hasPassed && !frame.isRejected) {
      if (frame.failure === null) this.finish(frame, steps + stepsUp(frame));
      else this.rejectLate(frame, frame.failure, steps + TO_FAIL);
    }
  }

  private finish({ position, isCounted, out }: Frame, steps: number): void {
    if (position.above === null) {
      const tell = (): void => this.tell(out as Record<string, unknown>);
      // What something lost goes on to read stands in the record otherwise once the answer is told.
      if (this.isTimed && steps > 0) this.jobs.climb(steps, tell);
      else tell();
    } else if (isCounted) this.settle(position.above, steps);
  }

  private tell(data: Record<string, unknown> | null): void {
    if (this.result !== null) return;
    const errors = [...this.errors];
    this.result = errors.length === 0 ? { data } : { errors, data };
    this.told(this.result);
  }

  /** Fails at a place whose holder is at work. */
  fail(position: Held, error: unknown): void {
    const told = located(error, position);
    if (position.nullable) this.nullify(position, null, told);
    else this.reject(position.above, told);
  }

  /** A frame fails while its fields or rows begin: no further one does. */
  reject(frame: Frame, error: unknown): void {
    const told = located(error, frame.position);
    this.isTimed = true;
    this.top = frame.below;
    frame.hasPassed = true;
    // An object waits for the fields that have begun; a list waits for nothing.
    if (!frame.isList && frame.pending > 0) {
      frame.failure = told;
      this.count(frame);
      return;
    }
    frame.isRejected = true;
    const { position, sequence } = frame;
    if (sequence !== null) this.climb(frame, told, stepsToEnd(frame, sequence, false));
    else if (position.above === null) this.tellFailure(told);
    else if (frame.isCounted) this.climb(frame, told, position.layers);
    else if (position.nullable) this.nullify(position as Held, frame, told);
    else this.reject(position.above, told);
  }

  /** Something fails that its holder waits for. */
  failPending(position: Held, failed: Frame | null, error: GraphQLError): void {
    const { above } = position;
    if (position.nullable) {
      this.nullify(position, failed, error);
      this.settle(above, 0);
    } else if (above.failure === null) this.rejectLate(above, error, 0);
    else this.rejectLate(above, above.failure, TO_FAIL);
  }

  failNext(position: Held, error: unknown): void {
    this.isTimed ||= !position.nullable;
    this.jobs.climb(position.layers, () => this.failPending(position, null, located(error, position)));
  }

  /** A frame fails whose fields or rows have all begun. */
  private rejectLate(frame: Frame, error: GraphQLError, steps: number): void {
    if (frame.isRejected) return;
    frame.isRejected = true;
    this.climb(frame, error, steps + stepsUp(frame));
  }

  /** The error of a frame goes to what holds it, or is that of the whole answer. */
  private climb(frame: Frame, error: GraphQLError, steps: number): void {
    const { position } = frame;
    if (position.above === null && steps === 0) this.tellFailure(error);
    else
      this.jobs.climb(steps, () =>
        position.above === null
          ? this.tellFailure(error)
          : this.failPending(position as Held, frame, located(error, position)),
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
}

export function located(error: unknown, { field, path }: Position): GraphQLError {
  return locatedError(error, field?.nodes, path === undefined ? [] : pathKeys(path));
}
