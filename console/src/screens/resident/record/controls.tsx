import type { ReactNode } from 'react';
import { Input } from '../../../dads/input.js';
import { Select } from '../../../dads/select.js';
import type { ControlProps } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** One line, tied to its label. */
export const text = (value: string, onChange: (value: string) => void) =>
  function control(props: ControlProps): ReactNode {
    return (
      <Input {...props} blockSize="md" value={value} onChange={({ target }) => onChange(target.value)} />
    );
  };

/** One of a list that opens, or none. */
export const list = (value: string, options: readonly Option[], onChange: (value: string) => void) =>
  function control(props: ControlProps): ReactNode {
    return <Listed {...{ props, value, options, onChange }} />;
  };

interface ListedProps {
  readonly props: ControlProps;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

function Listed({ props, value, options, onChange }: ListedProps) {
  const { choose } = useWords(commonWords);
  // What stands on file and is offered no more is still what stands.
  const isOffered = value === '' || options.some((option) => option.value === value);
  return (
    <Select {...props} blockSize="md" value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{choose}</option>
      {!isOffered && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </Select>
  );
}
