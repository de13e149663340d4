import fc from 'fast-check';
import type { Graph, GraphArgument, GraphField } from './graph.js';
import { fieldOf } from './graph.js';
import type { Argument, Operation, Selection } from './operation.js';
import type { Oracle } from './oracle.js';
import type { Pools } from './pools.js';

export interface Generation {
  readonly graph: Graph;
  readonly oracle: Oracle;
  readonly pools: Pools;
  /** Coordinates that shall come often. */
  readonly focus: ReadonlySet<string>;
}

/** Roots that answer from log, staff directory or cases: times, accounts, who asked; nothing of the cities' residents. */
const WITHOUT_RESIDENTS = new Set(['AUDIT', 'DIRECTORY', 'CASE']);
/** Fields within fields below a root. */
const DEPTH = 6;
const PAGE = 20;

/** Operations of the whole graph, mostly valid, about a few persons at a time. */
export function operations(generation: Generation): fc.Arbitrary<Operation> {
  const selections = new Selections(generation);
  return fc
    .record({
      asker: asker(generation.oracle),
      roots: fc.array(selections.root(), { minLength: 1, maxLength: 5 }),
      sensible: fc.oneof(
        { weight: 6, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      follow: fc.constantFrom('NONE', 'END', 'EDGE', 'END', 'EDGE'),
      flaw: fc.oneof(
        { weight: 30, arbitrary: fc.constant('NONE' as const) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'UNKNOWN_FIELD',
            'WRONG_VARIABLE',
            'NUMBER_IN_DOCUMENT',
            'UNKNOWN_FRAGMENT',
            'TORN',
          ),
        },
      ),
    })
    .map(({ asker: who, roots, sensible, follow, flaw }): Operation => {
      const asked = sensible ? openTo(generation, who, roots) : roots.slice(0, 3);
      return { ...who, roots: asked.map((root) => equipped(generation.graph, root, 'Query')), follow, flaw };
    });
}

/**
 * A root refused takes the others' answers with it: of those drawn, the ones open to the caller, if there are any.
 */
function openTo({ graph, oracle }: Generation, who: Who, roots: readonly Selection[]): readonly Selection[] {
  const operation: Operation = { ...who, roots: [], follow: 'NONE', flaw: 'NONE' };
  const asker = oracle.asker(operation, new Map());
  const open = roots.filter(({ field }) => {
    if (field === '__typename') return true;
    const { verb, classification } = fieldOf(graph, 'Query', field);
    return asker.may(verb, classification, null);
  });
  return (open.length > 0 ? open : roots).slice(0, 2);
}

type Who = Pick<Operation, 'account' | 'purpose' | 'case' | 'from'>;

/** Mostly somebody with a purpose of their own at their own desk; sometimes not. */
function asker(oracle: Oracle): fc.Arbitrary<Who> {
  const desks = [...oracle.accounts].flatMap(([account, { role, grants }]) =>
    grants.map(({ purpose }) => ({
      account,
      purpose,
      from: DESKS[role] ?? '127.0.0.1',
      weight: WEIGHTS[role] ?? 1,
    })),
  );
  const usual = fc.oneof(...desks.map(({ weight, ...desk }) => ({ weight, arbitrary: fc.constant(desk) })));
  const anybody = fc.record({
    account: fc.constantFrom(...oracle.accounts.keys()),
    purpose: fc.constantFrom(
      null,
      'HISTORY',
      'INQUIRY',
      'RECOMMEND',
      'CERTIFICATE',
      'STATISTICS',
      'INTEGRATION',
    ),
    from: fc.constantFrom('127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.9'),
  });
  const who = fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: anybody });
  const withCase = fc.constantFrom('K-2023-17', 'K-2023-17', 'K-2023-17', null);
  // The case is the Health Division's: to whoever else names it, it is as one that is not there.
  return fc
    .tuple(who, withCase)
    .map(([one, caseNumber]) => ({ ...one, case: DIVISION.has(one.account) ? caseNumber : null }));
}

const DIVISION = new Set(['clerk', 'number-clerk', 'manager', 'vrs-clerk', 'contractor']);

