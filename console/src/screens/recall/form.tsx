import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { choicesOf } from '../../parts/choices-of.js';
import { SomeOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { dateWords } from '../../parts/date-words.js';
import { isNothing } from '../../parts/era.js';
import { SelectField } from '../../parts/select-field.js';
import { isTurnedRound } from '../../parts/span.js';
import { useFirstError } from '../../parts/use-first-error.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { RecallChoicesQuery, RecallFilter, RecallStatus } from './operations.generated.js';
import { recallWords } from './words.js';

export interface RecallQuestion {
  readonly vaccine: string;
  readonly asOf: string | null;
  readonly where: RecallFilter;
}

export interface RecallFormProps {
  readonly choices: RecallChoicesQuery;
  /** null: what stands in the form is no question, and the last one is asked no more. */
  readonly onAsk: (question: RecallQuestion | null) => void;
}

/** Of which vaccination, on which day, and of whom. */
export function RecallForm({ choices, onAsk }: RecallFormProps) {
  const words = useWords(recallWords);
  const dates = useWords(dateWords);
  const both = useBoth();
  const [whom, someOf] = useWhom(choices);
  const vaccines = choices.vaccines.filter(({ inUse, doses }) => inUse && doses !== null);
  const [vaccine, setVaccine] = useKept('vaccine', vaccines[0]?.code ?? '');
  const [asOf, asOfField] = useDay('asOf', words.asOf, words.asOfWrong);
  const [bornFrom, bornFromField] = useDay('bornFrom', words.bornFrom, words.birthWrong);
  const [bornTo, bornToField] = useDay('bornTo', words.bornTo, words.birthWrong);
  const showFirst = useFirstError();
  const submit = (form: HTMLFormElement) => {
    const turned = isTurnedRound(bornFrom.iso, bornTo.iso) ? dates.turnedRound : null;
    const checked = [asOf.check(), bornFrom.check(), bornTo.check(turned)];
    if (checked.includes(false)) {
      onAsk(null);
      return showFirst(form);
    }
    // What is not asked for is not named: to name a field is to search by it, and it may be closed.
    const where: RecallFilter = {
      ...whom,
      ...(bornFrom.iso !== null && { bornFrom: bornFrom.iso }),
      ...(bornTo.iso !== null && { bornTo: bornTo.iso }),
    };
    onAsk({ vaccine, asOf: asOf.iso, where });
  };
  return (
    <form
      data-passing
      autoComplete="off"
      aria-label={words.conditions}
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
        <SelectField
          label={words.vaccine}
          choices={vaccines.map((one) => ({
            value: one.code,
            label: both({ ja: one.nameJa, en: one.nameEn }),
          }))}
          value={vaccine}
          onChange={setVaccine}
        />
        {asOfField}
        {bornFromField}
        {bornToField}
      </div>
      {someOf}
      <Button size="lg" variant="solid-fill" type="submit">
        {words.show}
      </Button>
    </form>
  );
}

/** States and districts: none chosen is all of them. */
function useWhom({ districts }: RecallChoicesQuery) {
  const words = useWords(recallWords);
  const both = useBoth();
  const byDistrict = useOpens()?.allows('CONTACT', 'FILTER') === true;
  const [states, setStates] = useKept<readonly RecallStatus[]>('states', []);
  const [places, setPlaces] = useKept<readonly string[]>('places', []);
  const where: RecallFilter = {
    ...(states.length > 0 && { status: [...states] }),
    ...(places.length > 0 && { districts: [...places] }),
  };
  const fields = (
    <>
      <SomeOf
        legend={words.status}
        help={words.statusHelp}
        choices={choicesOf(words.states)}
        values={states}
        onChange={setStates}
      />
      {byDistrict && (
        <SomeOf
          legend={words.districts}
          help={words.districtsHelp}
          choices={districts.map(({ code, nameJa, nameEn }) => ({
            value: code,
            label: both({ ja: nameJa, en: nameEn }),
          }))}
          values={places}
          onChange={setPlaces}
        />
      )}
    </>
  );
  return [where, fields] as const;
}

/** A day that may be left out, but not be wrong. */
function useDay(name: string, legend: string, wrong: string) {
  const [typed, setTyped] = useKept<{ iso: string | null; some: boolean }>(name, NO_DAY);
  const [error, setError] = useState<string | null>(null);
  const check = (against: string | null = null) => {
    const found = typed.iso === null && typed.some ? wrong : against;
    setError(found);
    return found === null;
  };
  const field = (
    <DateField
      legend={legend}
      error={error}
      initial={typed.iso}
      onChange={(iso, parts) => setTyped({ iso, some: !isNothing(parts) })}
    />
  );
  return [{ iso: typed.iso, check }, field] as const;
}

const NO_DAY = { iso: null, some: false };
