import { choicesOf } from '../../../parts/choices-of.js';
import { OneOf } from '../../../parts/choices.js';
import { DateField } from '../../../parts/date-field.js';
import { Field } from '../../../parts/field.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import type { FormChoices } from './form-choices.js';
import { list, text } from './controls.js';
import type { Draft } from './draft.js';
import type { Item, Told } from './labels.js';
import { InstitutionField } from './institution-field.js';
import { useLotHelp } from './lot-help.js';
import { useListed } from './use-listed.js';
import { Way } from './way.js';
import { recordWords } from './words.js';

export interface DoseFormProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly form: FormChoices;
  /** Whose dose it is and what shows it are told once, when it is recorded. */
  readonly isNew: boolean;
  /** Of what stands on file this is not shown. */
  readonly closed: ReadonlySet<Item>;
  /** What the gateway has against an item as it stands. */
  readonly at: (name: Told) => string | null;
}

export function DoseForm({ draft, onChange, form, isNew, closed, at }: DoseFormProps) {
  const words = useWords(recordWords);
  const { vaccines, makers, volumes } = useListed(form, draft.vaccine);
  const lotHelp = useLotHelp(form, draft);
  const help = (name: Item, text?: string) => (closed.has(name) ? words.staysAsItIs : text);
  return (
    <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
      <Field label={words.vaccine} error={at('vaccine')} required={isNew}>
        {
          /* Maker and volume are the vaccine's. */ list(draft.vaccine, vaccines, (vaccine) =>
            onChange({ vaccine, manufacturer: '', doseMl: '' }),
          )
        }
      </Field>
      <DateField
        legend={words.date}
        required={isNew}
        error={at('date')}
        initial={draft.date}
        onChange={(date) => onChange({ date })}
      />
      <Field label={words.dose} help={help('dose', words.doseHelp)} error={at('dose')} required={false}>
        {text(draft.dose, (dose) => onChange({ dose }))}
      </Field>
      <Field label={words.maker} help={help('manufacturer')} error={at('manufacturer')} required={false}>
        {list(draft.manufacturer, makers, (manufacturer) => onChange({ manufacturer }))}
      </Field>
      <Field label={words.lot} help={help('lot', lotHelp)} error={at('lot')} required={false}>
        {text(draft.lot, (lot) => onChange({ lot }))}
      </Field>
      <Field label={words.volume} help={help('doseMl')} error={at('doseMl')} required={false}>
        {list(draft.doseMl, volumes, (doseMl) => onChange({ doseMl }))}
      </Field>
      <InstitutionField
        label={words.institution}
        institutions={form.institutions}
        help={help('institution', words.institutionHelp)}
        value={draft.institution}
        error={at('institution')}
        onChange={(institution) => onChange({ institution })}
      />
      <Field
        label={words.doctor}
        help={help('doctor', words.doctorHelp)}
        error={at('doctor')}
        required={false}
      >
        {text(draft.doctor, (doctor) => onChange({ doctor }))}
      </Field>
      <Field label={words.place} help={help('place', words.placeHelp)} error={at('place')} required={false}>
        {text(draft.place, (place) => onChange({ place }))}
      </Field>
      <Exam {...{ draft, onChange, form, closed, at }} />
      <Choices {...{ draft, onChange, isNew, at }} />
    </div>
  );
}

/** Who examined, and where: of an examination after which no dose was given it is all there is. */
function Exam({ draft, onChange, form, closed, at }: Omit<DoseFormProps, 'isNew'>) {
  const words = useWords(recordWords);
  const help = (name: Item, text: string) => (closed.has(name) ? words.staysAsItIs : text);
  return (
    <>
      <InstitutionField
        label={words.examInstitution}
        institutions={form.institutions}
        help={help('preExamInstitution', words.examInstitutionHelp)}
        value={draft.preExamInstitution}
        error={at('preExamInstitution')}
        onChange={(preExamInstitution) => onChange({ preExamInstitution })}
      />
      <Field
        label={words.examDoctor}
        help={help('preExamDoctor', words.doctorHelp)}
        error={at('preExamDoctor')}
        required={false}
      >
        {text(draft.preExamDoctor, (preExamDoctor) => onChange({ preExamDoctor }))}
      </Field>
      <Field
        label={words.billingMonth}
        help={help('billingMonth', words.billingMonthHelp)}
        error={at('billingMonth')}
        required={false}
      >
        {text(draft.billingMonth, (billingMonth) => onChange({ billingMonth }))}
      </Field>
    </>
  );
}

function Choices({ draft, onChange, isNew, at }: Omit<DoseFormProps, 'form' | 'closed'>) {
  const words = useWords(recordWords);
  const terms = useWords(immunizationWords);
  return (
    <>
      <OneOf
        legend={words.setting}
        error={at('setting')}
        choices={choicesOf(terms.settings)}
        value={draft.setting}
        onChange={(setting) => onChange({ setting })}
      />
      <OneOf
        legend={words.exam}
        error={at('preExamResult')}
        choices={choicesOf(terms.exams)}
        value={draft.preExamResult}
        onChange={(preExamResult) => onChange({ preExamResult })}
      />
      <Way isOfChange={!isNew} value={draft.way} error={at('way')} onChange={(way) => onChange({ way })} />
      {isNew && (
        <OneOf
          legend={words.origin}
          error={at('origin')}
          choices={choicesOf(terms.origins)}
          value={draft.origin}
          onChange={(origin) => onChange({ origin })}
        />
      )}
      {isNew && draft.origin !== 'HERE' && (
        <OneOf
          legend={words.evidence}
          required={draft.origin === 'ELSEWHERE'}
          error={at('evidence')}
          choices={choicesOf(words.evidences)}
          value={draft.evidence}
          onChange={(evidence) => onChange({ evidence })}
        />
      )}
    </>
  );
}
