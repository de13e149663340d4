import { scaleBand, scaleLinear, type ScaleBand } from 'd3-scale';
import { useWords } from '../../words/catalogue.js';
import { Chart, Point } from './chart.js';
import { percent, useSaid } from './coverage-part.js';
import type { CohortPart, Tile } from './tile-parts.js';
import { statisticsWords } from './words.js';

const [WIDTH, HEIGHT, GAP] = [240, 132, 8];
const [TOP, BOTTOM, SIDE] = [40, 24, 10];
/** Bars narrower than this have no room for their figure, which the table has. */
const ROOM_FOR_FIGURE = 30;

export interface TilesProps {
  readonly title: string;
  readonly tiles: readonly Tile[];
  readonly cohorts: readonly string[];
}

/** The city as tiles of one size, each with a bar for every school year of birth; a hidden one is hatched to the top. */
export default function Tiles({ title, tiles, cohorts }: TilesProps) {
  const words = useWords(statisticsWords);
  const across = Math.max(...tiles.map(({ column }) => column));
  const down = Math.max(...tiles.map(({ row }) => row));
  const x = scaleBand(cohorts, [SIDE, WIDTH - SIDE]).padding(0.15);
  return (
    <Chart label={words.chartOf(title)} width={across * (WIDTH + GAP)} height={down * (HEIGHT + GAP)}>
      {(hatch) =>
        tiles.map((tile, at) => (
          <g
            key={tile.code}
            transform={`translate(${(tile.column - 1) * (WIDTH + GAP)},${(tile.row - 1) * (HEIGHT + GAP)})`}
          >
            <rect x="1" y="1" width={WIDTH} height={HEIGHT} fill="#ffffff" stroke="#767676" />
            <text x={SIDE} y="19" fontSize="15" fontWeight="700" fill="#1a1a1a">
              {tile.name}
            </text>
            {tile.parts.map((part, nth) => (
              <Bar key={part.cohort} {...{ ...part, x, hatch }} first={at === 0 && nth === 0} />
            ))}
            <line x1={SIDE} x2={WIDTH - SIDE} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} stroke="#1a1a1a" />
          </g>
        ))
      }
    </Chart>
  );
}

interface BarProps extends CohortPart {
  readonly x: ScaleBand<string>;
  readonly hatch: string;
  readonly first: boolean;
}

const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);

function Bar({ cohort, part, x, hatch, first }: BarProps) {
  const words = useWords(statisticsWords);
  const said = useSaid()(part);
  const [left, width] = [x(cohort) ?? 0, x.bandwidth()];
  const top = y(part.suppressed ? 1 : (part.rate ?? 0));
  const figure = part.suppressed ? words.hiddenShort : percent(part.rate);
  return (
    <Point said={said} first={first}>
      <rect
        x={left}
        y={top}
        width={width}
        height={HEIGHT - BOTTOM - top}
        fill={part.suppressed ? hatch : '#0017c1'}
        stroke={part.suppressed ? '#767676' : '#0017c1'}
      />
      {width >= ROOM_FOR_FIGURE && (
        <text x={left + width / 2} y={top - 4} textAnchor="middle" fontSize="12" fill="#1a1a1a">
          {figure}
        </text>
      )}
      <text x={left + width / 2} y={HEIGHT - 8} textAnchor="middle" fontSize="12" fill="#1a1a1a">
        {width >= ROOM_FOR_FIGURE ? cohort : cohort.slice(-2)}
      </text>
    </Point>
  );
}
