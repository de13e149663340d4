import { Input } from '../dads/input.js';
import { useWords } from '../words/catalogue.js';
import { commonWords } from '../words/common-words.js';
import type { AtenaFault } from './atena-number.js';
import { Field } from './field.js';

export interface AtenaFieldProps {
  readonly label: string;
  readonly help: string;
  readonly className?: string;
  readonly value: string;
  /** Said at the field; null while there is nothing to say. */
  readonly fault: AtenaFault | null;
  readonly onChange: (typed: string) => void;
}

/** The field of an address-name number. */
export function AtenaField({ label, help, className, value, fault, onChange }: AtenaFieldProps) {
  const { atenaFault } = useWords(commonWords);
  return (
    <Field label={label} help={help} error={fault === null ? null : atenaFault[fault]} required>
      {(control) => (
        <Input
          {...{ ...control, className, blockSize: 'md', inputMode: 'numeric', maxLength: 15, value }}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
