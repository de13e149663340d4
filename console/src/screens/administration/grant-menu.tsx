import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Select } from '../../dads/select.js';
import { DateField } from '../../parts/date-field.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { GrantMenuDocument, type OneAccountQuery, type Purpose } from './operations.generated.js';
import { useStaffAct } from './use-staff-act.js';
import { administrationWords } from './words.js';

export interface GrantMenuProps {
  readonly account: string;
  readonly menus: OneAccountQuery['menus'];
  readonly today: string;
  readonly onChanged: () => void;
}

/** Opens a menu to the account, from today on. */
export function GrantMenu({ account, menus, today, onChanged }: GrantMenuProps) {
  const words = useWords(administrationWords);
  const both = useBoth();
  const [purpose, setPurpose] = useState<Purpose | undefined>(menus[0]?.purpose);
  const [ends, setEnds] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { pending, act, told } = useStaffAct(
    GrantMenuDocument,
    (data) => data.grantMenu.userErrors,
    onChanged,
  );
  const owner = menus.find((one) => one.purpose === purpose)?.ownerOffice ?? '';
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(ends === null);
        if (ends !== null && purpose !== undefined)
          void act({ input: { account, purpose, begins: today, ends } });
      }}
    >
      {told}
      <Field label={words.purpose} help={words.ownedBy(owner)}>
        {(control) => (
          <Select
            {...{ ...control, blockSize: 'md', value: purpose }}
            onChange={({ target }) => setPurpose(target.value as Purpose)}
          >
            {menus.map((menu) => (
              <option key={menu.purpose} value={menu.purpose}>
                {both({ ja: menu.nameJa, en: menu.nameEn })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DateField legend={words.lastDay} error={missing ? words.typeDay : null} onChange={setEnds} />
      <p>{words.grantText}</p>
      <Button size="md" variant="solid-fill" type="submit" className="mt-3" aria-disabled={pending}>
        {words.grantNow}
      </Button>
    </form>
  );
}
