import { Button } from '../../dads/button.js';
import type { ErrorLine } from '../../graph/use-keyed-act.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import { reviewWords } from './review-words.js';

/** What says that the review on the screen is not the one that there is by now. */
const STALE: ReadonlySet<string> = new Set([
  ...['CONTENT_CHANGED', 'UNKNOWN_FINDING', 'REVIEW_SIGNED', 'ALREADY_SIGNED'],
]);

export interface ReviewErrorsProps {
  readonly errors: readonly ErrorLine[];
  readonly onReadAgain: () => void;
}

/** Why an act on the review was not done; where it has changed since it was read, it is read again from right there. */
export function ReviewErrors({ errors, onReadAgain }: ReviewErrorsProps) {
  const words = useWords(reviewWords);
  return (
    <>
      <UserErrors errors={errors} />
      {errors.some(({ code }) => code != null && STALE.has(code)) && (
        <Button size="md" variant="outline" className="mb-4" onClick={onReadAgain}>
          {words.readAgain}
        </Button>
      )}
    </>
  );
}
