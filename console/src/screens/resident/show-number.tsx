import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../dads/button.js';
import type { Fault } from '../../graph/answer.js';
import { askOnce } from '../../graph/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { SureButtons } from '../../parts/sure-buttons.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { Loading } from '../../parts/loading.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { Left } from './left.js';
import { numberWords } from './number-words.js';
import { ShowNumberDocument, type NumberStateQuery } from './operations.generated.js';
import { ShownNumber } from './shown-number.js';
import { endWithSight } from './sight.js';

export interface ShowNumberProps {
  readonly id: string;
  readonly state: NonNullable<NumberStateQuery['resident']>['individualNumber'];
  readonly left: Left | null;
}

/**
 * The number itself is fetched alone, when somebody has said yes to seeing it, and is held for twenty seconds. From that yes
 * on somebody has to be looking: an answer whose asker has gone meanwhile is dropped, and they are told so.
 */
export function ShowNumber({ id, state, left }: ShowNumberProps) {
  const words = useWords(numberWords);
  const [step, setStep] = useState<'CLOSED' | 'ASKED' | 'UNDER_WAY' | 'SHOWN' | 'GONE' | 'LOST'>('CLOSED');
  const [value, setValue] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const turn = useRef(0);
  const hide = useCallback(() => {
    turn.current += 1;
    setValue(null);
    setStep((before) => (before === 'UNDER_WAY' ? 'LOST' : 'GONE'));
  }, []);
  const isWatched = step === 'UNDER_WAY' || step === 'SHOWN';
  useEffect(() => (isWatched ? endWithSight(hide) : undefined), [isWatched, hide]);
  const show = async () => {
    turn.current += 1;
    const own = turn.current;
    setFault(null);
    setStep('UNDER_WAY');
    const { data, faults } = await askOnce(ShowNumberDocument, { id });
    if (own !== turn.current) return;
    const found = data?.resident?.individualNumber?.value ?? null;
    setFault(faults[0] ?? null);
    setValue(found);
    setStep(found === null ? 'CLOSED' : 'SHOWN');
  };
  const mayShow = state?.disclosure === 'REVEALABLE';
  return (
    <>
      <Heading>{words.showTitle}</Heading>
      <p>
        {words.states[state?.disclosure ?? 'REDACTED']} {state?.disclosure === 'REDACTED' && state.reason}
      </p>
      {left !== null && <p>{words.left(left.left, left.cap)}</p>}
      {fault !== null && <FaultBox fault={fault} />}
      {mayShow && step !== 'SHOWN' && (
        <Button
          size="lg"
          variant="outline"
          className="mt-3"
          aria-disabled={isWatched}
          onClick={() => !isWatched && setStep('ASKED')}
        >
          {words.show}
        </Button>
      )}
      {step === 'ASKED' && <Confirm onYes={() => void show()} onNo={() => setStep('CLOSED')} />}
      {value !== null && <ShownNumber value={value} onGone={hide} />}
      {step === 'UNDER_WAY' && <Loading />}
      <p role="status">{step === 'GONE' ? words.gone : step === 'LOST' ? words.lost : ''}</p>
    </>
  );
}

function Confirm({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const words = useWords(numberWords);
  const both = useBoth();
  const work = useSession((state) => state.work);
  return (
    <Dialog title={words.confirmTitle} onClose={onNo}>
      <p>
        {work !== null && both(work.name)} {work?.caseNumber}
      </p>
      <p className="my-3">{words.confirmText}</p>
      <SureButtons {...{ label: words.confirm }} onSure={onYes} onClose={onNo} />
    </Dialog>
  );
}
