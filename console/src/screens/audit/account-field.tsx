import { Select } from '../../dads/select.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import type { Facts } from './page.js';

export interface AccountFieldProps {
  readonly label: string;
  readonly accounts: Facts['accounts'];
  /** Empty: none is chosen. */
  readonly value: string;
  /** What choosing none means; that one has to be chosen where left out. */
  readonly none?: string;
  readonly onChange: (account: string) => void;
}

export function AccountField({ label, accounts, value, none, onChange }: AccountFieldProps) {
  const both = useBoth();
  const common = useWords(commonWords);
  return (
    <Field label={label}>
      {(control) => (
        <Select {...{ ...control, blockSize: 'md', value }} onChange={({ target }) => onChange(target.value)}>
          <option value="">{none ?? common.choose}</option>
          {accounts.map(({ id, nameJa, nameEn }) => (
            <option key={id} value={id}>
              {both({ ja: nameJa, en: nameEn })} ({id})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
