import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import {
  getIntrospectionQuery,
  graphqlSync,
  isInputObjectType,
  isObjectType,
  parse,
  print,
  specifiedScalarTypes,
  type GraphQLField,
  type GraphQLSchema,
  type IntrospectionObjectType,
  type IntrospectionQuery,
} from 'graphql';
import ts from 'typescript';
import { buildGraph } from '../../schema/build-schema.js';
import { printGraph } from '../../schema/print-graph.js';
import { DOMAINS } from '../../schema/domains.js';
import { atOnce } from '../../src/background/loop-turns.js';
import { deriveView } from '../../src/graph-view/caller-view.js';
import { subgraphSdl } from '../../src/graph-view/subgraph-sdl.js';
import { classifySchema } from '../../src/guard/classification.js';

/**
 * The order of the schema against the order of its sources, read from them with the compiler's parser: what a
 * person wrote first is listed first.
 */

const ROOT = resolve(__dirname, '..', '..');
const FOLDER = join(ROOT, 'schema');
const schema = buildGraph();

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== 'emit-schema.ts')
  .sort();
const trees = files.map((name) => ({
  domain: (name.split(sep)[0] as string).replace(/\.ts$/, ''),
  tree: ts.createSourceFile(name, readFileSync(join(FOLDER, name), 'utf8'), ts.ScriptTarget.ES2022, true),
}));

/** The call of a decorator of one of these names, else null. */
function decoration(node: ts.Node, ...names: readonly string[]): ts.CallExpression | null {
  const calls = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  for (const { expression } of calls)
    if (ts.isCallExpression(expression) && names.includes(expression.expression.getText())) return expression;
  return null;
}

/** `name: '…'` among the options of a call, else null. */
function nameOption(call: ts.CallExpression | ts.NewExpression): string | null {
  for (const options of call.arguments ?? [])
    if (ts.isObjectLiteralExpression(options))
      for (const property of options.properties)
        if (
          ts.isPropertyAssignment(property) &&
          property.name.getText() === 'name' &&
          ts.isStringLiteral(property.initializer)
        )
          return property.initializer.text;
  return null;
}

const textOf = (node: ts.Node | undefined) => (node && ts.isStringLiteral(node) ? node.text : null);

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

interface Declared {
  readonly domain: string;
  readonly node: ts.ClassDeclaration;
}

const classes: readonly Declared[] = trees.flatMap(({ domain, tree }) => {
  const found: Declared[] = [];
  visit(tree, (node) => {
    if (ts.isClassDeclaration(node)) found.push({ domain, node });
  });
  return found;
});
const classNamed = (name: string) => classes.find(({ node }) => node.name?.text === name)?.node;

/** Name in the schema of a class that is a type of it, else null. */
function typeName(node: ts.ClassDeclaration): string | null {
  const call = decoration(node, 'ObjectType', 'InputType');
  const abstract = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
  if (call === null || abstract === true) return null;
  return textOf(call.arguments[0]) ?? node.name?.text ?? null;
}

/** The class that is extended: by its name, or the one that a function declared here makes. */
function baseOf(parent: ts.Expression): ts.ClassDeclaration | undefined {
  if (!ts.isCallExpression(parent)) return classNamed(parent.getText());
  const isMade = ({ parent: block }: ts.ClassDeclaration): boolean =>
    ts.isBlock(block) &&
    ts.isFunctionDeclaration(block.parent) &&
    block.parent.name?.text === parent.expression.getText();
  return classes.find(({ node }) => isMade(node))?.node;
}

/** Fields of a class in the order of the source, those that it inherits first. */
function fieldsOf(node: ts.ClassDeclaration): readonly string[] {
  const parent = node.heritageClauses?.[0]?.types[0]?.expression;
  const base = parent === undefined ? undefined : baseOf(parent);
  const own = node.members.filter((member) => decoration(member, 'Field') !== null);
  return [...(base ? fieldsOf(base) : []), ...own.map((member) => (member.name as ts.Identifier).text)];
}

interface Handler {
  readonly resolver: string;
  readonly type: string;
  readonly field: string;
  readonly args: readonly string[];
}

