/**
 * Counts events in fixed windows, for caps (revealed numbers per hour, refused logins). One process counts in
 * memory; replicas share Redis, or each would grant the whole cap.
 *
 * Keys are the caller's duty: they name an account and a kind of event, never a resident, and never a number
 * (no personal data in a shared cache).
 */
export interface Counter {
  /**
   * Adds `weight` (a whole number from 1) and resolves with the sum of the window, this hit included. The first
   * hit opens the window; it ends `windowSeconds` later, whatever comes in between, so that a steady caller is
   * let in again. Rejects when it cannot count: who cannot tell whether a cap is reached must refuse.
   */
  hit(key: string, windowSeconds: number, weight?: number): Promise<number>;
  /** The window as it stands, without adding to it; null where none is open. Rejects when it cannot be read. */
  read(key: string): Promise<OpenWindow | null>;
  close(): Promise<void>;
}

export interface OpenWindow {
  readonly sum: number;
  /** Milliseconds until it ends. */
  readonly left: number;
}

/** Refuses arguments that would switch a cap off: a weight of 0 or NaN, a window that never starts. */
export function checkHit(windowSeconds: number, weight: number): void {
  const positive = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  if (!positive(windowSeconds) || !positive(weight))
    throw new RangeError('Window and weight are whole numbers from 1.');
}
