import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import {
  DecideFindingDocument,
  type DecideFindingInput,
  type FindingDecision,
  type FindingDecisionReason,
} from './operations.generated.js';
import type { Finding } from './page.js';
import { reconciliationWords } from './words.js';

export interface DecisionProps {
  readonly finding: Finding;
  readonly onChanged: () => void;
}

/** Proposes which side holds; nothing changes before somebody else approves it. */
export function Propose({ finding, onChanged }: DecisionProps) {
  const words = useWords(reconciliationWords);
  const [decision, setDecision] = useState<FindingDecision | null>(null);
  const [reason, setReason] = useState<FindingDecisionReason | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [lot, setLot] = useState('');
  const { pending, errors, fault, act } = useKeyedAct(
    DecideFindingDocument,
    (input: Omit<DecideFindingInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.decideFinding?.userErrors ?? [],
  );
  const send = async () => {
    if (decision === null || reason === null || pending) return;
    const values = decision === 'CORRECT' ? { day, lot: lot.trim() || null } : null;
    const named = { id: finding.id ?? '', digest: finding.digest ?? '' };
    if ((await act({ ...named, decision, reason, values })) !== null) onChanged();
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
      <OneOf
        legend={words.decision}
        choices={choicesOf(words.decisions)}
        value={decision}
        onChange={setDecision}
      />
      {decision === 'CORRECT' && (
        <>
          <DateField legend={words.fields.day} onChange={setDay} />
          <Field label={words.fields.lot}>
            {(control) => (
              <Input
                {...{ ...control, blockSize: 'md', value: lot }}
                onChange={({ target }) => setLot(target.value)}
              />
            )}
          </Field>
        </>
      )}
      <OneOf legend={words.reason} choices={choicesOf(words.reasons)} value={reason} onChange={setReason} />
      <Button
        size="md"
        variant="solid-fill"
        type="submit"
        aria-disabled={pending || decision === null || reason === null}
      >
        {words.proposeNow}
      </Button>
    </form>
  );
}
