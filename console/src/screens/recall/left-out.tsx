import { Banner } from '../../parts/banner.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import type { RecallTotalsQuery } from './operations.generated.js';
import { recallWords } from './words.js';

export interface LeftOutProps {
  readonly leftOut: RecallTotalsQuery['recallTargets']['leftOut'];
}

/** Who is due and yet not on the list, why, and who reminds them: in numbers that name nobody. */
export function LeftOut({ leftOut }: LeftOutProps) {
  const words = useWords(recallWords);
  if (leftOut === null) return <Banner kind="warning" title={words.leftOutUnknown} />;
  if (leftOut.length === 0) return <p className="mb-6">{words.leftOutNone}</p>;
  return (
    <div className="mb-8">
      <Table caption={words.leftOut} heads={[words.reason, words.count]}>
        {leftOut.map(({ reason, count }) => (
          <Row key={reason}>
            <Cell>{words.reasons[reason]}</Cell>
            <Cell>{count === null ? words.some : words.persons(count)}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}
