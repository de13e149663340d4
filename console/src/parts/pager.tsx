import { Button } from '../dads/button.js';
import { useKept } from '../session/way-back.js';
import { useWords } from '../words/catalogue.js';
import { catalogue } from '../words/catalogue.js';

const words = catalogue({
  ja: { label: 'ページ', first: '最初のページ', next: '次のページ' },
  en: { label: 'Pages', first: 'First page', next: 'Next page' },
});

export interface Paging {
  readonly after: string | null;
  readonly go: (after: string | null) => void;
}

/** Where a list goes on. Another question begins at its first page again. */
export function usePaging(question: string): Paging {
  const [at, setAt] = useKept('page', { question, after: null as string | null });
  return {
    after: at.question === question ? at.after : null,
    go: (after) => setAt({ question, after }),
  };
}

export interface PagerProps {
  readonly paging: Paging;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page stands in the place of the one before: nothing is kept of what is not on the screen. */
export function Pager({ paging, pageInfo: { hasNextPage, endCursor } }: PagerProps) {
  const { label, first, next } = useWords(words);
  if (paging.after === null && !hasNextPage) return null;
  return (
    <nav aria-label={label} className="mt-4 flex gap-3">
      {paging.after !== null && (
        <Button size="sm" variant="outline" onClick={() => paging.go(null)}>
          {first}
        </Button>
      )}
      {hasNextPage && (
        <Button size="sm" variant="outline" onClick={() => paging.go(endCursor)}>
          {next}
        </Button>
      )}
    </nav>
  );
}
