import { createHmac } from 'node:crypto';

import type { AuditKeys } from './keys.js';

/** Two of a million persons share 72 bits with a probability of one in ten thousand million. */
const PSEUDONYM_BYTES = 9;
const CACHED = 20_000;

/**
 * Keyed pseudonym of a person by 宛名番号: 12 characters, base64url. The municipality is part of the message, so that the same number
 * of two municipalities is two people and logs of different ones cannot be joined.
 */
export function pseudonymOf(keys: AuditKeys, municipality: string, atenaNumber: string): string {
  return createHmac('sha256', keys.subjectKey)
    .update(JSON.stringify(['sekisho subject 1', municipality, atenaNumber]))
    .digest()
    .subarray(0, PSEUDONYM_BYTES)
    .toString('base64url');
}

/** The same with a bounded memory: a page of residents asks for each of them once per operation. */
export class Pseudonyms {
  readonly #known = new Map<string, string>();

  constructor(
    private readonly keys: AuditKeys,
    private readonly municipality: string,
  ) {}

  of(atenaNumber: string): string {
    const known = this.#known.get(atenaNumber);
    if (known !== undefined) return known;
    const made = pseudonymOf(this.keys, this.municipality, atenaNumber);
    if (this.#known.size >= CACHED) this.#known.clear();
    this.#known.set(atenaNumber, made);
    return made;
  }
}
