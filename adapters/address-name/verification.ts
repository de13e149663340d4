import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Never a number of anybody: stands in for "none", so that a comparison with it costs what any other costs. */
const NOBODY = '------------';

/**
 * Compares individual numbers in constant time under a key that lives as long as the process and is stored nowhere:
 * neither a heap dump's digests nor the time taken tell a number (there are only 10^11 of them to try).
 */
export class NumberComparison {
  private readonly key = randomBytes(32);

  /** The same work whatever is missing; `null` never matches, not even another `null`. */
  matches(stored: string | null, given: string | null): boolean {
    const equal = timingSafeEqual(this.digest(stored ?? NOBODY), this.digest(given ?? NOBODY));
    return equal && stored !== null && given !== null;
  }

  private digest(number: string): Buffer {
    return createHmac('sha256', this.key).update(number, 'utf8').digest();
  }
}
