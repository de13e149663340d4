import { z } from 'zod';
import { day, items, kind, list, ofField, optional, section, text, whole, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { repeated } from '../json/repeated.js';

/** What the tables of coverage may be cut by, in the order in which a table's key names them. */
export const COVERAGE_DIMENSIONS = ['COHORT', 'AGE_BAND', 'SEX', 'DISTRICT'] as const;
export type CoverageDimension = (typeof COVERAGE_DIMENSIONS)[number];

const tile = section({ row: whole, column: whole });
const district = section({
  code: text,
  nameJa: text,
  nameEn: text,
  /** Place on a map of equal tiles, from the north-west; null where the city has drawn none. */
  tile: optional(tile.nullable(), null),
});

/** A part of the city, as the health system codes it (地区). */
export type District = z.infer<typeof district>;

/** `statistics.json`: which tables are published, of which days, and how they are rounded. */
export interface StatisticsRules {
  /** No day before it is published. */
  readonly firstDay: string;
  /** The last day of each of these months is a publication day; 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** Every published count is a multiple of it. */
  readonly roundTo: number;
  /** A cell with a smaller published population is hidden. */
  readonly hideBelow: number;
  /** Each in the order of `COVERAGE_DIMENSIONS`; the empty one is the table of the total. */
  readonly cuts: readonly (readonly CoverageDimension[])[];
  /** In the order of the tables. */
  readonly districts: readonly District[];
}

/** At 1 or 2 nothing would be rounded that matters; above 100 no table of a city says anything. */
const SMALLEST_BASE = 3;
const LARGEST_BASE = 100;

const roundTo = kind(
  z
    .number('must be a number')
    .refine(
      (base) => Number.isInteger(base) && base >= SMALLEST_BASE && base <= LARGEST_BASE,
      `must be a whole number from ${SMALLEST_BASE} to ${LARGEST_BASE}`,
    ),
  SMALLEST_BASE,
);

const A_MONTH = 'must hold months, 1 to 12';
const months = items(
  z.number(A_MONTH).refine((month) => Number.isInteger(month) && month >= 1 && month <= 12, A_MONTH),
).refine((all) => all.length > 0, ofField('must not be empty'));

const A_CUT = `must hold lists of ${COVERAGE_DIMENSIONS.join(', ')}, each at most once`;
const cuts = items(
  z
    .array(z.enum(COVERAGE_DIMENSIONS, A_CUT), A_CUT)
    .refine((cut) => repeated(cut).length === 0, A_CUT)
    // An age band is made of cohorts: the two together are the table by cohort.
    .refine(
      (cut) => !(cut.includes('COHORT') && cut.includes('AGE_BAND')),
      'COHORT and AGE_BAND exclude each other',
    ),
);

const table = section({
  ...WORDS,
  firstDay: day,
  months,
  roundTo,
  hideBelow: whole,
  cuts,
  districts: list(district),
}).superRefine(({ districts, roundTo: base, hideBelow }, { addIssue }) => {
  for (const code of repeated(districts.map((one) => one.code))) addIssue(`district ${code} stands twice`);
  const tiles = districts.flatMap(({ tile: at }) => (at === null ? [] : `${at.row}/${at.column}`));
  for (const at of repeated(tiles)) addIssue(`tile ${at} is two districts`);
  if (hideBelow < base) addIssue('hideBelow must not be smaller than roundTo');
});

export function readStatisticsRules(file: string, text: string, faults: string[]): StatisticsRules {
  const read = readTable(table, file, text, faults);
  return Object.freeze({
    firstDay: read.firstDay,
    months: new Set(read.months),
    roundTo: read.roundTo,
    hideBelow: read.hideBelow,
    cuts: read.cuts.map(inOrder),
    districts: read.districts,
  });
}

const inOrder = (cut: readonly CoverageDimension[]): readonly CoverageDimension[] =>
  COVERAGE_DIMENSIONS.filter((dimension) => cut.includes(dimension));
