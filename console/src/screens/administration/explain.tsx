import { useId, useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Field } from '../../parts/field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { AskedFrom, AT_THE_COUNTER } from './asked-from.js';
import {
  WhyOpenDocument,
  type ExplainInput,
  type OneAccountQuery,
  type Purpose,
  type WhyOpenQuery,
} from './operations.generated.js';
import { fieldWords } from './field-words.js';
import { administrationWords } from './words.js';

export interface ExplainProps {
  readonly account: string;
  /** null for today. */
  readonly on: string | null;
  readonly menus: OneAccountQuery['menus'];
}

/** Whether a field would be open to the account, why, and what would open it: judged by the guard itself. */
export function Explain({ account, on, menus }: ExplainProps) {
  const words = useWords(administrationWords);
  const fields = useWords(fieldWords);
  const both = useBoth();
  const [field, setField] = useState(fields['Resident.birthDate']);
  const list = useId();
  const [purpose, setPurpose] = useState<Purpose | undefined>(menus[0]?.purpose);
  const [from, setFrom] = useState(AT_THE_COUNTER);
  const [question, setQuestion] = useState<ExplainInput | null>(null);
  return (
    <>
      <form
        data-passing
        autoComplete="off"
        aria-label={words.explain}
        className="flex flex-wrap items-end gap-x-5"
        onSubmit={(event) => {
          event.preventDefault();
          setQuestion({
            ...{ account, coordinate: coordinateOf(field.trim(), fields), purpose, on, ...from },
            ...{ severalPersons: false, labels: [] },
          });
        }}
      >
        <Field label={words.field} help={words.fieldHelp}>
          {(control) => (
            <Input
              {...{ ...control, list, blockSize: 'md', value: field }}
              onChange={({ target }) => setField(target.value)}
            />
          )}
        </Field>
        <datalist id={list}>
          {Object.values(fields).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <SelectField
          label={words.purpose}
          choices={menus.map((menu) => ({
            value: menu.purpose,
            label: both({ ja: menu.nameJa, en: menu.nameEn }),
          }))}
          value={purpose}
          onChange={setPurpose}
        />
        <AskedFrom value={from} onChange={setFrom} />
        <Button size="md" variant="outline" type="submit" className="mb-5">
          {words.explain}
        </Button>
      </form>
      {question !== null && <Answer key={JSON.stringify(question)} question={question} />}
    </>
  );
}

/** A field by the name people have for it, or as the graph names it. */
const coordinateOf = (typed: string, names: Readonly<Record<string, string>>): string =>
  Object.keys(names).find((coordinate) => names[coordinate] === typed) ?? typed;

function Answer({ question }: { readonly question: ExplainInput }) {
  const asked = useAsk(WhyOpenDocument, { input: question });
  return <Answered asked={asked}>{({ explain }) => <Explained explanation={explain} />}</Answered>;
}

function Explained({ explanation }: { readonly explanation: WhyOpenQuery['explain'] }) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const text = ({ textJa, textEn }: { readonly textJa: string; readonly textEn: string }) =>
    both({ ja: textJa, en: textEn });
  const { allowed, standing, menuGranted, caseMissing, rule, cites, requirements, openings } = explanation;
  return (
    <Banner kind={allowed ? 'success' : 'warning'} title={allowed ? words.isOpen : words.isClosed} alert>
      <p>{text(explanation)}</p>
      {standing !== 'GOOD' && <p>{words.standing[standing]}</p>}
      {!menuGranted && <p>{words.menuNotGranted}</p>}
      {caseMissing && <p>{words.caseMissing}</p>}
      {openings.length > 0 && <p>{words.wouldOpen(openings.map(text).join(words.or))}</p>}
      {cites !== null && (
        <p className="text-dns-14N-130 text-solid-gray-700">{words.decidedBy(rule, cites)}</p>
      )}
      {requirements.map((one) => (
        <p key={one.number} className="text-dns-14N-130 text-solid-gray-700">
          {one.number} {text(one)}
        </p>
      ))}
    </Banner>
  );
}
