import { useState } from 'react';
import { Checkbox } from '../../dads/checkbox.js';
import { choicesOf } from '../../parts/choices-of.js';
import { SelectField } from '../../parts/select-field.js';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import { formWords } from './form-words.js';
import { networksIn, PLACE } from './networks.js';
import { CompleteContractDocument } from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';

/** What a contract lacks that was registered before it was asked for: until then it opens nothing. */
export function CompleteContract({
  contract,
  onChanged,
}: {
  readonly contract: string;
  readonly onChanged: () => void;
}) {
  const words = useWords(formWords);
  const [place, setPlace] = useState(PLACE);
  const [typed, setTyped] = useState('');
  const approvedEndpoints = networksIn(typed);
  return (
    <JudgedForm
      name={words.completeNow}
      document={CompleteContractDocument}
      input={approvedEndpoints.length === 0 ? null : { input: { contract, ...place, approvedEndpoints } }}
      errorsOf={(data) => data.completeContract.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <SelectField
            label={words.work}
            error={errorAt('work')}
            choices={choicesOf(words.works)}
            value={place.work}
            onChange={(work) => setPlace((before) => ({ ...before, work }))}
          />
          <TextField
            label={words.approvedEndpoints}
            help={words.networksHelp}
            required
            error={errorAt('approvedEndpoints', approvedEndpoints.length === 0 ? words.typeThis : null)}
            value={typed}
            onChange={setTyped}
          />
          <Checkbox
            checked={place.reEntrustmentAllowed}
            onChange={({ target }) =>
              setPlace((before) => ({ ...before, reEntrustmentAllowed: target.checked }))
            }
          >
            {words.partsAllowed}
          </Checkbox>
        </>
      )}
    </JudgedForm>
  );
}
