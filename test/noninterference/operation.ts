import { createHash } from 'node:crypto';
import { fieldOf, type Graph, type GraphField } from './graph.js';

/** One generated operation, as a tree: printed for the gateways, walked by the oracle. */
export interface Operation {
  readonly account: string;
  readonly purpose: string | null;
  readonly case: string | null;
  /** Source address. */
  readonly from: string;
  readonly roots: readonly Selection[];
  /** How the next page is asked for, where a root has pages. */
  readonly follow: 'NONE' | 'END' | 'EDGE';
  readonly flaw: Flaw;
}

export type Flaw =
  'NONE' | 'UNKNOWN_FIELD' | 'WRONG_VARIABLE' | 'NUMBER_IN_DOCUMENT' | 'UNKNOWN_FRAGMENT' | 'TORN';

export interface Selection {
  readonly field: string;
  readonly alias: string | null;
  readonly args: Readonly<Record<string, Argument>>;
  readonly directive: Directive | null;
  readonly wrap: 'NONE' | 'INLINE' | 'INLINE_TYPED' | 'FRAGMENT';
  readonly sub: readonly Selection[];
}

export interface Argument {
  readonly value: unknown;
  /** Passed as a variable, or written into the document. */
  readonly variable: boolean;
}

export interface Directive {
  readonly name: 'include' | 'skip';
  readonly value: boolean;
  readonly by: 'LITERAL' | 'VARIABLE' | 'DEFAULT';
}

/**
 * Names carry a hash of the arguments, so that one name in one place always means the same question and any two
 * selections can be merged. An alias that ends in a low line is a marker of the oracle's and stands as it is.
 */
export function responseKey({ field, alias, args }: Selection): string {
  if (alias?.endsWith('_')) return alias;
  const written = JSON.stringify(Object.entries(args).map(([name, { value }]) => [name, value]));
  if (alias === null && written === '[]') return field;
  const hash = createHash('sha256').update(`${field} ${written}`).digest('hex').slice(0, 4);
  return `${alias ?? field}_${hash}x`;
}

export function isIncluded({ directive }: Selection): boolean {
  return directive === null || directive.value === (directive.name === 'include');
}

/** Name of the variable that carries the cursor of a root with pages. */
export const cursorVariable = (root: Selection): string => `after_${responseKey(root)}`;

export const pages = (graph: Graph, { field }: Selection): boolean =>
  field !== '__typename' && fieldOf(graph, 'Query', field).args.some((argument) => argument.name === 'after');

export interface Printed {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The document and its variables. `cursors` go into the variables of the roots that have pages. */
export function printOperation(
  graph: Graph,
  operation: Operation,
  cursors: Readonly<Record<string, string>> = {},
): Printed {
  const printer = new Printer(graph);
  const body = printer.set(operation.roots, 'Query', 0);
  for (const root of operation.roots) if (pages(graph, root)) printer.declare(cursorVariable(root), 'String');
  const query = flawed(printer.document(body), operation.flaw);
  const variables = { ...printer.variables, ...cursors };
  return { query, variables: operation.flaw === 'WRONG_VARIABLE' ? wronged(variables) : variables };
}

class Printer {
  readonly variables: Record<string, unknown> = {};
  private readonly declarations = new Map<string, string>();
  private readonly fragments: string[] = [];
  private count = 0;

  constructor(private readonly graph: Graph) {}

  document(body: string): string {
    const list = [...this.declarations].map(([name, type]) => `$${name}: ${type}`).join(', ');
    return [`query Q${list === '' ? '' : `(${list})`} ${body}`, ...this.fragments].join('\n');
  }

  declare(name: string, type: string): void {
    this.declarations.set(name, type);
  }

  set(selections: readonly Selection[], type: string, depth: number): string {
    return `{ ${selections.map((selection) => this.wrapped(selection, type, depth)).join(' ')} }`;
  }

  private wrapped(selection: Selection, type: string, depth: number): string {
    const text = this.field(selection, type, depth);
    switch (selection.wrap) {
      case 'NONE':
        return text;
      case 'INLINE':
        return `... { ${text} }`;
      case 'INLINE_TYPED':
        return `... on ${type} { ${text} }`;
      case 'FRAGMENT': {
        const name = `F${++this.count}`;
        this.fragments.push(`fragment ${name} on ${type} { ${text} }`);
        return `...${name}`;
      }
    }
  }

  private field(selection: Selection, type: string, depth: number): string {
    const key = responseKey(selection);
    const name = key === selection.field ? key : `${key}: ${selection.field}`;
    if (selection.field === '__typename') return name;
    const field = fieldOf(this.graph, type, selection.field);
    const args = Object.entries(selection.args).map(
      ([arg, given]) => `${arg}: ${this.argument(field, arg, given)}`,
    );
    if (depth === 0 && pages(this.graph, selection)) args.push(`after: $${cursorVariable(selection)}`);
    const set = selection.sub.length === 0 ? '' : ` ${this.set(selection.sub, field.named, depth + 1)}`;
    const sub = field.union ? ` { ... on ${field.named}${set} }` : set;
    return `${name}${args.length === 0 ? '' : `(${args.join(', ')})`}${this.directive(selection.directive)}${sub}`;
  }

  private argument(field: GraphField, name: string, { value, variable }: Argument): string {
    const argument = field.args.find((one) => one.name === name);
    if (argument === undefined) throw new Error(`${field.coordinate} has no ${name}`);
    return variable ? this.bind(argument.type, value) : this.literal(value, argument.named);
  }

  private bind(type: string, value: unknown): string {
    const name = `v${++this.count}`;
    this.declare(name, type);
    this.variables[name] = value;
    return `$${name}`;
  }

  private literal(value: unknown, named: string): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.literal(item, named)).join(', ')}]`;
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(
        ([name, item]) => `${name}: ${this.literal(item, fieldOf(this.graph, named, name).named)}`,
      );
      return `{${entries.join(', ')}}`;
    }
    return typeof value === 'string' && this.graph.enums.has(named) ? value : JSON.stringify(value);
  }

  private directive(directive: Directive | null): string {
    if (directive === null) return '';
    const { name, value, by } = directive;
    if (by === 'LITERAL') return ` @${name}(if: ${value})`;
    if (by === 'VARIABLE') return ` @${name}(if: ${this.bind('Boolean!', value)})`;
    const variable = `v${++this.count}`;
    this.declare(variable, `Boolean! = ${value}`);
    return ` @${name}(if: $${variable})`;
  }
}

function flawed(query: string, flaw: Flaw): string {
  switch (flaw) {
    case 'UNKNOWN_FIELD':
      return query.replace('{ ', '{ individualNumbers ');
    case 'NUMBER_IN_DOCUMENT':
      return `# 123456789012\n${query}`;
    case 'UNKNOWN_FRAGMENT':
      return query.replace('{ ', '{ ...Nothing ');
    case 'TORN':
      return query.slice(0, -1);
    default:
      return query;
  }
}

const wronged = (variables: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { wrong: value }]));
