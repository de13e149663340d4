import { locatedError, type ExecutionResult, type GraphQLError } from 'graphql';
import { pathKeys } from '../guard/request-guard.js';
import type { Frame, Held, Position } from './frame.js';
import type { Jobs } from './jobs.js';

/**
 * The objects and lists of an answer while they are formed: which is being filled, what each waits for, and what becomes
 * of what holds a field that fails.
 *
 * Where a late field fails that may not be null, its error climbs as many microtasks as it would in graphql-js: which of
 * several errors comes first, and what is begun in between, is then the same.
 */
export class AnswerInProgress {
  /** What is being filled; null where nothing is. */
  top: Frame | null = null;
  private readonly errors: GraphQLError[] = [];
  private result: ExecutionResult | null = null;
  private told: (result: ExecutionResult) => void = () => undefined;

  constructor(
    private readonly jobs: Jobs,
    /** A mutation: its root fields come one after another. */
    private readonly isSerial: boolean,
  ) {}

  /** A promise only where something has to be waited for. */
  formed(): ExecutionResult | Promise<ExecutionResult> {
    return this.result ?? new Promise<ExecutionResult>((resolve) => (this.told = resolve));
  }

  /** Leaves a place open, in its order. */
  hold({ above, key }: Held): void {
    above.out[key as never] = undefined as never;
    above.pending += 1;
  }

  open(frame: Frame): unknown {
    this.top = frame;
    return frame.out;
  }

  /** All fields or rows have begun. */
  pass(frame: Frame): void {
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
  settle(frame: Frame, steps: number): void {
    frame.pending -= 1;
    if (frame.pending > 0) return;
    if (frame.isHeld) {
      frame.isHeld = false;
      this.jobs.now(() => (this.top = frame));
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
  fail(position: Held, error: unknown): void {
    const told = located(error, position);
    if (position.nullable) this.nullify(position, null, told);
    else this.reject(position.above, told);
  }

  /** A frame fails while its fields or rows begin: no further one does. */
  reject(frame: Frame, error: unknown): void {
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
      this.jobs.climb(1, () =>
        this.failPending(frame.position as Held, frame, located(told, frame.position)),
      );
    else if (frame.position.nullable) this.nullify(frame.position as Held, frame, told);
    else this.reject(above, told);
  }

  private isSerialRoot(frame: Frame): boolean {
    return frame.position.above === null && this.isSerial;
  }

  /** Something fails that its holder waits for. */
  failPending(position: Held, failed: Frame | null, error: GraphQLError): void {
    const { above } = position;
    if (position.nullable) {
      this.nullify(position, failed, error);
      this.settle(above, -1);
    } else if (above.failure === null) this.rejectLate(above, error, 0);
    else this.rejectLate(above, above.failure, 1);
  }

  failNext(position: Held, error: unknown): void {
    this.jobs.climb(1, () => this.failPending(position, null, located(error, position)));
  }

  /** A frame fails whose fields or rows have all begun. */
  private rejectLate(frame: Frame, error: GraphQLError, steps: number): void {
    if (frame.isRejected) return;
    frame.isRejected = true;
    const { above } = frame.position;
    if (above === null) {
      this.jobs.climb(this.isSerialRoot(frame) ? 1 : steps + 3, () => this.tellFailure(error));
      return;
    }
    this.jobs.climb(steps + stepsUp(frame), () =>
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
}

/**
 * Microtasks that graphql-js takes from a field or a row to what holds the object or the list: one for the promise of
 * all that is in it, one for its own, one more for an object, and one more where it came late itself.
 */
function stepsUp({ isList, below }: Frame): number {
  return (isList ? 2 : 3) + (below === null ? 1 : 0);
}

export function located(error: unknown, { field, path }: Position): GraphQLError {
  return locatedError(error, field?.nodes, path === undefined ? [] : pathKeys(path));
}
