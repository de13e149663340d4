import { StatusBadge } from '../../dads/status-badge.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { doseWords } from './dose-words.js';
import { DueDocument, type DueQuery, type RecommendationStatus } from './operations.generated.js';

type Recommendation = NonNullable<NonNullable<DueQuery['resident']>['recommendations']>[number];

/** What needs somebody first. */
const ORDER = ['OVERDUE', 'DUE', 'UNDETERMINED', 'NOT_YET', 'COMPLETE', 'PAST', 'NOT_TARGET'] as const;

/** What is next for this person, and by which rule, as the gateway says it. */
export function Due({ id }: { readonly id: string }) {
  const words = useWords(doseWords);
  const common = useWords(commonWords);
  const asked = useAsk(DueDocument, { id });
  return (
    <Answered asked={asked} from={common.system.HEALTH_MANAGEMENT}>
      {({ resident }) => {
        const all = resident?.recommendations ?? null;
        if (all === null)
          return (
            <Value told={asked} at={['resident', 'recommendations']}>
              {null}
            </Value>
          );
        if (all.length === 0) return <p>{words.noRecommendations}</p>;
        return (
          <>
            <p className="mb-4">{words.periodHelp}</p>
            {all.some(({ verified }) => verified === false) && (
              <Banner kind="warning" title={words.unverifiedTitle}>
                <p>{words.unverifiedText}</p>
              </Banner>
            )}
            {ORDER.map((status) => (
              <Group key={status} status={status} rows={all.filter((one) => one.status === status)} />
            ))}
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}

interface GroupProps {
  readonly status: RecommendationStatus;
  readonly rows: readonly Recommendation[];
}

function Group({ status, rows }: GroupProps) {
  const words = useWords(doseWords);
  const both = useBoth();
  if (rows.length === 0) return null;
  return (
    <div className="mb-8">
      <Table caption={words.dueGroups[status]} heads={[words.vaccine, words.period, words.rule]}>
        {rows.map((row, at) => (
          <Row key={at}>
            <th scope="row" className="px-3 py-2 font-700">
              {row.vaccine?.name} {row.dose !== null && words.nth(row.dose)}
            </th>
            <Cell>
              <Days row={row} />
            </Cell>
            <Cell sentence>
              {both({ ja: row.textJa ?? '', en: row.textEn ?? '' })}
              {row.verified === false && (
                <p className="mt-2">
                  <StatusBadge>{words.unverified}</StatusBadge> {words.unverifiedDo}
                </p>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

/** Days of the law and a day of the standard period, each by its name: the standard end is no legal one. */
function Days({ row: { dose, from, until, latest } }: { readonly row: Recommendation }) {
  const words = useWords(doseWords);
  if (dose === null) return null;
  const days = [
    [words.legalFirst, from?.wareki],
    [words.legalLast, latest?.wareki ?? words.noEnd],
    [words.standardLast, until?.wareki ?? words.noStandard],
  ] as const;
  return (
    <dl>
      {days.map(([name, day]) => (
        <div key={name} className="mb-1">
          <dt className="text-dns-14N-130">{name}</dt>
          <dd>{day}</dd>
        </div>
      ))}
    </dl>
  );
}
