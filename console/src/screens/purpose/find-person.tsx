import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { askOnce, useAsk, type Acted } from '../../graph/use-ask.js';
import type { Under } from '../../graph/client.js';
import { OneOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { NumberField } from '../../parts/number-field.js';
import { WhatOpensDocument } from '../../session/operations.generated.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { caseWords } from './case-words.js';
import {
  FindPersonByNumberDocument,
  FindPersonOfCaseDocument,
  type FindPersonOfCaseQuery,
  type Purpose,
} from './operations.generated.js';

export interface FindPersonProps {
  readonly purpose: Purpose;
  readonly chosen: string | null;
  readonly onChosen: (atenaNumber: string) => void;
}

type Answer = Acted<FindPersonOfCaseQuery>;

/** Who stands at the counter, by name and birth or, for whom it opens, by number: no more than tells two people apart. */
export function FindPerson({ purpose, chosen, onChosen }: FindPersonProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const under = { purpose, caseNumber: null };
  return (
    <>
      <ByName under={under} onAnswer={setAnswer} />
      <ByNumber purpose={purpose} under={under} onAnswer={setAnswer} />
      <div aria-live="polite">
        {answer?.faults[0] !== undefined && <FaultBox fault={answer.faults[0]} />}
        {answer?.data != null && answer.faults.length === 0 && (
          <Found found={answer.data} chosen={chosen} onChosen={onChosen} />
        )}
      </div>
    </>
  );
}

interface WayProps {
  readonly under: Under;
  readonly onAnswer: (answer: Answer | null) => void;
}

function ByName({ under, onAnswer }: WayProps) {
  const words = useWords(caseWords);
  const [kanaPrefix, setKana] = useState('');
  const [birthDate, setBirth] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const find = async () => {
    if (kanaPrefix.trim() === '' && birthDate === null) return setError(words.conditionNeeded);
    setError(null);
    onAnswer(null);
    const where = { kanaPrefix: kanaPrefix.trim() || null, birthDate };
    onAnswer(await askOnce(FindPersonOfCaseDocument, { where }, { under }));
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
    </form>
  );
}

/** Offered where the gateway lets this account find by number under the purpose, and to nobody else. */
function ByNumber({ purpose, under, onAnswer }: WayProps & Pick<FindPersonProps, 'purpose'>) {
  const words = useWords(caseWords);
  const [wrong, setWrong] = useState(false);
  const { data } = useAsk(WhatOpensDocument, { purpose });
  const opens = data?.viewer.permissions?.some(
    ({ class: of, verb, allowed }) => of === 'NUMBER' && verb === 'IDENTIFY' && allowed,
  );
  if (opens !== true) return null;
  const find = async (number: string) => {
    onAnswer(null);
    const isNumber = /^\d{12}$/.test(number);
    setWrong(!isNumber);
    if (!isNumber) return;
    const { data: found, ...told } = await askOnce(FindPersonByNumberDocument, { number }, { under });
    const person = found?.findPersonByNumber ?? null;
    onAnswer({
      ...told,
      data:
        found === null ? null : { findPersons: { more: false, persons: person === null ? [] : [person] } },
    });
  };
  return (
    <>
      <NumberField
        {...{ label: words.card, help: words.cardHelp, submit: words.findByNumber }}
        onNumber={(number) => void find(number)}
      />
      {wrong && <Banner kind="error" title={words.notTwelve} alert />}
    </>
  );
}

interface FoundProps extends Omit<FindPersonProps, 'purpose'> {
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
