import { scaleBand, scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { useWords } from '../../words/catalogue.js';
import { percent, type Part } from './coverage-part.js';
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
  const hatch = useId();
  const height = rows.length * ROW + AXIS;
  const x = scaleLinear([0, 1], [LEFT, WIDTH - RIGHT]);
  const y = scaleBand(
    rows.map(({ label }) => label),
    [0, rows.length * ROW],
  ).padding(0.25);
  return (
    <figure>
      <svg
        role="group"
        aria-label={words.chartOf(title)}
        viewBox={`0 0 ${WIDTH} ${height}`}
        className="w-full"
      >
        <defs>
          <pattern
            id={hatch}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="8" height="8" fill="#ffffff" />
            <rect width="3" height="8" fill="#767676" />
          </pattern>
        </defs>
        {TICKS.map((tick) => (
          <g key={tick} aria-hidden="true">
            <line x1={x(tick)} x2={x(tick)} y1={0} y2={rows.length * ROW} stroke="#d8d8d8" />
            <text x={x(tick)} y={height - 10} textAnchor="middle" fontSize="13" fill="#333333">
              {percent(tick)}
            </text>
          </g>
        ))}
        {rows.map((row) => (
          <Bar key={row.label} {...{ row, x, hatch }} top={y(row.label) ?? 0} thick={y.bandwidth()} />
        ))}
      </svg>
    </figure>
  );
}

interface BarProps {
  readonly row: Part;
  readonly x: (rate: number) => number;
  readonly hatch: string;
  readonly top: number;
  readonly thick: number;
}

function Bar({ row: { label, rate, population, vaccinated, suppressed }, x, hatch, top, thick }: BarProps) {
  const words = useWords(statisticsWords);
  const said = suppressed
    ? words.hiddenPart(label)
    : words.partSaid(label, population ?? 0, vaccinated ?? 0, percent(rate));
  const middle = top + thick / 2;
  return (
    <g
      role="img"
      aria-label={said}
      tabIndex={0}
      className="focus-visible:outline-4 focus-visible:outline-black"
    >
      <text x={LEFT - 10} y={middle} dy="0.35em" textAnchor="end" fontSize="14" fill="#1a1a1a">
        {shortened(label)}
      </text>
      <rect
        x={x(0)}
        y={top}
        width={x(suppressed ? 1 : (rate ?? 0)) - x(0)}
        height={thick}
        fill={suppressed ? `url(#${hatch})` : '#0017c1'}
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
    </g>
  );
}

/** What stands in brackets is in the table. */
const shortened = (label: string): string => label.replace(/[((].*$/, '').trim();
