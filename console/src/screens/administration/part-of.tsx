import { Checkbox } from '../../dads/checkbox.js';
import { DateField } from '../../parts/date-field.js';
import { SelectField } from '../../parts/select-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import { formWords } from './form-words.js';
import type { RegisterContractProps } from './register-contract.js';
import type { ErrorAt } from '../../parts/judged-form.js';

const TEXTS = ['reason', 'information', 'safety', 'supervision'] as const;

/** What an approved application for re-entrustment states; `is`: whether the contract is a part of another at all. */
export interface Part extends Readonly<Record<(typeof TEXTS)[number], string>> {
  readonly is: boolean;
  readonly primeContract: string;
  readonly approvedOn: string | null;
}

export const NO_PART: Part = {
  ...{ is: false, primeContract: '', reason: '', information: '', safety: '', supervision: '' },
  approvedOn: null,
};

/** As the graph takes it; null for a contract of the city's own, `part` while something is missing. */
export function partOf({ is, approvedOn, ...texts }: Part) {
  if (!is) return null;
  if (approvedOn === null || Object.values(texts).some((text) => text.trim() === '')) return 'part' as const;
  return { ...texts, approvedOn };
}

export interface PartOfProps extends Pick<RegisterContractProps, 'contracts' | 'today'> {
  readonly part: Part;
  readonly onChange: (part: Part) => void;
  readonly errorAt: ErrorAt;
}

export function PartOf({ contracts, part, onChange, errorAt }: PartOfProps) {
  const words = useWords(formWords);
  const change = (some: Partial<Part>) => onChange({ ...part, ...some });
  return (
    <>
      <Checkbox
        checked={part.is}
        onChange={({ target }) => change({ is: target.checked, primeContract: contracts[0]?.id ?? '' })}
      >
        {words.isPart}
      </Checkbox>
      {part.is && (
        <>
          <SelectField
            label={words.primeContract}
            error={errorAt('reEntrustment.primeContract') ?? errorAt('reEntrustment')}
            choices={contracts.map(({ id, contractor }) => ({ value: id, label: `${id} ${contractor}` }))}
            value={part.primeContract}
            onChange={(primeContract) => change({ primeContract })}
          />
          {TEXTS.map((name) => (
            <TextField
              key={name}
              label={words[name]}
              required
              error={errorAt(`reEntrustment.${name}`, part[name].trim() === '' ? words.typeThis : null)}
              value={part[name]}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
          <DateField
            legend={words.approvedOn}
            required
            error={errorAt('reEntrustment.approvedOn', part.approvedOn === null ? words.typeDays : null)}
            onChange={(approvedOn) => change({ approvedOn })}
          />
        </>
      )}
    </>
  );
}
