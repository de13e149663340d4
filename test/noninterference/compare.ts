import type { Fact, Steering } from './facts.js';
import type { RawAnswer } from './gateway-pair.js';
import type { Graph } from './graph.js';
import { responseKey, type Operation } from './operation.js';
import { cursorsOf, walk, type Path, type Visit } from './walk.js';

/** An answer with all that is read from it. */
export interface ReadAnswer extends RawAnswer {
  readonly body: Body;
  readonly visits: readonly Visit[];
}

interface Body {
  data?: unknown;
  errors?: { path?: Path }[];
  extensions?: { sekisho?: { withheld?: { path: Path; coordinate: string }[] } };
}

export function readAnswer(graph: Graph, operation: Operation, raw: RawAnswer): ReadAnswer {
  const body = JSON.parse(raw.text) as Body;
  return { ...raw, body, visits: walk(graph, operation, body.data) };
}

export type Comparison =
  | { readonly kind: 'EQUAL' }
  /** They differ where the caller may know why. `roots` differ as a whole. */
  | { readonly kind: 'KNOWN'; readonly roots: ReadonlySet<string> }
  | { readonly kind: 'INTERFERENCE'; readonly base: string; readonly twin: string };

export interface Pair {
  readonly graph: Graph;
  readonly operation: Operation;
  readonly base: ReadAnswer;
  readonly twin: ReadAnswer;
}

/** Two answers must be one and the same, byte for byte, but for what the fact shows to somebody who may know it. */
export function compare(pair: Pair, fact: Fact, steering: Steering): Comparison {
  const { operation, base, twin } = pair;
  if (shape(base) === shape(twin)) return { kind: 'EQUAL' };
  const steered = operation.roots.filter((root) => fact.steers(root, steering)).map(responseKey);
  const shown = [base, twin].flatMap(({ visits }) =>
    visits.filter((visit) => isShown(visit, fact, steering)),
  );
  const known = [...steered.map((key) => [key]), ...shown.map(({ path }) => path)];
  const [one, other] = [base, twin].map((answer) => shape(without(answer, known), known.length > 0));
  if (one !== undefined && one === other) return { kind: 'KNOWN', roots: new Set(steered) };
  return { kind: 'INTERFERENCE', base: one ?? '', twin: other ?? '' };
}

/** The person's own field, open to the caller in both cities, or open in one because of what they differ in. */
function isShown({ who, field }: Visit, fact: Fact, { base, twin }: Steering): boolean {
  if (typeof who !== 'string') return false;
  if (who !== fact.player.atenaNumber && fact.others?.includes(who) !== true) return false;
  const [before, after] = [base, twin].map((asker) =>
    asker.may(field.verb, field.classification, asker.persons.get(who) ?? null),
  );
  if (before !== after) return true;
  if (before !== true) return false;
  return (
    fact.shownBy.has(field.coordinate) ||
    (field.coordinate === 'Resident.caution' && tellsApart(who, { base, twin }))
  );
}

/** Classes of what a caution speaks for: some of them is open of this person in one city, and closed in the other. */
const CAUTIONED = ['CONTACT', 'WHEREABOUTS'];
function tellsApart(who: string, { base, twin }: Pick<Steering, 'base' | 'twin'>): boolean {
  const mayIn = (asker: Steering['base'], classification: string): boolean =>
    asker.may('READ', classification, asker.persons.get(who) ?? null);
  return CAUTIONED.some((classification) => mayIn(base, classification) !== mayIn(twin, classification));
}

/** Everything of an answer that must be equal: what is made anew for each answer or process gets a name instead. */
function shape({ status, headers, text, visits }: ReadAnswer, isCut = false): string {
  const { date: _date, 'sekisho-record': _record, 'sekisho-session-ends': _ends, ...sent } = headers;
  const { 'content-length': length, ...others } = sent;
  let body = text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'REQUEST')
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]{12}Z"/g, '"INSTANT"')
    .replace(/"\d{20}"/g, '"PROCESSING"');
  [...new Set(cursorsOf(visits))].forEach((cursor, at) => (body = body.replaceAll(cursor, `CURSOR${at}`)));
  return [status, JSON.stringify(others), isCut ? '' : length, body].join('\n');
}

/** The answer without these parts, and without what it says about them elsewhere. */
function without(answer: ReadAnswer, paths: readonly Path[]): ReadAnswer {
  if (paths.length === 0) return answer;
  const body = JSON.parse(answer.text) as Body;
  for (const path of paths) replaceAt(body.data, path);
  const starts = new Set(paths.map((path) => JSON.stringify(path)));
  const isBelow = (path: Path | undefined): boolean =>
    path?.some((_key, at) => starts.has(JSON.stringify(path.slice(0, at + 1)))) ?? false;
  const sekisho = body.extensions?.sekisho;
  if (sekisho?.withheld !== undefined)
    sekisho.withheld = sekisho.withheld.filter(({ path }) => !isBelow(path));
  if (body.errors !== undefined) body.errors = body.errors.filter(({ path }) => !isBelow(path));
  if (body.errors?.length === 0) delete body.errors;
  const visits = answer.visits.filter(({ path }) => !isBelow(path));
  return { ...answer, text: JSON.stringify(body), visits };
}

function replaceAt(data: unknown, path: Path): void {
  let at = data;
  for (const key of path.slice(0, -1))
    at = (at as Record<string | number, unknown> | null | undefined)?.[key];
  const last = path.at(-1);
  if (typeof at === 'object' && at !== null && last !== undefined && last in at)
    (at as Record<string | number, unknown>)[last] = 'KNOWN';
}
