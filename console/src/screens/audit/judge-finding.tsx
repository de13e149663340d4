import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { OneOf } from '../../parts/choices.js';
import { choicesOf } from '../../parts/choices-of.js';
import { Banner } from '../../parts/banner.js';
import { Field } from '../../parts/field.js';
import { useRefused } from '../../parts/refused.js';
import { useClose } from '../../parts/sections.js';
import { UserErrors } from '../../parts/user-errors.js';
import { useWords } from '../../words/catalogue.js';
import {
  ClassifyFindingDocument,
  type ClassifyFindingInput,
  type FindingVerdict,
} from './operations.generated.js';
import type { FindingCardProps } from './finding-card.js';
import { reviewWords } from './review-words.js';

const NOTE_LENGTH = 400;

/** What asking the person came to: 正当, 要確認, 不正の疑い. */
export function JudgeFinding({
  finding,
  days,
  onChanged,
}: Pick<FindingCardProps, 'finding' | 'days' | 'onChanged'>) {
  const words = useWords(reviewWords);
  const close = useClose();
  const [verdict, setVerdict] = useState<FindingVerdict | null>(finding.verdict);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState(finding.note ?? '');
  const { pending, errors, fault, act } = useKeyedAct(
    ClassifyFindingDocument,
    (input: Omit<ClassifyFindingInput, 'idempotencyKey' | 'validateOnly'>, idempotencyKey) => ({
      input: { ...input, idempotencyKey, validateOnly: false },
    }),
    (data) => data.classifyFinding.userErrors,
  );
  const refused = useRefused({ errors, fault });
  const save = async () => {
    setMissing(verdict === null);
    if (verdict === null || pending) return;
    if ((await act({ ...days, id: finding.id, verdict, note: note.trim() || null })) === null) return;
    close();
    onChanged();
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {missing && <Banner kind="error" title={words.verdictNeeded} alert />}
      <OneOf
        legend={words.verdictLegend}
        required
        choices={choicesOf(words.verdict)}
        value={verdict}
        onChange={setVerdict}
      />
      <Field label={words.note} help={words.noteHelp} error={refused.at('note')} required={false}>
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
        <UserErrors errors={others} />
      ))}
      <Button size="md" variant="solid-fill" type="submit" aria-disabled={pending}>
        {words.saveVerdict}
      </Button>
    </form>
  );
}
