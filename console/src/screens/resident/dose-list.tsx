import { Button } from '../../dads/button.js';
import { StatusBadge } from '../../dads/status-badge.js';
import type { Told } from '../../graph/answer.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { immunizationWords } from '../../words/immunization-words.js';
import { commonWords } from '../../words/common-words.js';
import { doseWords } from './dose-words.js';
import { DoseFindings } from './dose-findings.js';
import { LastChange } from './last-change.js';
import { recordWords } from './record/words.js';
import { closedAt } from './record/on-file.js';
import type { Dose, DoingTo } from './dose.js';

export interface DoseListProps {
  readonly doses: readonly Dose[];
  readonly told: Told;
  /** null where this account changes nothing. */
  readonly onChange: ((doing: DoingTo) => void) | null;
}

/** Everything that is on file of each dose; withdrawn ones stay in the list, struck through. */
export function DoseList({ doses, told, onChange }: DoseListProps) {
  const words = useWords(doseWords);
  const isToCheck = doses.some(
    ({ evaluation, state }) => state !== 'WITHDRAWN' && (evaluation?.findings ?? []).length > 0,
  );
  return (
    <>
      {isToCheck && <p className="mb-3">{words.toCheckText}</p>}
      <Table
        caption={words.list}
        heads={[
          words.vaccine,
          words.date,
          words.age,
          words.product,
          words.volume,
          words.place,
          words.origin,
          words.state,
        ]}
      >
        {doses.map((dose, at) => (
          <DoseRow key={dose.id} {...{ dose, at, told, onChange }} />
        ))}
      </Table>
    </>
  );
}

interface DoseRowProps extends Omit<DoseListProps, 'doses'> {
  readonly dose: Dose;
  readonly at: number;
}

function DoseRow({ dose, at, told, onChange }: DoseRowProps) {
  const words = useWords(doseWords);
  const terms = useWords(immunizationWords);
  const common = useWords(commonWords);
  const { vaccine, date, ageAtVaccination, preExam, manufacturer, lot, doseMl, provenance } = dose;
  const place = (field: string) => ['resident', 'immunizations', at, field];
  const value = (field: string, shown: string | null | undefined) => (
    <Value told={told} at={place(field)}>
      {shown}
    </Value>
  );
  const part = (field: string, shown: string | null | undefined) => (
    <Value told={told} at={[...place('preExam'), field]}>
      {shown}
    </Value>
  );
  return (
    <Row muted={dose.state === 'WITHDRAWN'}>
      <Cell>
        {vaccine?.name ?? words.unknownVaccine} {dose.dose !== null && words.nth(dose.dose)}
        {preExam?.result === 'PRE_EXAM_ONLY' && <p className="text-error-1">{words.notGiven}</p>}
        <DoseFindings dose={dose} />
      </Cell>
      <Cell>{value('date', date?.wareki)}</Cell>
      <Cell>
        {value('ageAtVaccination', ageAtVaccination === null ? null : common.years(ageAtVaccination))}
      </Cell>
      <Cell>
        {value('manufacturer', manufacturer)} {value('lot', lot)}
      </Cell>
      <Cell>{value('doseMl', doseMl === null ? null : words.ml(doseMl))}</Cell>
      <Cell>
        <p>{value('setting', dose.setting === null ? null : terms.settings[dose.setting])}</p>
        <p>{value('place', dose.place)}</p>
        {dose.institution?.name !== dose.place && <p>{value('institution', dose.institution?.name)}</p>}
        <p>{value('doctor', dose.doctor)}</p>
        {preExam?.result === 'PRE_EXAM_ONLY' && (
          <p>
            {words.exam}: {part('institution', preExam.institution?.name)} {part('doctor', preExam.doctor)}
          </p>
        )}
      </Cell>
      <Cell>
        <Value told={told} at={[...place('provenance'), 'way']}>
          {provenance?.way == null ? null : terms.ways[provenance.way]}
        </Value>{' '}
        {provenance?.origin != null && terms.origins[provenance.origin]}
      </Cell>
      <Cell>
        {value('state', dose.state === null ? null : terms.states[dose.state])}
        {dose.locked === true && <StatusBadge>{words.locked}</StatusBadge>}
        <LastChange dose={dose} told={told} at={place('history')} />
        {onChange !== null && dose.state !== 'WITHDRAWN' && (
          <ChangeButtons {...{ dose, onChange, closed: closedAt(told, at) }} />
        )}
      </Cell>
    </Row>
  );
}

function ChangeButtons({
  dose,
  closed,
  onChange,
}: Omit<DoingTo, 'kind'> & Required<Pick<DoseListProps, 'onChange'>>) {
  const words = useWords(recordWords);
  const what = `${dose.vaccine?.name ?? ''} ${dose.date?.wareki ?? ''}`;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button
        size="xs"
        variant="outline"
        aria-label={words.correctOf(what)}
        onClick={() => onChange?.({ kind: 'CORRECT', dose, closed })}
      >
        {words.correct}
      </Button>
      <Button
        size="xs"
        variant="outline"
        aria-label={words.withdrawOf(what)}
        onClick={() => onChange?.({ kind: 'WITHDRAW', dose, closed })}
      >
        {words.withdraw}
      </Button>
    </div>
  );
}
