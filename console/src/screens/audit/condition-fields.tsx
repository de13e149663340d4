import { Input } from '../../dads/input.js';
import { SomeOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { AccessOutcome, Purpose } from './operations.generated.js';
import type { Facts } from './page.js';
import { auditWords } from './words.js';

/** What the operations are narrowed to; an empty list narrows nothing. */
export interface Conditions {
  readonly accounts: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly outcomes: readonly AccessOutcome[];
  /** Coordinates as they are typed, with blanks between. */
  readonly fields: string;
}

export const NO_CONDITIONS: Conditions = { accounts: [], purposes: [], outcomes: [], fields: '' };

/** The coordinates that were typed; null where one is none. */
export function coordinatesOf({ fields }: Conditions): readonly string[] | null {
  const typed = fields.split(/[\s,、]+/).filter((one) => one !== '');
  return typed.every((one) => /^[A-Za-z]\w*\.[A-Za-z]\w*$/.test(one)) ? typed : null;
}

export interface ConditionFieldsProps {
  readonly facts: Facts;
  readonly value: Conditions;
  readonly error: string | null;
  readonly onChange: (conditions: Conditions) => void;
}

export function ConditionFields({ facts, value, error, onChange }: ConditionFieldsProps) {
  const words = useWords(auditWords);
  const both = useBoth();
  return (
    <>
      <p>{words.conditionsHelp}</p>
      <SomeOf
        legend={words.onlyAccounts}
        choices={facts.accounts.map(({ id, nameJa, nameEn }) => ({
          value: id,
          label: `${both({ ja: nameJa, en: nameEn })} (${id})`,
        }))}
        values={value.accounts}
        onChange={(accounts) => onChange({ ...value, accounts })}
      />
      <SomeOf
        legend={words.onlyPurposes}
        choices={facts.menus.map(({ purpose, nameJa, nameEn }) => ({
          value: purpose,
          label: both({ ja: nameJa, en: nameEn }),
        }))}
        values={value.purposes}
        onChange={(purposes) => onChange({ ...value, purposes })}
      />
      <SomeOf
        legend={words.onlyOutcomes}
        choices={choicesOf<AccessOutcome>(words.outcome)}
        values={value.outcomes}
        onChange={(outcomes) => onChange({ ...value, outcomes })}
      />
      <Field label={words.onlyFields} help={words.fieldsHelp} error={error}>
        {(control) => (
          <Input
            {...{ ...control, blockSize: 'md', spellCheck: false, value: value.fields }}
            onChange={({ target }) => onChange({ ...value, fields: target.value })}
          />
        )}
      </Field>
    </>
  );
}
