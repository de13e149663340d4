import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { SignedReviewsDocument } from './operations.generated.js';
import { RecordLink } from './record-link.js';
import { reviewWords } from './review-words.js';

/** What was signed stays as it was signed: the text that its sealed SHA-256 names. */
export function SignedReviews() {
  const words = useWords(reviewWords);
  const instant = useInstant();
  const asked = useAsk(SignedReviewsDocument, {});
  return (
    <Answered asked={asked}>
      {({ reviews }) =>
        reviews.length === 0 ? (
          <p>{words.nothingSigned}</p>
        ) : (
          <Table
            caption={words.signedReviews}
            heads={[words.days, words.reviewer, words.signedAt, words.findingCount, words.text]}
          >
            {reviews.map((one) => (
              <Row key={one.record}>
                <Cell>
                  {one.from} – {one.to}
                </Cell>
                <Cell>{one.reviewer}</Cell>
                <Cell>
                  {instant(one.signedAt)}
                  <span className="block">
                    <RecordLink record={one.record} />
                  </span>
                </Cell>
                <Cell>{one.findings}</Cell>
                <Cell>
                  {one.text === null ? (
                    words.noText
                  ) : (
                    <Opened title={words.readText}>
                      {() => <pre className="max-w-xl whitespace-pre-wrap text-dns-14N-130">{one.text}</pre>}
                    </Opened>
                  )}
                  <span className="block font-mono text-dns-14N-130 [overflow-wrap:anywhere]">
                    {words.reportMark(one.report)}
                  </span>
                </Cell>
              </Row>
            ))}
          </Table>
        )
      }
    </Answered>
  );
}
