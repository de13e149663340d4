import { Legend } from '../../../dads/legend.js';
import { AtenaField } from '../../../parts/atena-field.js';
import { atenaFaultOf } from '../../../parts/atena-number.js';
import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { Field } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import { text } from '../record/controls.js';
import type { Draft } from '../record/draft.js';
import { recordWords } from '../record/words.js';
import type { FieldsProps } from './kept-fields.js';
import { slipWords } from './words.js';

/** Whose slip it is and what it says of them: empty on each slip. */
export function OwnFields({ typing: { first, hand }, at }: FieldsProps) {
  const words = useWords(slipWords);
  const record = useWords(recordWords);
  const { exams } = useWords(immunizationWords);
  const { atenaHelp } = useWords(commonWords);
  const { draft, number, coupon } = hand.slip;
  const change = (part: Partial<Draft>) => hand.edit({ draft: { ...draft, ...part } });
  return (
    <fieldset className="mt-6 rounded-8 border-2 border-key-900 px-4">
      <Legend>{words.slip}</Legend>
      <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-3">
        <AtenaField
          {...{ label: words.number, help: atenaHelp, ref: first, value: number }}
          fault={number === '' ? null : atenaFaultOf(number)}
          error={at('atenaNumber')}
          onChange={(typed) => hand.edit({ number: typed })}
          // Not while it is typed: its beginning is somebody else's number.
          onBlur={() => void hand.look()}
        />
        <Field label={words.coupon} help={words.couponHelp} error={at('coupon')} required={false}>
          {text(coupon, (typed) => hand.edit({ coupon: typed }))}
        </Field>
        <Field label={record.dose} help={words.doseHelp} error={at('dose')} required={false}>
          {text(draft.dose, (dose) => change({ dose }))}
        </Field>
      </div>
      <OneOf
        legend={record.exam}
        choices={choicesOf(exams)}
        value={draft.preExamResult}
        onChange={(preExamResult) => change({ preExamResult })}
      />
    </fieldset>
  );
}
