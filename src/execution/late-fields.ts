import { failField } from '../guard/refuse.js';
import { release } from '../guard/release.js';
import type { RequestGuard } from '../guard/request-guard.js';
import type { AnswerInProgress } from './answer-in-progress.js';
import type { Completion } from './completion.js';
import type { Held, LateField, SharedValue } from './frame.js';
import type { Jobs } from './jobs.js';

/** For a microtask: `queueMicrotask` costs several times as much. */
const NOW = Promise.resolve();

/** Fields whose values come later: the guard's steps when they come, each at the microtask at which graphql-js takes it. */
export class LateFields {
  private readonly answer: AnswerInProgress;
  private readonly jobs: Jobs;

  constructor(
    private readonly guard: RequestGuard,
    private readonly completion: Completion,
    parts: { readonly answer: AnswerInProgress; readonly jobs: Jobs },
  ) {
    this.answer = parts.answer;
    this.jobs = parts.jobs;
  }

  /**
   * What is done with a value that comes is done when there is time for it: a batch answers a hundred thousand fields in
   * one go. It is released as it comes and placed a microtask later, which stands for the promise that the guard makes
   * in graphql-js.
   */
  await(coming: Promise<unknown>, late: LateField, shared: SharedValue | null): void {
    this.answer.hold(late.position);
    // Of one call several fields may wait; it is one call all the same to whoever waits for the others.
    if (shared?.waiting != null) {
      shared.waiting.push(late);
      return;
    }
    this.guard.calls.hold();
    const waiting = [late];
    if (shared !== null) shared.waiting = waiting;
    const settle = (outcome: (field: LateField) => unknown): void => {
      if (shared !== null) shared.waiting = null;
      const call = { left: waiting.length };
      for (const field of waiting) this.jobs.now(() => this.settleField(field, () => outcome(field), call));
    };
    coming.then(
      (value) => settle((field) => this.released(field, value)),
      (error: unknown) => settle((field) => this.failed(field, error)),
    );
  }

  /** @param call fields that wait for it, and are not at their places yet */
  private settleField({ position }: LateField, outcome: () => unknown, call: { left: number }): void {
    let value: unknown;
    try {
      value = outcome();
    } catch (error) {
      // Each that fails is one of those that wait for the others.
      if (--call.left > 0) this.guard.calls.hold();
      this.failInTurn(position, error);
      return;
    }
    void NOW.then(() =>
      this.jobs.now(() => {
        if (--call.left === 0) this.guard.calls.end();
        this.completion.placeLate(position, position.field.type, value);
      }),
    );
  }

  /** It failed late: told when everything else has come, and two promises later, as by the guard in graphql-js. */
  private failInTurn(position: Held, error: unknown): void {
    const { calls } = this.guard;
    const { field, path } = position;
    void calls.turnToFail({ nodes: field.nodes, path }).then(() =>
      this.jobs.climb(2, () => {
        calls.end();
        this.answer.failNext(position, error);
      }),
    );
  }

  private released(
    { target, verdict, subject, aside, position: { path } }: LateField,
    value: unknown,
  ): unknown {
    return release(target, this.guard, { subject, aside, path, verdict, value });
  }

  private failed({ target, subject, position: { path } }: LateField, error: unknown): null {
    return failField(target, this.guard, { subject, path, error });
  }
}