const DESKS: Readonly<Record<string, string>> = {
  'vrs-clerk': '127.0.0.2',
  contractor: '127.0.0.3',
  auditor: '127.0.0.4',
  dashboard: '127.0.0.4',
};
const WEIGHTS: Readonly<Record<string, number>> = {
  clerk: 3,
  'number-clerk': 3,
  manager: 2,
  'vrs-clerk': 3,
  contractor: 5,
  dashboard: 3,
  'address-name': 3,
};

class Selections {
  private readonly sets = new Map<string, fc.Arbitrary<Selection[]>>();
  private readonly heights = new Map<string, number>();

  constructor(private readonly generation: Generation) {}

  root(): fc.Arbitrary<Selection> {
    const fields = [...(this.generation.graph.types.get('Query')?.values() ?? [])];
    const served = fields.filter(
      (field) => !WITHOUT_RESIDENTS.has(field.classification) && this.canFill(field),
    );
    return this.oneOf(served, DEPTH);
  }

  private set(type: string, depth: number): fc.Arbitrary<Selection[]> {
    const known = this.sets.get(`${type} ${depth}`);
    if (known !== undefined) return known;
    const fields = [...(this.generation.graph.types.get(type)?.values() ?? [])];
    const reachable = fields.filter((field) => this.canFill(field) && this.heightOf(field.named) <= depth);
    const made = fc.array(this.oneOf(reachable, depth), { minLength: 1, maxLength: depth > 3 ? 5 : 4 });
    this.sets.set(`${type} ${depth}`, made);
    return made;
  }

  private oneOf(fields: readonly GraphField[], depth: number): fc.Arbitrary<Selection> {
    return fc.oneof(
      ...fields.map((field) => ({ weight: this.weight(field), arbitrary: this.selection(field, depth) })),
      { weight: 1, arbitrary: fc.constant(TYPENAME) },
    );
  }

  private weight(field: GraphField): number {
    const { focus } = this.generation;
    if (focus.has(field.coordinate)) return 16;
    return field.coordinate.startsWith('Viewer.') || field.named === 'Viewer' ? 1 : 2;
  }

