import { useEffect, useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { Input } from '../../dads/input.js';
import { SomeOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { DateField } from '../../parts/date-field.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { caseWords } from './case-words.js';
import type { ConsentInput, ConsentScope } from './operations.generated.js';

export type Consent = ConsentInput | 'INCOMPLETE';

/** A consent that came with the request; null where none did. */
export function ConsentFields({ onChange }: { readonly onChange: (consent: Consent | null) => void }) {
  const words = useWords(caseWords);
  const [given, setGiven] = useState(false);
  const [form, setForm] = useState('');
  const [scopes, setScopes] = useState<readonly ConsentScope[]>([]);
  const [on, setOn] = useState<string | null>(null);
  useEffect(() => {
    const isWhole = form.trim() !== '' && scopes.length > 0 && on !== null;
    onChange(!given ? null : isWhole ? { form: form.trim(), scopes: [...scopes], on } : 'INCOMPLETE');
  }, [given, form, scopes, on, onChange]);
  return (
    <>
      <Checkbox checked={given} onChange={({ target }) => setGiven(target.checked)}>
        {words.consent}
      </Checkbox>
      {given && (
        <div className="ml-6">
          <Field label={words.form} required>
            {(control) => (
              <Input {...control} value={form} onChange={({ target }) => setForm(target.value)} />
            )}
          </Field>
          <SomeOf
            legend={words.scopes}
            required
            choices={choicesOf(words.scope)}
            values={scopes}
            onChange={setScopes}
          />
          <DateField required legend={words.consentOn} onChange={setOn} />
        </div>
      )}
    </>
  );
}
