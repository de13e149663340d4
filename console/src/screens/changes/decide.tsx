import { useState, type ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import type { Fault } from '../../graph/answer.js';
import { useKeyedAct, type ErrorLine } from '../../graph/use-keyed-act.js';
import { Dialog } from '../../parts/dialog.js';
import { SureButtons } from '../../parts/sure-buttons.js';
import { Field } from '../../parts/field.js';
import { useRefused } from '../../parts/refused.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import type { Change } from './change-card.js';
import { DecideChangeDocument, type DecideImmunizationChangeInput } from './operations.generated.js';
import { changesWords } from './words.js';

export interface DecideProps {
  readonly change: Change;
  /** Whom it is about, as the card has it. */
  readonly whose: ReactNode;
  readonly onDecided: () => void;
}

/** Decides on exactly what was read: what has changed since is refused by the gateway. */
export function Decide({ change, whose, onDecided }: DecideProps) {
  const words = useWords(changesWords);
  const [question, setQuestion] = useState<'approve' | 'reject' | null>(null);
  const { pending, errors, fault, act, forget } = useKeyedAct(
    DecideChangeDocument,
    (input: Omit<DecideImmunizationChangeInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.decideImmunizationChange?.userErrors ?? [],
    (_data, { decision }) => (decision === 'APPROVE' ? words.approved : words.rejected),
  );
  const ask = (which: 'approve' | 'reject') => {
    forget();
    setQuestion(which);
  };
  const decide = async (approves: boolean, reason: string) => {
    if (pending) return;
    const done = await act({
      ...{ atenaNumber: change.atenaNumber ?? '', id: change.id ?? '' },
      ...{ contentHash: change.contentHash ?? '', decision: approves ? 'APPROVE' : 'REJECT' },
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    if (done === null) return;
    setQuestion(null);
    onDecided();
  };
  return (
    <div className="mt-4">
      <div className="flex flex-wrap gap-4">
        <Button size="md" variant="solid-fill" onClick={() => ask('approve')}>
          {words.approve}
        </Button>
        <Button size="md" variant="outline" onClick={() => ask('reject')}>
          {words.reject}
        </Button>
      </div>
      {question !== null && (
        <Sure
          {...{ question, pending, fault, errors, whose }}
          onSure={(reason) => void decide(question === 'approve', reason)}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

interface SureProps extends Pick<DecideProps, 'whose'> {
  readonly question: 'approve' | 'reject';
  readonly pending: boolean;
  readonly fault: Fault | null;
  readonly errors: readonly ErrorLine[];
  readonly onSure: (reason: string) => void;
  readonly onClose: () => void;
}

/** Stays until it is decided: what is typed is not lost where the gateway has something against it. */
function Sure({ question, whose, pending, fault, errors, onSure, onClose }: SureProps) {
  const words = useWords(changesWords);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sendsBack = question === 'reject';
  const isMissing = sendsBack && reason.trim() === '';
  const refused = useRefused({ errors, fault });
  const press = () => {
    setTried(true);
    if (!isMissing) onSure(reason);
  };
  return (
    <Dialog title={words[`${question}Question`]} onClose={onClose}>
      <div className="mb-4 font-700">{whose}</div>
      <p className="mb-4">{words[`${question}Text`]}</p>
      <Field
        label={words.decisionReason}
        help={words.decisionReasonHelp}
        error={tried && isMissing ? words.decisionReasonMissing : refused.at('reason')}
        required={sendsBack}
      >
        {(control) => (
          <Input
            {...{ ...control, blockSize: 'md', maxLength: 200, value: reason }}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      {refused.rest((others) => (
        <UserErrors errors={others} />
      ))}
      <SureButtons {...{ label: words[question], pending, onClose }} onSure={press} />
    </Dialog>
  );
}
