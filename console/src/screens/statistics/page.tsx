import { useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Sections } from '../../parts/sections.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { CoverageView } from './coverage-view.js';
import { SeriesView } from './series-view.js';
import { TileView } from './tile-view.js';
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
const VIEWS = ['parts', 'tiles', 'series'] as const;
type View = (typeof VIEWS)[number];

function Chosen({ vaccines }: { readonly vaccines: readonly Vaccine[] }) {
  const words = useWords(statisticsWords);
  const both = useBoth();
  const [code, setCode] = useState(FIRST);
  const [dose, setDose] = useState(1);
  const [view, setView] = useState<View>('parts');
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
      </div>
      <Sections
        label={words.views}
        sections={VIEWS.map((id) => ({ id, label: words.view[id] }))}
        current={view}
        onChange={setView}
      />
      <Drawn view={view} {...{ vaccine: vaccine.code, name, dose }} />
    </>
  );
}

interface DrawnProps {
  readonly view: View;
  readonly vaccine: string;
  readonly name: string;
  readonly dose: number;
}

function Drawn({ view, ...asked }: DrawnProps) {
  const table = `${asked.vaccine} ${asked.dose}`;
  switch (view) {
    case 'parts':
      return <ByPart {...asked} />;
    case 'tiles':
      return <TileView key={table} {...asked} />;
    case 'series':
      return <SeriesView key={table} {...asked} />;
  }
}

function ByPart(asked: Omit<DrawnProps, 'view'>) {
  const words = useWords(statisticsWords);
  const [by, setBy] = useState<CoverageDimension>('DISTRICT');
  return (
    <>
      <SelectField
        label={words.by}
        choices={DIMENSIONS.map((one) => ({ value: one, label: words.dimension[one] }))}
        value={by}
        onChange={setBy}
      />
      <CoverageView key={`${asked.vaccine} ${asked.dose} ${by}`} {...asked} by={by} />
    </>
  );
}
