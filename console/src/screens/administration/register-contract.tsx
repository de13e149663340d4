import { useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import { formWords } from './form-words.js';
import { networksIn, PLACE, type Place } from './networks.js';
import { RegisterContractDocument, type ContractsQuery } from './operations.generated.js';
import { PartOf, partOf, NO_PART, type Part } from './part-of.js';
import { JudgedForm, type ErrorAt } from '../../parts/judged-form.js';

export interface RegisterContractProps {
  readonly contracts: ContractsQuery['contracts']['contracts'];
  readonly today: string;
  readonly onChanged: () => void;
}

const TEXTS = ['contract', 'contractor', 'matter', 'responsible', 'handlerCap', 'approvedEndpoints'] as const;
type Texts = Readonly<Record<(typeof TEXTS)[number], string>>;
interface Draft extends Texts, Place {
  readonly begins: string | null;
  readonly ends: string | null;
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  readonly part: Part;
}

/** An entrustment: who is responsible, for what, by how many and from where stands before the first handler does. */
export function RegisterContract({ contracts, today, onChanged }: RegisterContractProps) {
  const words = useWords(formWords);
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ contract: '', contractor: '', matter: '', responsible: '', handlerCap: '', approvedEndpoints: '' },
    ...{ ...PLACE, begins: today, ends: null, bornFrom: null, bornTo: null, part: NO_PART },
  }));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <JudgedForm
      name={words.registerNow}
      document={RegisterContractDocument}
      input={inputOf(draft)}
      errorsOf={(data) => data.registerContract.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <Lines {...{ draft, change, errorAt }} />
          <Days {...{ draft, change, errorAt, today }} />
          <PartOf
            {...{ contracts, errorAt, today }}
            part={draft.part}
            onChange={(part) => change({ part })}
          />
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

function Lines({ draft, change, errorAt }: PartProps) {
  const words = useWords(formWords);
  const help: Partial<Texts> = { contract: words.contractHelp, approvedEndpoints: words.networksHelp };
  return (
    <>
      <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
        {TEXTS.map((name) => (
          <TextField
            key={name}
            label={words[name]}
            help={help[name]}
            required
            error={errorAt(name, draft[name].trim() === '' ? words.typeThis : null)}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        <SelectField
          label={words.work}
          error={errorAt('work')}
          choices={choicesOf(words.works)}
          value={draft.work}
          onChange={(work) => change({ work })}
        />
      </div>
      <Checkbox
        checked={draft.reEntrustmentAllowed}
        onChange={({ target }) => change({ reEntrustmentAllowed: target.checked })}
      >
        {words.partsAllowed}
      </Checkbox>
    </>
  );
}

function Days({ draft, change, errorAt, today }: PartProps & { readonly today: string }) {
  const words = useWords(formWords);
  const day = (name: 'begins' | 'ends' | 'bornFrom' | 'bornTo', legend: string, isNeeded: boolean) => (
    <DateField
      legend={legend}
      initial={name === 'begins' ? today : null}
      required={isNeeded || undefined}
      error={errorAt(name, isNeeded && draft[name] === null ? words.typeDays : null)}
      onChange={(iso) => change({ [name]: iso })}
    />
  );
  return (
    <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
      {day('begins', words.firstDay, true)}
      {day('ends', words.lastDay, true)}
      {day('bornFrom', words.bornFrom, false)}
      {day('bornTo', words.bornTo, false)}
    </div>
  );
}

function inputOf({ begins, ends, handlerCap, approvedEndpoints, part, ...draft }: Draft) {
  const texts = [draft.contract, draft.contractor, draft.matter, draft.responsible];
  const cap = /^\d{1,5}$/.test(handlerCap.trim()) ? Number(handlerCap) : null;
  const networks = networksIn(approvedEndpoints);
  const reEntrustment = partOf(part);
  if (texts.some((text) => text.trim() === '') || begins === null || ends === null) return null;
  if (cap === null || networks.length === 0 || reEntrustment === 'part') return null;
  return {
    input: { ...draft, begins, ends, handlerCap: cap, approvedEndpoints: networks, reEntrustment },
  };
}
