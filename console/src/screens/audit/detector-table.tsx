import { Opened } from '../../parts/sections.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import type { Review } from './review-view.js';
import { reviewWords } from './review-words.js';

/** All that was looked for, what found nothing as well: its sum is in sight, its rows are opened. */
export function DetectorTable({ detectors }: Pick<Review, 'detectors'>) {
  const words = useWords(reviewWords);
  const both = useBoth();
  const sum = (count: (row: Review['detectors'][number]) => number) =>
    detectors.reduce((total, row) => total + count(row), 0);
  const counts = [sum((row) => row.alarms), sum((row) => row.attentions), sum((row) => row.informations)];
  return (
    <>
      <dl className="my-4 flex flex-wrap gap-4">
        {[words.severity.ALARM, words.severity.ATTENTION, words.severity.INFO].map((name, at) => (
          <div key={name} className="min-w-36 rounded-8 border border-solid-gray-420 px-4 py-2">
            <dt className="text-dns-14N-130">{name}</dt>
            <dd className="text-std-24B-150 tabular-nums">{words.cases(counts[at] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Opened title={words.byDetector(detectors.length)}>
        {() => (
          <Table
            caption={words.detectors}
            heads={[words.detector, words.severity.ALARM, words.severity.ATTENTION, words.severity.INFO]}
          >
            {detectors.map((row) => (
              <Row key={row.detector}>
                <Cell>{both({ ja: row.nameJa, en: row.nameEn })}</Cell>
                <Cell>{row.alarms}</Cell>
                <Cell>{row.attentions}</Cell>
                <Cell>{row.informations}</Cell>
              </Row>
            ))}
          </Table>
        )}
      </Opened>
    </>
  );
}
