import { useState, type FormEvent } from 'react';
import { Button } from '../../dads/button.js';
import { AtenaField } from '../../parts/atena-field.js';
import { atenaFaultOf } from '../../parts/atena-number.js';
import { monthBefore } from '../../parts/month-field.js';
import { Opened } from '../../parts/sections.js';
import { useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { AccessesOfPerson, type Question } from './accesses-of-person.js';
import { ConditionFields, coordinatesOf, NO_CONDITIONS } from './condition-fields.js';
import type { Facts } from './page.js';
import { daysOf, PeriodFields, type TypedDays } from './period-fields.js';
import { auditWords } from './words.js';

/** Who looked at somebody: by the number that the office which asks has named; nothing of the person is shown. */
export function ByPerson({ facts }: { readonly facts: Facts }) {
  const words = useWords(auditWords);
  const { atenaHelp } = useWords(commonWords);
  const [subject, setSubject] = useKept('subject', '');
  const [typed, setTyped] = useKept<TypedDays>('daysOfPerson', monthBefore(facts.systemHealth.today, 0));
  const [conditions, setConditions] = useKept('conditions', NO_CONDITIONS);
  const [sent, setSent] = useState(false);
  const [question, setQuestion] = useKept<Question | null>('question', null);
  const fault = atenaFaultOf(subject);
  const days = daysOf(typed);
  const coordinates = coordinatesOf(conditions);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const whole = fault === null && days !== null && coordinates !== null;
    const { accounts, purposes, outcomes } = conditions;
    setQuestion(
      whole ? { subject: subject.trim(), days, where: { accounts, purposes, outcomes, coordinates } } : null,
    );
  };
  const errorUnless = (fine: boolean, error: string) => (sent && !fine ? error : null);
  return (
    <>
      <form data-passing autoComplete="off" onSubmit={ask}>
        <AtenaField
          {...{ label: words.subject, help: atenaHelp, value: subject, onChange: setSubject }}
          fault={sent ? fault : null}
        />
        <PeriodFields
          {...{ value: typed, error: errorUnless(days !== null, words.typePeriod) }}
          onChange={setTyped}
        />
        <Opened title={words.narrow}>
          {() => (
            <ConditionFields
              {...{ facts, value: conditions }}
              error={errorUnless(coordinates !== null, words.typeFields)}
              onChange={setConditions}
            />
          )}
        </Opened>
        <Button size="md" variant="solid-fill" type="submit" className="mb-5">
          {words.look}
        </Button>
      </form>
      {question !== null && <AccessesOfPerson key={JSON.stringify(question)} question={question} />}
    </>
  );
}
