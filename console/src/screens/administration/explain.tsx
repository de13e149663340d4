import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Checkbox } from '../../dads/checkbox.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Field } from '../../parts/field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import {
  WhyOpenDocument,
  type ExplainInput,
  type OneAccountQuery,
  type Purpose,
  type WhyOpenQuery,
  type Zone,
} from './operations.generated.js';
import { administrationWords } from './words.js';

export interface ExplainProps {
  readonly account: string;
  readonly menus: OneAccountQuery['menus'];
}

/** Whether a field would be open to the account, why, and what would open it: judged by the guard itself. */
export function Explain({ account, menus }: ExplainProps) {
  const words = useWords(administrationWords);
  const common = useWords(commonWords);
  const both = useBoth();
  const [coordinate, setCoordinate] = useState('Resident.birthDate');
  const [purpose, setPurpose] = useState<Purpose | undefined>(menus[0]?.purpose);
  const [zone, setZone] = useState<Zone>('NUMBER_USE');
  const [hasCase, setHasCase] = useState(false);
  const [question, setQuestion] = useState<ExplainInput | null>(null);
  return (
    <>
      <form
        autoComplete="off"
        aria-label={words.explain}
        className="flex flex-wrap items-end gap-x-5"
        onSubmit={(event) => {
          event.preventDefault();
          setQuestion({
            ...{ account, coordinate: coordinate.trim(), purpose, zone, hasCase },
            ...{ severalPersons: false, labels: [] },
          });
        }}
      >
        <Field label={words.field} help={words.fieldHelp}>
          {(control) => (
            <Input
              {...{ ...control, blockSize: 'md', value: coordinate }}
              onChange={({ target }) => setCoordinate(target.value)}
            />
          )}
        </Field>
        <SelectField
          label={words.purpose}
          choices={menus.map((menu) => ({
            value: menu.purpose,
            label: both({ ja: menu.nameJa, en: menu.nameEn }),
          }))}
          value={purpose}
          onChange={setPurpose}
        />
        <SelectField
          label={words.zone}
          choices={choicesOf<Zone>(common.zone)}
          value={zone}
          onChange={setZone}
        />
        <div className="mb-5">
          <Checkbox checked={hasCase} onChange={({ target }) => setHasCase(target.checked)}>
            {words.hasCase}
          </Checkbox>
        </div>
        <Button size="md" variant="outline" type="submit" className="mb-5">
          {words.explain}
        </Button>
      </form>
      {question !== null && <Answer key={JSON.stringify(question)} question={question} />}
    </>
  );
}

function Answer({ question }: { readonly question: ExplainInput }) {
  const asked = useAsk(WhyOpenDocument, { input: question });
  return <Answered asked={asked}>{({ explain }) => <Explained explanation={explain} />}</Answered>;
}

function Explained({ explanation }: { readonly explanation: WhyOpenQuery['explain'] }) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const text = ({ textJa, textEn }: { readonly textJa: string; readonly textEn: string }) =>
    both({ ja: textJa, en: textEn });
  const { allowed, standing, menuGranted, rule, cites, requirements, openings } = explanation;
  return (
    <Banner kind={allowed ? 'success' : 'warning'} title={allowed ? words.isOpen : words.isClosed} alert>
      <p>{text(explanation)}</p>
      {standing !== 'GOOD' && <p>{words.standing[standing]}</p>}
      {!menuGranted && <p>{words.menuNotGranted}</p>}
      {openings.length > 0 && <p>{words.wouldOpen(openings.map(text).join(words.or))}</p>}
      <p className="text-dns-14N-130 text-solid-gray-700">{words.decidedBy(rule, cites ?? words.none)}</p>
      {requirements.map((one) => (
        <p key={one.number} className="text-dns-14N-130 text-solid-gray-700">
          {one.number} {text(one)}
        </p>
      ))}
    </Banner>
  );
}
