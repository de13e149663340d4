import { useEffect, useRef, useState } from 'react';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Banner } from '../../parts/banner.js';
import { Dialog } from '../../parts/dialog.js';
import { SureButtons } from '../../parts/sure-buttons.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { partWords } from '../../parts/words.js';
import { useWords } from '../../words/catalogue.js';
import { useDay, useInstant } from '../../words/times.js';
import { SignReviewDocument } from './operations.generated.js';
import { RecordLink } from './record-link.js';
import { ReviewClosed } from './review-closed.js';
import { ReviewErrors } from './review-errors.js';
import type { Review } from './review-view.js';
import { reviewWords } from './review-words.js';

export interface SignReviewProps {
  readonly review: Review;
  readonly days: { readonly from: string; readonly to: string };
  readonly isSigned: boolean;
  /** Of the city's clock, as ISO. */
  readonly today: string;
  readonly onReadAgain: () => void;
}

type Signature = Pick<Review['signatures'][number], 'record' | 'signedAt' | 'reviewer'>;

/** A name under exactly what was read: another finding in between makes another review, and the signature is refused. */
export function SignReview({ review, days, today, isSigned, onReadAgain }: SignReviewProps) {
  const words = useWords(reviewWords);
  const [done, setDone] = useState<Signature | null>(null);
  if (done !== null) return <JustSigned signature={done} isShown={isSigned} />;
  if (isSigned) return null;
  return (
    <section aria-label={words.sign} className="mt-8 border-t border-solid-gray-420">
      <Heading>{words.sign}</Heading>
      {review.againstSigning.length > 0 ? (
        <ReviewClosed against={review.againstSigning} />
      ) : (
        <Signing
          {...{ review, days, today, onReadAgain }}
          onSigned={(signature) => {
            setDone(signature);
            onReadAgain();
          }}
        />
      )}
    </section>
  );
}

type SigningProps = Omit<SignReviewProps, 'isSigned'> & { readonly onSigned: (signature: Signature) => void };

function Signing({ review, days, today, onSigned, onReadAgain }: SigningProps) {
  const words = useWords(reviewWords);
  const { wasDone } = useWords(partWords);
  const instant = useInstant();
  const [asked, setAsked] = useState(false);
  const [readFrom, setReadFrom] = useState<string | null>(null);
  const { pending, errors, fault, act, forget } = useKeyedAct(
    SignReviewDocument,
    (input: SignReviewProps['days'] & { readonly digest: string }, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.signReview.userErrors,
    () => wasDone(words.sign),
  );
  const open = review.findings.filter(({ verdict }) => verdict === null).length;
  const day = useDay();
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
    if (done?.signReview.review != null) onSigned(done.signReview.review);
  };
  const readAgain = () => {
    forget();
    setReadFrom(review.digest);
    onReadAgain();
  };
  return (
    <>
      <p>{words.signText}</p>
      <Unfinished what={unfinished} />
      {fault !== null && <FaultBox fault={fault} />}
      <ReviewErrors errors={errors} onReadAgain={readAgain} />
      <p role="status" className="my-2 font-700">
        {readFrom !== null && readFrom !== review.digest && words.readNow(instant(review.madeAt))}
      </p>
      <Button size="lg" variant="solid-fill" className="mt-4" onClick={ask}>
        {words.sign}
      </Button>
      {asked && (
        <Sure
          {...{ review, days, unfinished, pending }}
          onSure={() => void sign()}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}

interface SureProps extends Pick<SignReviewProps, 'review' | 'days'> {
  readonly unfinished: readonly string[];
  readonly pending: boolean;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

function Sure({ review, days, unfinished, pending, onSure, onClose }: SureProps) {
  const words = useWords(reviewWords);
  return (
    <Dialog title={words.signQuestion} onClose={onClose}>
      <p>{words.signWhat(days.from, days.to, review.findings.length)}</p>
      <p className="my-3 font-mono text-dns-14N-130 [overflow-wrap:anywhere]">{review.digest}</p>
      <Unfinished what={unfinished} />
      <SureButtons {...{ label: words.signNow, pending, onSure, onClose }} />
    </Dialog>
  );
}

interface JustSignedProps {
  readonly signature: Signature;
  /** The review has been read again since: its head, which has grown by the signature, has moved what is below. */
  readonly isShown: boolean;
}

/** Where the button was: whoever has pressed it looks there, and not at the head of the page. */
function JustSigned({ signature, isShown }: JustSignedProps) {
  const words = useWords(reviewWords);
  const instant = useInstant();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <div ref={place} className="scroll-my-24">
      <Banner kind="success" title={words.justSigned} alert>
        <p>{words.signedBy(signature.reviewer, instant(signature.signedAt))}</p>
        <p>
          {words.signatureRecord} <RecordLink record={signature.record} />
        </p>
      </Banner>
    </div>
  );
}

/** What is signed over: it stays to be judged, and to be signed. */
function Unfinished({ what }: { readonly what: readonly string[] }) {
  return what.map((text) => (
    <p key={text} className="my-2 text-dns-16B-130">
      {text}
    </p>
  ));
}
