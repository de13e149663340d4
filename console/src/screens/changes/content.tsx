import type { ReactNode } from 'react';
import { whyEmpty, type Told } from '../../graph/answer.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { immunizationWords } from '../../words/immunization-words.js';
import { useDay } from '../../words/times.js';
import type { Change } from './change-card.js';
import { changesWords } from './words.js';

type Side = NonNullable<Change['before']>;

/** In the order of the slip; `field`: where a value stands in the answer. */
const ITEMS = [
  ['vaccine', ['vaccine']],
  ['date', ['date']],
  ['dose', ['dose']],
  ['manufacturer', ['manufacturer']],
  ['lot', ['lot']],
  ['doseMl', ['doseMl']],
  ['setting', ['setting']],
  ['exam', ['preExam', 'result']],
  ['preExamInstitution', ['preExam', 'institution']],
  ['preExamDoctor', ['preExam', 'doctor']],
  ['institution', ['institution']],
  ['doctor', ['doctor']],
  ['place', ['place']],
  ['billingMonth', ['billingMonth']],
] as const;
type Item = (typeof ITEMS)[number][0];
type Way = readonly string[];

export interface ContentProps {
  readonly change: Change;
  readonly told: Told;
  readonly at: readonly (string | number)[];
}

/** Of a correction what differs, and what this reader is not shown of it; of all else what there is. */
export function Content({ change: { before, after }, told, at }: ContentProps) {
  const words = useWords(changesWords);
  const textOf = useTextOf();
  // By what there is and not by its kind, which may be closed.
  const isWithdrawal = after === null && whyEmpty(told, [...at, 'after']) === null;
  const closed = (side: string, field: Way) => whyEmpty(told, [...at, side, ...field]) !== null;
  const rows = ITEMS.filter(([item, field]) => {
    const [left, right] = [textOf(before, item), textOf(after, item)];
    return left !== right || closed('before', field) || closed('after', field);
  });
  const cell = (side: 'before' | 'after', field: Way, text: ReactNode) => (
    <Cell>
      <Value told={told} at={[...at, side, ...field]}>
        {text}
      </Value>
    </Cell>
  );
  return (
    <Table
      caption={isWithdrawal ? words.withdrawn : words.content}
      heads={[words.item, words.before, ...(isWithdrawal ? [] : [words.after])]}
    >
      {rows.map(([item, field]) => (
        <Row key={item}>
          <th scope="row" className="px-3 py-2">
            {words.items[item]}
          </th>
          {cell('before', field, textOf(before, item))}
          {!isWithdrawal && cell('after', field, textOf(after, item))}
        </Row>
      ))}
    </Table>
  );
}

function useTextOf(): (side: Side | null, item: Item) => string {
  const terms = useWords(immunizationWords);
  const day = useDay();
  return (side, item) => {
    if (side === null) return '';
    switch (item) {
      case 'vaccine':
        return side.vaccine?.name ?? side.vaccine?.code ?? '';
      case 'date':
        return day(side.date?.iso);
      case 'setting':
        return side.setting === null ? '' : terms.settings[side.setting];
      case 'exam':
        return side.preExam?.result == null ? '' : terms.exams[side.preExam.result];
      case 'preExamInstitution':
        return side.preExam?.institution?.name ?? side.preExam?.institution?.code ?? '';
      case 'preExamDoctor':
        return side.preExam?.doctor ?? '';
      case 'institution':
        return side.institution?.name ?? side.institution?.code ?? '';
      default:
        return side[item]?.toString() ?? '';
    }
  };
}
