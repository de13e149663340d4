import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { BackButton } from '../../parts/back-button.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { useLookup } from './lookup.js';
import { OneRecordDocument } from './operations.generated.js';
import { RecordDetails } from './record-details.js';
import { auditWords } from './words.js';

/** One access by the number that the page of whoever made it shows at its foot. */
export function RecordView() {
  const words = useWords(auditWords);
  const { record, openRecord } = useLookup();
  const [typed, setTyped] = useState(record);
  const [shown, setShown] = useState(record);
  // Another record was opened from this one.
  if (shown !== record) {
    setShown(record);
    setTyped(record);
  }
  return (
    <>
      <form
        data-passing
        autoComplete="off"
        className="flex flex-wrap items-end gap-x-6"
        onSubmit={(event) => {
          event.preventDefault();
          openRecord(typed.trim());
        }}
      >
        <Field label={words.recordNumber} help={words.recordHelp} required>
          {(control) => (
            <Input
              {...{ ...control, blockSize: 'md', value: typed }}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button size="md" variant="solid-fill" type="submit" className="mb-5">
          {words.look}
        </Button>
      </form>
      <BackButton />
      {record !== '' && <Found key={record} record={record} />}
    </>
  );
}

function Found({ record }: { readonly record: string }) {
  const words = useWords(auditWords);
  const asked = useAsk(OneRecordDocument, { record });
  return (
    <Answered asked={asked}>
      {({ accessRecord }) =>
        accessRecord === null ? <p>{words.noRecord}</p> : <RecordDetails operation={accessRecord} />
      }
    </Answered>
  );
}
