import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import type { Told } from '../../graph/answer.js';
import { Banner } from '../../parts/banner.js';
import type { Dose, DoingTo } from './dose.js';
import { ChangeDose } from './record/change-dose.js';
import { WithdrawDose } from './record/withdraw-dose.js';
import type { Item } from './record/labels.js';
import { recordWords } from './record/words.js';
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

type Doing = { readonly kind: 'RECORD' } | DoingTo;
const NONE: ReadonlySet<Item> = new Set();

/** The list comes first in reading order; grid and timeline are the same rows seen otherwise. */
export function Doses({ id }: { readonly id: string }) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const opens = useOpens();
  const mayRecord = opens?.allows('HEALTH', 'RECORD') === true;
  const mayCorrect = opens?.allows('HEALTH', 'CORRECT') === true;
  const asked = useAsk(DosesDocument, { id });
  const [doing, setDoing] = useState<Doing | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  // What became of the last act is no answer to the next.
  const begin = (next: Doing) => {
    setSaid(null);
    setDoing(next);
  };
  const done = (what: string) => {
    setDoing(null);
    setSaid(what);
    asked.again();
  };
  const cancel = () => setDoing(null);
  const changed = doing === null || doing.kind === 'RECORD' ? null : doing.dose;
  const onFile = asked.data?.resident?.immunizations ?? [];
  /** The same for whatever is done to a dose: how it stands by the newest answer. */
  const doings = {
    ...{ atenaNumber: id, onDone: done, onCancel: cancel, onStale: asked.again },
    latest: onFile.find((one) => one.id !== null && one.id === changed?.id) ?? null,
  };
  return (
    <>
      {said !== null && <Banner kind="success" title={said} alert />}
      {doing === null &&
        (mayRecord ? (
          <Button size="md" variant="outline" className="mb-4" onClick={() => begin({ kind: 'RECORD' })}>
            {words.record}
          </Button>
        ) : (
          <WhyNot fieldClass="HEALTH" verb="RECORD" what={words.record} />
        ))}
      {doing?.kind === 'RECORD' && <ChangeDose {...doings} dose={null} closed={NONE} />}
      {doing?.kind === 'CORRECT' && <ChangeDose {...doings} dose={doing.dose} closed={doing.closed} />}
      {doing?.kind === 'WITHDRAW' && <WithdrawDose {...doings} dose={doing.dose} />}
      <Answered asked={asked} from={common.system.HEALTH_MANAGEMENT}>
        {({ resident }) => (
          <>
            {mayRecord && !mayCorrect && (
              <WhyNot fieldClass="HEALTH" verb="CORRECT" what={words.correctOrWithdraw} />
            )}
            <OnFile
              doses={resident?.immunizations ?? null}
              told={asked}
              onChange={mayCorrect ? begin : null}
            />
          </>
        )}
      </Answered>
    </>
  );
}

interface OnFileProps {
  readonly doses: readonly Dose[] | null;
  readonly told: Told;
  readonly onChange: ((doing: Doing) => void) | null;
}

function OnFile({ doses, told, onChange }: OnFileProps) {
  const words = useWords(doseWords);
  if (doses === null)
    return (
      <p>
        <Value told={told} at={['resident', 'immunizations']}>
          {null}
        </Value>
      </p>
    );
  if (doses.length === 0) return <p>{words.none}</p>;
  return (
    <>
      <DoseGrid doses={doses} />
      <DoseList doses={doses} told={told} onChange={onChange} />
      <DoseTimeline doses={doses} />
      <RecordLine record={told.record} />
    </>
  );
}
