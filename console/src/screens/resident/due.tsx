import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { RecordLine } from '../../parts/record-line.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { doseWords } from './dose-words.js';
import { DueGroup } from './due-group.js';
import { DueDocument } from './operations.generated.js';

/** What needs somebody first; behind it that of which the status is not told. */
const ORDER = ['OVERDUE', 'DUE', 'UNDETERMINED', 'NOT_YET', 'COMPLETE', 'PAST', 'NOT_TARGET'] as const;

/** What is next for this person, and by which rule, as the gateway says it. */
export function Due({ id }: { readonly id: string }) {
  const words = useWords(doseWords);
  const common = useWords(commonWords);
  const asked = useAsk(DueDocument, { id });
  return (
    <Answered asked={asked} from={common.system.HEALTH_MANAGEMENT}>
      {({ resident }) => {
        const all = resident?.recommendations ?? null;
        if (all === null)
          return (
            <Value told={asked} at={['resident', 'recommendations']}>
              {null}
            </Value>
          );
        if (all.length === 0) return <p>{words.noRecommendations}</p>;
        return (
          <>
            <p className="mb-4">{words.periodHelp}</p>
            {all.some(({ verified }) => verified === false) && (
              <Banner kind="warning" title={words.unverifiedTitle}>
                <p>{words.unverifiedText}</p>
              </Banner>
            )}
            {[...ORDER, null].map((status) => (
              <DueGroup
                key={status}
                told={asked}
                status={status}
                rows={all.map((row, at) => ({ row, at })).filter(({ row }) => row.status === status)}
              />
            ))}
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}
