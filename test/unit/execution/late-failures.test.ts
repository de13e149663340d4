import fc from 'fast-check';
import { execute, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { LoopShare, LoopTurns } from '../../../src/background/loop-turns.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { CompiledExecutor } from '../../../src/execution/compiled-executor.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { readableAccesses } from '../../support/readable-accesses.js';
import { ASKER, ScriptedPolicy } from '../guard/harness.js';
import { scriptedGraph } from './scripted-graph.js';

/** docs/attacks.md J8: an answer and its record do not tell which of several sources was the quicker. */

const { schema, classes, guarded } = scriptedGraph();
/** By the name under which a field is asked for: how long its source takes, and whether it then fails. */
interface Source {
  readonly after: number;
  readonly fails: boolean;
}
type Sources = Readonly<Record<string, Source>>;

for (const target of guarded.values()) {
  const { coordinate } = target.field;
  const late = (_source: unknown, _args: unknown, context: never, info: never): Promise<unknown> =>
    answer(context, info, coordinate);
  if (coordinate.startsWith('Query.') || coordinate === 'Node.sure' || coordinate === 'Node.leaf')
    Object.assign(target, { property: null, resolve: late });
}

async function answer(
  { sources }: { readonly sources: Sources },
  { path }: { readonly path: { readonly key: string } },
  coordinate: string,
): Promise<unknown> {
  const { after, fails } = sources[path.key] ?? { after: 0, fails: false };
  await delay(after);
  const [en, ja] = [`${path.key} fails`, path.key];
  if (fails) throw new GatewayError('SOURCE_UNAVAILABLE', { en, ja });
  return coordinate === 'Query.one' || coordinate === 'Query.other' ? {} : 'text';
}

type By = 'graphql-js' | 'compiled';

async function carriedOut(text: string, sources: Sources, by: By, loop = new LoopShare()) {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const trace = new AccessTrace();
  const guard = new RequestGuard({
    ...{ policy: new ScriptedPolicy(), classes, asker: ASKER, trace },
    plan: planOperation(schema, classes, document, operation),
    numbers: new KnownNumbers(),
    loop,
  });
  const contextValue = { guard, subjects: {}, sources } as never;
  const formed: ExecutionResult | null =
    by === 'graphql-js'
      ? await execute({ schema, document, contextValue })
      : await new CompiledExecutor(schema, guarded).execute({
          ...{ document, operation, variables: {}, context: contextValue },
        });
  await guard.calls.allEnded();
  const { data, errors = [] } = formed ?? {};
  // Accesses stand in it as they came.
  const record = readableAccesses(trace)
    .map((access) => JSON.stringify(access))
    .sort();
  return {
    data,
    errors: errors.map(({ message, path }) => [message, path]),
    record,
  };
}

const TEXT = `{ a: sure b: leaf c: one { d: sure e: leaf f: sure } g: one { h: sure i: leaf } j: other { k: leaf l: sure } m: sure }`;
const NAMES = [...TEXT.matchAll(/\w(?=:)/g)].map(([name]) => name);

const sources: fc.Arbitrary<Sources> = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      fc.record({
        after: fc.constantFrom(0, 1, 3, 6),
        fails: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
      }),
    ]),
  ),
);
/** Each source in another order of quickness, and what fails is the same. */
const otherwise = (given: Sources): Sources =>
  Object.fromEntries(
    Object.entries(given).map(([name, { after, fails }]) => [name, { after: 6 - after, fails }]),
  );

test.each<By>(['graphql-js', 'compiled'])(
  'answer and record are the same however quick a source is, by %s',
  (by) =>
    fc.assert(
      fc.asyncProperty(sources, async (given) => {
        const one = await carriedOut(TEXT, given, by);
        expect(await carriedOut(TEXT, otherwise(given), by)).toEqual(one);
      }),
      { numRuns: 40, endOnFailure: true },
    ),
);

test.each<By>(['graphql-js', 'compiled'])(
  'of failures each is told in the order of the document, by %s',
  async (by) => {
    const fails = (after: number): Source => ({ after, fails: true });
    const { errors } = await carriedOut(
      '{ a: leaf b: leaf c: leaf }',
      { a: fails(6), b: fails(3), c: fails(0) },
      by,
    );
    expect(errors).toEqual([
      ['a fails', ['a']],
      ['b fails', ['b']],
      ['c fails', ['c']],
    ]);
  },
);

test.each<By>(['graphql-js', 'compiled'])(
  'of two that take the answer along the first is told, by %s',
  async (by) => {
    const given = { a: { after: 6, fails: true }, b: { after: 0, fails: true } };
    const { data, errors } = await carriedOut('{ a: sure b: sure }', given, by);
    expect({ data, errors }).toEqual({ data: null, errors: [['a fails', ['a']]] });
  },
);

test('failures that are told at one time do not overtake each other, however little time there is', async () => {
  const fails: Source = { after: 1, fails: true };
  const text = '{ a: one { b: sure } c: sure d: one { e: sure } }';
  const given = { a: { after: 0, fails: false }, b: fails, c: fails, e: fails };
  const reference = await carriedOut(text, given, 'graphql-js');
  expect(reference.errors).toEqual([['c fails', ['c']]]);
  let now = 0;
  const busy = new LoopShare(new LoopTurns(() => (now += 4)));
  expect(await carriedOut(text, given, 'compiled', busy)).toEqual(reference);
});