/** One argument, those of a class of arguments, or none. */
function argumentsIn(parameter: ts.ParameterDeclaration): readonly string[] {
  const several =
    decoration(parameter, 'Args') === null ? undefined : classNamed(parameter.type?.getText() ?? '');
  if (several !== undefined) return fieldsOf(several);
  const one = textOf(decoration(parameter, 'Arg')?.arguments[0]);
  return one === null ? [] : [one];
}

/** Every query, mutation and field resolver in the order of its source, its arguments in theirs. */
const handlers: readonly Handler[] = classes.flatMap(({ node }) => {
  const target = decoration(node, 'Resolver')?.arguments[0];
  const owner = target && ts.isArrowFunction(target) ? classNamed(target.body.getText()) : undefined;
  return node.members.filter(ts.isMethodDeclaration).flatMap((method): Handler[] => {
    const call = decoration(method, 'Query', 'Mutation', 'FieldResolver');
    if (call === null) return [];
    const kind = call.expression.getText();
    return [
      {
        resolver: node.name?.text ?? '',
        type: kind === 'FieldResolver' ? ((owner && typeName(owner)) ?? '') : kind,
        field: nameOption(call) ?? method.name.getText(),
        args: method.parameters.flatMap(argumentsIn),
      },
    ];
  });
});

/** Types by domain, as the sources declare them. */
function declaredTypes(): ReadonlySet<string> {
  const names = classes.flatMap(({ domain, node }) => {
    const name = typeName(node);
    return name === null ? [] : [`${domain}/${name}`];
  });
  for (const { domain, tree } of trees)
    visit(tree, (node) => {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
      const callee = node.expression.getText();
      const makes = /^(registerEnumType|createUnionType|GraphQLScalarType)$/.test(callee);
      const name = callee === 'termEnum' ? textOf(node.arguments?.[0]) : makes ? nameOption(node) : null;
      if (name !== null) names.push(`${domain}/${name}`);
    });
  return new Set(names);
}

const argumentsOf = (graph: GraphQLSchema, type: string, field: string): readonly string[] =>
  fieldIn(graph, type, field)?.args.map(({ name }) => name) ?? ['no such field'];

function fieldIn(
  graph: GraphQLSchema,
  type: string,
  field: string,
): GraphQLField<unknown, unknown> | undefined {
  const found = graph.getType(type);
  return isObjectType(found) ? found.getFields()[field] : undefined;
}

test('every argument stands where its parameter stands in the source', () => {
  expect(handlers.length).toBeGreaterThan(50);
  expect(handlers.filter(({ args }) => args.length > 1).length).toBeGreaterThan(10);
  expect(handlers.map(({ type, field }) => [type, field, argumentsOf(schema, type, field)])).toEqual(
    handlers.map(({ type, field, args }) => [type, field, args]),
  );
});

test('every field of a type or an input stands where the source declares it, resolved ones after', () => {
  const wrong = classes.flatMap(({ node }) => {
    const name = typeName(node);
    const type = name === null ? undefined : schema.getType(name);
    if (!isObjectType(type) && !isInputObjectType(type)) return name === null ? [] : [name];
    const resolvers = DOMAINS.flatMap(({ resolvers }) => resolvers.map((resolver) => resolver.name));
    const resolved = resolvers
      .flatMap((resolver) => handlers.filter((handler) => handler.resolver === resolver))
      .filter((handler) => handler.type === name)
      .map(({ field }) => field);
    const expected = [...new Set([...fieldsOf(node), ...resolved])];
    return Object.keys(type.getFields()).join() === expected.join() ? [] : [name];
  });
  expect(wrong).toEqual([]);
});

test('queries and mutations stand domain by domain, in the order of their resolvers', () => {
  for (const root of ['Query', 'Mutation']) {
    const type = schema.getType(root);
    if (!isObjectType(type)) throw new Error(root);
    const expected = DOMAINS.flatMap(({ resolvers }) => resolvers).flatMap((resolver) =>
      handlers.filter((handler) => handler.resolver === resolver.name && handler.type === root),
    );
    expect(Object.keys(type.getFields())).toEqual(expected.map(({ field }) => field));
  }
});

