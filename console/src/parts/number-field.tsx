import { useId, useRef, type ClipboardEvent, type FocusEvent } from 'react';
import { Button } from '../dads/button.js';
import { Input } from '../dads/input.js';
import { Label } from '../dads/label.js';
import { SupportText } from '../dads/support-text.js';

export interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly submit: string;
  readonly onNumber: (digits: string) => void;
}

/**
 * Where a number of a card is typed. It stands in the control alone: in no attribute and in no state of this page, and
 * there only until it is sent or the focus leaves. A password field would offer to save it.
 */
export function NumberField({ label, help, submit, onNumber }: NumberFieldProps) {
  const id = useId();
  const control = useRef<HTMLInputElement>(null);
  const take = (): string => {
    const typed = control.current?.value ?? '';
    if (control.current !== null) control.current.value = '';
    return typed.normalize('NFKC').replace(/[\s-]/g, '');
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (currentTarget.closest('form')?.contains(relatedTarget) !== true) take();
  };
  const keep = (event: ClipboardEvent) => event.preventDefault();
  return (
    <form
      data-passing
      autoComplete="off"
      className="my-5 flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        const digits = take();
        if (digits !== '') onNumber(digits);
      }}
    >
      <Label htmlFor={id}>{label}</Label>
      <SupportText id={`${id}-help`}>{help}</SupportText>
      <div className="flex flex-wrap gap-4">
        <Input
          ref={control}
          id={id}
          aria-describedby={`${id}-help`}
          className="masked w-64 font-mono"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          onBlur={onBlur}
          onCopy={keep}
          onCut={keep}
          onDragStart={(event) => event.preventDefault()}
        />
        <Button size="lg" variant="solid-fill" type="submit" onBlur={onBlur}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
