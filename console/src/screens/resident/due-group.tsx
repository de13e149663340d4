import { StatusBadge } from '../../dads/status-badge.js';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { doseWords } from './dose-words.js';
import type { DueQuery, RecommendationStatus } from './operations.generated.js';

type Recommendation = NonNullable<NonNullable<DueQuery['resident']>['recommendations']>[number];

interface Placed {
  readonly row: Recommendation;
  /** Its place in the answer. */
  readonly at: number;
}

export interface DueGroupProps {
  readonly told: Told;
  /** null: the answer does not tell it. Such rows stand apart and are not left out. */
  readonly status: RecommendationStatus | null;
  readonly rows: readonly Placed[];
}

/** What is next, of all vaccines that stand alike. */
export function DueGroup({ told, status, rows }: DueGroupProps) {
  const words = useWords(doseWords);
  if (rows.length === 0) return null;
  return (
    <div className="mb-8">
      <Table
        caption={status === null ? words.dueUntold : words.dueGroups[status]}
        heads={[words.vaccine, words.period, words.rule]}
      >
        {rows.map(({ row, at }) => (
          <Row key={at}>
            <th scope="row" className="px-3 py-2 font-700">
              <Value told={told} at={placeOf(at, 'vaccine')}>
                {row.vaccine?.name}
              </Value>{' '}
              {row.dose !== null && words.nth(row.dose)}
            </th>
            <Cell>
              <Days {...{ told, row, at }} />
            </Cell>
            <Cell sentence>
              <Rule {...{ told, row, at }} />
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

const placeOf = (at: number, field: string) => ['resident', 'recommendations', at, field];

interface OfRow extends Placed {
  readonly told: Told;
}

/**
 * Days of the law and a day of the standard period, each by its name: the standard end is no legal one. That none is set is
 * said only where the answer says so: a last day that is not shown is no open end.
 */
function Days({ told, row: { dose, from, until, latest }, at }: OfRow) {
  const words = useWords(doseWords);
  if (dose === null && whyEmpty(told, placeOf(at, 'dose')) === null) return <>{words.noNext}</>;
  const days = [
    { name: words.legalFirst, field: 'from', day: from?.wareki, none: null },
    { name: words.legalLast, field: 'latest', day: latest?.wareki, none: words.noEnd },
    { name: words.standardLast, field: 'until', day: until?.wareki, none: words.noStandard },
  ];
  return (
    <dl>
      {days.map(({ name, field, day, none }) => (
        <div key={field} className="mb-1">
          <dt className="text-dns-14N-130">{name}</dt>
          <dd>
            <Value told={told} at={placeOf(at, field)}>
              {day ?? (whyEmpty(told, placeOf(at, field)) === null ? none : null)}
            </Value>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rule({ told, row: { textJa, textEn, verified }, at }: OfRow) {
  const words = useWords(doseWords);
  const both = useBoth();
  return (
    <>
      <Value told={told} at={placeOf(at, 'textJa')}>
        {both({ ja: textJa ?? '', en: textEn ?? '' })}
      </Value>
      {verified === false && (
        <p className="mt-2">
          <StatusBadge>{words.unverified}</StatusBadge> {words.unverifiedDo}
        </p>
      )}
    </>
  );
}