test('the list of domains names every type once, under the folder that declares it', () => {
  const listed = DOMAINS.flatMap(({ name, types }) => types.map((type) => `${name}/${type}`));
  expect([...listed].sort()).toEqual([...declaredTypes()].sort());
});

/** Those of the specification stand anywhere: nobody looks for them. */
const withoutBuiltIn = (names: readonly string[]) =>
  names.filter(
    (name) => !specifiedScalarTypes.some((scalar) => scalar.name === name) && !name.startsWith('__'),
  );

test('the schema lists its types as the domains do', () => {
  expect(withoutBuiltIn(Object.keys(schema.getTypeMap()))).toEqual([
    'Query',
    'Mutation',
    ...DOMAINS.flatMap(({ types }) => types),
  ]);
});

/** The same files in another order; the same every time, so that a failure can be repeated. */
function shuffled(seed: number): readonly string[] {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647);
  return files
    .map((name) => ({ name, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => name);
}

test.each([
  ['from the last to the first', [...files].reverse()],
  ['shuffled', shuffled(1)],
  ['shuffled in another way', shuffled(20230627)],
])('the text of the schema does not depend on imports: %s', (_, order) => {
  const script = `
    require('reflect-metadata');
    for (const name of process.argv.slice(1)) require(name);
    const { buildGraph } = require(${JSON.stringify(join(FOLDER, 'build-schema.ts'))});
    const { printGraph } = require(${JSON.stringify(join(FOLDER, 'print-graph.ts'))});
    process.stdout.write(printGraph(buildGraph()));`;
  const text = execFileSync(
    process.execPath,
    [
      '-r',
      join(ROOT, 'test', 'support', 'ts-hook.cjs'),
      '-e',
      script,
      ...order.map((name) => join(FOLDER, name)),
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e7 },
  );
  expect(text).toBe(printGraph(schema));
});

describe('what is derived from the schema keeps its order', () => {
  const view = atOnce(deriveView(schema, classifySchema(schema), () => true));
  const typesOf = (text: string) =>
    parse(text).definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : []));
  const linesOf = (text: string) => print(parse(text, { noLocation: true }));

  test('introspection, of the whole and of a view', () => {
    for (const graph of [schema, view]) {
      const answer = graphqlSync({ schema: graph, source: getIntrospectionQuery() });
      const { types } = (answer.data as unknown as IntrospectionQuery).__schema;
      const known = withoutBuiltIn(types.map(({ name }) => name));
      expect(known).toEqual(Object.keys(schema.getTypeMap()).filter((name) => known.includes(name)));
      const mutation = types.find(({ name }) => name === 'Mutation') as IntrospectionObjectType;
      const endAccount = mutation.fields.find(({ name }) => name === 'endAccount');
      expect(endAccount?.args.map(({ name }) => name)).toEqual([
        ...['account', 'on', 'reason', 'idempotencyKey', 'validateOnly'],
      ]);
    }
  });

  test('the text for a federation router', () => {
    const sdl = subgraphSdl(view);
    const own = typesOf(printGraph(schema));
    const types = typesOf(sdl).filter((name) => own.includes(name));
    expect(types).toEqual(own.filter((name) => types.includes(name)));
    expect(types.length).toBeGreaterThan(100);
    expect(linesOf(sdl)).toMatch(/endAccount\([^)]*account: ID![^)]*on: [^)]*reason: EndReason!/s);
  });
});

test.each([
  ['Mutation', 'endAccount', ['account', 'on', 'reason', 'idempotencyKey', 'validateOnly']],
  ['Query', 'residents', ['where', 'orderBy', 'first', 'after']],
  ['Query', 'verifyIndividualNumber', ['atenaNumber', 'number']],
  ['Query', 'accessHistory', ['subject', 'from', 'to', 'first', 'after', 'where']],
  ['Query', 'immunizationCoverage', ['vaccine', 'by', 'asOf', 'dose']],
  ['Resident', 'age', ['on']],
])('%s.%s reads %j', (type, field, args) => {
  expect(argumentsOf(schema, type, field)).toEqual(args);
});
