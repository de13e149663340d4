import { Button } from '../../../dads/button.js';
import { Cell, Row, Table } from '../../../parts/table.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import { useDay } from '../../../words/times.js';
import type { Dose } from '../dose.js';
import { LABELS, type Item } from './labels.js';
import { recordWords } from './words.js';

export interface BothVersionsProps {
  /** As whoever is at it has read it, and as it stands by now. */
  readonly read: Dose;
  readonly standing: Dose;
  readonly onGoOn: () => void;
}

/** What somebody else has changed meanwhile, beside what was read; the form goes on from what stands. */
export function BothVersions({ read, standing, onGoOn }: BothVersionsProps) {
  const words = useWords(recordWords);
  const shown = useItems();
  const differs = SHOWN.filter((name) => shown(name, read) !== shown(name, standing));
  return (
    <>
      <Table caption={words.bothTitle} heads={[words.item, words.asRead, words.asStands]}>
        {differs.map((name) => (
          <Row key={name}>
            <th scope="row" className="px-3 py-2">
              {name === 'state' ? words.stateOf : words[LABELS[name]]}
            </th>
            <Cell>{shown(name, read)}</Cell>
            <Cell>{shown(name, standing)}</Cell>
          </Row>
        ))}
      </Table>
      <Button size="lg" variant="solid-fill" className="my-4" onClick={onGoOn}>
        {words.goOn}
      </Button>
    </>
  );
}

type Shown = Item | 'state';
const SHOWN: readonly Shown[] = [...(Object.keys(LABELS) as Item[]), 'state'];

function useItems(): (name: Shown, dose: Dose) => string {
  const terms = useWords(immunizationWords);
  const day = useDay();
  return (name, dose) => {
    switch (name) {
      case 'vaccine':
        return dose.vaccine?.name ?? '';
      case 'date':
        return day(dose.date?.iso ?? null);
      case 'setting':
        return dose.setting == null ? '' : terms.settings[dose.setting];
      case 'preExamResult':
        return dose.preExam?.result == null ? '' : terms.exams[dose.preExam.result];
      case 'institution':
        return dose.institution?.name ?? '';
      case 'preExamInstitution':
        return dose.preExam?.institution?.name ?? '';
      case 'preExamDoctor':
        return dose.preExam?.doctor ?? '';
      case 'state':
        return dose.state == null ? '' : terms.states[dose.state];
      default:
        return dose[name]?.toString() ?? '';
    }
  };
}
