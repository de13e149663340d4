import { useId, type ReactNode } from 'react';
import { Checkbox } from '../dads/checkbox.js';
import { ErrorText } from '../dads/error-text.js';
import { Legend } from '../dads/legend.js';
import { Radio } from '../dads/radio.js';
import { SupportText } from '../dads/support-text.js';
import { describedBy } from './described-by.js';
import { Requirement } from './requirement.js';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
}

interface GroupProps {
  readonly legend: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly required?: boolean;
}

export interface OneOfProps<Value extends string> extends GroupProps {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

/** One of a few, all in sight. */
export function OneOf<Value extends string>({ choices, value, onChange, ...group }: OneOfProps<Value>) {
  const name = useId();
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <Radio
          key={choice.value}
          name={name}
          value={choice.value}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
        >
          {choice.label}
        </Radio>
      ))}
    </Group>
  );
}

export interface SomeOfProps<Value extends string> extends GroupProps {
  readonly choices: readonly Choice<Value>[];
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}

/** Any of a few, all in sight. */
export function SomeOf<Value extends string>({ choices, values, onChange, ...group }: SomeOfProps<Value>) {
  return (
    <Group {...group}>
      <div className="grid grid-cols-1 gap-x-6 desktop:grid-cols-2">
        {choices.map(({ value, label }) => (
          <Checkbox
            key={value}
            value={value}
            checked={values.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...values, value] : values.filter((one) => one !== value))
            }
          >
            {label}
          </Checkbox>
        ))}
      </div>
    </Group>
  );
}

function Group({
  legend,
  help,
  error = null,
  required,
  children,
}: GroupProps & { readonly children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className="my-5" aria-describedby={describedBy(id, help, error)}>
      <Legend>
        {legend}
        <Requirement required={required} />
      </Legend>
      {help !== undefined && <SupportText id={`${id}-help`}>{help}</SupportText>}
      {error !== null && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      {children}
    </fieldset>
  );
}
