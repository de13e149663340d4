import { Legend } from '../../../dads/legend.js';
import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { DateField } from '../../../parts/date-field.js';
import { Field } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import { list, text } from '../record/controls.js';
import type { Draft } from '../record/draft.js';
import { InstitutionField } from '../record/institution-field.js';
import { useLotHelp } from '../record/lot-help.js';
import { useListed } from '../record/use-listed.js';
import { recordWords } from '../record/words.js';
import type { Typing } from './use-typing.js';
import { slipWords } from './words.js';

export interface FieldsProps {
  readonly typing: Typing;
  /** What the gateway has against an item as it stands. */
  readonly at: (field: string) => string | null;
}

/** Where, when and of what: the same on slip after slip, and typed once. */
export function KeptFields({ typing: { form, hand }, at }: FieldsProps) {
  const words = useWords(slipWords);
  const record = useWords(recordWords);
  const { settings } = useWords(immunizationWords);
  const { draft } = hand.slip;
  const { vaccines, makers, volumes } = useListed(form, draft.vaccine);
  const lotHelp = useLotHelp(form, draft);
  const change = (part: Partial<Draft>) => hand.edit({ draft: { ...draft, ...part } });
  return (
    <fieldset data-passing className="rounded-8 border border-solid-gray-420 px-4">
      <Legend>{words.kept}</Legend>
      <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
        <Field label={record.vaccine} error={at('vaccine')} required>
          {/* Maker and volume are the vaccine's. */}
          {list(draft.vaccine, vaccines, (vaccine) => change({ vaccine, manufacturer: '', doseMl: '' }))}
        </Field>
        <DateField
          key={hand.turn}
          legend={record.date}
          required
          error={at('date')}
          initial={draft.date}
          onChange={(date) => change({ date })}
        />
        <InstitutionField
          label={record.institution}
          institutions={form.institutions}
          value={draft.institution}
          error={at('institution')}
          onChange={(institution) => change({ institution })}
        />
        <Field label={record.place} help={record.placeHelp} error={at('place')} required={false}>
          {text(draft.place, (place) => change({ place }))}
        </Field>
        <Field label={record.maker} error={at('manufacturer')} required={false}>
          {list(draft.manufacturer, makers, (manufacturer) => change({ manufacturer }))}
        </Field>
        <Field label={record.lot} help={lotHelp} error={at('lot')} required={false}>
          {text(draft.lot, (lot) => change({ lot }))}
        </Field>
        <Field label={record.volume} error={at('doseMl')} required={false}>
          {list(draft.doseMl, volumes, (doseMl) => change({ doseMl }))}
        </Field>
        {hand.withDoctor && (
          <Field label={record.doctor} help={record.doctorHelp} error={at('doctor')} required={false}>
            {text(draft.doctor, (doctor) => change({ doctor }))}
          </Field>
        )}
        <OneOf
          legend={record.setting}
          choices={choicesOf(settings)}
          value={draft.setting}
          onChange={(setting) => change({ setting })}
        />
      </div>
    </fieldset>
  );
}
