import { lazy, Suspense } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Loading } from '../../parts/loading.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { partOf } from './coverage-part.js';
import { CoverageTable } from './coverage-table.js';
import { CoverageDocument, type CoverageDimension } from './operations.generated.js';
import { WholeSentence } from './whole-sentence.js';
import { statisticsWords } from './words.js';

const Bars = lazy(() => import('./bars.js'));

export interface CoverageViewProps {
  readonly vaccine: string;
  readonly name: string;
  readonly dose: number;
  readonly by: CoverageDimension;
}

/** One published table: a sentence with its denominator and day, a chart, and the table itself. */
export function CoverageView({ vaccine, name, dose, by }: CoverageViewProps) {
  const words = useWords(statisticsWords);
  const both = useBoth();
  const asked = useAsk(CoverageDocument, { vaccine, dose, by: [by] });
  return (
    <Answered asked={asked}>
      {({ whole: [whole], parts }) => {
        if (whole === undefined || parts.length === 0) return <p>{words.nothingPublished}</p>;
        const rows = parts.map((cell) => partOf(cell, both));
        const title = words.title(name, dose, words.dimension[by]);
        return (
          <>
            <WholeSentence {...{ whole, name, dose }} />
            <div className="grid grid-cols-1 gap-8 desktop:grid-cols-2">
              <Suspense fallback={<Loading />}>
                <Bars title={title} rows={rows} />
              </Suspense>
              <CoverageTable title={title} rows={rows} />
            </div>
            <p className="mt-6 text-dns-14N-130 text-solid-gray-700">{words.method}</p>
          </>
        );
      }}
    </Answered>
  );
}
