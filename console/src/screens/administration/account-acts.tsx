import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { Opened } from '../../parts/sections.js';
import { useWords } from '../../words/catalogue.js';
import type { Account } from './account-page.js';
import { AssignDepartment } from './assign-department.js';
import { EndAccount } from './end-account.js';
import { formWords } from './form-words.js';
import {
  RecordPledgeDocument,
  RecordTrainingDocument,
  RenewCredentialDocument,
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
  const forms = useWords(formWords);
  const may = useOpens()?.allows('DIRECTORY', 'ADMINISTER') === true;
  const renew = useStaffAct(RenewCredentialDocument, (data) => data.renewCredential.userErrors, onChanged);
  const train = useStaffAct(RecordTrainingDocument, (data) => data.recordTraining.userErrors, onChanged);
  const pledge = useStaffAct(RecordPledgeDocument, (data) => data.recordPledge.userErrors, onChanged);
  if (account.ends !== null) return null;
  if (!may) return <WhyNot fieldClass="DIRECTORY" verb="ADMINISTER" what={words.acts} />;
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
        {acts.map(({ label, pending, ask }) => (
          <Button
            key={label}
            size="sm"
            variant="outline"
            aria-disabled={pending}
            onClick={() => ask(label, { account: account.id })}
          >
            {label}
          </Button>
        ))}
      </div>
      <Opened title={forms.assignNow}>{() => <AssignDepartment {...{ account, onChanged }} />}</Opened>
      <Opened title={words.endAccount}>
        {() => <EndAccount account={account.id} onChanged={onChanged} />}
      </Opened>
    </section>
  );
}
