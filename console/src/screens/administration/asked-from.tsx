import { Checkbox } from '../../dads/checkbox.js';
import { choicesOf } from '../../parts/choices-of.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import type { Zone } from './operations.generated.js';
import { administrationWords } from './words.js';

/** From where a request comes, and whether it names a case. */
export interface Circumstances {
  readonly zone: Zone;
  readonly hasCase: boolean;
}

export const AT_THE_COUNTER: Circumstances = { zone: 'NUMBER_USE', hasCase: false };

export interface AskedFromProps {
  readonly value: Circumstances;
  readonly onChange: (value: Circumstances) => void;
}

/** The circumstances under which somebody would ask. */
export function AskedFrom({ value, onChange }: AskedFromProps) {
  const words = useWords(administrationWords);
  const common = useWords(commonWords);
  return (
    <>
      <SelectField
        label={words.zone}
        choices={choicesOf<Zone>(common.zone)}
        value={value.zone}
        onChange={(zone) => onChange({ ...value, zone })}
      />
      <div className="mb-5">
        <Checkbox
          checked={value.hasCase}
          onChange={({ target }) => onChange({ ...value, hasCase: target.checked })}
        >
          {words.hasCase}
        </Checkbox>
      </div>
    </>
  );
}
