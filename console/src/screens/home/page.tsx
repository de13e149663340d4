import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useOffered } from '../../app/opens.js';
import type { Told } from '../../graph/answer.js';
import { askOnce, useAsk, type Acted } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Listed } from '../../parts/listed.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { useNumber } from '../../words/numbers.js';
import { dayOf, useDay, useInstant } from '../../words/times.js';
import { MyWorkDocument, type MyWorkQuery } from './operations.generated.js';
import { homeWords } from './words.js';

type Task = NonNullable<MyWorkQuery['viewer']['tasks']>[number];

const EVERY = 60_000;

export default function HomePage() {
  const asked = useAsk(MyWorkDocument, {});
  const [news, setNews] = useState<Acted<MyWorkQuery> | null>(null);
  // Asked again by itself while somebody looks, without keeping their session alive.
  useEffect(() => {
    const look = async () => setNews(await askOnce(MyWorkDocument, {}, { automatic: true }));
    const timer = setInterval(() => void look(), EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <Answered asked={asked}>
      {(first) => {
        // What came of the last look is told with what it could not tell; where nothing came of it, the last stands.
        const last = news?.data == null ? { told: asked, data: first } : { told: news, data: news.data };
        return <Work viewer={last.data.viewer} told={last.told} />;
      }}
    </Answered>
  );
}

function Work({ viewer, told }: { readonly viewer: MyWorkQuery['viewer']; readonly told: Told }) {
  const words = useWords(homeWords);
  const tasks = viewer.tasks ?? [];
  const late = tasks.filter(({ overdue }) => (overdue ?? 0) > 0);
  const waiting = tasks.filter((task) => !late.includes(task) && task.count !== 0);
  return (
    <>
      <Listed
        told={told}
        at={['viewer', 'tasks']}
        items={viewer.tasks && [...late, ...waiting]}
        nothing={<p>{words.nothing}</p>}
      >
        {() => null}
      </Listed>
      {late.length > 0 && <Tasks caption={words.overdue} tasks={late} menus={viewer.menus} />}
      {waiting.length > 0 && <Tasks caption={words.waiting} tasks={waiting} menus={viewer.menus} />}
      <Listed told={told} at={['viewer', 'budgets']} items={viewer.budgets} nothing={null}>
        {(budgets) => <Budgets budgets={budgets} />}
      </Listed>
    </>
  );
}

interface TasksProps {
  readonly caption: string;
  readonly tasks: readonly Task[];
  readonly menus: MyWorkQuery['viewer']['menus'];
}

function Tasks({ caption, tasks, menus }: TasksProps) {
  const both = useBoth();
  const day = useDay();
  const { comma } = useWords(commonWords);
  // A purpose on no menu of one's own opens nothing for one.
  const nameOf = (purposes: Task['purposes']) =>
    menus
      .filter(({ purpose }) => purposes.includes(purpose))
      .map(({ nameJa, nameEn }) => both({ ja: nameJa, en: nameEn }))
      .join(comma);
  const words = useWords(homeWords);
  const heads = [words.kindHead, words.countHead, words.overdueHead, words.oldestHead, words.purposeHead];
  return (
    <div className="mb-8">
      <Table caption={caption} heads={heads} arrows>
        {tasks.map((task) => (
          <Row key={task.kind}>
            <Cell>
              <TaskName kind={task.kind} />
            </Cell>
            <Cell>{task.count === null ? words.silent : words.count(task.count, task.more)}</Cell>
            <Cell>{task.overdue ?? ''}</Cell>
            <Cell>{task.oldest == null ? '' : day(dayOf(task.oldest))}</Cell>
            <Cell>{nameOf(task.purposes)}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

/** Leads to the screen where the work is done, if one is offered now. */
function TaskName({ kind }: Pick<Task, 'kind'>) {
  const words = useWords(homeWords);
  const place = useOffered().find(({ tasks }) => tasks?.includes(kind) === true);
  if (place === undefined) return <>{words.kinds[kind]}</>;
  return (
    <Link href={place.path} className="text-blue-1000 underline">
      {words.kinds[kind]}
    </Link>
  );
}

function Budgets({ budgets }: { readonly budgets: NonNullable<MyWorkQuery['viewer']['budgets']> }) {
  const words = useWords(homeWords);
  const instant = useInstant();
  const number = useNumber();
  return (
    <>
      <Table
        caption={words.budgets}
        heads={[words.kindHead, words.used, words.warnAt, words.cap, words.resets]}
      >
        {budgets.map(({ kind, used, warnAt, cap, resets }) => (
          <Row key={kind}>
            <Cell>{words.budget[kind]}</Cell>
            <Cell>{used === null ? words.belowWarning : number(used)}</Cell>
            <Cell>{warnAt === null ? '' : number(warnAt)}</Cell>
            <Cell>{number(cap)}</Cell>
            <Cell>{instant(resets)}</Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}
