import { createHmac } from 'node:crypto';

import { PSEUDONYM_CHARACTERS } from '../format/log-format.js';
import type { AuditKeys } from './audit-keys.js';

const CACHED = 20_000;

/**
 * Keyed pseudonym of a person by 宛名番号: 54 bits. That any two of 150,000 persons share theirs has a
 * probability of one in 1.6 million. The municipality is part of the message, so that the same number
 * of two municipalities is two people and logs of different ones cannot be joined.
 */
export function pseudonymOf(keys: AuditKeys, municipality: string, atenaNumber: string): string {
  return createHmac('sha256', keys.subjectKey)
    .update(JSON.stringify(['sekisho subject 1', municipality, atenaNumber]))
    .digest('base64url')
    .slice(0, PSEUDONYM_CHARACTERS);
}

/** The same with a bounded memory: a page of residents asks for each of them once per operation. */
export class Pseudonyms {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly keys: AuditKeys,
    private readonly municipality: string,
  ) {}

  of(atenaNumber: string): string {
    const known = this.known.get(atenaNumber);
    if (known !== undefined) return known;
    const made = pseudonymOf(this.keys, this.municipality, atenaNumber);
    if (this.known.size >= CACHED) this.known.clear();
    this.known.set(atenaNumber, made);
    return made;
  }
}
