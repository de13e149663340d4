import { useState } from 'react';
import { Button } from '../../../dads/button.js';
import { useAsk } from '../../../graph/use-ask.js';
import { Answered } from '../../../parts/answered.js';
import { Banner } from '../../../parts/banner.js';
import { Heading } from '../../../parts/heading.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import type { Dose } from '../dose.js';
import { DoseFormDocument, type DoseFormQuery } from '../operations.generated.js';
import { DoseForm } from './dose-form.js';
import { changesOf, draftOf, NEW_DRAFT, recordOf, type Draft } from './draft.js';
import { Reason } from './reason.js';
import { Review } from './review.js';
import { useChange, type Change } from './use-change.js';
import { recordWords } from './words.js';

export interface ChangeDoseProps {
  readonly atenaNumber: string;
  /** null to record a new one. */
  readonly dose: Dose | null;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** S7: the form of a dose, what the gateway has to say about it, and only then the act. */
export function ChangeDose({ atenaNumber, dose, onDone, onCancel }: ChangeDoseProps) {
  const words = useWords(recordWords);
  const asked = useAsk(DoseFormDocument, {});
  return (
    <section className="mb-8 rounded-8 border-2 border-key-900 p-4">
      <Heading>{dose === null ? words.recordTitle : words.correctTitle}</Heading>
      <Answered asked={asked}>
        {({ immunizationForm: form }) => <Steps {...{ atenaNumber, dose, onDone, onCancel, form }} />}
      </Answered>
    </section>
  );
}

interface StepsProps extends ChangeDoseProps {
  readonly form: DoseFormQuery['immunizationForm'];
}

function Steps({ atenaNumber, dose, onDone, onCancel, form }: StepsProps) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const before = dose === null ? NEW_DRAFT : draftOf(dose);
  const [draft, setDraft] = useState<Draft>(before);
  const [reason, setReason] = useState('');
  const [reviewed, setReviewed] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const changing = useChange();
  const change = () => changeOf({ atenaNumber, dose, draft, before, reason });
  const check = async () => {
    const made = change();
    setError(made === null ? words.needed : null);
    if (made !== null && (await changing.check(made)) !== null) setReviewed(true);
  };
  const save = async () => {
    const made = change();
    const outcome = made === null ? null : await changing.save(made);
    if (outcome === null || outcome.userErrors.length > 0 || outcome.change === null) return;
    onDone(outcome.change.state === 'AWAITING_APPROVAL' ? words.waits(form.approverOffice) : words.saved);
  };
  if (reviewed)
    return (
      <Review
        {...{ form, draft, before, changing, reason, onReason: setReason }}
        onSave={() => void save()}
        onBack={() => setReviewed(false)}
      />
    );
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <DoseForm
        {...{ draft, form, isNew: dose === null }}
        onChange={(part) => setDraft((last) => ({ ...last, ...part }))}
      />
      {dose !== null && <Reason value={reason} onChange={setReason} />}
      {error !== null && <Banner kind="error" title={error} alert />}
      <div className="flex gap-4">
        <Button size="lg" variant="solid-fill" type="submit" aria-disabled={changing.pending}>
          {words.check}
        </Button>
        <Button size="lg" variant="outline" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}

interface Entered extends Pick<ChangeDoseProps, 'atenaNumber' | 'dose'> {
  readonly draft: Draft;
  readonly before: Draft;
  readonly reason: string;
}

/** null as long as something is missing, or nothing differs. */
function changeOf({ atenaNumber, dose, draft, before, reason }: Entered): Change | null {
  const why = reason.trim();
  if (dose === null) {
    const record = recordOf(draft);
    return record === null
      ? null
      : { kind: 'RECORD', input: { ...record, atenaNumber, reason: why || null } };
  }
  const { id, version } = dose;
  const { way } = draft;
  const changes = changesOf(draft, before);
  if (Object.keys(changes).length === 0 || way === null) return null;
  return { kind: 'CORRECT', input: { atenaNumber, id, version: version ?? '', changes, way, reason: why } };
}
