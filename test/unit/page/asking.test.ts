import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { ROOT, visit } from '../../architecture/sources.js';

/**
 * What the gateway says beside an answer reaches whoever asked, and no screen can forget it: nothing of the page asks but
 * through the functions that hand it on.
 */
const SOURCE = join(ROOT, 'console', 'src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('generated'),
);
const trees = files.map((file) => ({
  file,
  tree: ts.createSourceFile(file, readFileSync(join(SOURCE, file), 'utf8'), ts.ScriptTarget.ES2022, true),
}));

/** What is imported to be run, `from name` each; types are no matter. */
function importedBy(file: string, tree: ts.SourceFile): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause: clause, moduleSpecifier } = statement;
    const { text } = moduleSpecifier;
    const from = text.startsWith('.') ? posix.join(dirname(file), text) : text;
    const bindings = clause?.namedBindings;
    if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    if (bindings === undefined || !ts.isNamedImports(bindings)) return [`${from} *`];
    return bindings.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ propertyName, name }) => `${from} ${(propertyName ?? name).text}`);
  });
}

/** Files by what they import of the ways to ask, and of what stands behind them. */
const WAYS = /^(urql|@urql\/|graph\/(client|said)\.js )/;

test('the gateway is asked through the functions of one file, and what it says beside is handed on there', () => {
  const found = trees.flatMap(({ file, tree }) =>
    importedBy(file, tree)
      .filter((one) => WAYS.test(one))
      .map((one) => `${file}: ${one}`),
  );
  expect(found.sort()).toEqual([
    'app/done-line.tsx: graph/said.js said',
    'graph/client.ts: urql Client',
    'graph/client.ts: urql makeResult',
    'graph/client.ts: urql stringifyDocument',
    'graph/use-ask.ts: graph/client.js client',
    'graph/use-ask.ts: graph/said.js anActBegins',
    'graph/use-ask.ts: graph/said.js hearing',
    'graph/use-ask.ts: urql createRequest',
    'graph/use-ask.ts: urql useMutation',
    'graph/use-ask.ts: urql useQuery',
    'graph/use-keyed-act.ts: graph/said.js telling',
    'main.tsx: graph/client.js client',
    'main.tsx: urql Provider',
    'parts/said-beside.tsx: graph/said.js closeSaid',
    'parts/said-beside.tsx: graph/said.js said',
    'session/requests.ts: urql CombinedError',
  ]);
});

const ASKS = /^(query|mutation|subscription|executeQuery|executeMutation|useQuery|useMutation|useClient)$/;

test('nothing else sends an operation, by whatever name it has come to a client', () => {
  const calls: string[] = [];
  for (const { file, tree } of trees)
    visit(tree, (node) => {
      if (!ts.isCallExpression(node)) return;
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      if (ASKS.test(name.getText())) calls.push(`${file}: ${expression.getText()}`);
      if (name.getText() === 'fetch' && node.arguments[0]?.getText().includes('graphql') === true)
        calls.push(`${file}: fetch`);
    });
  expect(calls.map((call) => call.replaceAll(/\s+/g, '')).sort()).toEqual([
    'graph/client.ts:fetch',
    'graph/use-ask.ts:client.mutation',
    'graph/use-ask.ts:client.query',
    'graph/use-ask.ts:useMutation',
    'graph/use-ask.ts:useQuery',
  ]);
});

test('it is said once: of what is asked once no screen draws it beside the frame', () => {
  const drawing = trees.filter(({ file, tree }) =>
    importedBy(file, tree).includes('parts/warnings.js Warnings'),
  );
  expect(drawing.map(({ file }) => file)).toEqual(['parts/answered.tsx']);
});
