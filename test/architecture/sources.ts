import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(__dirname, '..', '..');

export interface Import {
  /** Path of the file from the root where it is one of ours, else the name of the package. */
  readonly target: string;
  readonly typeOnly: boolean;
  readonly names: readonly string[];
  /** `export ... from`. */
  readonly passedOn: boolean;
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of the program, parsed; no type checker, so that it takes a second. */
export function readSources(): readonly Source[] {
  return ['src', 'schema', 'adapters'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readSource(join(ROOT, folder, file))),
  );
}

function readSource(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  return { path: fromRoot(file), text, tree, imports: importsOf(tree, file) };
}

const fromRoot = (file: string): string => relative(ROOT, file).split('\\').join(posix.sep);

function importsOf(tree: ts.SourceFile, file: string): readonly Import[] {
  const found: Import[] = [];
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const elements = bindings !== undefined && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
      found.push({
        target: targetOf(node.moduleSpecifier.text, file),
        typeOnly:
          clause !== undefined &&
          (clause.isTypeOnly || (elements.length > 0 && elements.every((e) => e.isTypeOnly))),
        names:
          bindings !== undefined && ts.isNamespaceImport(bindings)
            ? ['*']
            : elements.map((e) => (e.propertyName ?? e.name).text),
        passedOn: false,
      });
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const target = targetOf(node.moduleSpecifier.text, file);
      found.push({ target, typeOnly: node.isTypeOnly, names: ['*'], passedOn: true });
    } else if (ts.isCallExpression(node) && isDynamicImport(node)) {
      const [specifier] = node.arguments;
      const text =
        specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : '(computed)';
      found.push({ target: targetOf(text, file), typeOnly: false, names: ['*'], passedOn: false });
    }
  });
  return found;
}

function isDynamicImport(node: ts.CallExpression): boolean {
  const { expression } = node;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function targetOf(specifier: string, file: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = resolve(dirname(file), specifier);
  const typescript = [target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find((path) =>
    existsSync(path),
  );
  return fromRoot(typescript ?? target);
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** A graph by name: what each node leads to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Every file with the files that it imports, types too: whoever reads a type reads its file. */
export function filesOf(sources: readonly Source[]): Graph {
  return new Map(sources.map((source) => [source.path, source.imports.map(({ target }) => target)]));
}

/** Every room with the other rooms that its files import. */
export function roomsOf(sources: readonly Source[]): Graph {
  const rooms = new Map<string, Set<string>>(sources.map(({ path }) => [roomOf(path), new Set()]));
  for (const { path, imports } of sources)
    for (const { target } of imports)
      if (rooms.has(roomOf(target)) && roomOf(target) !== roomOf(path))
        rooms.get(roomOf(path))?.add(roomOf(target));
  return new Map([...rooms].map(([room, others]) => [room, [...others]]));
}

/**
 * A room is the first folder below `src`, each system below `adapters`, each folder below `src/audit`, and
 * the schema. A file that lies loose beside rooms is one by itself, but for those of `adapters`, which are
 * the contract and its tools.
 */
export function roomOf(path: string): string {
  const [top = '', first = '', second = ''] = path.split('/');
  if (top === 'schema') return top;
  if (top === 'adapters') return second === '' ? top : `${top}/${first}`;
  return first === 'audit' ? `${top}/${first}/${second}` : `${top}/${first}`;
}

/** The first cycle, as a path that ends where it began; null when there is none. */
export function findCycle(graph: Graph): readonly string[] | null {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return null;
}
