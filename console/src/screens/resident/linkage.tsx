import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { RecordLine } from '../../parts/record-line.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { Copies, ExchangeRecords, Inquiries, Restrictions } from './linkage-tables.js';
import { LinkageOfDocument } from './operations.generated.js';

/** What was asked of other bodies about this person, and what other bodies may ask. Answers are opened at the linkage desk. */
export function LinkagePart({ id }: { readonly id: string }) {
  const common = useWords(commonWords);
  const asked = useAsk(LinkageOfDocument, { id });
  return (
    <Answered asked={asked} from={common.system.INTERMEDIATE_SERVER}>
      {({ resident }) => {
        const linkage = resident?.linkage ?? null;
        if (linkage === null)
          return (
            <Value told={asked} at={['resident', 'linkage']}>
              {null}
            </Value>
          );
        return (
          <>
            <Inquiries rows={linkage.requests} told={asked} />
            <ExchangeRecords rows={linkage.records} told={asked} />
            <Restrictions rows={linkage.restrictions} told={asked} />
            <Copies rows={linkage.copies} told={asked} />
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}
