import { GatewayError } from '../errors/gateway-error.js';

export interface Page<Node> {
  readonly nodes: readonly Node[];
  /** One per node: how to go on after it. Empty where the operation asks for none of them. */
  readonly cursors: readonly string[];
  /** Where the next page goes on: not always after the last node, for a row may have been left out behind it. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const MAX_PAGE = 1000;
export function checkPageSize(first: number): void {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE) return;
  throw new GatewayError('BAD_USER_INPUT', {
    en: `A page has 1 to ${MAX_PAGE} rows.`,
    ja: `1ページの件数は 1 から ${MAX_PAGE} までです。`,
    detail: 'first',
  });
}
