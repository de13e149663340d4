import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { AtenaField, type AtenaFieldProps } from '../../parts/atena-field.js';
import { atenaFaultOf } from '../../parts/atena-number.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { dateWords } from '../../parts/date-words.js';
import { isNothing, type TypedDate } from '../../parts/era.js';
import { instantAfter, instantOf } from '../../parts/month-field.js';
import { Opened } from '../../parts/sections.js';
import { isTurnedRound } from '../../parts/span.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { SubjectOfCase } from './subject-of-case.js';
import { AccessExtract } from './access-extract.js';
import { ExchangeExtract } from './exchange-extract.js';
import { disclosureWords } from './words.js';

/** Number and birth date together name the person: a wrong digit hands nobody a stranger's log. */
export interface Question {
  readonly subject: string;
  readonly birthDate: string;
  readonly from: string | null;
  readonly to: string | null;
}

type Kind = 'access' | 'exchange';

export default function DisclosurePage() {
  const words = useWords(disclosureWords);
  const [kind, setKind] = useState<Kind>('access');
  const [asked, setAsked] = useState<{ readonly kind: Kind; readonly question: Question } | null>(null);
  return (
    <>
      <p>{words.intro}</p>
      <OneOf legend={words.kind} choices={choicesOf(words.kinds)} value={kind} onChange={setKind} />
      <QuestionForm onAsked={(question) => setAsked(question === null ? null : { kind, question })} />
      {asked?.kind === 'access' && (
        <AccessExtract key={JSON.stringify(asked.question)} question={asked.question} />
      )}
      {asked?.kind === 'exchange' && (
        <ExchangeExtract key={JSON.stringify(asked.question)} question={asked.question} />
      )}
    </>
  );
}

interface Typed {
  readonly iso: string | null;
  readonly empty: boolean;
}
const NOTHING: Typed = { iso: null, empty: true };

function QuestionForm({ onAsked }: { readonly onAsked: (question: Question | null) => void }) {
  const words = useWords(disclosureWords);
  const dates = useWords(dateWords);
  const [subject, setSubject] = useState('');
  const [birth, setBirth] = useState(NOTHING);
  const [from, setFrom] = useState(NOTHING);
  const [to, setTo] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const fault = atenaFaultOf(subject);
  const wrong = ({ iso, empty }: Typed) => (tried && iso === null && !empty ? words.noSuchDay : null);
  const typed = (set: (typed: Typed) => void) => (iso: string | null, parts: TypedDate) =>
    set({ iso, empty: isNothing(parts) });
  const isTurned = isTurnedRound(from.iso, to.iso);
  const submit = () => {
    setTried(true);
    const whole = !isTurned && [from, to].every(({ iso, empty }) => empty || iso !== null);
    if (fault !== null || birth.iso === null || !whole) return onAsked(null);
    onAsked({
      ...{ subject: subject.trim(), birthDate: birth.iso },
      from: from.iso === null ? null : instantOf(from.iso),
      to: to.iso === null ? null : instantAfter(to.iso),
    });
  };
  return (
    <form
      data-passing
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SubjectField value={subject} fault={tried ? fault : null} onChange={setSubject} />
      <SubjectOfCase onChosen={setSubject} />
      <DateField
        legend={words.birth}
        required
        error={tried && birth.iso === null ? words.noSuchDay : null}
        onChange={typed(setBirth)}
      />
      <Opened title={words.span}>
        {() => (
          <>
            <DateField legend={words.from} error={wrong(from)} onChange={typed(setFrom)} />
            <DateField
              legend={words.to}
              error={tried && isTurned ? dates.turnedRound : wrong(to)}
              onChange={typed(setTo)}
            />
          </>
        )}
      </Opened>
      <Button size="lg" variant="solid-fill" type="submit">
        {words.show}
      </Button>
    </form>
  );
}

function SubjectField(field: Pick<AtenaFieldProps, 'value' | 'fault' | 'onChange'>) {
  const words = useWords(disclosureWords);
  const { atenaHelp } = useWords(commonWords);
  return <AtenaField {...field} label={words.subject} help={atenaHelp} className="w-64" />;
}
