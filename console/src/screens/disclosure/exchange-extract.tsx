import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { ExchangeExtractDocument } from './operations.generated.js';
import type { Question } from './page.js';
import { disclosureWords } from './words.js';

/** What was exchanged with other bodies about the person, without what is not disclosed. */
export function ExchangeExtract({ question }: { readonly question: Question }) {
  const words = useWords(disclosureWords);
  const instant = useInstant();
  const asked = useAsk(ExchangeExtractDocument, question);
  return (
    <Answered asked={asked}>
      {({ exchangeExtract: { entries } }) => (
        <>
          <Heading>{words.kinds.exchange}</Heading>
          {(entries ?? []).length === 0 ? (
            <p>{words.nothing}</p>
          ) : (
            <Table
              caption={words.entries(entries?.length ?? 0)}
              heads={[words.when, words.side, words.counterpart, words.items, words.citation]}
            >
              {(entries ?? []).map((entry, at) => (
                <Row key={at}>
                  <Cell>
                    {instant(entry.requestedAt)}
                    {entry.providedAt !== null && (
                      <span className="block text-dns-14N-130">
                        {words.provided(instant(entry.providedAt))}
                      </span>
                    )}
                  </Cell>
                  <Cell>{entry.side === null ? '' : words.sides[entry.side]}</Cell>
                  <Cell>{entry.counterpart}</Cell>
                  <Cell>{(entry.items ?? []).join('、')}</Cell>
                  <Cell>{entry.citation}</Cell>
                </Row>
              ))}
            </Table>
          )}
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}
