import { useState } from 'react';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { PersonLink } from '../../parts/person-link.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { RecallQuestion } from './form.js';
import { RecallTargetsDocument, type RecallTargetsQuery } from './operations.generated.js';
import { Totals } from './totals.js';
import { recallWords } from './words.js';

type Target = RecallTargetsQuery['recallTargets']['nodes'][number];

const TONES = { DUE: 'plain', OVERDUE: 'bad', DOUBTFUL: 'warning' } as const;

export interface RecallListProps {
  readonly question: RecallQuestion;
  /** Asked once more, the same list begins at its first page. */
  readonly nth: number;
}

/** A page of the list in the gateway's order. The whole list is counted once, and not before its first page is there. */
export function RecallList({ question, nth }: RecallListProps) {
  const paging = usePaging(JSON.stringify([nth, question]));
  const asked = useAsk(RecallTargetsDocument, { ...question, after: paging.after });
  const [isListed, setListed] = useState(false);
  if (asked.data !== null && !isListed) setListed(true);
  return (
    <>
      {isListed && <Totals question={question} />}
      <Answered asked={asked}>
        {({ recallTargets: { nodes, pageInfo } }) => (
          <>
            <PageHead paging={paging} />
            <Targets {...{ nodes, told: asked }} />
            <Pager {...{ paging, pageInfo }} />
            <RecordLine record={asked.record} />
          </>
        )}
      </Answered>
    </>
  );
}

interface TargetsProps {
  readonly nodes: readonly Target[];
  readonly told: Told;
}

function Targets({ nodes, told }: TargetsProps) {
  const words = useWords(recallWords);
  if (nodes.length === 0) return <p>{words.nobody}</p>;
  const { name, birth, number, state, next, rule } = words;
  return (
    <Table caption={words.targets} heads={[name, birth, number, state, next, rule]} arrows>
      {nodes.map((target, at) => (
        <TargetRow key={target.resident?.atenaNumber ?? at} {...{ target, told, at }} />
      ))}
    </Table>
  );
}

interface TargetRowProps {
  readonly target: Target;
  readonly told: Told;
  readonly at: number;
}

function TargetRow({ target, told, at }: TargetRowProps) {
  const words = useWords(recallWords);
  const both = useBoth();
  const { resident, status } = target;
  const place = (...rest: readonly string[]) => ['recallTargets', 'nodes', at, ...rest];
  return (
    <Row>
      <Cell>
        <Name {...{ target, told, at }} />
        <p className="text-dns-14N-130">
          <Value told={told} at={place('resident', 'name', 'kana')}>
            {resident?.name?.kana}
          </Value>
        </p>
      </Cell>
      <Cell>
        <Value told={told} at={place('resident', 'birthDate')}>
          {resident?.birthDate?.wareki}
        </Value>
      </Cell>
      <Cell>{resident?.atenaNumber}</Cell>
      <Cell>
        <Value told={told} at={place('status')}>
          {status && <Tag tone={TONES[status]}>{words.states[status]}</Tag>}
        </Value>
      </Cell>
      <Cell>
        <Next {...{ target, told, at }} />
      </Cell>
      <Cell sentence>
        <Value told={told} at={place('textJa')}>
          {both({ ja: target.textJa ?? '', en: target.textEn ?? '' })}
        </Value>
      </Cell>
    </Row>
  );
}

/** That the law sets no last day is said only where the answer says so: one that is withheld is no open end. */
function Next({ target, told, at }: TargetRowProps) {
  const words = useWords(recallWords);
  const { nextDose, dosesGiven, doubtfulDoses, dueFrom, dueUntil } = target;
  const place = (field: string) => ['recallTargets', 'nodes', at, field];
  const hasEnd = dueUntil !== null || whyEmpty(told, place('dueUntil')) === null;
  const isDoubtful = target.status === 'DOUBTFUL';
  return (
    <>
      {!isDoubtful && (
        <Value told={told} at={place('nextDose')}>
          {nextDose !== null && words.nth(nextDose)}
        </Value>
      )}
      {dueFrom?.wareki != null && <Day name={words.legalFirst} day={dueFrom.wareki} />}
      {nextDose !== null && hasEnd && <Day name={words.legalLast} day={dueUntil?.wareki ?? words.noEnd} />}
      {dosesGiven !== null && <p className="text-dns-14N-130">{words.given(dosesGiven)}</p>}
      {(doubtfulDoses ?? 0) > 0 && <p className="text-dns-14N-130">{words.doubtful(doubtfulDoses ?? 0)}</p>}
    </>
  );
}

/** Both are the law's: the standard period has passed where the state says so. */
function Day({ name, day }: { readonly name: string; readonly day: string }) {
  return (
    <p className="text-dns-14N-130">
      {name} <span className="whitespace-nowrap">{day}</span>
    </p>
  );
}

function Name({ target: { resident }, told, at }: TargetRowProps) {
  const place = ['recallTargets', 'nodes', at, 'resident'];
  if (resident === null)
    return (
      <Value told={told} at={place}>
        {null}
      </Value>
    );
  const { atenaNumber, name } = resident;
  return (
    <PersonLink atenaNumber={atenaNumber}>
      <Value told={told} at={[...place, 'name', 'kanji']}>
        {name?.kanji ?? name?.kana ?? null}
      </Value>
    </PersonLink>
  );
}
