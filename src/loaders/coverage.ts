import { GatewayError } from '../errors/gateway-error.js';
import type { CoverageDimension } from '../policy/statistics-rules.js';
import { firstPublicationDay } from '../statistics/publication-day.js';
import type { PublishedCell } from '../statistics/make-tables.js';
import { MOST_DAYS } from '../statistics/publications.js';
import { wordsOf, type ValueWords } from '../statistics/words.js';
import type { LoaderScope } from './scope.js';
import { checkVaccine } from './vaccine-code.js';

export interface CoverageQuestion {
  readonly vaccine: string;
  /** Number within the series, from 1. */
  readonly dose: number;
  /** Each once, in the order of the answer's keys. */
  readonly by: readonly CoverageDimension[];
  readonly asOf: string;
}

/** A question to each publication day of a while, both days included. */
export interface CoverageSeries extends Omit<CoverageQuestion, 'asOf'> {
  readonly from: string;
  readonly to: string;
}

/** Vaccines of one answer: all of the code table. */
const MOST_VACCINES = 30;

export interface CoverageRow {
  readonly vaccine: string;
  readonly dose: number;
  /** The publication day that answers, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly key: readonly (ValueWords & { readonly dimension: CoverageDimension; readonly value: string })[];
  readonly population: number | null;
  readonly vaccinated: number | null;
  /** vaccinated / population of the published figures, 0 to 1, four decimals; null when hidden. */
  readonly rate: number | null;
  readonly suppressed: boolean;
}

/** Each field is one listing of the operation, however many tables it is made of: days and vaccines have limits of their own. */
export const createCoverage = (scope: LoaderScope) => ({
  coverage: async (question: CoverageQuestion) => {
    scope.budget.countListing();
    return loadCoverage(scope, question);
  },
  coverageSeries: async (series: CoverageSeries) => {
    scope.budget.countListing();
    return loadCoverageSeries(scope, series);
  },
  coverageOf: async (vaccines: readonly string[], asked: Omit<CoverageQuestion, 'vaccine'>) => {
    scope.budget.countListing();
    return loadCoverageOf(scope, vaccines, asked);
  },
});

/** One published table, as it was made; nothing is counted or rounded here. */
async function loadCoverage(scope: LoaderScope, question: CoverageQuestion): Promise<readonly CoverageRow[]> {
  checkVaccine(question.vaccine);
  const cut = publishedCut(scope, question.by);
  const day = publicationDay(scope, question.asOf);
  const { vaccine, dose } = question;
  const cells = await scope.publications.cells(day, { vaccine, dose, cut });
  if (cells === null) throw new NoTarget(day);
  return arranged(cells, cut, question.by).map((cell) => ({
    ...{ vaccine, dose, publishedOn: day },
    key: question.by.map((dimension, at) => {
      const value = cell.key[at] ?? '';
      return { dimension, value, ...wordsOf(dimension, value, scope.statistics) };
    }),
    population: cell.population,
    vaccinated: cell.vaccinated,
    rate: rateOf(cell),
    suppressed: cell.population === null,
  }));
}

/**
 * The tables of each publication day, the first day first, as each was frozen. A day on which the schedule had no such dose
 * has no row.
 */
async function loadCoverageSeries(
  scope: LoaderScope,
  { from, to, ...asked }: CoverageSeries,
): Promise<readonly CoverageRow[]> {
  checkVaccine(asked.vaccine);
  if (from > to || to > scope.today) throw noSpan();
  const days: string[] = [];
  for (const day of scope.publications.daysBackFrom(to)) {
    if (day < from) break;
    if (days.length === MOST_DAYS) throw tooMany(`${MOST_DAYS} publication days`, `公表日は${MOST_DAYS}日`);
    days.unshift(day);
  }
  const rows: CoverageRow[] = [];
  for (const asOf of days) rows.push(...(await orNone(loadCoverage(scope, { ...asked, asOf }))));
  return rows;
}

