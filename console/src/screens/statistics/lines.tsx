import { scaleLinear, scalePoint } from 'd3-scale';
import { useWords } from '../../words/catalogue.js';
import { Chart, Point } from './chart.js';
import { percent, useSaid, type Part } from './coverage-part.js';
import { statisticsWords } from './words.js';
import type { MonthOfSeries } from './years-of-series.js';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [900, 340, 60, 44, 40];
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);
/** Of what is hidden: as wide as its word, on either side of its month. */
const STRIP = 31;

/** Each is told by its line, its mark and its place; colour only repeats it. Where both are alike, one mark is within the other. */
const YEARS = [
  { year: 'before', colour: '#626264', dashes: '6 5', strip: -STRIP - 1, legend: 1 },
  { year: 'now', colour: '#0017c1', dashes: undefined, strip: 1, legend: 0 },
] as const;
type Year = (typeof YEARS)[number];

export interface LinesProps {
  readonly title: string;
  readonly months: readonly MonthOfSeries[];
}

/** Shares over the publication days of a year, and of the year before; what is hidden breaks the line and is hatched. */
export default function Lines({ title, months }: LinesProps) {
  const words = useWords(statisticsWords);
  const at = scalePoint(
    months.map(({ month }) => month),
    [LEFT, WIDTH],
  ).padding(0.6);
  const x = (month: string) => at(month) ?? 0;
  return (
    <Chart label={words.chartOf(title)} width={WIDTH} height={HEIGHT}>
      {(hatch) => (
        <>
          <Grid months={months} x={x} />
          {YEARS.map((year, nth) => (
            <g key={year.year}>
              <Legend year={year} left={LEFT + year.legend * 220} />
              <path
                d={lineOf(months, year, x)}
                fill="none"
                stroke={year.colour}
                strokeWidth="2.5"
                strokeDasharray={year.dashes}
              />
              {marksOf(months, year).map(({ month, part }, mark) => (
                <Mark
                  key={month}
                  {...{ part, year, hatch }}
                  left={x(month)}
                  first={nth === 0 && mark === 0}
                />
              ))}
            </g>
          ))}
        </>
      )}
    </Chart>
  );
}

interface MonthMark {
  readonly month: string;
  readonly part: Part;
}

const marksOf = (months: readonly MonthOfSeries[], { year }: Year): readonly MonthMark[] =>
  months.flatMap(({ month, [year]: part }) => (part === undefined ? [] : [{ month, part }]));

/** Only what is published on two days running is joined. */
function lineOf(months: readonly MonthOfSeries[], { year }: Year, x: (month: string) => number): string {
  let pen = 'M';
  return months
    .flatMap(({ month, [year]: part }) => {
      if (part?.rate == null) {
        pen = 'M';
        return [];
      }
      const step = `${pen}${x(month)},${y(part.rate)}`;
      pen = 'L';
      return [step];
    })
    .join('');
}

interface GridProps {
  readonly months: readonly MonthOfSeries[];
  readonly x: (month: string) => number;
}

function Grid({ months, x }: GridProps) {
  return (
    <g aria-hidden="true" fontSize="13" fill="#333333">
      {TICKS.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} stroke="#d8d8d8" />
          <text x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {percent(tick)}
          </text>
        </g>
      ))}
      {months.map(({ month }) => (
        <text key={month} x={x(month)} y={HEIGHT - 14} textAnchor="middle">
          {month}
        </text>
      ))}
    </g>
  );
}

function Legend({ year, left }: { readonly year: Year; readonly left: number }) {
  const words = useWords(statisticsWords);
  return (
    <g aria-hidden="true">
      <line
        x1={left}
        x2={left + 40}
        y1="16"
        y2="16"
        stroke={year.colour}
        strokeWidth="2.5"
        strokeDasharray={year.dashes}
      />
      <Sign {...{ year }} left={left + 20} top={16} />
      <text x={left + 50} y="16" dy="0.35em" fontSize="14" fill="#1a1a1a">
        {words.yearOfSeries[year.year]}
      </text>
    </g>
  );
}

interface MarkProps {
  readonly part: Part;
  readonly year: Year;
  readonly hatch: string;
  readonly left: number;
  readonly first: boolean;
}

function Mark({ part, year, hatch, left, first }: MarkProps) {
  const words = useWords(statisticsWords);
  const said = useSaid()(part);
  return (
    <Point said={said} first={first}>
      {part.suppressed ? (
        <>
          <rect
            x={left + year.strip}
            y={TOP}
            width={STRIP}
            height={HEIGHT - BOTTOM - TOP}
            fill={hatch}
            stroke="#767676"
          />
          <text
            x={left + year.strip + STRIP / 2}
            y={TOP - 5}
            textAnchor="middle"
            fontSize="11"
            fill="#1a1a1a"
          >
            {words.hiddenShort}
          </text>
        </>
      ) : (
        <Sign year={year} left={left} top={y(part.rate ?? 0)} />
      )}
    </Point>
  );
}

function Sign({ year, left, top }: { readonly year: Year; readonly left: number; readonly top: number }) {
  return year.year === 'now' ? (
    <circle cx={left} cy={top} r="5" fill={year.colour} />
  ) : (
    <rect
      x={left - 8}
      y={top - 8}
      width="16"
      height="16"
      fill="#ffffff"
      stroke={year.colour}
      strokeWidth="2"
    />
  );
}
