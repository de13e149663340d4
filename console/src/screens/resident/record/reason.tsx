import { Input } from '../../../dads/input.js';
import { Field } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { recordWords } from './words.js';

export function Reason({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (reason: string) => void;
}) {
  const words = useWords(recordWords);
  return (
    <Field label={words.reason} help={words.reasonHelp} error={error} required>
      {(control) => (
        <Input {...control} maxLength={200} value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}
