import { Button } from '../../../dads/button.js';
import { Banner } from '../../../parts/banner.js';
import { FaultBox } from '../../../parts/fault-box.js';
import { Cell, Row, Table } from '../../../parts/table.js';
import { useWords } from '../../../words/catalogue.js';
import { useBoth } from '../../../words/language.js';
import { partWords } from '../../../parts/words.js';
import type { DoseFormQuery } from '../operations.generated.js';
import { useDay } from '../../../words/times.js';
import { changesOf, type Draft } from './draft.js';
import { Reason } from './reason.js';
import type { Changing } from './use-change.js';
import { recordWords } from './words.js';

type Form = DoseFormQuery['immunizationForm'];

/** What each item of a draft is called. */
const LABELS = {
  vaccine: 'vaccine',
  date: 'date',
  dose: 'dose',
  manufacturer: 'maker',
  lot: 'lot',
  doseMl: 'volume',
  setting: 'setting',
  preExamResult: 'exam',
  institution: 'institution',
  doctor: 'doctor',
  place: 'place',
} as const;

export interface ReviewProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly before: Draft;
  readonly changing: Changing;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onSave: () => void;
  readonly onBack: () => void;
}

/** What will change, and what the gateway says to it: what stops it, and what it wants a reason for. */
export function Review({ form, draft, before, changing, reason, onReason, onSave, onBack }: ReviewProps) {
  const words = useWords(recordWords);
  const parts = useWords(partWords);
  const both = useBoth();
  const shown = useShown(form);
  // What it lacks is the reason, whose field stands below.
  const errors = (changing.outcome?.userErrors ?? []).filter(
    ({ code }) => code !== 'REASON_NEEDED' || reason.trim() !== '',
  );
  const warnings = changing.outcome?.warnings ?? [];
  const names = Object.keys(changesOf(draft, before)) as (keyof typeof LABELS)[];
  return (
    <>
      <Table caption={words.reviewTitle} heads={[words.item, words.before, words.after]}>
        {names.map((name) => (
          <Row key={name}>
            <th scope="row" className="px-3 py-2">
              {words[LABELS[name]]}
            </th>
            <Cell>{shown(name, before)}</Cell>
            <Cell>{shown(name, draft)}</Cell>
          </Row>
        ))}
      </Table>
      {changing.fault !== null && <FaultBox fault={changing.fault} />}
      {errors.length > 0 && (
        <Banner kind="error" title={parts.faultTitle} alert>
          {errors.map((one) => (
            <div key={one.message}>
              <p>{both({ ja: one.messageJa, en: one.message })}</p>
              {one.standingVersion !== null && (
                <p>{words.versions(one.givenVersion ?? '', one.standingVersion)}</p>
              )}
            </div>
          ))}
        </Banner>
      )}
      {warnings.length > 0 && (
        <Banner kind="warning" title={words.warnings} alert>
          {warnings.map((one) => (
            <p key={one.message}>{both({ ja: one.messageJa, en: one.message })}</p>
          ))}
        </Banner>
      )}
      {warnings.length > 0 && <Reason value={reason} onChange={onReason} />}
      <div className="flex gap-4">
        <Button size="lg" variant="solid-fill" aria-disabled={changing.pending} onClick={onSave}>
          {words.save}
        </Button>
        <Button size="lg" variant="outline" onClick={onBack}>
          {words.change}
        </Button>
      </div>
    </>
  );
}

/** An item of a draft in words instead of the codes that it is sent with. */
function useShown(form: Form): (name: keyof typeof LABELS, draft: Draft) => string {
  const words = useWords(recordWords);
  const both = useBoth();
  const day = useDay();
  return (name, draft) => {
    const vaccine = form.vaccines.find(({ code }) => code === draft.vaccine);
    if (name === 'vaccine') return both({ ja: vaccine?.name ?? '', en: vaccine?.nameEn ?? '' });
    if (name === 'manufacturer')
      return vaccine?.makers.find(({ code }) => code === draft.manufacturer)?.name ?? '';
    if (name === 'setting') return words.settings[draft.setting];
    if (name === 'preExamResult') return words.exams[draft.preExamResult];
    return name === 'date' ? day(draft.date) : draft[name];
  };
}
