import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { CoverageView } from './coverage-view.js';
import {
  StatisticsChoicesDocument,
  type CoverageDimension,
  type StatisticsChoicesQuery,
} from './operations.generated.js';
import { statisticsWords } from './words.js';

type Vaccine = StatisticsChoicesQuery['vaccines'][number];

export default function StatisticsPage() {
  const words = useWords(statisticsWords);
  const asked = useAsk(StatisticsChoicesDocument, {});
  return (
    <>
      <p>{words.intro}</p>
      <Answered asked={asked}>
        {({ vaccines }) => (
          <Chosen vaccines={vaccines.filter(({ inUse, doses }) => inUse && doses !== null)} />
        )}
      </Answered>
    </>
  );
}

const DIMENSIONS: readonly CoverageDimension[] = ['COHORT', 'DISTRICT', 'SEX', 'AGE_BAND'];
const FIRST = 'MR';

function Chosen({ vaccines }: { readonly vaccines: readonly Vaccine[] }) {
  const words = useWords(statisticsWords);
  const both = useBoth();
  const [code, setCode] = useState(FIRST);
  const [dose, setDose] = useState(1);
  const [by, setBy] = useState<CoverageDimension>('DISTRICT');
  const vaccine = vaccines.find((one) => one.code === code) ?? vaccines[0];
  if (vaccine === undefined) return null;
  const doses = Array.from({ length: vaccine.doses ?? 1 }, (_, at) => at + 1);
  const name = both({ ja: vaccine.nameJa, en: vaccine.nameEn });
  return (
    <>
      <div className="flex flex-wrap gap-x-6">
        <SelectField
          label={words.vaccine}
          choices={vaccines.map((one) => ({
            value: one.code,
            label: both({ ja: one.nameJa, en: one.nameEn }),
          }))}
          value={vaccine.code}
          onChange={(chosen) => {
            setDose(1);
            setCode(chosen);
          }}
        />
        <SelectField
          label={words.dose}
          choices={doses.map((nth) => ({ value: String(nth), label: words.nth(nth) }))}
          value={String(dose)}
          onChange={(nth) => setDose(Number(nth))}
        />
        <SelectField
          label={words.by}
          choices={DIMENSIONS.map((one) => ({ value: one, label: words.dimension[one] }))}
          value={by}
          onChange={setBy}
        />
      </div>
      <CoverageView key={`${vaccine.code} ${dose} ${by}`} {...{ vaccine: vaccine.code, name, dose, by }} />
    </>
  );
}
