import { Input } from '../dads/input.js';
import { Field } from './field.js';

export interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One line that somebody types. */
export function TextField({ value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <Input
          {...{ ...control, blockSize: 'md', value }}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
