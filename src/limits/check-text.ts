import type { DocumentNode } from 'graphql';
import { limitParsed, parseDocument } from './limit-document.js';
import { limitNesting } from './limit-nesting.js';
import { refuseNumbersIn } from './refuse-numbers.js';

/**
 * Every check of a document's text but that of its length, in steps: the same one always comes to the same end, whoever
 * sends it.
 * @returns the document; null where it does not parse
 * @throws GatewayError BAD_USER_INPUT
 */
export function* checkText(text: string): Generator<void, DocumentNode | null> {
  limitNesting(text);
  yield;
  yield* refuseNumbersIn(text);
  yield;
  const document = parseDocument(text);
  yield;
  if (document !== null) yield* limitParsed(document);
  return document;
}
