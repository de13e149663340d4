import { jumpBetween } from '../verify/clock-watch.js';
import type { ResumePoint } from './recovery.js';

/** What is said when a writer goes on: what START says of it, and what the operator is told. */
export interface StartNotices {
  readonly facts: { readonly unclean?: true; readonly clock?: 'SET' };
  readonly texts: readonly string[];
}

/**
 * A process that was killed left no STOP. A clock that was moved since is told once, here, for all that is sealed
 * from now on bears its time. A clock that was set jumps at each start and is no fault: START itself says it.
 *
 * @param now UTC, ISO 8601
 */
export function startNotices(
  writer: string,
  { newest, tail }: ResumePoint,
  { now, isSet }: { readonly now: string; readonly isSet: boolean },
): StartNotices {
  const clock = isSet ? ({ clock: 'SET' } as const) : {};
  if (newest === null) return { facts: clock, texts: [] };
  const texts: string[] = [];
  const unclean = newest.kind !== 'STOP';
  if (unclean)
    texts.push(
      `${writer} did not end in order: its process was killed or its machine failed after record ${tail.seq} at ${newest.at}`,
    );
  const jump = isSet ? null : jumpBetween(Date.parse(newest.at), Date.parse(now), 'START');
  if (jump !== null)
    texts.push(
      `the clock says ${now}, ${jump} the newest record of ${writer}: check the clock of this machine`,
    );
  return { facts: { ...(unclean ? { unclean } : {}), ...clock }, texts };
}
