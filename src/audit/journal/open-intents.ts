import type { RecordBody } from '../record/record.js';

/**
 * The intents this process has yet to answer. After a fault, sequence numbers whose commit failed are given out
 * again, so an outcome must name an intent of its own request: otherwise it would answer a stranger's.
 */
export class OpenIntents {
  private readonly requests = new Map<number, string>();

  /** Keeps an INTENT in mind; tells whether an OUTCOME may be appended. True for all other records. */
  admit(body: RecordBody, seq: number): boolean {
    if (body.kind === 'INTENT') this.requests.set(seq, body.request);
    if (body.kind !== 'OUTCOME' || body.intent === null) return true;
    if (this.requests.get(body.intent) !== body.request) return false;
    return this.requests.delete(body.intent);
  }

  forgetAfter(seq: number): void {
    for (const intent of this.requests.keys()) if (intent > seq) this.requests.delete(intent);
  }
}
