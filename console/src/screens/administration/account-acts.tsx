import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { Select } from '../../dads/select.js';
import { DateField } from '../../parts/date-field.js';
import { Field } from '../../parts/field.js';
import { Opened } from '../../parts/sections.js';
import { useWords } from '../../words/catalogue.js';
import type { Account } from './account-page.js';
import {
  EndAccountDocument,
  RecordPledgeDocument,
  RecordTrainingDocument,
  RenewCredentialDocument,
  type EndReason,
} from './operations.generated.js';
import { useStaffAct } from './use-staff-act.js';
import { administrationWords } from './words.js';

export interface AccountActsProps {
  readonly account: Account;
  readonly today: string;
  readonly onChanged: () => void;
}

/** What the administrator records about an account: each is in force from the next request on. */
export function AccountActs({ account, onChanged }: AccountActsProps) {
  const words = useWords(administrationWords);
  const may = useOpens()?.allows('DIRECTORY', 'ADMINISTER') === true;
  const renew = useStaffAct(RenewCredentialDocument, (data) => data.renewCredential.userErrors, onChanged);
  const train = useStaffAct(RecordTrainingDocument, (data) => data.recordTraining.userErrors, onChanged);
  const pledge = useStaffAct(RecordPledgeDocument, (data) => data.recordPledge.userErrors, onChanged);
  if (!may || account.ends !== null) return null;
  const acts = [
    { ...renew, label: words.renewToday },
    { ...train, label: words.trainedToday },
    { ...pledge, label: words.pledgedToday },
  ];
  return (
    <section aria-label={words.acts} className="my-4">
      {renew.told}
      {train.told}
      {pledge.told}
      <div className="flex flex-wrap gap-3">
        {acts.map(({ label, pending, act }) => (
          <Button
            key={label}
            size="sm"
            variant="outline"
            aria-disabled={pending}
            onClick={() => void act({ account: account.id })}
          >
            {label}
          </Button>
        ))}
      </div>
      <Opened title={words.endAccount}>
        {() => <EndAccount account={account.id} onChanged={onChanged} />}
      </Opened>
    </section>
  );
}

const REASONS: readonly EndReason[] = ['TRANSFER', 'RETIREMENT', 'CONTRACT_END', 'MISUSE', 'OTHER'];

function EndAccount({ account, onChanged }: { readonly account: string; readonly onChanged: () => void }) {
  const words = useWords(administrationWords);
  const [on, setOn] = useState<string | null>(null);
  const [reason, setReason] = useState<EndReason>('TRANSFER');
  const [missing, setMissing] = useState(false);
  const { pending, act, told } = useStaffAct(
    EndAccountDocument,
    (data) => data.endAccount.userErrors,
    onChanged,
  );
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(on === null);
        if (on !== null) void act({ account, on, reason });
      }}
    >
      {told}
      <DateField legend={words.lastDay} error={missing ? words.typeDay : null} onChange={setOn} />
      <Field label={words.endReason}>
        {(control) => (
          <Select
            {...{ ...control, blockSize: 'md', value: reason }}
            onChange={({ target }) => setReason(target.value as EndReason)}
          >
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {words.reason[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button size="md" variant="solid-fill" type="submit" aria-disabled={pending}>
        {words.endAccount}
      </Button>
    </form>
  );
}
