import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { StepHeading } from '../../../parts/heading.js';
import { useRefused } from '../../../parts/refused.js';
import { Cell, Row, Table } from '../../../parts/table.js';
import { useWords } from '../../../words/catalogue.js';
import type { Dose } from '../dose.js';
import type { FormChoices } from './form-choices.js';
import { BothVersions } from './both-versions.js';
import { Faults } from './faults.js';
import { NEW_DRAFT, toldOf, type Draft } from './draft.js';
import { TOLD, useShown } from './labels.js';
import { Reason } from './reason.js';
import { isFinal, isStale, type Changing } from './use-change.js';
import { Warnings } from './warnings.js';
import { recordWords } from './words.js';

export interface ReviewProps {
  readonly form: FormChoices;
  readonly draft: Draft;
  readonly before: Draft;
  readonly changing: Changing;
  readonly reason: string;
  /** What is still to be filled in. */
  readonly error: string | null;
  /** The gateway has refused exactly this. */
  readonly isRefused: boolean;
  readonly onReason: (reason: string) => void;
  readonly onSave: () => Promise<void>;
  readonly onBack: () => void;
  /** The record as it was read, and as it stands by now where somebody has changed it since. */
  readonly stale: { readonly read: Dose; readonly standing: Dose } | null;
  readonly onGoOn: () => void;
}

/** What will change, and what the gateway says to it: what stops it, and what it wants a reason for. */
export function Review(props: ReviewProps) {
  const { form, draft, before, changing, reason, onReason, onSave, onBack, stale, onGoOn } = props;
  const { error, isRefused } = props;
  const words = useWords(recordWords);
  const shown = useShown(form);
  const errors = (changing.outcome?.userErrors ?? []).filter((one) => isFinal(one) || reason.trim() !== '');
  const warnings = changing.outcome?.warnings ?? [];
  const names = toldOf(draft, before);
  // Of a new one there is nothing before; what the form begins with is no record.
  const isNew = before === NEW_DRAFT;
  const heads = isNew ? [words.item, words.content] : [words.item, words.before, words.after];
  const refused = useRefused({ errors, fault: changing.fault });
  return (
    <>
      <StepHeading>{words.reviewTitle}</StepHeading>
      <Table caption={isNew ? words.reviewOfNew : words.reviewOf} heads={heads}>
        {names.map((name) => (
          <Row key={name}>
            <th scope="row" className="px-3 py-2">
              {words[TOLD[name]]}
            </th>
            {!isNew && <Cell>{shown(name, before) || words.nothingStands}</Cell>}
            <Cell>{shown(name, draft) || words.nothingStands}</Cell>
          </Row>
        ))}
      </Table>
      {!isNew && <p className="my-3">{words.changeCame(shown('way', draft))}</p>}
      {stale !== null && <BothVersions {...stale} onGoOn={onGoOn} />}
      <Warnings warnings={warnings} />
      {warnings.length > 0 && <Reason value={reason} error={refused.at('reason')} onChange={onReason} />}
      {refused.rest((others) => (
        <Faults errors={others} />
      ))}
      {error !== null && <Banner kind="error" title={error} alert />}
      <div className="flex flex-wrap gap-4">
        {/* What was read is refused as often as it is sent. */}
        {!isStale(changing) && (
          <Button
            size="lg"
            variant="solid-fill"
            aria-disabled={changing.pending || isRefused}
            onClick={({ currentTarget }) =>
              void onSave().then(() => refused.showFirst(currentTarget.closest('section')))
            }
          >
            {words.save}
          </Button>
        )}
        <Button size="lg" variant="outline" onClick={onBack}>
          {words.change}
        </Button>
      </div>
    </>
  );
}
