import fc from 'fast-check';
import { filledPage } from '../../../src/paging/filled-page.js';
import type { Page } from '../../../src/paging/page.js';

/** Lists of which some rows are closed tell nothing of those. docs/attacks.md B17. */

/** A list of numbers, whose cursors are their places. */
const listOf =
  (length: number) =>
  async ({
    first,
    after,
  }: {
    readonly first: number;
    readonly after: string | null;
  }): Promise<Page<number>> => {
    const from = after === null ? 0 : Number(after) + 1;
    const nodes = Array.from({ length: Math.max(0, Math.min(first, length - from)) }, (_, at) => from + at);
    return {
      ...{ nodes, cursors: nodes.map(String), endCursor: nodes.at(-1)?.toString() ?? null },
      ...{ hasNextPage: from + first < length, hasPreviousPage: after !== null },
    };
  };

test('page by page it is as if the list had only those rows that are shown', async () => {
  const shape = fc.record({
    shown: fc.array(fc.boolean(), { maxLength: 40 }),
    first: fc.integer({ min: 1, max: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(shape, async ({ shown, first }) => {
      const open = shown.flatMap((is, at) => (is ? [at] : []));
      const seen: number[] = [];
      for (let after: string | null = null; ;) {
        const page: Page<number> = await filledPage({ first, after }, listOf(shown.length), async (nodes) =>
          nodes.map((node) => shown[node] === true),
        );
        const left = open.length - seen.length;
        expect([page.nodes.length, page.hasNextPage]).toEqual([Math.min(first, left), left > first]);
        expect(page.cursors).toEqual(page.nodes.map(String));
        seen.push(...page.nodes);
        if (!page.hasNextPage) break;
        after = page.endCursor;
      }
      expect(seen).toEqual(open);
    }),
  );
});
