import { Button } from '../../../dads/button.js';
import { Cell, Row, Table } from '../../../parts/table.js';
import { Tag, type Tone } from '../../../parts/tag.js';
import { useWords } from '../../../words/catalogue.js';
import { useBoth } from '../../../words/language.js';
import type { FormChoices } from '../record/form-choices.js';
import { useShown } from '../record/labels.js';
import { numberOf } from './slip.js';
import { isOpen, type Line, type SlipState } from './use-sitting.js';
import { slipWords } from './words.js';

export interface LinesProps {
  readonly lines: readonly Line[];
  readonly form: FormChoices;
  readonly onTakeUp: (line: Line) => void;
}

/** What was typed in this sitting, and what became of it; what was laid aside is taken up from here. */
export function Lines({ lines, form, onTakeUp }: LinesProps) {
  const words = useWords(slipWords);
  const [newest] = lines;
  return (
    <section className="mt-8">
      <p role="status" className="mb-3">
        {newest === undefined ? words.noLines : words.last(newest.place, words.states[newest.state])}
      </p>
      {newest !== undefined && (
        <Table
          caption={words.lines(lines.length)}
          heads={[words.place, words.number, words.name, words.what, words.state]}
          arrows
        >
          {lines.map((line) => (
            <OneLine key={line.place} {...{ line, form, onTakeUp }} />
          ))}
        </Table>
      )}
    </section>
  );
}

function OneLine({ line, form, onTakeUp }: Omit<LinesProps, 'lines'> & { readonly line: Line }) {
  const words = useWords(slipWords);
  const both = useBoth();
  const shown = useShown(form);
  const { place, slip, name, state, why } = line;
  return (
    <Row>
      <Cell>{place}</Cell>
      <Cell>{numberOf(slip)}</Cell>
      <Cell>{name}</Cell>
      <Cell>
        {shown('vaccine', slip.draft)} {shown('date', slip.draft)}
      </Cell>
      <Cell>
        <Tag tone={TONES[state]}>{words.states[state]}</Tag>
        {why !== null && <p className="mt-1">{both(why)}</p>}
        {isOpen(state) && (
          <Button
            size="xs"
            variant="outline"
            className="ml-3"
            aria-label={words.takeUpOf(place)}
            onClick={() => onTakeUp(line)}
          >
            {words.takeUp}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

const TONES: Readonly<Record<SlipState, Tone>> = {
  RECORDED: 'good',
  PENDING: 'plain',
  AGREES: 'good',
  CORRECTED: 'good',
  AWAITING: 'plain',
  STANDS: 'good',
  DIFFERS: 'bad',
  NO_FIRST: 'bad',
  NO_ANSWER: 'bad',
  ASIDE: 'warning',
};
