import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { Heading } from '../../parts/heading.js';
import { useWords } from '../../words/catalogue.js';
import { useInstant } from '../../words/times.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { FaultBox } from '../../parts/fault-box.js';
import { EndSessionDocument } from './operations.generated.js';
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
  const mayEnd = useMayEndSessions();
  return (
    <>
      <Heading>{words.session}</Heading>
      {session === null ? (
        <p>{words.noSession}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-4">
          {words.sessionSpan(instant(session.begun), instant(session.ends))}
          {mayEnd ? (
            <EndSession account={account} onChanged={onChanged} />
          ) : (
            <WhyNot {...TO_END} what={words.endSession(account)} />
          )}
        </div>
      )}
    </>
  );
}

/** What ending another's session takes. */
export const TO_END = { fieldClass: 'DIRECTORY', verb: 'ADMINISTER' } as const;

export const useMayEndSessions = (): boolean => useOpens()?.allows(TO_END.fieldClass, TO_END.verb) === true;

/** Whoever works under the session is logged out at once. */
export function EndSession({ account, onChanged }: Omit<AccountSessionProps, 'session'>) {
  const words = useWords(administrationWords);
  const { pending, fault, act } = useKeyedAct(
    EndSessionDocument,
    // Ended twice it has ended: the graph asks for no key.
    (of: { readonly account: string }) => of,
    () => [],
    () => words.sessionEnded(account),
  );
  return (
    <>
      {fault !== null && <FaultBox fault={fault} />}
      <Button
        size="sm"
        variant="outline"
        aria-disabled={pending}
        onClick={() =>
          void act({ account }).then((done) => {
            if (done !== null) onChanged();
          })
        }
      >
        {words.endSession(account)}
      </Button>
    </>
  );
}
