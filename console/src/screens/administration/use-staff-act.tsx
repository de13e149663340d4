import type { TypedDocumentNode } from 'urql';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { FaultBox } from '../../parts/fault-box.js';
import { UserErrors, type UserErrorLine } from '../../parts/user-errors.js';

export interface StaffAct<Variables> {
  readonly pending: boolean;
  readonly act: (variables: Variables) => Promise<void>;
  /** What was against it: nothing was changed then. */
  readonly told: React.ReactNode;
}

/** A change of the register of staff that needs no more than a button: done once, and told again where its answer was lost. */
export function useStaffAct<Data, Variables extends { readonly idempotencyKey?: string | null | undefined }>(
  document: TypedDocumentNode<Data, Variables>,
  errorsOf: (data: Data) => readonly UserErrorLine[],
  onDone: () => void,
): StaffAct<Omit<Variables, 'idempotencyKey'>> {
  const { pending, errors, fault, act } = useKeyedAct(
    document,
    (given: Omit<Variables, 'idempotencyKey'>, idempotencyKey) =>
      ({ ...given, idempotencyKey }) as unknown as Variables,
    errorsOf,
  );
  const told = (
    <>
      {fault !== null && <FaultBox fault={fault} />}
      <UserErrors errors={errors} />
    </>
  );
  return {
    ...{ pending, told },
    act: async (variables) => {
      if (!pending && (await act(variables)) !== null) onDone();
    },
  };
}
