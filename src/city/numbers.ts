import { testCheckDigit } from '../individual-number/check-digit.js';
import { hashText, mix } from './random.js';

const HALF = 100_000;
const DOMAIN = HALF * HALF;
/** One person in eight gets a leading zero: whoever treats the number as an integer must notice. */
const LEADING_ZERO_EVERY = 8;

/**
 * Random-looking numbers that never repeat, without remembering those handed out: a keyed permutation
 * (Feistel network in base 100,000) of the person's sequence. Sequences lie in [1e9, 1e10).
 */
export class NumberPlan {
  constructor(private readonly seed: number) {}

  /**
   * Individual number of the test scheme. Never begins with two zeros, and everything else the city writes in
   * 15 digits does: no 宛名番号 can contain an individual number by accident.
   */
  individualNumber(sequence: number): string {
    // Walk the cycle back into [1e9, 1e10): still one-to-one there, and no zero follows a leading zero.
    let tail = sequence;
    do tail = this.permute(tail, 'individual');
    while (tail < 1e9);
    const zero = sequence % LEADING_ZERO_EVERY === 0;
    const first = zero ? 0 : 1 + (mix(sequence, hashText(`${this.seed}/first`)) % 9);
    const body = `${first}${tail}`;
    return body + testCheckDigit(body);
  }

  /** 団体内統合宛名番号: ten random digits, padded to 15. */
  integratedNumber(sequence: number): string {
    return String(this.permute(sequence, 'integrated')).padStart(15, '0');
  }

  /** 接種券番号: ten digits. */
  couponNumber(sequence: number): string {
    return String(this.permute(sequence, 'coupon')).padStart(10, '0');
  }

  private permute(value: number, label: string): number {
    let left = Math.floor(value / HALF) % HALF;
    let right = value % HALF;
    const keys = this.keysOf(label);
    for (let round = 0; round < keys.length; round += 2) {
      left = (left + mix(right, keys[round] ?? 0)) % HALF;
      right = (right + mix(left, keys[round + 1] ?? 0)) % HALF;
    }
    return (left * HALF + right) % DOMAIN;
  }

  private readonly keys = new Map<string, readonly number[]>();

  private keysOf(label: string): readonly number[] {
    let keys = this.keys.get(label);
    if (!keys) {
      keys = Array.from({ length: 6 }, (_, round) => hashText(`${this.seed}/${label}/${round}`));
      this.keys.set(label, keys);
    }
    return keys;
  }
}
