import { limitDocument } from './limit-document.js';
import { limitNesting } from './limit-nesting.js';
import { refuseNumbersIn } from './refuse-numbers.js';

/**
 * Every check of a document's text but that of its length: the same one always comes to the same end, whoever sends
 * it.
 * @throws GatewayError BAD_USER_INPUT
 */
export function checkText(text: string): void {
  limitNesting(text);
  refuseNumbersIn(text);
  limitDocument(text);
}
