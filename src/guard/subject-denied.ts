import type { Verdict } from '../policy/terms.js';
import type { Subject } from './subject.js';

/**
 * Thrown by a resolver that is about to act on a person whose labels close the act: nothing has happened yet.
 * The guard refuses the field as if it had known the person from the start, and the record says DENIED of this
 * very person.
 */
export class SubjectDenied extends Error {
  override readonly name = 'ClosedFor';
  constructor(
    readonly subject: Subject,
    readonly verdict: Verdict,
  ) {
    super('closed for this person');
  }
}
