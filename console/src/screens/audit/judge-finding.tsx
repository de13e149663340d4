import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Field } from '../../parts/field.js';
import { useRefused } from '../../parts/refused.js';
import { useClose } from '../../parts/sections.js';
import { useWords } from '../../words/catalogue.js';
import {
  ClassifyFindingDocument,
  type ClassifyFindingInput,
  type FindingVerdict,
} from './operations.generated.js';
import type { FindingCardProps } from './finding-card.js';
import { ReviewErrors } from './review-errors.js';
import { reviewWords } from './review-words.js';

const NOTE_LENGTH = 400;

export type JudgeFindingProps = Pick<FindingCardProps, 'finding' | 'days' | 'onReadAgain'>;

function useClassifying() {
  const words = useWords(reviewWords);
  return useKeyedAct(
    ClassifyFindingDocument,
    (input: Omit<ClassifyFindingInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.classifyFinding.userErrors,
    (_, { verdict }) => words.judgedNow(words.verdict[verdict]),
  );
}

/** What asking the person came to: 正当, 要確認, 不正の疑い. */
export function JudgeFinding({ finding, days, onReadAgain }: JudgeFindingProps) {
  const words = useWords(reviewWords);
  const close = useClose();
  const [verdict, setVerdict] = useState<FindingVerdict | null>(finding.verdict);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState(finding.note ?? '');
  const { pending, errors, fault, act } = useClassifying();
  const refused = useRefused({ errors, fault });
  const save = async (form: Element) => {
    setMissing(verdict === null);
    if (verdict === null) return refused.showFirst(form);
    if (pending) return;
    const done = await act({ ...days, id: finding.id, verdict, note: note.trim() || null });
    if (done === null) return refused.showFirst(form);
    close();
    onReadAgain();
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <OneOf
        legend={words.verdictLegend}
        required
        error={missing && verdict === null ? words.verdictNeeded : null}
        choices={choicesOf(words.verdict)}
        value={verdict}
        onChange={setVerdict}
      />
      <Field label={words.note} help={words.noteHelp} error={refused.at('note')}>
        {(control) => (
          <Input
            {...control}
            maxLength={NOTE_LENGTH}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      {refused.rest((others) => (
        <ReviewErrors errors={others} onReadAgain={onReadAgain} />
      ))}
      <Button size="md" variant="solid-fill" type="submit" aria-disabled={pending}>
        {words.saveVerdict}
      </Button>
    </form>
  );
}
