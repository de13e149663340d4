import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { askOnce, type Acted } from '../../graph/use-ask.js';
import type { Under } from '../../graph/client.js';
import { OneOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { caseWords } from './case-words.js';
import { FindPersonOfCaseDocument, type FindPersonOfCaseQuery } from './operations.generated.js';

export interface FindPersonProps {
  readonly under: Under;
  readonly chosen: string | null;
  readonly onChosen: (atenaNumber: string) => void;
}

/** Who stands at the counter, by name and birth: no more than it takes to tell two people apart. */
export function FindPerson({ under, chosen, onChosen }: FindPersonProps) {
  const words = useWords(caseWords);
  const [kanaPrefix, setKana] = useState('');
  const [birthDate, setBirth] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Acted<FindPersonOfCaseQuery> | null>(null);
  const find = async () => {
    if (kanaPrefix.trim() === '' && birthDate === null) return setError(words.conditionNeeded);
    setError(null);
    setAnswer(null);
    const where = { kanaPrefix: kanaPrefix.trim() || null, birthDate };
    setAnswer(await askOnce(FindPersonOfCaseDocument, { where }, { under }));
  };
  return (
    <form
      autoComplete="off"
      aria-label={words.person}
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <Field label={words.kana} error={error}>
        {(control) => (
          <Input {...control} value={kanaPrefix} onChange={({ target }) => setKana(target.value)} />
        )}
      </Field>
      <DateField legend={words.birth} onChange={setBirth} />
      <Button size="md" variant="outline" type="submit">
        {words.find}
      </Button>
      <div aria-live="polite">
        {answer?.faults[0] !== undefined && <FaultBox fault={answer.faults[0]} />}
        {answer?.data != null && <Found found={answer.data} chosen={chosen} onChosen={onChosen} />}
      </div>
    </form>
  );
}

interface FoundProps extends Omit<FindPersonProps, 'under'> {
  readonly found: FindPersonOfCaseQuery;
}

function Found({ found: { findPersons }, chosen, onChosen }: FoundProps) {
  const words = useWords(caseWords);
  const common = useWords(commonWords);
  const persons = findPersons?.persons ?? [];
  if (persons.length === 0) return <p className="my-3">{words.noneFound}</p>;
  return (
    <>
      <OneOf
        legend={words.found}
        value={chosen}
        onChange={onChosen}
        choices={persons.map(({ atenaNumber, kanji, kana, birthDate, sex }) => ({
          value: atenaNumber,
          label: [kanji, kana, birthDate?.wareki, sex === null ? null : common.sex[sex], atenaNumber]
            .filter(Boolean)
            .join(' ・ '),
        }))}
      />
      {findPersons?.more === true && <p>{words.more}</p>}
    </>
  );
}
