import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { useWords } from '../../words/catalogue.js';
import type { RecallQuestion } from './form.js';
import { LeftOut } from './left-out.js';
import { RecallTotalsDocument } from './operations.generated.js';
import { recallWords } from './words.js';

/**
 * Of the whole list, whatever page is on the screen. Every candidate is judged for it, which in a large city takes
 * seconds: it is a question of its own, so that no page waits for it.
 */
export function Totals({ question }: { readonly question: RecallQuestion }) {
  const words = useWords(recallWords);
  const asked = useAsk(RecallTotalsDocument, question);
  return (
    <section className="mb-6" aria-label={words.totals}>
      <Answered asked={asked} from={words.counting}>
        {({ recallTargets: { totalCount, leftOut } }) => (
          <>
            <p className="mb-4">{totalCount === null ? words.totalUnknown : words.total(totalCount)}</p>
            <LeftOut leftOut={leftOut} />
          </>
        )}
      </Answered>
    </section>
  );
}
