/**
 * Who is charged for the time that statements take. An account is known where a source is asked and nowhere below;
 * the signal of the call is the one thing that goes all the way down.
 */
const METERS = new WeakMap<AbortSignal, (milliseconds: number) => void>();

/** Statements that run under this signal are told to the meter. */
export function meter(signal: AbortSignal, add: (milliseconds: number) => void): void {
  METERS.set(signal, add);
}

/** A statement under this signal has taken so long. */
export function charge(signal: AbortSignal, milliseconds: number): void {
  METERS.get(signal)?.(milliseconds);
}
