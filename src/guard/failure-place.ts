import type { FieldNode } from 'graphql';
import { pathKeys, type ResponsePath } from './response-path.js';

/** Where a field failed: in the document, and in the answer. */
export interface FailurePlace {
  readonly nodes: readonly FieldNode[] | undefined;
  readonly path: ResponsePath;
}

/** As the field that failed stands in the document; of one field row by row. */
export function inDocumentOrder(one: FailurePlace, other: FailurePlace): number {
  return startOf(one) - startOf(other) || inOrder(pathKeys(one.path), pathKeys(other.path));
}

function startOf({ nodes }: FailurePlace): number {
  return nodes?.[0]?.loc?.start ?? 0;
}

function inOrder(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [at, key] of one.entries()) {
    const beside = other[at];
    if (key === beside) continue;
    if (beside === undefined) return 1;
    return key < beside ? -1 : 1;
  }
  return one.length - other.length;
}
