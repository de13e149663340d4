import type { Frame, Sequence } from './frame.js';

/**
 * Microtasks from a late field or row that is at its place, or has failed there, to when what holds it is at its own: one
 * for the promise of all that is in it, one more for an object, one for the promise of its place, and one for each that
 * stands before it. An object at the root has the answer's promise for that of a place.
 */
export function stepsUp(frame: Frame): number {
  const { isList, position, sequence } = frame;
  return sequence === null ? (isList ? 2 : 3) + position.layers : stepsToEnd(frame, sequence, true);
}

/** Of an object that failed as its fields began graphql-js waits for those that had begun, and then once more. */
export const TO_FAIL = 1;

/** Microtasks from when a late field of a mutation is at its place to when the next one begins. */
export function stepsToNext({ waits }: Sequence): number {
  return waits > 1 ? 3 : 2;
}

/**
 * Microtasks from the field of a mutation that came last, or failed, to the answer. When one has been waited for,
 * graphql-js has made a promise of each that comes behind, and an error passes through all of them.
 * @param isLate it has been waited for; else it is at its place, or has failed, as it begins
 */
export function stepsToEnd(root: Frame, sequence: Sequence, isLate: boolean): number {
  const { waits, isHeld } = sequence;
  const behind = root.isList ? 0 : root.selection.fields.length - root.at;
  if (!isLate) return waits === 0 ? 0 : behind + 1;
  const hasWaitedBefore = waits > (isHeld ? 1 : 0);
  return behind + (hasWaitedBefore ? 3 : 2);
}
