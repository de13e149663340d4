import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { percent, type Part } from './coverage-part.js';
import { statisticsWords } from './words.js';

/** The rows that the chart is drawn from. What is hidden is said; it is neither none nor missing. */
export function CoverageTable({ title, rows }: { readonly title: string; readonly rows: readonly Part[] }) {
  const words = useWords(statisticsWords);
  return (
    <Table caption={title} heads={[words.part, words.population, words.vaccinated, words.rate]}>
      {rows.map((row) => (
        <Row key={row.label}>
          <Cell>{row.label}</Cell>
          {row.suppressed ? (
            <td colSpan={3} className="withheld px-3 py-2">
              {words.hidden}
            </td>
          ) : (
            <>
              <Cell>{words.people(row.population ?? 0)}</Cell>
              <Cell>{words.people(row.vaccinated ?? 0)}</Cell>
              <Cell>{percent(row.rate)}</Cell>
            </>
          )}
        </Row>
      ))}
    </Table>
  );
}
