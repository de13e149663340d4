import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import type { Account } from './account-page.js';
import { Matrix } from './matrix.js';
import { MatrixOfRoleDocument, type OneAccountQuery } from './operations.generated.js';

export interface MatrixOfAccountProps {
  readonly account: Account;
  readonly role: string;
  readonly menus: OneAccountQuery['menus'];
}

/** What the role may do under the menus that are open to the account. */
export function MatrixOfAccount({ account: { grants }, role, menus }: MatrixOfAccountProps) {
  const asked = useAsk(MatrixOfRoleDocument, { role });
  const open = grants.filter(({ state }) => state === 'OPEN').map(({ purpose }) => purpose);
  return (
    <Answered asked={asked}>
      {({ policyMatrix }) => <Matrix rows={policyMatrix} {...{ menus, open }} />}
    </Answered>
  );
}
