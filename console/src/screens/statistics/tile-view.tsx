import { lazy, Suspense, useState } from 'react';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Loading } from '../../parts/loading.js';
import { SelectField } from '../../parts/select-field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth, type Both } from '../../words/language.js';
import { partOf } from './coverage-part.js';
import { CoverageTilesDocument, type CoverageTilesQuery } from './operations.generated.js';
import { yearGroups, type Tile } from './tile-parts.js';
import { TileTable } from './tile-table.js';
import { WholeSentence } from './whole-sentence.js';
import { statisticsWords } from './words.js';

const Tiles = lazy(() => import('./tiles.js'));

export interface TileViewProps {
  readonly vaccine: string;
  readonly name: string;
  readonly dose: number;
}

/** Coverage by school year of birth and district, on a map of equal tiles. */
export function TileView({ vaccine, name, dose }: TileViewProps) {
  const words = useWords(statisticsWords);
  const asked = useAsk(CoverageTilesDocument, { vaccine, dose });
  return (
    <Answered asked={asked}>
      {(answer) => {
        const [whole] = answer.whole;
        if (whole === undefined || answer.parts.length === 0) return <p>{words.nothingPublished}</p>;
        return (
          <>
            <WholeSentence {...{ whole, name, dose }} />
            <p className="my-4">{words.tilesSentence}</p>
            <Mapped answer={answer} title={words.title(name, dose, words.byBirthAndDistrict)} />
            <p className="mt-6 text-dns-14N-130 text-solid-gray-700">{words.method}</p>
          </>
        );
      }}
    </Answered>
  );
}

interface MappedProps {
  readonly answer: CoverageTilesQuery;
  readonly title: string;
}

function Mapped({ answer, title }: MappedProps) {
  const words = useWords(statisticsWords);
  const both = useBoth();
  const cohorts = [...new Set(answer.parts.map((cell) => valueOf(cell, 'COHORT')))];
  const groups = yearGroups(cohorts);
  const [at, setAt] = useState('0');
  const shown = groups[Number(at)] ?? cohorts;
  const tiles = tilesOf(answer, shown, both);
  return (
    <>
      {groups.length > 1 && (
        <SelectField
          label={words.yearsShown}
          choices={groups.map((group, nth) => ({
            value: String(nth),
            label: words.bornBetween(group[0] ?? '', group.at(-1) ?? ''),
          }))}
          value={at}
          onChange={setAt}
        />
      )}
      <Suspense fallback={<Loading />}>
        <Tiles {...{ title, tiles }} cohorts={shown} />
      </Suspense>
      <TileTable {...{ title, tiles }} cohorts={shown} />
    </>
  );
}

type TileCell = CoverageTilesQuery['parts'][number];

const valueOf = ({ key }: TileCell, of: TileCell['key'][number]['dimension']): string =>
  key.find(({ dimension }) => dimension === of)?.value ?? '';

/** In the order of the published table. Districts that nobody has drawn stand in a row below the map, from the west. */
function tilesOf(
  { districts, parts }: CoverageTilesQuery,
  cohorts: readonly string[],
  both: (text: Both) => string,
): readonly Tile[] {
  const below = 1 + Math.max(0, ...districts.map(({ row }) => row ?? 0));
  const codes = [...new Set(parts.map((cell) => valueOf(cell, 'DISTRICT')))];
  let undrawn = 0;
  return codes.map((code) => {
    const own = parts.filter((cell) => valueOf(cell, 'DISTRICT') === code);
    const named = own[0]?.key.find(({ dimension }) => dimension === 'DISTRICT');
    const place = districts.find((one) => one.code === code);
    const drawn = place?.row != null && place.column != null;
    return {
      code,
      name: named === undefined ? code : both({ ja: named.labelJa, en: named.labelEn }),
      row: drawn ? (place.row ?? below) : below,
      column: drawn ? (place.column ?? 1) : (undrawn += 1),
      parts: cohorts.flatMap((cohort) => {
        const cell = own.find((one) => valueOf(one, 'COHORT') === cohort);
        return cell === undefined ? [] : [{ cohort, part: partOf(cell, both) }];
      }),
    };
  });
}
