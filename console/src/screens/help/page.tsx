import { useEffect, useState } from 'react';
import { KeyRows } from '../../app/keys.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Heading } from '../../parts/heading.js';
import { Loading } from '../../parts/loading.js';
import { Opened, Sections } from '../../parts/sections.js';
import { SelectField } from '../../parts/select-field.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { version } from '../../../package.json';
import { DesksDocument } from './operations.generated.js';
import { TASKS } from './tasks.js';
import { helpWords } from './words.js';

const PARTS = ['tasks', 'keys', 'desks', 'about'] as const;
type Part = (typeof PARTS)[number];

/** Nothing here is about anybody: it is open before a purpose is chosen. */
export default function HelpPage() {
  const words = useWords(helpWords);
  const [part, setPart] = useState<Part>('tasks');
  return (
    <>
      <Sections
        label={words.parts}
        sections={PARTS.map((id) => ({ id, label: words.part[id] }))}
        current={part}
        onChange={setPart}
      />
      {part === 'tasks' && <Tasks />}
      {part === 'keys' && <KeyRows />}
      {part === 'desks' && <Desks />}
      {part === 'about' && <About />}
    </>
  );
}

function Tasks() {
  const words = useWords(helpWords);
  const both = useBoth();
  const [id, setId] = useState<string>(TASKS[0].id);
  const { title, steps } = TASKS.find((task) => task.id === id) ?? TASKS[0];
  return (
    <>
      <SelectField
        label={words.task}
        choices={TASKS.map((task) => ({ value: task.id, label: both(task.title) }))}
        value={id}
        onChange={setId}
      />
      <section aria-live="polite">
        <Heading>{both(title)}</Heading>
        <ol className="list-decimal space-y-2 pl-8">
          {steps.map((step) => (
            <li key={step.en}>{both(step)}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Desks() {
  const words = useWords(helpWords);
  const both = useBoth();
  const asked = useAsk(DesksDocument, {});
  return (
    <Answered asked={asked}>
      {({ city: { desks } }) => (
        <>
          <p className="mb-4">{words.ring}</p>
          <Table caption={words.part.desks} heads={[words.desk, words.division, words.telephone]}>
            {desks.map(({ id, nameJa, nameEn, division, telephone }) => (
              <Row key={id}>
                <Cell>{both({ ja: nameJa, en: nameEn })}</Cell>
                <Cell>{division}</Cell>
                <Cell>{telephone ?? words.noTelephone}</Cell>
              </Row>
            ))}
          </Table>
        </>
      )}
    </Answered>
  );
}

function About() {
  const words = useWords(helpWords);
  return (
    <>
      <p>{words.version(version)}</p>
      <Opened title={words.notice}>{() => <Notice />}</Opened>
    </>
  );
}

/** The list that the build has written of all that it put into the page. */
function Notice() {
  const words = useWords(helpWords);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    fetch('/NOTICE.txt')
      .then(async (response) => setText(response.ok ? await response.text() : 'FAILED'))
      .catch(() => setText('FAILED'));
  }, []);
  if (text === null) return <Loading />;
  if (text === 'FAILED') return <Banner kind="error" title={words.noNotice} alert />;
  return (
    <pre lang="en" className="text-dns-14N-130 whitespace-pre-wrap">
      {text}
    </pre>
  );
}
