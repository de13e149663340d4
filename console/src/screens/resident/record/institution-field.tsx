import { useRef } from 'react';
import { Button } from '../../../dads/button.js';
import { Input } from '../../../dads/input.js';
import { Field } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { sought, type Institution } from './form-choices.js';
import { recordWords } from './words.js';

export interface InstitutionFieldProps {
  readonly label: string;
  readonly institutions: readonly Institution[];
  /** Instead of how it is found. */
  readonly help?: string;
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (code: string) => void;
}

/** So many are offered: whoever types on has fewer. */
const OFFERED = 5;

/** Found by a part of its name or the beginning of its code. What is sent is the code, and its name stands below. */
export function InstitutionField({
  label,
  institutions,
  help,
  value,
  error,
  onChange,
}: InstitutionFieldProps) {
  const words = useWords(recordWords);
  const input = useRef<HTMLInputElement>(null);
  const { chosen, fitting } = sought(institutions, value);
  const isSought = chosen === null && value.trim() !== '' && institutions.length > 0;
  return (
    <div>
      <Field label={label} help={help ?? words.institutionHelp} error={error} required={false}>
        {(control) => (
          <Input
            {...{ ...control, ref: input, blockSize: 'md', value }}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <p role="status" className="-mt-3 text-dns-16N-130">
        {chosen !== null && words.institutionIs(chosen.name)}
        {isSought && (fitting.length > 0 ? words.institutionsFit(fitting.length) : words.noInstitution)}
      </p>
      {isSought && fitting.length > 0 && (
        <ul aria-label={words.institutions} className="my-2 space-y-1">
          {fitting.slice(0, OFFERED).map(({ code, name }) => (
            <li key={code}>
              <Button
                size="sm"
                variant="outline"
                onClick={() => {
                  onChange(code);
                  // What was pressed is gone with the list.
                  input.current?.focus();
                }}
              >
                {words.institutionOf(name, code)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
