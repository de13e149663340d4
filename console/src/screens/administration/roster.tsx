import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { formWords } from './form-words.js';
import {
  AddRosterLineDocument,
  RemoveRosterLineDocument,
  type ContractsQuery,
} from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { useStaffAct } from './use-staff-act.js';
import { administrationWords } from './words.js';

export interface RosterProps {
  readonly contract: ContractsQuery['contracts']['contracts'][number];
  readonly accounts: ContractsQuery['accounts'];
  readonly today: string;
  readonly onChanged: () => void;
}

/** Who works on the contract: the roster that the contractor must submit. */
export function Roster({ contract: { id: contract, roster }, accounts, today, onChanged }: RosterProps) {
  const words = useWords(formWords);
  const { inForce, none, notInForce, span, noEnd } = useWords(administrationWords);
  const { pending, ask, told } = useStaffAct(
    RemoveRosterLineDocument,
    (data) => data.removeRosterLine.userErrors,
    onChanged,
  );
  return (
    <>
      {told}
      {roster.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className="space-y-2">
          {roster.map((line) => (
            <li key={line.id} className="flex flex-wrap items-center gap-3">
              {line.account}{' '}
              <Tag tone={line.inForce ? 'good' : 'plain'}>{line.inForce ? inForce : notInForce}</Tag>
              {span(line.begins, line.ends ?? noEnd)}
              {(line.ends === null || line.ends >= today) && (
                <Button
                  size="sm"
                  variant="outline"
                  aria-disabled={pending}
                  onClick={() => ask(words.offRoster(line.account), { id: line.id })}
                >
                  {words.offRoster(line.account)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <AddLine {...{ contract, accounts, today, onChanged }} />
    </>
  );
}

function AddLine({
  contract,
  accounts,
  today,
  onChanged,
}: Omit<RosterProps, 'contract'> & { contract: string }) {
  const words = useWords(formWords);
  const both = useBoth();
  const handlers = accounts.filter(({ role }) => role === 'contractor');
  const [account, setAccount] = useState(handlers[0]?.id ?? '');
  const [begins, setBegins] = useState<string | null>(today);
  const [ends, setEnds] = useState<string | null>(null);
  return (
    <JudgedForm
      name={words.addLine(contract)}
      document={AddRosterLineDocument}
      input={begins === null || account === '' ? null : { input: { contract, account, begins, ends } }}
      errorsOf={(data) => data.addRosterLine.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <SelectField
            label={words.handler}
            required
            error={errorAt('account', account === '' ? words.typeThis : null)}
            choices={handlers.map(({ id, nameJa, nameEn }) => ({
              value: id,
              label: `${both({ ja: nameJa, en: nameEn })} (${id})`,
            }))}
            value={account}
            onChange={setAccount}
          />
          <DateField
            legend={words.firstDay}
            initial={today}
            required
            error={errorAt('begins', begins === null ? words.typeDays : null)}
            onChange={setBegins}
          />
          <DateField legend={words.lastDayIfAny} error={errorAt('ends')} onChange={setEnds} />
        </>
      )}
    </JudgedForm>
  );
}
