import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { RecordLine } from '../../parts/record-line.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { DoseGrid } from './dose-grid.js';
import { DoseList } from './dose-list.js';
import { DoseTimeline } from './dose-timeline.js';
import { doseWords } from './dose-words.js';
import { DosesDocument } from './operations.generated.js';

/** The list comes first in reading order; grid and timeline are the same rows seen otherwise. */
export function Doses({ id }: { readonly id: string }) {
  const words = useWords(doseWords);
  const common = useWords(commonWords);
  const asked = useAsk(DosesDocument, { id });
  return (
    <Answered asked={asked} from={common.system.HEALTH_MANAGEMENT}>
      {({ resident }) => {
        const doses = resident?.immunizations ?? null;
        if (doses === null)
          return (
            <Value told={asked} at={['resident', 'immunizations']}>
              {null}
            </Value>
          );
        if (doses.length === 0) return <p>{words.none}</p>;
        return (
          <>
            <DoseGrid doses={doses} />
            <DoseList doses={doses} told={asked} />
            <DoseTimeline doses={doses} />
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}
