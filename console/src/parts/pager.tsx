import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../dads/button.js';
import { useKept } from '../session/way-back.js';
import { useWords } from '../words/catalogue.js';
import { catalogue } from '../words/catalogue.js';

const words = catalogue({
  ja: {
    label: 'ページ',
    first: '最初のページ',
    next: '次のページ',
    nth: (page: number) => `${page}ページ目`,
  },
  en: { label: 'Pages', first: 'First page', next: 'Next page', nth: (page) => `Page ${page}` },
});

export interface Paging {
  readonly after: string | null;
  /** Which page it is, from 1. */
  readonly nth: number;
  /** The page was turned to, and not come to by a question or the way back. */
  readonly isTurnedTo: boolean;
  readonly go: (after: string | null) => void;
}

/** Where a list goes on. Another question begins at its first page again. */
export function usePaging(question: string): Paging {
  const first = { question, after: null as string | null, nth: 1 };
  const [kept, setAt] = useKept('page', first);
  const at = kept.question === question ? kept : first;
  const [turned, setTurned] = useState('');
  return {
    ...{ after: at.after, nth: at.nth, isTurnedTo: turned === `${at.nth} ${question}` },
    go: (after) => {
      const nth = after === null ? 1 : at.nth + 1;
      setAt({ question, after, nth });
      setTurned(`${nth} ${question}`);
    },
  };
}

/**
 * The head of a page: whoever has turned to it begins there, by sight and by ear. What was pressed stood below the page
 * before, and is gone with it.
 */
export function PageHead({ paging: { nth, isTurnedTo } }: Pick<PagerProps, 'paging'>) {
  const { nth: name } = useWords(words);
  const head = useRef<HTMLParagraphElement>(null);
  const begin = useEffectEvent(() => {
    if (!isTurnedTo) return;
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: 'start' });
  });
  useEffect(() => begin(), []);
  if (nth === 1 && !isTurnedTo) return null;
  return (
    <p ref={head} tabIndex={-1} className="my-2 scroll-mt-24 text-std-16B-170 outline-none">
      {name(nth)}
    </p>
  );
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
