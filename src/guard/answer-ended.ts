/**
 * Thrown at a resolver that would ask a source after its answer was formed: nobody would see what it reads, so
 * nothing is read.
 */
export class AnswerEnded extends Error {
  override readonly name = 'AnswerEnded';
}

/** Ground in the record. */
export const ANSWER_ENDED = 'the answer had ended';
