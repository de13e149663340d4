import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many comparisons the rule of overlapping fields (GraphQL, section 5.3.2) would make of a document, about.
 * The rule compares each two fields of one response key that meet at one place, with all that is below them and
 * with their arguments in print, and the fields of each selection set with all fragments that it reaches. Both
 * grow with the square of what is written; counting them does not, and ends at `enough`.
 */
export function comparisonsIn(document: DocumentNode, enough: number): number {
  const meetings = new Meetings(document, enough);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) meetings.at([definition.selectionSet]);
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) meetings.atUnopened(definition);
  return meetings.count > enough ? meetings.count : meetings.count + meetings.ofFragments();
}

/** Places that are looked at; an operation within its other limits has at most 5,000. */
const MOST_VISITED = 20_000;
/** Fields within fields; the depth of a document is limited to fewer before. */
const DEEPEST = 64;

/** What a set holds itself, inline fragments opened. */
interface Direct {
  readonly fields: readonly FieldNode[];
  readonly spreads: readonly string[];
}

class Meetings {
  count = 0;
  private visited = 0;
  private readonly everOpened = new Set<string>();
  private readonly fragments = new Map<string, SelectionSetNode>();
  private readonly direct = new Map<SelectionSetNode, Direct>();
  private readonly reached = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly document: DocumentNode,
    private readonly enough: number,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node.selectionSet);
  }

  /**
   * Fields that meet in these sets, and below them, fragments opened. Types are left aside: the rule compares
   * fields of types that exclude each other, too, if with fewer questions.
   */
  at(sets: readonly SelectionSetNode[], depth = 0): void {
    // Only fragments in a circle come here; validation says so in its own words.
    if (depth > DEEPEST) return;
    const places = new Map<string, FieldNode[]>();
    const opened = new Set<string>();
    const add = (set: SelectionSetNode): void => {
      const { fields, spreads } = this.directOf(set);
      for (const field of fields) {
        const key = (field.alias ?? field.name).value;
        const same = places.get(key);
        if (same === undefined) places.set(key, [field]);
        else same.push(field);
      }
      for (const name of spreads) {
        const fragment = this.fragments.get(name);
        if (fragment === undefined || opened.has(name)) continue;
        opened.add(name);
        this.everOpened.add(name);
        add(fragment);
      }
    };
    sets.forEach(add);
    // Fragments that open each other twice each would never end.
    this.visited += 1 + places.size;
    if (this.visited > MOST_VISITED) this.count = Infinity;
    for (const fields of places.values()) {
      // Each is printed and compared with all the others.
      if (fields.length > 1)
        for (const field of fields) this.count += (fields.length - 1) * this.weightOf(field);
      if (this.count > this.enough) return;
      const inner = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length > 0) this.at(inner, depth + 1);
    }
  }

  /** What it costs to compare a field with another: its arguments in print, each of its fragments with each. */
  private weightOf(field: FieldNode): number {
    const spreads = field.selectionSet === undefined ? 0 : this.directOf(field.selectionSet).spreads.length;
    return 1 + argumentSize(field) + (spreads * spreads) / 16;
  }

  /** A fragment that no operation opens is validated, too. */
  atUnopened({ name, selectionSet }: FragmentDefinitionNode): void {
    if (!this.everOpened.has(name.value)) this.at([selectionSet]);
  }

  /** Each set's own fields, and those of the fragments that it reaches, against each of these. */
  ofFragments(): number {
    let count = 0;
    visit(this.document, {
      SelectionSet: (set) => {
        const { fields, spreads } = this.directOf(set);
        const reached = new Set(spreads.flatMap((name) => [...this.reachedFrom(name)]));
        let met = fields.length;
        for (const name of reached) {
          const fragment = this.fragments.get(name);
          if (fragment !== undefined) met += this.directOf(fragment).fields.length;
        }
        count += met * reached.size;
      },
    });
    return count / FRAGMENT_SHARE;
  }

  /** A fragment, all that it spreads, and all that these do. */
  private reachedFrom(name: string): ReadonlySet<string> {
    const known = this.reached.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [name];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const fragment = this.fragments.get(next);
      if (fragment === undefined || found.has(next)) continue;
      found.add(next);
      open.push(...this.directOf(fragment).spreads);
    }
    this.reached.set(name, found);
    return found;
  }

  private directOf(set: SelectionSetNode): Direct {
    const known = this.direct.get(set);
    if (known !== undefined) return known;
    const fields: FieldNode[] = [];
    const spreads: string[] = [];
    const sets = [set];
    for (let next = sets.pop(); next !== undefined; next = sets.pop())
      for (const node of next.selections) {
        if (node.kind === Kind.FIELD) fields.push(node);
        else if (node.kind === Kind.FRAGMENT_SPREAD) spreads.push(node.name.value);
        else sets.push(node.selectionSet);
      }
    const direct = { fields, spreads };
    this.direct.set(set, direct);
    return direct;
  }
}

/** Fields in a map are found without looking at the others: far cheaper than two fields compared. */
const FRAGMENT_SHARE = 4;

/** Nodes of a field's arguments, and a node more for every 50 letters. */
function argumentSize(field: FieldNode): number {
  let size = 0;
  for (const argument of field.arguments ?? [])
    visit(argument.value, {
      enter(node) {
        size += 1 + ('value' in node && typeof node.value === 'string' ? node.value.length / 50 : 0);
      },
    });
  return size;
}
