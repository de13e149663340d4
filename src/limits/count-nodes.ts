import { BREAK, Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/** What is counted of a document, fragments unopened. */
export type Counted =
  | 'operations'
  | 'fragments'
  | 'variables'
  | 'directives'
  | 'directives at one place'
  | 'letters of a literal'
  | 'levels of a literal';

interface Most {
  readonly what: Counted;
  readonly most: number;
  readonly en: string;
  readonly ja: string;
}

/**
 * The most of each. Rules of validation go through all fragments and variables for each operation, and a literal
 * is printed anew wherever it is compared. A generated client's whole page has some thirty fragments.
 */
export const MOST_NODES: readonly Most[] = [
  { what: 'operations', most: 20, en: 'operations', ja: '操作' },
  { what: 'fragments', most: 200, en: 'fragments', ja: 'フラグメント' },
  { what: 'variables', most: 200, en: 'variables', ja: '変数' },
  { what: 'directives', most: 500, en: 'directives', ja: 'ディレクティブ' },
  {
    what: 'directives at one place',
    most: 10,
    en: 'directives at one place',
    ja: '1か所のディレクティブ',
  },
  {
    what: 'letters of a literal',
    most: 2_000,
    en: 'letters in a literal; pass longer values in variables',
    ja: '1つの値の文字数',
  },
  { what: 'levels of a literal', most: 16, en: 'levels in a literal', ja: '値の入れ子の段数' },
];

/** Counts in one walk, which ends where a literal is nested deeper than any may be. */
export function countNodes(document: DocumentNode): Readonly<Record<Counted, number>> {
  const counts: Record<Counted, number> = {
    operations: 0,
    fragments: 0,
    variables: 0,
    directives: 0,
    'directives at one place': 0,
    'letters of a literal': 0,
    'levels of a literal': 0,
  };
  let levels = 0;
  const atLeast = (what: Counted, count: number): void => {
    counts[what] = Math.max(counts[what], count);
  };
  visit(document, {
    enter(node: ASTNode) {
      if ('directives' in node) atLeast('directives at one place', node.directives?.length ?? 0);
      switch (node.kind) {
        case Kind.OPERATION_DEFINITION:
          counts.operations++;
          counts.variables += node.variableDefinitions?.length ?? 0;
          return undefined;
        case Kind.FRAGMENT_DEFINITION:
          counts.fragments++;
          return undefined;
        case Kind.DIRECTIVE:
          counts.directives++;
          return undefined;
        case Kind.STRING:
        case Kind.INT:
        case Kind.FLOAT:
        case Kind.ENUM:
          atLeast('letters of a literal', node.value.length);
          return undefined;
        case Kind.LIST:
        case Kind.OBJECT:
          atLeast('levels of a literal', ++levels);
          return levels > 100 ? BREAK : undefined;
        default:
          return undefined;
      }
    },
    leave(node: ASTNode) {
      if (node.kind === Kind.LIST || node.kind === Kind.OBJECT) levels--;
    },
  });
  return counts;
}
