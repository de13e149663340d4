import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { Copies } from './copies.js';
import { AnswerOfInquiryDocument, type AnswerOfInquiryQuery } from './operations.generated.js';
import { linkageWords } from './words.js';

/** A step of its own: reading an answer is another access than seeing that there is one. Beside it stands what the city has itself. */
export function TheAnswer({ id }: { readonly id: string }) {
  const words = useWords(linkageWords);
  const asked = useAsk(AnswerOfInquiryDocument, { id });
  return (
    <Answered asked={asked}>
      {({ informationRequest }) => (
        <>
          <h3 className="mt-3 text-dns-16B-130">{words.theirs}</h3>
          <Value told={asked} at={['informationRequest', 'answer']}>
            {informationRequest?.answer == null ? null : (
              <Copies copies={informationRequest.answer.copies ?? []} />
            )}
          </Value>
          <h3 className="mt-3 text-dns-16B-130">{words.ours}</h3>
          <Value told={asked} at={['informationRequest', 'resident', 'immunizations']}>
            {informationRequest?.resident?.immunizations == null ? null : (
              <OwnDoses doses={informationRequest.resident.immunizations} />
            )}
          </Value>
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}

type Own = NonNullable<
  NonNullable<NonNullable<AnswerOfInquiryQuery['informationRequest']>['resident']>['immunizations']
>;

/** In the order of the days, as the copies of the answer are read. */
function OwnDoses({ doses }: { readonly doses: Own }) {
  const words = useWords(linkageWords);
  if (doses.length === 0) return <p>{words.noDoses}</p>;
  const { vaccine, date, dose, lot } = words.valueName;
  return (
    <Table caption={words.ownDoses(doses.length)} heads={[vaccine, date, dose, lot]}>
      {[...doses]
        .sort((one, other) => (one.date?.iso ?? '').localeCompare(other.date?.iso ?? ''))
        .map((own) => (
          <Row key={own.id}>
            <Cell>{own.vaccine?.name}</Cell>
            <Cell>
              <span className="whitespace-nowrap">{own.date?.iso}</span>
            </Cell>
            <Cell>{own.dose}</Cell>
            <Cell>{own.lot}</Cell>
          </Row>
        ))}
    </Table>
  );
}
