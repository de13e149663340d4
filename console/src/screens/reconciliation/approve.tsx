import { useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { FaultBox } from '../../parts/fault-box.js';
import { UserErrors } from '../../parts/user-errors.js';
import { partWords } from '../../parts/words.js';
import { useWords } from '../../words/catalogue.js';
import { ApproveFindingDocument, type ApproveFindingInput } from './operations.generated.js';
import type { DecisionProps } from './propose.js';
import { reconciliationWords } from './words.js';

/** Approves what a colleague proposed, or gives it back. */
export function Approve({ finding, onChanged }: DecisionProps) {
  const words = useWords(reconciliationWords);
  const { wasDone } = useWords(partWords);
  const may = useOpens()?.allows('HEALTH', 'APPROVE') === true;
  const { pending, errors, fault, act } = useKeyedAct(
    ApproveFindingDocument,
    (input: Omit<ApproveFindingInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.approveFinding?.userErrors ?? [],
    (_data, { approve }) => wasDone(approve ? words.approve : words.giveBack),
  );
  const decide = async (approve: boolean) => {
    if (pending) return;
    if ((await act({ id: finding.id ?? '', digest: finding.digest ?? '', approve })) !== null) onChanged();
  };
  if (!may) return <p className="mt-2">{words.waitsForApprover}</p>;
  return (
    <div className="mt-3">
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
      <div className="flex gap-3">
        <Button size="md" variant="solid-fill" aria-disabled={pending} onClick={() => void decide(true)}>
          {words.approve}
        </Button>
        <Button size="md" variant="outline" aria-disabled={pending} onClick={() => void decide(false)}>
          {words.giveBack}
        </Button>
      </div>
    </div>
  );
}
