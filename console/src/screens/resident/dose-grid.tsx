import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { doseWords } from './dose-words.js';
import type { Dose } from './dose.js';

/** A row for each vaccine, a column for each dose; what has no number stands in the last. */
export function DoseGrid({ doses }: { readonly doses: readonly Dose[] }) {
  const words = useWords(doseWords);
  const given = doses.filter(
    ({ state, preExam }) => state !== 'WITHDRAWN' && preExam?.result !== 'PRE_EXAM_ONLY',
  );
  const most = Math.max(1, ...given.map(({ dose }) => dose ?? 0));
  const columns = Array.from({ length: most }, (_, at) => at + 1);
  const hasUnnumbered = given.some(({ dose }) => dose === null);
  const names = new Map(
    given.map(({ vaccine }) => [vaccine?.code ?? '', vaccine?.name ?? words.unknownVaccine]),
  );
  const cell = (code: string, dose: number | null) =>
    given
      .filter((one) => (one.vaccine?.code ?? '') === code && one.dose === dose)
      .map(({ date }) => date?.wareki ?? words.noDate)
      .join(' ') || words.noDose;
  return (
    <div className="mb-8">
      <Table
        caption={words.grid}
        heads={[words.vaccine, ...columns.map(words.nth), ...(hasUnnumbered ? [words.noNumber] : [])]}
      >
        {[...names].map(([code, name]) => (
          <Row key={code}>
            <th scope="row" className="px-3 py-2 font-700">
              {name}
            </th>
            {columns.map((dose) => (
              <Cell key={dose}>{cell(code, dose)}</Cell>
            ))}
            {hasUnnumbered && <Cell>{cell(code, null)}</Cell>}
          </Row>
        ))}
      </Table>
    </div>
  );
}
