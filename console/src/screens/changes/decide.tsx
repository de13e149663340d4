import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Dialog } from '../../parts/dialog.js';
import { FaultBox } from '../../parts/fault-box.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import type { Change } from './change-card.js';
import { DecideChangeDocument, type DecideImmunizationChangeInput } from './operations.generated.js';
import { changesWords } from './words.js';

export type Decided = 'approved' | 'rejected';

export interface DecideProps {
  readonly change: Change;
  readonly onDecided: (what: Decided) => void;
}

/** Decides on exactly what was read: what has changed since is refused by the gateway. */
export function Decide({ change, onDecided }: DecideProps) {
  const words = useWords(changesWords);
  const [question, setQuestion] = useState<'approve' | 'reject' | null>(null);
  const { pending, errors, fault, act } = useKeyedAct(
    DecideChangeDocument,
    (input: Omit<DecideImmunizationChangeInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.decideImmunizationChange?.userErrors ?? [],
  );
  const decide = async (approves: boolean) => {
    if (pending) return;
    const done = await act({
      ...{ atenaNumber: change.atenaNumber ?? '', id: change.id ?? '' },
      ...{ contentHash: change.contentHash ?? '', decision: approves ? 'APPROVE' : 'REJECT' },
    });
    setQuestion(null);
    if (done !== null) onDecided(approves ? 'approved' : 'rejected');
  };
  return (
    <div className="mt-4">
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
      <div className="flex flex-wrap gap-4">
        <Button size="md" variant="solid-fill" onClick={() => setQuestion('approve')}>
          {words.approve}
        </Button>
        <Button size="md" variant="outline" onClick={() => setQuestion('reject')}>
          {words.reject}
        </Button>
      </div>
      {question !== null && (
        <Sure
          {...{ question, pending }}
          onSure={() => void decide(question === 'approve')}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

interface SureProps {
  readonly question: 'approve' | 'reject';
  readonly pending: boolean;
  readonly onSure: () => void;
  readonly onClose: () => void;
}

function Sure({ question, pending, onSure, onClose }: SureProps) {
  const words = useWords(changesWords);
  const common = useWords(commonWords);
  return (
    <Dialog title={words[`${question}Question`]} onClose={onClose}>
      <p className="mb-4">{words[`${question}Text`]}</p>
      <div className="flex flex-wrap gap-4">
        <Button size="lg" variant="solid-fill" aria-disabled={pending} onClick={onSure}>
          {words[question]}
        </Button>
        <Button size="lg" variant="outline" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
