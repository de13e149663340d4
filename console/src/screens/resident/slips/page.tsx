import { useState } from 'react';
import { useAsk } from '../../../graph/use-ask.js';
import { Answered } from '../../../parts/answered.js';
import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { useUnsent } from '../../../session/unsent.js';
import { useWords } from '../../../words/catalogue.js';
import { DoseFormDocument } from '../operations.generated.js';
import { formChoices, type FormChoices } from '../record/form-choices.js';
import { Lines } from './lines.js';
import { SlipForm } from './slip-form.js';
import { isOpen } from './use-sitting.js';
import type { Pass } from './use-slip.js';
import { useTyping } from './use-typing.js';
import { slipWords } from './words.js';

/** S7, for a pile: slips are typed one behind another without leaving the form, and once more to be compared. */
export default function SlipsPage() {
  const asked = useAsk(DoseFormDocument, {});
  return <Answered asked={asked}>{(told) => <Pile form={formChoices(told)} />}</Answered>;
}

function Pile({ form }: { readonly form: FormChoices }) {
  const words = useWords(slipWords);
  const [pass, setPass] = useState<Pass>('FIRST');
  const typing = useTyping(form, pass);
  useUnsent(typing.lines.some(({ state }) => isOpen(state)));
  return (
    <>
      <p>{words.intro}</p>
      <p>{words.leaving}</p>
      <OneOf legend={words.pass} choices={choicesOf(words.passes)} value={pass} onChange={setPass} />
      <SlipForm typing={typing} />
      <Lines lines={typing.lines} form={form} onTakeUp={typing.takeUp} />
    </>
  );
}
