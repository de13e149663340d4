import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { useRefused } from '../../parts/refused.js';
import { TextField } from '../../parts/text-field.js';
import { UserErrors } from '../../parts/user-errors.js';
import { partWords } from '../../parts/words.js';
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
  const { wasDone } = useWords(partWords);
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
    () => wasDone(words.proposeNow),
  );
  const refused = useRefused({ errors, fault });
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
      <OneOf
        legend={words.decision}
        required
        choices={choicesOf(words.decisions)}
        value={decision}
        onChange={setDecision}
      />
      {decision === 'CORRECT' && <RightValues {...{ lot, at: refused.at, onDay: setDay, onLot: setLot }} />}
      <OneOf
        required
        legend={words.reason}
        choices={choicesOf(words.reasons)}
        value={reason}
        onChange={setReason}
      />
      {refused.rest((others) => (
        <UserErrors errors={others} />
      ))}
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

interface RightValuesProps {
  readonly lot: string;
  readonly at: (field: string) => string | null;
  readonly onDay: (day: string | null) => void;
  readonly onLot: (lot: string) => void;
}

/** What both sides have wrong. */
function RightValues({ lot, at, onDay, onLot }: RightValuesProps) {
  const { fields } = useWords(reconciliationWords);
  return (
    <>
      <DateField legend={fields.day} error={at('day')} onChange={onDay} />
      <TextField label={fields.lot} error={at('lot')} value={lot} onChange={onLot} />
    </>
  );
}
