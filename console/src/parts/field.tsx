import { useId, type ReactNode } from 'react';
import { ErrorText } from '../dads/error-text.js';
import { Label } from '../dads/label.js';
import { SupportText } from '../dads/support-text.js';
import { describedBy } from './described-by.js';
import { Requirement } from './requirement.js';

/** Attributes that tie a control to its label, help and error. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly isError: boolean;
  readonly autoComplete: 'off';
  readonly spellCheck: false;
}

export interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label, help, error and control, in this order, as the Digital Agency's forms have them. */
export function Field({ label, help, error = null, required, children }: FieldProps) {
  const id = useId();
  return (
    <div className="my-5 flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {label}
        <Requirement required={required} />
      </Label>
      {help !== undefined && <SupportText id={`${id}-help`}>{help}</SupportText>}
      {error !== null && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      {children({
        id,
        'aria-describedby': describedBy(id, help, error),
        isError: error !== null,
        autoComplete: 'off',
        spellCheck: false,
      })}
    </div>
  );
}
