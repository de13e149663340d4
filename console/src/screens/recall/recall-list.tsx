import type { Told } from '../../graph/answer.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Pager, usePaging } from '../../parts/pager.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Tag, type Tone } from '../../parts/tag.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { RecallListDocument, type RecallListQuery, type RecallStatus } from './operations.generated.js';
import { recallWords } from './words.js';

type Target = RecallListQuery['recallTargets']['nodes'][number];

const TONES: Readonly<Record<RecallStatus, Tone>> = { OVERDUE: 'bad', DUE: 'good', DOUBTFUL: 'warning' };

export interface RecallListProps {
  readonly vaccine: string;
  readonly asOf: string | null;
}

/** Who lacks a dose that the schedule says is due; how many of the page somebody else has to remind is beside it. */
export function RecallList({ vaccine, asOf }: RecallListProps) {
  const words = useWords(recallWords);
  const paging = usePaging('');
  const asked = useAsk(RecallListDocument, { vaccine, asOf, after: paging.after });
  return (
    <Answered asked={asked} from={words.from}>
      {({ recallTargets: { nodes, leftOut, pageInfo } }) => (
        <>
          {(leftOut ?? 0) > 0 && (
            <Banner kind="info" title={words.leftOut(leftOut ?? 0)}>
              <p>{words.leftOutText}</p>
            </Banner>
          )}
          {nodes.length === 0 ? (
            <p>{words.nobody}</p>
          ) : (
            <Table
              caption={words.page(nodes.length)}
              heads={[words.person, words.born, words.status, words.nextDose, words.days]}
            >
              {nodes.map((target, at) => (
                <TargetRow key={at} {...{ target, at, asked }} />
              ))}
            </Table>
          )}
          <Pager paging={paging} pageInfo={pageInfo} />
          <RecordLine record={asked.record} />
        </>
      )}
    </Answered>
  );
}

interface TargetRowProps {
  readonly target: Target;
  readonly at: number;
  readonly asked: Told;
}

function TargetRow({ target, at, asked }: TargetRowProps) {
  const words = useWords(recallWords);
  const { resident, status } = target;
  const place = ['recallTargets', 'nodes', at, 'resident'];
  return (
    <Row>
      <Cell>
        <Value told={asked} at={[...place, 'name']}>
          {resident?.name?.kanji}
        </Value>
        <span className="block text-dns-14N-130">
          {[resident?.name?.kana, resident?.atenaNumber].filter(Boolean).join(' ・ ')}
        </span>
      </Cell>
      <Cell>
        <Value told={asked} at={[...place, 'birthDate']}>
          {resident?.birthDate?.wareki}
        </Value>
      </Cell>
      <Cell>{status !== null && <Tag tone={TONES[status]}>{words.statuses[status]}</Tag>}</Cell>
      <Cell>
        {target.nextDose !== null && words.nth(target.nextDose)}
        <span className="block text-dns-14N-130">{words.given(target.dosesGiven ?? 0)}</span>
        {(target.doubtfulDoses ?? 0) > 0 && (
          <span className="block text-dns-14N-130">{words.doubtful(target.doubtfulDoses ?? 0)}</span>
        )}
      </Cell>
      <Cell>{words.span(target.dueFrom?.wareki ?? '', target.dueUntil?.wareki ?? '')}</Cell>
    </Row>
  );
}
