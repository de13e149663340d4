import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { Cards } from '../../parts/cards.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { MonthField, monthBefore } from '../../parts/month-field.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useNumber } from '../../words/numbers.js';
import { useInstant } from '../../words/times.js';
import { DetectorTable } from './detector-table.js';
import { FindingCard } from './finding-card.js';
import { ReviewOfMonthDocument, type ReviewOfMonthQuery } from './operations.generated.js';
import type { Facts } from './page.js';
import { RecordLink } from './record-link.js';
import { SignReview } from './sign-review.js';
import { reviewWords } from './review-words.js';
import { useMadeAnew } from './use-made-anew.js';

export type Review = ReviewOfMonthQuery['review'];
export type Finding = Review['findings'][number];

/** The periodic review (R195, R204): what the detectors found, what somebody found on asking, and a name under it. */
export function ReviewView({ facts }: { readonly facts: Facts }) {
  const words = useWords(reviewWords);
  const { today } = facts.systemHealth;
  const [days, setDays] = useKept('daysOfReview', monthBefore(today, 0));
  const asked = useAsk(ReviewOfMonthDocument, { ...days, fresh: false });
  const anew = useMadeAnew(days, asked.again);
  return (
    <>
      <p>{words.intro}</p>
      <div className="flex flex-wrap items-end gap-4">
        <MonthField {...{ label: words.month, today, value: days }} onChange={setDays} />
        <Button
          size="md"
          variant="outline"
          className="mb-5"
          aria-disabled={anew.state === 'UNDER_WAY'}
          onClick={() => void anew.make()}
        >
          {words.anew}
        </Button>
        <p role="status" className="mb-5 font-700">
          {words.anewState[anew.state]}
        </p>
      </div>
      {anew.fault !== null && <FaultBox fault={anew.fault} />}
      <Answered asked={asked} from={words.detectors}>
        {({ review }) => <Whole {...{ review, facts, days }} onReadAgain={asked.again} />}
      </Answered>
    </>
  );
}

interface WholeProps {
  readonly review: Review;
  readonly facts: Facts;
  readonly days: { readonly from: string; readonly to: string };
  readonly onReadAgain: () => void;
}

function Whole({ review, facts, days, onReadAgain }: WholeProps) {
  const words = useWords(reviewWords);
  const instant = useInstant();
  const number = useNumber();
  const { findings, signatures } = review;
  const judged = findings.filter(({ verdict }) => verdict !== null).length;
  const [signed] = signatures;
  return (
    <>
      <p className="text-std-16N-170">
        {words.made(instant(review.madeAt), number(review.operations), words.log[review.log])}
      </p>
      {review.log !== 'WHOLE' && <Banner kind="error" title={words.logNotWhole} />}
      {signed !== undefined && (
        <Banner kind="success" title={words.signedTitle}>
          <p>{words.signedBy(signed.reviewer, instant(signed.signedAt))}</p>
          {signed.reviewedOn <= days.to && <p>{words.signedEarly}</p>}
          <p>{words.signedFinal}</p>
          {signed.digest !== review.digest && <p>{words.changedSince}</p>}
          <p>
            {words.signatureRecord} <RecordLink record={signed.record} />
          </p>
          <p className="font-mono text-dns-14N-130 [overflow-wrap:anywhere]">
            {words.reportMark(signed.report)}
          </p>
        </Banner>
      )}
      <DetectorTable detectors={review.detectors} />
      <Heading>{words.findings(findings.length, judged)}</Heading>
      <Cards items={findings} keyOf={({ id }) => id} nothing={words.noFindings}>
        {(finding) => (
          <FindingCard
            {...{ finding, facts, days, onReadAgain }}
            detector={review.detectors.find(({ detector }) => detector === finding.detector)}
            signedAt={signed?.signedAt ?? null}
          />
        )}
      </Cards>
      <SignReview
        {...{ review, days, onReadAgain, today: facts.systemHealth.today }}
        isSigned={signed !== undefined && review.againstSigning.length > 0}
      />
    </>
  );
}
