import { useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { Heading } from '../../parts/heading.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { EndSessionDocument } from './operations.generated.js';
import { useStaffAct } from './use-staff-act.js';
import { administrationWords } from './words.js';

export interface AccountSessionProps {
  readonly account: string;
  readonly session: { readonly begun: string; readonly ends: string } | null;
  readonly onChanged: () => void;
}

/** Whether the account is logged in at the moment. */
export function AccountSession({ account, session, onChanged }: AccountSessionProps) {
  const words = useWords(administrationWords);
  const instant = useInstant();
  return (
    <>
      <Heading>{words.session}</Heading>
      {session === null ? (
        <p>{words.noSession}</p>
      ) : (
        <p className="flex flex-wrap items-center gap-4">
          {words.sessionSpan(instant(session.begun), instant(session.ends))}
          <EndSession account={account} onChanged={onChanged} />
        </p>
      )}
    </>
  );
}

/** Whoever works under the session is logged out at once. */
export function EndSession({ account, onChanged }: Omit<AccountSessionProps, 'session'>) {
  const words = useWords(administrationWords);
  const may = useOpens()?.allows('DIRECTORY', 'ADMINISTER') === true;
  const { pending, act, told } = useStaffAct(EndSessionDocument, () => [], onChanged);
  if (!may) return null;
  return (
    <>
      {told}
      <Button size="sm" variant="outline" aria-disabled={pending} onClick={() => void act({ account })}>
        {words.endSession(account)}
      </Button>
    </>
  );
}
