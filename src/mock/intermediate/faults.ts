import type { OperationName } from '../../../adapters/intermediate-server/protocol/messages.js';
import { CallFaults } from '../signed-calls/call-faults.js';

/** What can be made to go wrong with an answer, as the real network's other ends could do it. */
export const ANSWER_FAULTS = [
  'NEVER',
  /** Kept back until `lateReleased`. */
  'LATE',
  'TWICE',
  /** Arrives behind the answer after it. */
  'OUT_OF_ORDER',
  'WRONG_SIGNATURE',
  /** Properly signed, about somebody else. */
  'OTHER_PERSON',
  'OTHER_ROW',
  'OTHER_ITEMS',
  'OTHER_CONDITION',
  'OTHER_INQUIRY',
  /** Content and hash of the content disagree. */
  'ALTERED',
  /** A second answer with another content follows. */
  'SECOND_DIFFERENT',
] as const;
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

/** Steps at whose beginning or end the stand-in can be made to die. */
export type Moment = `${'before' | 'after'} ${string}`;

/**
 * What a test has told the stand-in to do wrong. All is well unless told otherwise; nothing here is on the disk.
 */
export class Faults extends CallFaults<OperationName, Moment> {
  /** What becomes of the next answers, one each, in order. */
  readonly answers: AnswerFault[] = [];
  /** Answers that came LATE may go now. */
  lateReleased = false;
  /** The institutions' copies of the permission list are not brought up to date. */
  listsHeld = false;

  nextAnswer(): AnswerFault | null {
    return this.answers.shift() ?? null;
  }
}