  private selection(field: GraphField, depth: number): fc.Arbitrary<Selection> {
    const leaf = !this.generation.graph.types.has(field.named);
    return fc.record({
      field: fc.constant(field.name),
      alias: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom('a', 'value', 'atenaNumber', 'address') },
      ),
      args: this.args(field),
      directive: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: DIRECTIVE }),
      wrap: fc.constantFrom('NONE', 'NONE', 'NONE', 'INLINE', 'INLINE_TYPED', 'FRAGMENT'),
      sub: leaf ? fc.constant([]) : this.set(field.named, depth - 1),
    });
  }

  /** How many fields below a field of this type are needed to reach a value. */
  private heightOf(type: string): number {
    const fields = this.generation.graph.types.get(type);
    if (fields === undefined) return 0;
    const known = this.heights.get(type);
    if (known !== undefined) return known;
    this.heights.set(type, Number.POSITIVE_INFINITY);
    const height = 1 + Math.min(...[...fields.values()].map((field) => this.heightOf(field.named)));
    this.heights.set(type, height);
    return height;
  }

  private canFill(field: GraphField): boolean {
    return field.args.every(
      (argument) => !argument.required || this.valueOf(argument.name, argument.named, argument.list) !== null,
    );
  }

  private args(field: GraphField): fc.Arbitrary<Record<string, Argument>> {
    const given = field.args
      .filter(({ name }) => name !== 'after')
      .map((argument) => ({ argument, made: this.argument(argument) }));
    const entries = given.flatMap(({ argument, made }) =>
      made === null ? [] : [[argument.name, made] as const],
    );
    const required = given
      .filter(({ argument }) => argument.required || ALWAYS.has(argument.name))
      .map(({ argument }) => argument.name);
    return fc.record(Object.fromEntries(entries), { requiredKeys: required }) as fc.Arbitrary<
      Record<string, Argument>
    >;
  }

  /** A number goes into a variable always, and so does a day that may be none. */
  private argument({ name, named, list }: GraphArgument): fc.Arbitrary<Argument> | null {
    const value = this.valueOf(name, named, list);
    if (value === null) return null;
    const variable = named === 'IndividualNumberInput' || named === '_Any' ? fc.constant(true) : fc.boolean();
    return fc.record({ value, variable });
  }

  private valueOf(name: string, named: string, list: boolean): fc.Arbitrary<unknown> | null {
    const one = this.single(name, named);
    if (one === null || !list) return one;
    if (named === 'ID' || named === '_Any') return fc.array(one, { minLength: 1, maxLength: 6 });
    const most = this.generation.graph.enums.get(named)?.length ?? 3;
    return fc.uniqueArray(one, { minLength: 0, maxLength: most });
  }

  private single(name: string, named: string): fc.Arbitrary<unknown> | null {
    const { graph, pools } = this.generation;
    const input = graph.inputs.get(named);
    if (input !== undefined) return this.input([...input.values()]);
    const terms = graph.enums.get(named);
    if (terms !== undefined) return fc.constantFrom(...terms);
    if (named === 'Int')
      return fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 1, max: PAGE }) },
        { weight: 1, arbitrary: fc.constantFrom(0, 1001) },
      );
    const pool = (
      { Date: pools.days, IndividualNumberInput: pools.numbers, ID: pools.persons } as Record<
        string,
        readonly string[]
      >
    )[named];
    if (pool !== undefined) return fc.constantFrom(...pool);
    if (named === '_Any')
      return fc
        .constantFrom(...pools.persons)
        .map((atenaNumber) => ({ __typename: 'Resident', atenaNumber: atenaNumber.padStart(15, '0') }));
    const texts: Record<string, readonly string[]> = {
      vaccine: pools.vaccines,
      kanaPrefix: pools.kana,
      address: pools.addresses,
      birthDatePart: [...new Set(pools.days.flatMap((day) => [day.slice(0, 4), day.slice(0, 7)]))],
    };
    const text = texts[name];
    return text === undefined ? null : fc.constantFrom(...text);
  }

  /** Filters name one to three keys, so that they find somebody. */
  private input(fields: readonly GraphField[]): fc.Arbitrary<unknown> | null {
    const made = fields.flatMap((field) => {
      const value = this.valueOf(field.name, field.named, field.list);
      return value === null ? [] : [{ field, value }];
    });
    const needed = made
      .filter(({ field }) => field.required && field.name !== 'direction')
      .map(({ field }) => field.name);
    const names = made.map(({ field }) => field.name);
    return fc
      .subarray(names, { minLength: 1, maxLength: Math.min(3, names.length) })
      .chain((keys) =>
        fc.record(
          Object.fromEntries(
            made
              .filter(({ field }) => keys.includes(field.name) || needed.includes(field.name))
              .map(({ field, value }) => [field.name, value]),
          ),
        ),
      );
  }
}

/** A page is never left at its default size: few persons at a time keep every answer within the hourly budgets. */
const ALWAYS = new Set(['first']);
const TYPENAME: Selection = {
  field: '__typename',
  alias: null,
  args: {},
  directive: null,
  wrap: 'NONE',
  sub: [],
};
const DIRECTIVE = fc.record({
  name: fc.constantFrom('include', 'skip'),
  value: fc.boolean(),
  by: fc.constantFrom('LITERAL', 'VARIABLE', 'DEFAULT'),
});

/** Aliases under which every object says whom it is about, so that the oracle need not guess. */
export const WHO = 'who_';
export const DISCLOSED_AS = 'as_';
export const PAGE_INFO = 'page_';

/**
 * Adds to each selection what the oracle reads: whose the object is, what became of a number, where the page ends.
 */
function equipped(graph: Graph, selection: Selection, parent: string): Selection {
  if (selection.field === '__typename') return selection;
  const { named } = fieldOf(graph, parent, selection.field);
  const sub = selection.sub.map((one) => equipped(graph, one, named));
  const fields = graph.types.get(named);
  const extra: Selection[] = [];
  if (named === 'Resident' || named === 'FoundPerson') extra.push(marker('atenaNumber', WHO));
  else if (fields?.get('resident')?.named === 'Resident')
    extra.push({ ...marker('resident', WHO), sub: [marker('atenaNumber', WHO)] });
  if (fields?.has('disclosure')) extra.push(marker('disclosure', DISCLOSED_AS));
  if (fields?.has('pageInfo'))
    extra.push({ ...marker('pageInfo', PAGE_INFO), sub: [marker('endCursor', PAGE_INFO)] });
  return { ...selection, sub: [...extra, ...sub] };
}

const marker = (field: string, alias: string): Selection => ({ ...TYPENAME, field, alias });
