import { Button } from '../../../dads/button.js';
import { useAsk } from '../../../graph/use-ask.js';
import { Answered } from '../../../parts/answered.js';
import { Banner } from '../../../parts/banner.js';
import { StepHeading } from '../../../parts/heading.js';
import { useRefused } from '../../../parts/refused.js';
import { useUnsent } from '../../../session/unsent.js';
import { useWords } from '../../../words/catalogue.js';
import { commonWords } from '../../../words/common-words.js';
import type { Dose } from '../dose.js';
import { DoseFormDocument } from '../operations.generated.js';
import { formChoices, type FormChoices } from './form-choices.js';
import { DoseForm } from './dose-form.js';
import { Faults } from './faults.js';
import type { Item } from './labels.js';
import { Reason } from './reason.js';
import { Review } from './review.js';
import { useEntries } from './use-entries.js';
import { recordWords } from './words.js';

export interface ChangeDoseProps {
  readonly atenaNumber: string;
  /** null to record a new one. */
  readonly dose: Dose | null;
  /** What of it is not shown to whoever corrects it. */
  readonly closed: ReadonlySet<Item>;
  /** The same as it stands by the newest answer; null: nobody has it now. */
  readonly latest: Dose | null;
  readonly onStale: () => void;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** S7: the form of a dose, what the gateway has to say about it, and only then the act. */
export function ChangeDose(props: ChangeDoseProps) {
  const { dose } = props;
  const words = useWords(recordWords);
  const asked = useAsk(DoseFormDocument, {});
  return (
    <section className="mb-8 rounded-8 border-2 border-key-900 p-4">
      <StepHeading>{dose === null ? words.recordTitle : words.correctTitle}</StepHeading>
      <Answered asked={asked}>{(told) => <Steps {...props} form={formChoices(told)} />}</Answered>
    </section>
  );
}

interface StepsProps extends ChangeDoseProps {
  readonly form: FormChoices;
}

function Steps({ atenaNumber, dose, closed, latest, onStale, onDone, onCancel, form }: StepsProps) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const { base, before, draft, setDraft, reason, setReason, reviewed, setReviewed, ...entries } = useEntries({
    ...{ atenaNumber, dose, latest, onStale, form },
  });
  const { error, changing, against, isRefused, check, standing, goOn } = entries;
  const refused = useRefused(against);
  // What is reviewed stands in no field.
  useUnsent(reviewed);
  const save = async () => {
    const done = await entries.save();
    if (done !== null)
      onDone(done.state === 'AWAITING_APPROVAL' ? words.waits(form.approverOffice) : words.saved);
  };
  if (reviewed)
    return (
      <Review
        {...{ form, draft, before, changing, reason, error, isRefused, onReason: setReason }}
        onSave={save}
        onBack={() => setReviewed(false)}
        stale={base !== null && standing !== null ? { read: base, standing } : null}
        onGoOn={() => void goOn()}
      />
    );
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const entered = event.currentTarget;
        void check().then(() => refused.showFirst(entered));
      }}
    >
      <DoseForm
        {...{ draft, form, isNew: dose === null, closed, at: refused.at }}
        onChange={(part) => setDraft((last) => ({ ...last, ...part }))}
      />
      {dose !== null && <Reason value={reason} error={refused.at('reason')} onChange={setReason} />}
      {refused.rest((errors) => (
        <Faults errors={errors} />
      ))}
      {error !== null && <Banner kind="error" title={error} alert />}
      <div className="flex flex-wrap gap-4">
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
