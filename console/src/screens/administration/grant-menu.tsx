import { useState } from 'react';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { formWords } from './form-words.js';
import { GrantMenuDocument, type OneAccountQuery, type Purpose } from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { administrationWords } from './words.js';

export interface GrantMenuProps {
  readonly account: string;
  readonly menus: OneAccountQuery['menus'];
  readonly today: string;
  readonly onChanged: () => void;
}

/** Opens a menu to the account. What the separation of duties has against it is said before anything is pressed. */
export function GrantMenu({ account, menus, today, onChanged }: GrantMenuProps) {
  const words = useWords(administrationWords);
  const { firstDay } = useWords(formWords);
  const both = useBoth();
  const [purpose, setPurpose] = useState<Purpose | undefined>(menus[0]?.purpose);
  const [begins, setBegins] = useState<string | null>(today);
  const [ends, setEnds] = useState<string | null>(null);
  const isWhole = purpose !== undefined && begins !== null && ends !== null;
  return (
    <JudgedForm
      name={words.grantNow}
      document={GrantMenuDocument}
      input={isWhole ? { input: { account, purpose, begins, ends } } : null}
      errorsOf={(data) => data.grantMenu.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <p>{words.grantText}</p>
          <SelectField
            label={words.purpose}
            help={words.ownedBy(menus.find((one) => one.purpose === purpose)?.ownerOffice ?? '')}
            error={errorAt('purpose')}
            choices={menus.map((menu) => ({
              value: menu.purpose,
              label: both({ ja: menu.nameJa, en: menu.nameEn }),
            }))}
            value={purpose}
            onChange={setPurpose}
          />
          <DateField
            legend={firstDay}
            initial={today}
            required
            error={errorAt('begins', begins === null ? words.typeDay : null)}
            onChange={setBegins}
          />
          <DateField
            legend={words.lastDay}
            required
            error={errorAt('ends', ends === null ? words.typeDay : null)}
            onChange={setEnds}
          />
        </>
      )}
    </JudgedForm>
  );
}
