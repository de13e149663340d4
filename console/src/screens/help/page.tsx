import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Heading } from '../../parts/heading.js';
import { SelectField } from '../../parts/select-field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { HelpDesksDocument } from './operations.generated.js';
import { TASKS } from './tasks.js';
import { helpWords } from './words.js';

/** One page a task, in numbered steps that name what is on the screen. */
export default function HelpPage() {
  const words = useWords(helpWords);
  const both = useBoth();
  const [id, setId] = useState(TASKS[0]?.id);
  const task = TASKS.find((one) => one.id === id);
  const asked = useAsk(HelpDesksDocument, {});
  return (
    <>
      <SelectField
        label={words.task}
        choices={TASKS.map((one) => ({ value: one.id, label: both(one.title) }))}
        value={id}
        onChange={setId}
      />
      {task !== undefined && (
        <article>
          <Heading>{both(task.title)}</Heading>
          <p className="text-dns-14N-130 text-solid-gray-700">
            {words.under(both(task.who), both(task.purpose))}
          </p>
          <ol className="mt-3 list-decimal space-y-2 pl-8">
            {task.steps.map((step) => (
              <li key={step.en}>{both(step)}</li>
            ))}
          </ol>
        </article>
      )}
      <Heading>{words.marks}</Heading>
      <ul className="list-disc space-y-1 pl-6">
        <li>{words.markWithheld}</li>
        <li>{words.markAbsent}</li>
        <li>{words.markNoAnswer}</li>
        <li>{words.markRecord}</li>
        <li>{words.markKeys}</li>
      </ul>
      <Heading>{words.desks}</Heading>
      <Answered asked={asked}>
        {({ city: { desks } }) => (
          <Table caption={words.desksCaption} heads={[words.desk, words.division]}>
            {desks.map((desk) => (
              <Row key={desk.id}>
                <Cell>{both({ ja: desk.nameJa, en: desk.nameEn })}</Cell>
                <Cell>{desk.division}</Cell>
              </Row>
            ))}
          </Table>
        )}
      </Answered>
      <p className="mt-6 text-dns-14N-130 text-solid-gray-700">{words.licences}</p>
    </>
  );
}
