import { PERSONS, personsIn, type HasPersons } from '../../src/guard/subject.js';
import type { Page } from '../../src/paging/page.js';

/** A Relay connection over one page of nodes. */
export interface ConnectionSource<Node> extends HasPersons {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export function connection<Node>(page: Page<Node>): ConnectionSource<Node> {
  const { nodes, cursors, endCursor, hasNextPage, hasPreviousPage } = page;
  return {
    [PERSONS]: personsIn(nodes),
    nodes,
    edges: nodes.map((node, at) => ({ node, cursor: cursors[at] as string })),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: cursors[0] ?? null, endCursor },
  };
}
