import { useEffect, useState } from 'react';
import { Input } from '../../dads/input.js';
import { Select } from '../../dads/select.js';
import { useAsk } from '../../graph/use-ask.js';
import type { Under } from '../../graph/client.js';
import { Answered } from '../../parts/answered.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { ACCEPTED_OFFICES, mayAsk } from './accepted.js';
import { caseWords } from './case-words.js';
import {
  WindowsDocument,
  type CaseOffice,
  type CaseRequester,
  type ProxyGround,
} from './operations.generated.js';

export interface Requester {
  readonly window: string;
  readonly requester: CaseRequester;
  readonly ground: ProxyGround | null;
  readonly officeKind: CaseOffice | null;
  readonly requesterName: string | null;
}

export interface RequesterFieldsProps {
  readonly under: Under;
  /** Somebody has pressed: what is missing is said at its field. */
  readonly tried: boolean;
  /** What is said at a field. */
  readonly at: (field: string) => string | null;
  /** null as long as something is missing. */
  readonly onChange: (requester: Requester | null) => void;
}

/** At which window who asked; of a proxy or an office what they are, and their name. */
export function RequesterFields({ under, tried, at, onChange }: RequesterFieldsProps) {
  const words = useWords(caseWords);
  const [window, setWindow] = useState('');
  const [requester, setRequester] = useState<CaseRequester | null>(null);
  const [ground, setGround] = useState<ProxyGround | null>(null);
  const [officeKind, setOffice] = useState<CaseOffice | null>(null);
  const [name, setName] = useState('');
  useEffect(() => {
    onChange(requesterOf({ window, requester, ground, officeKind, name }));
  }, [window, requester, ground, officeKind, name, onChange]);
  return (
    <>
      <WindowField
        {...{ under, value: window, onChange: setWindow }}
        error={tried && window === '' ? words.windowNeeded : at('window')}
      />
      <OneOf
        legend={words.requester}
        error={tried && requester === null ? words.requesterNeeded : at('requester')}
        required
        value={requester}
        onChange={setRequester}
        choices={choicesOf(words.requesters).filter(({ value }) => mayAsk(under.purpose, value))}
      />
      {requester === 'PROXY' && (
        <OneOf
          required
          legend={words.ground}
          error={at('ground')}
          value={ground}
          onChange={setGround}
          choices={choicesOf(words.grounds)}
        />
      )}
      {requester === 'OFFICE' && (
        <OneOf
          legend={words.office}
          error={at('officeKind')}
          required
          value={officeKind}
          onChange={setOffice}
          help={words.officeHelp}
          choices={choicesOf(words.offices).filter(({ value }) => ACCEPTED_OFFICES.includes(value))}
        />
      )}
      {requester !== null && requester !== 'PERSON' && (
        <Field label={words.requesterName} error={at('requesterName')} required>
          {(control) => <Input {...control} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
      )}
    </>
  );
}

interface Typed extends Omit<Requester, 'requester' | 'requesterName'> {
  readonly requester: CaseRequester | null;
  readonly name: string;
}

function requesterOf({ window, requester, ground, officeKind, name }: Typed): Requester | null {
  if (window === '' || requester === null) return null;
  const of = <Value,>(kind: CaseRequester, value: Value) => (requester === kind ? value : null);
  return {
    ...{ window, requester, ground: of('PROXY', ground), officeKind: of('OFFICE', officeKind) },
    requesterName: requester === 'PERSON' ? null : name.trim() || null,
  };
}

interface WindowFieldProps extends Pick<RequesterFieldsProps, 'under'> {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (window: string) => void;
}

function WindowField({ under, value, error, onChange }: WindowFieldProps) {
  const words = useWords(caseWords);
  const common = useWords(commonWords);
  const both = useBoth();
  const asked = useAsk(WindowsDocument, {}, { under });
  return (
    <Answered asked={asked}>
      {({ caseWindows }) => (
        <Field label={words.window} error={error} required>
          {(control) => (
            <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
              <option value="">{common.choose}</option>
              {(caseWindows ?? []).map(({ id, nameJa, nameEn }) => (
                <option key={id} value={id ?? ''}>
                  {both({ ja: nameJa ?? '', en: nameEn ?? '' })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </Answered>
  );
}
