import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import type { Fault } from '../../graph/answer.js';
import { useAct } from '../../graph/use-ask.js';
import { FaultBox } from '../../parts/fault-box.js';
import { UserErrors, type UserErrorLine } from '../../parts/user-errors.js';

export interface StaffAct<Variables> {
  readonly pending: boolean;
  readonly act: (variables: Variables) => Promise<void>;
  /** What was against it: nothing was changed then. */
  readonly told: React.ReactNode;
}

/** A change of the register of staff. It is the same when it is sent twice, so that it needs no key. */
export function useStaffAct<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  errorsOf: (data: Data) => readonly UserErrorLine[],
  onDone: () => void,
): StaffAct<Variables> {
  const [pending, send] = useAct(document);
  const [errors, setErrors] = useState<readonly UserErrorLine[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const act = async (variables: Variables) => {
    if (pending) return;
    const { data, faults } = await send(variables);
    const found = data === null ? [] : errorsOf(data);
    setFault(faults[0] ?? null);
    setErrors(found);
    if (faults.length === 0 && found.length === 0) onDone();
  };
  const told = (
    <>
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
    </>
  );
  return { pending, act, told };
}
