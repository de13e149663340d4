import { useCallback, useEffect, useState } from 'react';
import { Button } from '../../dads/button.js';
import type { Fault } from '../../graph/answer.js';
import { askOnce } from '../../graph/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Heading } from '../../parts/heading.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import type { Left } from './left.js';
import { numberWords } from './number-words.js';
import { ShowNumberDocument, type NumberStateQuery } from './operations.generated.js';
import { ShownNumber } from './shown-number.js';

export interface ShowNumberProps {
  readonly id: string;
  readonly state: NonNullable<NumberStateQuery['resident']>['individualNumber'];
  readonly left: Left | null;
}

/** The number itself is fetched alone, when somebody has said yes to seeing it, and is held for twenty seconds. */
export function ShowNumber({ id, state, left }: ShowNumberProps) {
  const words = useWords(numberWords);
  const [step, setStep] = useState<'CLOSED' | 'ASKED' | 'GONE'>('CLOSED');
  const [value, setValue] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const hide = useCallback(() => {
    setValue(null);
    setStep('GONE');
  }, []);
  useEffect(() => () => setValue(null), []);
  const show = async () => {
    setStep('CLOSED');
    const { data, faults } = await askOnce(ShowNumberDocument, { id });
    setFault(faults[0] ?? null);
    setValue(data?.resident?.individualNumber?.value ?? null);
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
      {mayShow && value === null && (
        <Button size="lg" variant="outline" className="mt-3" onClick={() => setStep('ASKED')}>
          {words.show}
        </Button>
      )}
      {step === 'ASKED' && <Confirm onYes={() => void show()} onNo={() => setStep('CLOSED')} />}
      {value !== null && <ShownNumber value={value} onGone={hide} />}
      <p role="status">{step === 'GONE' && value === null ? words.gone : ''}</p>
    </>
  );
}

function Confirm({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const words = useWords(numberWords);
  const common = useWords(commonWords);
  const both = useBoth();
  const work = useSession((state) => state.work);
  return (
    <Dialog title={words.confirmTitle} onClose={onNo}>
      <p>
        {work !== null && both(work.name)} {work?.caseNumber}
      </p>
      <p className="my-3">{words.confirmText}</p>
      <div className="flex flex-wrap gap-4">
        <Button size="lg" variant="solid-fill" onClick={onYes}>
          {words.confirm}
        </Button>
        <Button size="lg" variant="outline" onClick={onNo}>
          {common.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
