import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Dialog } from '../../parts/dialog.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useDay } from '../../words/times.js';
import { SignReviewDocument } from './operations.generated.js';
import type { Review } from './review-view.js';
import { reviewWords } from './review-words.js';

export interface SignReviewProps {
  readonly review: Review;
  readonly days: { readonly from: string; readonly to: string };
  /** Of the city's clock, as ISO. */
  readonly today: string;
  readonly onSigned: () => void;
}

/** A name under exactly what was read: another finding in between makes another review, and the signature is refused. */
export function SignReview({ review, days, today, onSigned }: SignReviewProps) {
  const words = useWords(reviewWords);
  const common = useWords(commonWords);
  const day = useDay();
  const [asked, setAsked] = useState(false);
  const { pending, errors, fault, act, forget } = useKeyedAct(
    SignReviewDocument,
    (input: SignReviewProps['days'] & { readonly digest: string }, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.signReview.userErrors,
  );
  const open = review.findings.filter(({ verdict }) => verdict === null).length;
  const unfinished = [
    ...(open > 0 ? [words.stillOpen(open)] : []),
    ...(days.to >= today ? [words.notEnded(day(days.to))] : []),
  ];
  const ask = () => {
    forget();
    setAsked(true);
  };
  const sign = async () => {
    if (pending) return;
    const done = await act({ ...days, digest: review.digest });
    setAsked(false);
    if (done !== null) onSigned();
  };
  return (
    <section aria-label={words.sign} className="mt-8 border-t border-solid-gray-420">
      <Heading>{words.sign}</Heading>
      <p>{words.signText}</p>
      <Unfinished what={unfinished} />
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
      <Button size="lg" variant="solid-fill" className="mt-4" onClick={ask}>
        {words.sign}
      </Button>
      {asked && (
        <Dialog title={words.signQuestion} onClose={() => setAsked(false)}>
          <p>{words.signWhat(days.from, days.to, review.findings.length)}</p>
          <p className="my-3 font-mono text-dns-14N-130 [overflow-wrap:anywhere]">{review.digest}</p>
          <Unfinished what={unfinished} />
          <div className="flex flex-wrap gap-4">
            <Button size="lg" variant="solid-fill" aria-disabled={pending} onClick={() => void sign()}>
              {words.signNow}
            </Button>
            <Button size="lg" variant="outline" onClick={() => setAsked(false)}>
              {common.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** What a signature would close too early: nothing that is signed can be judged any more. */
function Unfinished({ what }: { readonly what: readonly string[] }) {
  return what.map((text) => (
    <p key={text} className="my-2 text-dns-16B-130">
      {text}
    </p>
  ));
}
