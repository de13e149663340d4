import type { IntegratedNumber, ReadAnswer } from '../../adapters/intermediate-server/model.js';
import type { QuarantineReason } from './views.js';

/** What an answer must match, every bit of it (R157). */
export interface ExpectedAnswer {
  readonly requestId: string;
  readonly processingNumber: string | null;
  readonly row: string;
  readonly items: readonly string[];
  readonly provider: string;
  readonly inquirer: string;
  readonly conditionHash: string;
  readonly person: IntegratedNumber;
}

/** Why this is not the answer to that question; null when it is. `answer` null: its signature does not hold. */
export function faultOf(answer: ReadAnswer | null, question: ExpectedAnswer): QuarantineReason | null {
  if (answer === null) return 'SIGNATURE';
  if (answer.requestId !== question.requestId || answer.processingNumber !== question.processingNumber)
    return 'OTHER_INQUIRY';
  if (answer.provider !== question.provider || answer.inquirer !== question.inquirer) return 'OTHER_INQUIRY';
  if (!answer.isAbout(question.person)) return 'OTHER_PERSON';
  if (answer.row !== question.row) return 'OTHER_ROW';
  if (!sameItems(answer.items, question.items) || !onlyAsked(answer, question)) return 'OTHER_ITEMS';
  if (answer.conditionHash !== question.conditionHash) return 'OTHER_CONDITION';
  return answer.whole ? null : 'ALTERED';
}

function sameItems(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

/** An answer with the right labels may still hold items that nobody asked for. */
function onlyAsked({ content }: ReadAnswer, { items }: ExpectedAnswer): boolean {
  return content.copies.every(({ item }) => items.includes(item));
}
