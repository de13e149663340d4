import { lazy, Suspense } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Loading } from '../../parts/loading.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { type Part } from './coverage-part.js';
import { Figures } from './figures.js';
import {
  CoverageOfYearsDocument,
  NewestCoverageDocument,
  type CellFragment,
} from './operations.generated.js';
import { WholeSentence } from './whole-sentence.js';
import { statisticsWords } from './words.js';
import { firstOfTwoYears, monthsOf } from './years-of-series.js';

const Lines = lazy(() => import('./lines.js'));

export interface SeriesViewProps {
  readonly vaccine: string;
  readonly name: string;
  readonly dose: number;
}

/** Coverage over the publication days of the last year, beside the year before. */
export function SeriesView(asked: SeriesViewProps) {
  const words = useWords(statisticsWords);
  const { vaccine, name, dose } = asked;
  const newest = useAsk(NewestCoverageDocument, { vaccine, dose });
  return (
    <Answered asked={newest}>
      {({ whole: [whole] }) =>
        whole === undefined ? (
          <p>{words.nothingPublished}</p>
        ) : (
          <>
            <WholeSentence {...{ whole, name, dose }} />
            <p className="my-4">{words.seriesSentence}</p>
            <TwoYears {...asked} newest={whole.publishedOn} />
            <p className="mt-6 text-dns-14N-130 text-solid-gray-700">{words.methodOfSeries}</p>
          </>
        )
      }
    </Answered>
  );
}

function TwoYears({ vaccine, name, dose, newest }: SeriesViewProps & { readonly newest: string }) {
  const words = useWords(statisticsWords);
  const asked = useAsk(CoverageOfYearsDocument, {
    ...{ vaccine, dose, from: firstOfTwoYears(newest), to: newest },
  });
  const title = words.seriesTitle(name, dose);
  return (
    <Answered asked={asked} from={words.seriesTitle(name, dose)}>
      {({ coverageSeries }) => {
        const months = monthsOf(newest, coverageSeries.map(onItsDay));
        return (
          <>
            <Suspense fallback={<Loading />}>
              <Lines title={title} months={months} />
            </Suspense>
            <Table caption={title} heads={[words.month, words.yearOfSeries.now, words.yearOfSeries.before]}>
              {months.map(({ month, now, before }) => (
                <Row key={month}>
                  <Cell>{month}</Cell>
                  <Figures part={now} />
                  <Figures part={before} />
                </Row>
              ))}
            </Table>
          </>
        );
      }}
    </Answered>
  );
}

/** A point of the series is called by its day. */
function onItsDay({ key: _of, ...cell }: CellFragment): {
  readonly publishedOn: string;
  readonly part: Part;
} {
  return { publishedOn: cell.publishedOn, part: { ...cell, label: cell.publishedOn } };
}