/** One table for each of these vaccines, in their order; one that has no target that day has no row. */
async function loadCoverageOf(
  scope: LoaderScope,
  vaccines: readonly string[],
  asked: Omit<CoverageQuestion, 'vaccine'>,
): Promise<readonly CoverageRow[]> {
  const distinct = [...new Set(vaccines)];
  if (distinct.length > MOST_VACCINES)
    throw tooMany(`${MOST_VACCINES} vaccines`, `種別は${MOST_VACCINES}種類`);
  distinct.forEach(checkVaccine);
  const rows: CoverageRow[] = [];
  for (const vaccine of distinct) rows.push(...(await orNone(loadCoverage(scope, { ...asked, vaccine }))));
  return rows;
}

async function orNone(rows: Promise<readonly CoverageRow[]>): Promise<readonly CoverageRow[]> {
  return rows.catch((error: unknown) => {
    if (error instanceof NoTarget) return [];
    throw error;
  });
}

function tooMany(en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: `One answer has at most ${en}.`,
    ja: `一度に求められる${ja}までです。`,
    detail: 'coverage',
  });
}

function noSpan(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'from is later than to, or to lies in the future.',
    ja: '始め(from)が終わり(to)より後か、終わりが未来の日付です。',
    detail: 'from, to',
  });
}

function rateOf({ population, vaccinated }: PublishedCell): number | null {
  if (population === null || vaccinated === null || population === 0) return null;
  return Math.round((vaccinated / population) * 10_000) / 10_000;
}

/** The cut that has these dimensions, in whatever order they are asked for. */
function publishedCut(
  { statistics: { cuts } }: LoaderScope,
  by: readonly CoverageDimension[],
): readonly CoverageDimension[] {
  const cut = cuts.find(
    (one) => one.length === by.length && one.every((dimension) => by.includes(dimension)),
  );
  if (cut !== undefined) return cut;
  const published = cuts.map((one) => `[${one.join(', ')}]`).join(' ');
  throw new GatewayError('BAD_USER_INPUT', {
    en: `No table is published by these dimensions. Published: ${published}.`,
    ja: `この組合せの統計表は公表していません。公表しているもの: ${published}`,
    detail: 'by',
  });
}

function publicationDay({ publications, statistics, today }: LoaderScope, asOf: string): string {
  if (asOf > today)
    throw new GatewayError('BAD_USER_INPUT', {
      en: 'The day of the figures lies in the future.',
      ja: '基準日が未来の日付です。',
      detail: 'asOf',
    });
  const day = publications.dayFor(asOf);
  if (day !== null) return day;
  const first = firstPublicationDay(statistics);
  throw new GatewayError('BAD_USER_INPUT', {
    en: `Nothing was published yet on this day. The first publication day is ${first}; a day is published when it is over.`,
    ja: `この日にはまだ統計表を公表していません。最初の公表日は ${first} です(公表はその日が終わってから行います)。`,
    detail: 'asOf',
  });
}

/** The table's rows in the order of the first dimension asked for, then the second, with keys in that order. */
function arranged(
  cells: readonly PublishedCell[],
  cut: readonly CoverageDimension[],
  by: readonly CoverageDimension[],
): readonly PublishedCell[] {
  const places = by.map((dimension) => cut.indexOf(dimension));
  const ranks = cut.map((_, place) => [...new Set(cells.map((cell) => cell.key[place]))]);
  const rank = (cell: PublishedCell, at: number): number =>
    ranks[places[at] ?? 0]?.indexOf(cell.key[places[at] ?? 0]) ?? 0;
  return [...cells]
    .sort((a, b) => {
      const at = places.findIndex((_, index) => rank(a, index) !== rank(b, index));
      return at < 0 ? 0 : rank(a, at) - rank(b, at);
    })
    .map((cell) => ({ ...cell, key: places.map((place) => cell.key[place] ?? '') }));
}

class NoTarget extends GatewayError {
  constructor(day: string) {
    super('BAD_USER_INPUT', {
      en: `The schedule in force on the publication day ${day} has no such dose, or means it for no cohort.`,
      ja: `公表日 ${day} に有効な接種計画には、この予防接種のこの回の対象となる生年度がありません。`,
      detail: 'vaccine, dose',
    });
  }
}
