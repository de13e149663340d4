import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { Figures } from './figures.js';
import type { Tile } from './tile-parts.js';
import { statisticsWords } from './words.js';

export interface TileTableProps {
  readonly title: string;
  readonly tiles: readonly Tile[];
  readonly cohorts: readonly string[];
}

/** The rows that the map is drawn from: a district each, a school year of birth in each column. */
export function TileTable({ title, tiles, cohorts }: TileTableProps) {
  const words = useWords(statisticsWords);
  return (
    <Table
      caption={title}
      heads={[words.dimension.DISTRICT, ...cohorts.map((cohort) => words.bornIn(cohort))]}
    >
      {tiles.map(({ code, name, parts }) => (
        <Row key={code}>
          <Cell>{name}</Cell>
          {parts.map(({ cohort, part }) => (
            <Figures key={cohort} part={part} />
          ))}
        </Row>
      ))}
    </Table>
  );
}
