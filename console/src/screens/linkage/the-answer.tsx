import type { ReactNode } from 'react';
import type { Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Listed } from '../../parts/listed.js';
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
          <Copies
            told={asked}
            at={['informationRequest', 'answer', 'copies']}
            copies={informationRequest?.answer?.copies ?? null}
          />
          <h3 className="mt-3 text-dns-16B-130">{words.ours}</h3>
          <OwnDoses told={asked} doses={informationRequest?.resident?.immunizations ?? null} />
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}

type Own = NonNullable<
  NonNullable<NonNullable<AnswerOfInquiryQuery['informationRequest']>['resident']>['immunizations']
>;

const DOSES = ['informationRequest', 'resident', 'immunizations'];

/** In the order of the days, as the copies of the answer are read. */
function OwnDoses({ told, doses }: { readonly told: Told; readonly doses: Own | null }) {
  const words = useWords(linkageWords);
  const { vaccine, date, dose, lot } = words.valueName;
  const placed = doses?.map((own, at) => ({ own, at })) ?? null;
  return (
    <Listed told={told} at={DOSES} items={placed} nothing={<p>{words.noDoses}</p>}>
      {(all) => (
        <Table caption={words.ownDoses(all.length)} heads={[vaccine, date, dose, lot]}>
          {[...all]
            .sort((one, other) => (one.own.date?.iso ?? '').localeCompare(other.own.date?.iso ?? ''))
            .map((one) => (
              <OwnDose key={one.own.id} {...{ ...one, told }} />
            ))}
        </Table>
      )}
    </Listed>
  );
}

interface OwnDoseProps {
  readonly told: Told;
  readonly own: Own[number];
  /** Its place in the answer. */
  readonly at: number;
}

function OwnDose({ told, own, at }: OwnDoseProps) {
  const cell = (field: string, value: ReactNode) => (
    <Cell>
      <Value told={told} at={[...DOSES, at, field]}>
        {value}
      </Value>
    </Cell>
  );
  return (
    <Row>
      {cell('vaccine', own.vaccine?.name)}
      {cell('date', own.date?.iso && <span className="whitespace-nowrap">{own.date.iso}</span>)}
      {cell('dose', own.dose)}
      {cell('lot', own.lot)}
    </Row>
  );
}
