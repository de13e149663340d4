import { useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { handlingsOf, type Handling } from './handlings.js';
import { DisclosureExtractDocument } from './operations.generated.js';
import type { Question } from './page.js';
import { disclosureWords } from './words.js';

/** When, which section, for what, which items and what became of them: no account, and nothing of an investigation. */
export function AccessExtract({ question }: { readonly question: Question }) {
  const words = useWords(disclosureWords);
  const instant = useInstant();
  const [newestFirst, setNewestFirst] = useState(true);
  const asked = useAsk(DisclosureExtractDocument, question);
  return (
    <Answered asked={asked}>
      {({ disclosureExtract: { entries, indexedUpTo, numbers } }) => (
        <>
          <Heading>{words.kinds.access}</Heading>
          {entries.length === 0 && <p>{words.nothing}</p>}
          {entries.length > 0 && (
            <>
              {numbers.length > 1 && <p>{words.numbers(numbers.join('、'))}</p>}
              <Checkbox checked={newestFirst} onChange={({ target }) => setNewestFirst(target.checked)}>
                {words.newestFirst}
              </Checkbox>
              <p>{words.inOneRow}</p>
              <Table
                caption={words.entries(entries.length)}
                heads={[words.when, words.section, words.purpose, words.items]}
              >
                {inOrder(handlingsOf(entries), newestFirst).map((one, at) => (
                  <HandlingRow key={at} handling={one} />
                ))}
              </Table>
            </>
          )}
          <p className="mt-4 text-dns-14N-130 text-solid-gray-700">
            {indexedUpTo.map(({ writer, at }) => words.upTo(instant(at), writer)).join(' ')}
          </p>
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}

const inOrder = (handlings: readonly Handling[], newestFirst: boolean): readonly Handling[] =>
  newestFirst ? handlings.toReversed() : handlings;

function HandlingRow({
  handling: { atJa, sectionJa, purposeJa, outcomes },
}: {
  readonly handling: Handling;
}) {
  const words = useWords(disclosureWords);
  return (
    <Row>
      <Cell>{atJa}</Cell>
      <Cell>{sectionJa}</Cell>
      <Cell>{purposeJa}</Cell>
      <Cell>
        {outcomes.map(({ outcomeJa, things }) => (
          <div key={outcomeJa}>
            <strong>{outcomeJa}</strong>
            <ul className="list-disc pl-6">
              {things.map(({ thingJa, names }) => (
                <li key={thingJa ?? ''}>
                  {thingJa === null ? names.join('、') : words.itemsOf(thingJa, names.join('、'))}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Cell>
    </Row>
  );
}
