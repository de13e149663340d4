import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Dialog } from '../../parts/dialog.js';
import { FaultBox } from '../../parts/fault-box.js';
import { UserErrors, type UserErrorLine } from '../../parts/user-errors.js';
import { partWords } from '../../parts/words.js';
import { useWords } from '../../words/catalogue.js';
import { administrationWords } from './words.js';

export interface StaffAct<Variables> {
  readonly pending: boolean;
  /** Asks first, by the label of the button that was pressed: nothing of it is taken back by another press. */
  readonly ask: (label: string, variables: Variables) => void;
  /** The question; then what was against it: nothing was changed then. */
  readonly told: React.ReactNode;
}

/** A change of the register of staff that needs no more than a button: done once, and told again where its answer was lost. */
export function useStaffAct<Data, Variables extends { readonly idempotencyKey?: string | null | undefined }>(
  document: TypedDocumentNode<Data, Variables>,
  errorsOf: (data: Data) => readonly UserErrorLine[],
  onDone: () => void,
): StaffAct<Omit<Variables, 'idempotencyKey'>> {
  const words = useWords(administrationWords);
  const { wasDone } = useWords(partWords);
  type Asked = { readonly label: string; readonly variables: Omit<Variables, 'idempotencyKey'> };
  const { pending, errors, fault, act } = useKeyedAct(
    document,
    ({ variables }: Asked, idempotencyKey) => ({ ...variables, idempotencyKey }) as unknown as Variables,
    errorsOf,
    (_data, { label }) => wasDone(label),
  );
  const [asked, setAsked] = useState<Asked | null>(null);
  const yes = async (sure: Asked) => {
    setAsked(null);
    if (pending || (await act(sure)) === null) return;
    onDone();
  };
  const told = (
    <>
      {asked !== null && (
        <Dialog title={words.reallyDo(asked.label)} onClose={() => setAsked(null)}>
          <div className="flex flex-wrap gap-4">
            <Button size="md" variant="solid-fill" onClick={() => void yes(asked)}>
              {words.doNow}
            </Button>
            <Button size="md" variant="outline" onClick={() => setAsked(null)}>
              {words.leaveIt}
            </Button>
          </div>
        </Dialog>
      )}
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
    </>
  );
  return {
    ...{ pending, told },
    ask: (label, variables) => {
      if (!pending) setAsked({ label, variables });
    },
  };
}
