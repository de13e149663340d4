import { scaleBand, scaleLinear } from 'd3-scale';
import { useWords } from '../../words/catalogue.js';
import { Chart, Point } from './chart.js';
import { percent, shortened, useSaid, type Part } from './coverage-part.js';
import { statisticsWords } from './words.js';

const WIDTH = 560;
const LEFT = 170;
const RIGHT = 56;
const ROW = 36;
const AXIS = 32;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

export interface BarsProps {
  readonly title: string;
  readonly rows: readonly Part[];
}

/** Bars of the rates, each with its number beside it; a hidden one is hatched over its whole width and says so. */
export default function Bars({ title, rows }: BarsProps) {
  const words = useWords(statisticsWords);
  const height = rows.length * ROW + AXIS;
  const x = scaleLinear([0, 1], [LEFT, WIDTH - RIGHT]);
  const y = scaleBand(
    rows.map(({ label }) => label),
    [0, rows.length * ROW],
  ).padding(0.25);
  return (
    <Chart label={words.chartOf(title)} width={WIDTH} height={height}>
      {(hatch) => (
        <>
          {TICKS.map((tick) => (
            <g key={tick} aria-hidden="true">
              <line x1={x(tick)} x2={x(tick)} y1={0} y2={rows.length * ROW} stroke="#d8d8d8" />
              <text x={x(tick)} y={height - 10} textAnchor="middle" fontSize="13" fill="#333333">
                {percent(tick)}
              </text>
            </g>
          ))}
          {rows.map((row, at) => (
            <Bar
              key={row.label}
              {...{ row, x, hatch }}
              first={at === 0}
              top={y(row.label) ?? 0}
              thick={y.bandwidth()}
            />
          ))}
        </>
      )}
    </Chart>
  );
}

interface BarProps {
  readonly row: Part;
  readonly x: (rate: number) => number;
  readonly hatch: string;
  readonly first: boolean;
  readonly top: number;
  readonly thick: number;
}

function Bar({ row, x, hatch, first, top, thick }: BarProps) {
  const words = useWords(statisticsWords);
  const said = useSaid()(row);
  const { label, rate, suppressed } = row;
  const middle = top + thick / 2;
  return (
    <Point said={said} first={first}>
      <text x={LEFT - 10} y={middle} dy="0.35em" textAnchor="end" fontSize="14" fill="#1a1a1a">
        {shortened(label)}
      </text>
      <rect
        x={x(0)}
        y={top}
        width={x(suppressed ? 1 : (rate ?? 0)) - x(0)}
        height={thick}
        fill={suppressed ? hatch : '#0017c1'}
        stroke={suppressed ? '#767676' : '#0017c1'}
      />
      {suppressed ? (
        <>
          <rect x={x(0.5) - 34} y={top + 4} width="68" height={thick - 8} fill="#ffffff" />
          <text x={x(0.5)} y={middle} dy="0.35em" textAnchor="middle" fontSize="14" fill="#1a1a1a">
            {words.hiddenShort}
          </text>
        </>
      ) : (
        <text x={x(rate ?? 0) + 8} y={middle} dy="0.35em" fontSize="14" fontWeight="700" fill="#1a1a1a">
          {percent(rate)}
        </text>
      )}
    </Point>
  );
}
