import { Select } from '../dads/select.js';
import type { Choice } from './choices.js';
import { Field } from './field.js';

export interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of many, in a list that opens. */
export function SelectField<Value extends string>({
  choices,
  value,
  onChange,
  ...field
}: SelectFieldProps<Value>) {
  return (
    <div className="w-fit max-w-full">
      <Field {...field}>
        {(control) => (
          <Select
            {...{ ...control, blockSize: 'md', value }}
            onChange={({ target }) => {
              const chosen = choices.find((choice) => choice.value === target.value);
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
