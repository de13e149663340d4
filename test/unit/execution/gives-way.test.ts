import { parse, type OperationDefinitionNode } from 'graphql';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { LoopShare, LoopTurns } from '../../../src/background/loop-turns.js';
import { CompiledExecutor } from '../../../src/execution/compiled-executor.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { ASKER, ScriptedPolicy } from '../guard/harness.js';
import { scriptedGraph, type ScriptedGraph } from './scripted-graph.js';

/** docs/attacks.md K7. Resolvers that take their time are called one by one, and everybody else is seen to in between. */

const SLOW = 5;
const NAMES = Array.from({ length: 20 }, (_, at) => `x${at}`);

test.each([
  ['at the root', `{ ${NAMES.map((name) => `${name}: leaf`).join(' ')} }`, 'Query.leaf'],
  [
    'of one object',
    `{ one { ${NAMES.map((name) => `${name}: count(of: ${name.slice(1)})`).join(' ')} } }`,
    'Node.count',
  ],
])('between two resolvers that take their time the loop turns, %s', async (_where, text, coordinate) => {
  const { schema, classes, guarded } = scriptedGraph();
  let now = 0;
  let called = 0;
  for (const target of guarded.values())
    if (target.field.coordinate === coordinate)
      Object.assign(target, {
        property: null,
        resolve: () => {
          now += SLOW;
          called++;
          return called;
        },
      });
    else if (target.field.coordinate === 'Query.one') Object.assign(target, { resolve: () => ({}) });
  const seen = await seenMeanwhile(text, { schema, classes, guarded, now: () => now, count: () => called });
  expect(called).toBe(NAMES.length);
  expect(mostAtOnce(seen)).toBeLessThan(3);
});

test('an object of many objects of values is formed part by part', async () => {
  const { schema, classes, guarded } = scriptedGraph();
  let reads = 0;
  const row: object = Object.defineProperties(
    {},
    { ownRow: { get: () => row }, ownText: { get: () => `text ${(reads += 1)}` } },
  );
  for (const target of guarded.values())
    if (target.field.coordinate === 'Query.one') Object.assign(target, { resolve: () => ({ ownRow: row }) });
  const values = NAMES.flatMap((name) => NAMES.map((other) => `${name}${other}: ownText`)).join(' ');
  const text = `{ one { ownRow { ${NAMES.map((name) => `${name}: ownRow { ${values} }`).join(' ')} } } }`;
  const count = () => reads;
  const seen = await seenMeanwhile(text, { schema, classes, guarded, now: () => reads / 100, count });
  expect(reads).toBeGreaterThanOrEqual(NAMES.length ** 3);
  // Twice what is formed without a look: an object that turned out to be too large begins anew.
  expect(mostAtOnce(seen)).toBeLessThanOrEqual(1_000);
});

interface Watched extends ScriptedGraph {
  readonly now: () => number;
  readonly count: () => number;
}

/** What was counted at each turn of the loop while an answer was formed. */
async function seenMeanwhile(
  text: string,
  { schema, classes, guarded, now, count }: Watched,
): Promise<readonly number[]> {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const guard = new RequestGuard({
    ...{ policy: new ScriptedPolicy(), classes, asker: ASKER, trace: new AccessTrace() },
    plan: planOperation(schema, classes, document, operation),
    numbers: new KnownNumbers(),
    loop: new LoopShare(new LoopTurns(now)),
  });
  const context = { guard, subjects: {}, dice: () => 3, odds: { late: 0, fails: 0, absent: 0 } } as never;
  const answer = new CompiledExecutor(schema, guarded).execute({
    document,
    operation,
    variables: {},
    context,
  });
  const seen: number[] = [];
  let isOver = false;
  const look = (): void => {
    seen.push(count());
    if (!isOver) setImmediate(look);
  };
  look();
  const formed = await answer;
  isOver = true;
  expect(formed?.errors).toBeUndefined();
  return [...seen, count()];
}

function mostAtOnce(seen: readonly number[]): number {
  return Math.max(...seen.map((count, at) => count - (seen[at - 1] ?? 0)));
}
