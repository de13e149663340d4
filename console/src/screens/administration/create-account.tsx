import { useState } from 'react';
import { SomeOf, OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { CreateAccountDocument, type AllAccountsQuery } from './operations.generated.js';
import { JudgedForm, type ErrorAt } from '../../parts/judged-form.js';
import { SecondmentFields, secondmentOf, type TypedSecondment } from './secondment.js';
import { formWords } from './form-words.js';
import { administrationWords } from './words.js';

export interface CreateAccountProps {
  readonly roles: AllAccountsQuery['roles'];
  readonly today: string;
  readonly onChanged: () => void;
}

type Method = 'uid' | 'palm_vein' | 'pki';
interface Draft {
  readonly account: string;
  readonly kind: 'person' | 'service';
  readonly personId: string;
  readonly role: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly loginMethods: readonly Method[];
  readonly begins: string | null;
  readonly ends: string | null;
  readonly department: string;
  readonly seconded: TypedSecondment;
}

/** Makes an account. It opens nothing until its duties are recorded and a menu is granted. */
export function CreateAccount({ roles, today, onChanged }: CreateAccountProps) {
  const words = useWords(formWords);
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ account: '', kind: 'person', personId: '', role: roles[0]?.id ?? '', nameJa: '', nameEn: '' },
    ...{ loginMethods: ['uid'], begins: today, ends: null, department: '', seconded: 'none' },
  }));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <JudgedForm
      name={words.createNow}
      document={CreateAccountDocument}
      input={inputOf(draft)}
      errorsOf={(data) => data.createAccount.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <p>{words.createText}</p>
          <Who {...{ draft, change, errorAt, roles }} />
          <Term {...{ draft, change, errorAt, today }} />
        </>
      )}
    </JudgedForm>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly errorAt: ErrorAt;
}

function Who({ draft, change, errorAt, roles }: PartProps & Pick<CreateAccountProps, 'roles'>) {
  const words = useWords(formWords);
  const both = useBoth();
  const text = (name: 'account' | 'personId' | 'nameJa' | 'nameEn', help?: string) => (
    <TextField
      label={words[name]}
      help={help}
      required
      error={errorAt(name, draft[name].trim() === '' ? words.typeThis : null)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
      {text('account', words.accountHelp)}
      <OneOf
        legend={words.kind}
        choices={choicesOf(words.kinds)}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind === 'person' && text('personId', words.personIdHelp)}
      <SelectField
        label={words.role}
        error={errorAt('role')}
        choices={roles.map(({ id, nameJa, nameEn }) => ({
          value: id,
          label: both({ ja: nameJa, en: nameEn }),
        }))}
        value={draft.role}
        onChange={(role) => change({ role })}
      />
      {text('nameJa')}
      {text('nameEn')}
    </div>
  );
}

function Term({ draft, change, errorAt, today }: PartProps & { readonly today: string }) {
  const words = useWords(formWords);
  const { method } = useWords(administrationWords);
  return (
    <>
      <SomeOf
        legend={words.loginMethods}
        error={errorAt('loginMethods')}
        choices={choicesOf<Method>(method)}
        values={draft.loginMethods}
        onChange={(loginMethods) => change({ loginMethods })}
      />
      <DateField
        legend={words.firstDay}
        initial={today}
        required
        error={errorAt('begins', draft.begins === null ? words.typeDays : null)}
        onChange={(begins) => change({ begins })}
      />
      <DateField legend={words.lastDayIfAny} error={errorAt('ends')} onChange={(ends) => change({ ends })} />
      {draft.kind === 'person' && (
        <>
          <TextField
            label={words.department}
            help={words.departmentHelp}
            error={errorAt('department')}
            value={draft.department}
            onChange={(department) => change({ department })}
          />
          <SecondmentFields
            isPart={draft.seconded === 'part'}
            onChange={(seconded) => change({ seconded })}
            errorAt={errorAt}
          />
        </>
      )}
    </>
  );
}

function inputOf({ personId, department, seconded, begins, ...rest }: Draft) {
  const isPerson = rest.kind === 'person';
  const typed = [rest.account, rest.nameJa, rest.nameEn, ...(isPerson ? [personId] : [])];
  if (typed.some((text) => text.trim() === '') || begins === null || (isPerson && seconded === 'part'))
    return null;
  return {
    input: {
      ...{ ...rest, begins, personId: isPerson ? personId : null },
      department: isPerson && department.trim() !== '' ? department : null,
      secondment: isPerson ? secondmentOf(seconded) : null,
    },
  };
}
