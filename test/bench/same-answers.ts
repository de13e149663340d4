import type { ServerName } from './competitors.js';

type Data = Readonly<Record<string, unknown>>;

/** Of what the frozen tables promise: docs/statistics.md. */
const ROUND_TO = 5;
const HIDE_BELOW = 10;

/** Throws where a server answers something else than the gateway, naming the field. */
export function checkSame(operation: string, answers: ReadonlyMap<ServerName, string>): void {
  const reference = dataOf(answers.get('sekisho') ?? '');
  if (countValues(reference) === 0) throw new Error(`${operation}: the gateway answered nothing`);
  for (const [name, text] of answers) {
    if (name === 'sekisho') continue;
    const data = dataOf(text);
    const fault = operation === 'coverage' ? coverageFault(reference, data) : difference(reference, data, '');
    if (fault !== null) throw new Error(`${operation}: ${name} answers otherwise: ${fault}`);
  }
}

interface Body {
  readonly data?: Data;
  readonly extensions?: { readonly sekisho?: { readonly withheld?: readonly object[] } };
}

/** Nothing may be withheld: what one server need not read is no comparison. */
function dataOf(text: string): Data {
  const { data, extensions } = JSON.parse(text) as Body;
  const withheld = extensions?.sekisho?.withheld ?? [];
  if (withheld.length > 0) throw new Error(`The gateway withheld ${JSON.stringify(withheld[0])}`);
  if (data === undefined) throw new Error(`No data: ${text.slice(0, 300)}`);
  return data;
}

/** Of the first place at which two answers are not the same, null where they are; the order of fields does not count. */
export function difference(expected: unknown, found: unknown, path: string): string | null {
  if (Array.isArray(expected) && Array.isArray(found)) {
    if (expected.length !== found.length) return `${path}: ${expected.length} and ${found.length} items`;
    return firstOf(expected, (item, at) => difference(item, found[at], `${path}[${at}]`));
  }
  if (isObject(expected) && isObject(found)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return firstOf([...names], (name) => difference(expected[name], found[name], `${path}.${name}`));
  }
  return expected === found ? null : `${path}: ${JSON.stringify(expected)} and ${JSON.stringify(found)}`;
}

interface Cell {
  readonly key: readonly object[];
  readonly population: number | null;
  readonly vaccinated: number | null;
}

/**
 * The gateway shows frozen tables, rounded by a key, and the others count: a table is right where some one offset makes
 * both figures of a cell of the counts, and only small cells are hidden.
 */
export function coverageFault(frozen: Data, counted: Data): string | null {
  const cells = frozen['immunizationCoverage'] as readonly Cell[];
  const others = counted['immunizationCoverage'] as readonly Cell[];
  if (cells.length !== others.length) return `${cells.length} and ${others.length} cells`;
  return firstOf(cells, (cell, at) => {
    const other = others[at] as Cell;
    const named = difference(cell.key, other.key, `cell ${at}`);
    if (named !== null || isRoundingOf(cell, other)) return named;
    return `${JSON.stringify(cell)} is no rounding of ${JSON.stringify(other)}`;
  });
}

function isRoundingOf(cell: Cell, other: Cell): boolean {
  const [population, vaccinated] = [other.population ?? 0, other.vaccinated ?? 0];
  const offsets = Array.from({ length: ROUND_TO }, (_, offset) => offset);
  return offsets.some((offset) => {
    const round = (count: number) => Math.floor((count + offset) / ROUND_TO) * ROUND_TO;
    if (cell.population === null) return round(population) < HIDE_BELOW;
    return cell.population === round(population) && cell.vaccinated === round(vaccinated);
  });
}

/** Scalars and nulls of an answer. */
export function countValues(value: unknown): number {
  if (!isObject(value)) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + countValues(one), 0);
}

/** Fields of an answer, whatever their type: what the gateway decides on and records, one by one. */
export function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFields(item), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + 1 + countFields(one), 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function firstOf<Item>(
  items: readonly Item[],
  look: (item: Item, at: number) => string | null,
): string | null {
  for (const [at, item] of items.entries()) {
    const found = look(item, at);
    if (found !== null) return found;
  }
  return null;
}
