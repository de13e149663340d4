import { useState } from 'react';
import { opensOf } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { whyEmpty } from '../../graph/answer.js';
import { askOnce, useAsk, type Acted } from '../../graph/use-ask.js';
import type { Under } from '../../graph/client.js';
import { useOnKey, type OnKey } from '../../graph/use-on-key.js';
import { AtenaField } from '../../parts/atena-field.js';
import { atenaFaultOf } from '../../parts/atena-number.js';
import { Answered } from '../../parts/answered.js';
import { OneOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { Banner } from '../../parts/banner.js';
import { FaultBox } from '../../parts/fault-box.js';
import { isNothing } from '../../parts/era.js';
import { Field } from '../../parts/field.js';
import { Loading } from '../../parts/loading.js';
import { NumberField } from '../../parts/number-field.js';
import { Missing } from '../../parts/value.js';
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
  /** Said at whatever names the person. */
  readonly error: string | null;
  readonly onChosen: (atenaNumber: string | null) => void;
}

type Answer = Acted<FindPersonOfCaseQuery>;

/** Who stands at the counter, by name and birth or, for whom it opens, by number: no more than tells two people apart. */
export function FindPerson({ purpose, chosen, error, onChosen }: FindPersonProps) {
  const { answer, pending, run } = useOnKey<Answer>(() => onChosen(null));
  const words = useWords(caseWords);
  const under = { purpose, caseNumber: null };
  // Where somebody was found, one of them is to be chosen.
  const isFound = (answer?.data?.findPersons?.persons ?? []).length > 0;
  const asked = useAsk(WhatOpensDocument, { purpose });
  return (
    <>
      <Answered asked={asked}>
        {({ viewer }) => {
          if (viewer.permissions === null)
            return <Missing why={whyEmpty(asked, ['viewer', 'permissions'])} of={words.person} />;
          const opens = opensOf(purpose, viewer.permissions);
          // Who may look nobody up goes by the number that stands on the request.
          if (!opens.allows('FINDING', 'IDENTIFY')) return <ByAtenaNumber {...{ error, onChosen }} />;
          return (
            <>
              <ByName {...{ under, run }} refused={isFound ? null : error} />
              {opens.allows('NUMBER', 'IDENTIFY') ? (
                <NumberOfCard under={under} run={run} />
              ) : (
                <WhyNot {...{ opens, fieldClass: 'NUMBER', verb: 'IDENTIFY', what: words.card }} />
              )}
            </>
          );
        }}
      </Answered>
      <div aria-live="polite">
        {pending && <Loading />}
        {answer?.faults[0] !== undefined && <FaultBox fault={answer.faults[0]} />}
        {answer?.data != null && answer.faults.length === 0 && (
          <Found {...{ found: answer.data, chosen, error, onChosen }} />
        )}
      </div>
    </>
  );
}

/** Whether somebody has this number the gateway says when the case is opened. */
function ByAtenaNumber({ error, onChosen }: Pick<FindPersonProps, 'error' | 'onChosen'>) {
  const words = useWords(caseWords);
  const [typed, setTyped] = useState('');
  return (
    <AtenaField
      label={words.atenaNumber}
      help={words.atenaHelp}
      value={typed}
      fault={typed === '' ? null : atenaFaultOf(typed)}
      error={error}
      onChange={(text) => {
        setTyped(text);
        const number = text.trim();
        onChosen(atenaFaultOf(number) === null ? number : null);
      }}
    />
  );
}

interface WayProps extends Pick<OnKey<Answer>, 'run'> {
  readonly under: Under;
}

function ByName({ under, run, refused }: WayProps & { readonly refused: string | null }) {
  const words = useWords(caseWords);
  const [kanaPrefix, setKana] = useState('');
  const [birth, setBirth] = useState<{ iso: string | null; typed: boolean }>({ iso: null, typed: false });
  const [error, setError] = useState<string | null>(null);
  const find = async () => {
    // A day that is none would be left out of the search, and nobody would see it.
    const isNoDay = birth.typed && birth.iso === null;
    const isEmpty = kanaPrefix.trim() === '' && birth.iso === null;
    const wrong = isNoDay ? words.birthWrong : isEmpty ? words.conditionNeeded : null;
    setError(wrong);
    // Whom another question has found is no answer to what was refused.
    if (wrong !== null) return run(null);
    const where = { kanaPrefix: kanaPrefix.trim() || null, birthDate: birth.iso };
    await run(() => askOnce(FindPersonOfCaseDocument, { where }, { under }));
  };
  return (
    <form
      data-passing
      autoComplete="off"
      aria-label={words.person}
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <Field label={words.kana} error={error ?? refused}>
        {(control) => (
          <Input
            {...control}
            value={kanaPrefix}
            onChange={({ target }) => {
              setError(null);
              setKana(target.value);
            }}
          />
        )}
      </Field>
      <DateField
        legend={words.birth}
        onChange={(iso, typed) => {
          setError(null);
          setBirth({ iso, typed: !isNothing(typed) });
        }}
      />
      <Button size="md" variant="outline" type="submit">
        {words.find}
      </Button>
    </form>
  );
}

function NumberOfCard({ under, run }: WayProps) {
  const words = useWords(caseWords);
  const [wrong, setWrong] = useState(false);
  const find = (number: string) => {
    const isNumber = /^\d{12}$/.test(number);
    setWrong(!isNumber);
    return run(isNumber ? () => byNumber(number, under) : null);
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

async function byNumber(number: string, under: Under): Promise<Answer> {
  const { data: found, ...told } = await askOnce(FindPersonByNumberDocument, { number }, { under });
  const person = found?.findPersonByNumber ?? null;
  const persons = person === null ? [] : [person];
  return { ...told, data: found === null ? null : { findPersons: { more: false, persons } } };
}

interface FoundProps extends Omit<FindPersonProps, 'purpose'> {
  readonly found: FindPersonOfCaseQuery;
}

function Found({ found: { findPersons }, chosen, error, onChosen }: FoundProps) {
  const words = useWords(caseWords);
  const common = useWords(commonWords);
  const persons = findPersons?.persons ?? [];
  if (persons.length === 0) return <p className="my-3">{words.noneFound}</p>;
  return (
    <>
      <OneOf
        {...{ legend: words.found, error }}
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
