import type { Ref } from 'react';
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
  /** What the gateway has against the number. */
  readonly error?: string | null | undefined;
  readonly ref?: Ref<HTMLInputElement>;
  readonly onChange: (typed: string) => void;
  readonly onBlur?: () => void;
}

/** The field of an address-name number. */
export function AtenaField({ label, help, className, value, fault, error, ref, ...on }: AtenaFieldProps) {
  const { atenaFault } = useWords(commonWords);
  return (
    <Field label={label} help={help} error={fault === null ? (error ?? null) : atenaFault[fault]} required>
      {(control) => (
        <Input
          {...{ ...control, ref, className, blockSize: 'md', inputMode: 'numeric', maxLength: 15, value }}
          onChange={({ target }) => on.onChange(target.value)}
          onBlur={on.onBlur}
        />
      )}
    </Field>
  );
}
