import { parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { CompiledExecutor } from '../../../src/execution/compiled-executor.js';
import { KeptOperations, MOST_KEPT } from '../../../src/execution/kept-operations.js';
import { PreparedOperation } from '../../../src/execution/prepared-operation.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { ASKER, ScriptedPolicy } from '../guard/harness.js';
import { scriptedGraph } from './scripted-graph.js';

/** docs/attacks.md K18. What is kept of documents is bounded by what they become, not by their text. */

const graph = scriptedGraph();
for (const target of graph.guarded.values())
  if (target.field.coordinate === 'Query.one') Object.assign(target, { resolve: () => ({}) });
  else if (target.field.coordinate === 'Node.leaf') Object.assign(target, { resolve: () => 'leaf' });

const names = (many: number, what: string, letter: string): string =>
  Array.from({ length: many }, (_, at) => `${letter}${at.toString(36)}: ${what}`).join(' ');
/** Two thousand letters that become `roots * 96` fields, and as many anew for each value of the variables. */
const short = (name: string, roots = 49): string => `query ${name}($x: Boolean!, $y: Boolean!, $z: Boolean!) {
  ${names(roots, 'one { ...F }', 'r')}
  x: one @include(if: $x) { leaf } y: one @include(if: $y) { leaf } z: one @include(if: $z) { leaf }
} fragment F on Node { ${names(96, 'leaf', 'a')} }`;

async function carryOut(
  executor: CompiledExecutor,
  document: DocumentNode,
  variables: Record<string, unknown> = {},
): Promise<number> {
  const operation = document.definitions[0] as OperationDefinitionNode;
  const guard = new RequestGuard({
    ...{ policy: new ScriptedPolicy(), classes: graph.classes, asker: ASKER, trace: new AccessTrace() },
    plan: planOperation(graph.schema, graph.classes, document, operation),
    numbers: new KnownNumbers(),
  });
  const context = { guard, subjects: {}, dice: () => 3, odds: { late: 0, fails: 0, absent: 0 } } as never;
  const answer = await executor.execute({ document, operation, variables, context });
  expect(answer?.errors).toBeUndefined();
  return Object.keys(answer?.data ?? {}).length;
}

/** All eight forms of one document. */
const FORMS = Array.from({ length: 8 }, (_, at) => ({
  x: (at & 1) > 0,
  y: (at & 2) > 0,
  z: (at & 4) > 0,
}));

/** Calls that prepare something while this is done. */
async function preparing(work: () => Promise<unknown>): Promise<number> {
  const select = jest.spyOn(PreparedOperation.prototype as never, 'select' as never);
  await work();
  const { length } = select.mock.calls;
  select.mockRestore();
  return length;
}

test('short documents that become thousands of fields, in eight forms each, are kept within one bound', async () => {
  const executor = new CompiledExecutor(graph.schema, graph.guarded);
  const [used, unused] = [parse(short('Used', 2)), parse(short('Unused', 2))];
  for (const document of [used, unused]) await carryOut(executor, document, FORMS[0]);
  let most = 0;
  for (let at = 0; at < 3; at++)
    for (const variables of FORMS) {
      await carryOut(executor, parse(short(`D${at}`)), variables);
      most = Math.max(most, executor.keptFields);
      expect(await preparing(() => carryOut(executor, used, FORMS[0]))).toBe(0);
    }
  // It was full, and no fuller.
  expect(most).toBeGreaterThan(0.9 * MOST_KEPT);
  expect(most).toBeLessThanOrEqual(MOST_KEPT);
  expect(await preparing(() => carryOut(executor, unused, FORMS[0]))).toBeGreaterThan(0);
});

test('one that is larger than its share is carried out, leaves the others there and is not kept', async () => {
  const executor = new CompiledExecutor(graph.schema, graph.guarded);
  const [small, large] = [parse(short('Small', 2)), parse(short('Large', 96))];
  await carryOut(executor, small, FORMS[0]);
  const before = executor.keptFields;
  expect(await carryOut(executor, large, FORMS[0])).toBe(96);
  expect(executor.keptFields).toBe(before);
  expect(await preparing(() => carryOut(executor, small, FORMS[0]))).toBe(0);
  expect(await preparing(() => carryOut(executor, large, FORMS[0]))).toBeGreaterThan(0);
});

test('a long text of which little is asked for counts by its text', () => {
  const kept = new KeptOperations();
  const one = { fields: 1, onGrowth: null } as PreparedOperation;
  for (let at = 0; at < 100; at++) kept.keep(`${at}`, { ...one } as PreparedOperation, 40_000);
  expect(kept.fields).toBeGreaterThan(0.9 * MOST_KEPT);
  expect(kept.fields).toBeLessThanOrEqual(MOST_KEPT);
  expect(kept.lastUsed('0')).toBeUndefined();
  expect(kept.lastUsed('99')).toBeDefined();
});
