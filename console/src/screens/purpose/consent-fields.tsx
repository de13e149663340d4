import { useEffect, useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { ErrorText } from '../../dads/error-text.js';
import { Input } from '../../dads/input.js';
import { SomeOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { caseWords } from './case-words.js';
import type { ConsentInput, ConsentScope } from './operations.generated.js';

export type Consent = ConsentInput | 'INCOMPLETE';

export interface ConsentFieldsProps {
  /** Said where something of it is missing. */
  readonly missing: string | null;
  readonly at: (field: string) => string | null;
  readonly onChange: (consent: Consent | null) => void;
}

/** A consent that came with the request; null where none did. */
export function ConsentFields({ missing, at, onChange }: ConsentFieldsProps) {
  const words = useWords(caseWords);
  const [given, setGiven] = useState(false);
  const [form, setForm] = useState('');
  const [scopes, setScopes] = useState<readonly ConsentScope[]>([]);
  const [on, setOn] = useState<string | null>(null);
  useEffect(() => {
    const isWhole = form.trim() !== '' && scopes.length > 0 && on !== null;
    onChange(!given ? null : isWhole ? { form: form.trim(), scopes: [...scopes], on } : 'INCOMPLETE');
  }, [given, form, scopes, on, onChange]);
  const error = missing ?? at('consent');
  return (
    <>
      <Checkbox checked={given} onChange={({ target }) => setGiven(target.checked)}>
        {words.consent}
      </Checkbox>
      {!given && error !== null && <ErrorText>{error}</ErrorText>}
      {given && (
        <div className="ml-6">
          <Field label={words.form} error={error} required>
            {(control) => (
              <Input {...control} value={form} onChange={({ target }) => setForm(target.value)} />
            )}
          </Field>
          <SomeOf
            legend={words.scopes}
            error={at('consent.scopes')}
            required
            choices={choicesOf(words.scope)}
            values={scopes}
            onChange={setScopes}
          />
          <DateField required legend={words.consentOn} error={at('consent.on')} onChange={setOn} />
        </div>
      )}
    </>
  );
}
