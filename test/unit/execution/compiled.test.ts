import fc from 'fast-check';
import { execute, parse, validate, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { CompiledExecutor } from '../../../src/execution/compiled-executor.js';
import { LoopShare, LoopTurns } from '../../../src/background/loop-turns.js';
import { planOperation } from '../../../src/guard/plan.js';
import { pathKeys } from '../../../src/guard/response-path.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { coerceVariables } from '../../../src/limits/limit-operation.js';
import { effort } from '../../support/effort.js';
import { readableAccesses } from '../../support/readable-accesses.js';
import { ASKER, denied, ScriptedPolicy } from '../guard/harness.js';
import { documents } from './documents.js';
import { diceOf, scriptedGraph, type Odds } from './scripted-graph.js';

/**
 * The executor of the product's own against graphql-js, on a graph whose fields come to anything, at any place, now or
 * later. The real graph over a real city: test/differential/executors.test.ts. More operations:
 * `SEKISHO_EXECUTION_RUNS=100000`, others: `SEKISHO_EXECUTION_SEED`, a smaller one: `SEKISHO_EXECUTION_SHRINK=1`.
 */
const RUNS = Number(process.env['SEKISHO_EXECUTION_RUNS'] ?? effort({ short: 500, full: 100_000 }));
const SEED = Number(process.env['SEKISHO_EXECUTION_SEED'] ?? Date.now() % 1_000_000);

const SHRINKS = process.env['SEKISHO_EXECUTION_SHRINK'] !== undefined;

const { schema, classes, guarded } = scriptedGraph();
const compiled = new CompiledExecutor(schema, guarded);

/** Closes some fields to some persons; which, says the number. */
const policyOf = (number: number) =>
  new ScriptedPolicy(({ classification, verb, labels }) =>
    (number >> (labels + 4)) % 3 === 0 &&
    (classification === 'HEALTH' || (number % 5 === 0 && verb === 'LOOK_UP'))
      ? denied(`no-${classification}`)
      : undefined,
  );

/**
 * graphql-js leaves the rows of a list behind that fails, and nobody hears of what becomes of them; here somebody does.
 * It changes nothing of the order in which promises come.
 */
const { then } = Promise.prototype;
beforeAll(() => {
  Promise.prototype.then = function <A, B>(
    this: Promise<unknown>,
    ...given: Parameters<typeof then>
  ): Promise<A | B> {
    const made = then.apply(this, given) as Promise<A | B>;
    void then.call(made, undefined, () => undefined);
    return made;
  };
});
afterAll(() => {
  Promise.prototype.then = then;
});

interface Case {
  readonly text: string;
  readonly seed: number;
  readonly odds: Odds;
  /** Null: what it decides cannot be decided, where it has a default. */
  readonly yes: boolean | null;
  readonly no: boolean;
  /** What begins when the answer is told finds nothing: that it comes too late is on record. */
  readonly closes: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  text: documents,
  seed: fc.nat(),
  odds: fc.constantFrom<Odds>(
    { late: 0, fails: 0, absent: 5 },
    { late: 40, fails: 0, absent: 5 },
    { late: 0, fails: 6, absent: 5 },
    { late: 30, fails: 3, absent: 5 },
    { late: 60, fails: 12, absent: 20 },
    // Several mandatory fields that come to nothing one after another: which of them is told is a matter of microtasks.
    { late: 50, fails: 1, absent: 10 },
    { late: 80, fails: 3, absent: 10 },
  ),
  yes: fc.constantFrom(true, true, true, false, false, false, null),
  no: fc.boolean(),
  closes: fc.boolean(),
});

type By = 'graphql-js' | 'compiled' | 'compiled, giving way all the time';

/** All that can be told of an execution: the answer to the letter, and what is on record. */
async function carriedOut({ text, seed, odds, yes, no, closes }: Case, by: By) {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const plan = planOperation(schema, classes, document, operation);
  const trace = new AccessTrace();
  let now = 0;
  const clock = by === 'compiled, giving way all the time' ? () => (now += 2) : () => 0;
  const guard = new RequestGuard({
    ...{ policy: policyOf(seed), classes, asker: ASKER, plan, trace, numbers: new KnownNumbers() },
    loop: new LoopShare(new LoopTurns(clock)),
  });
  const context = { guard, subjects: {}, dice: diceOf(seed), odds };
  const afterwards = closes ? { ...context, odds: { late: 0, fails: 100, absent: 0 } } : undefined;
  const contextValue = { ...context, afterwards } as never;
  const given = { yes, no };
  const byGraphqlJs = () => execute({ schema, document, contextValue, variableValues: given });
  const byItself =
    by === 'graphql-js'
      ? null
      : await compiled.execute({
          ...{ document, operation, context: contextValue },
          variables: coerceVariables(schema, operation, given) ?? {},
        });
  // Nothing else is left to it than what cannot be decided at the root.
  if (by !== 'graphql-js' && byItself === null && yes !== null)
    throw new Error('The operation was left to graphql-js');
  const result: ExecutionResult = byItself ?? (await byGraphqlJs());
  await guard.calls.allEnded();
  const own = readableAccesses(trace).map((access) => JSON.stringify(access));
  trace.nameThoseRead();
  const lines = readableAccesses(trace).map((access) => JSON.stringify(access));
  return {
    data: JSON.stringify(result.data),
    errors: (result.errors ?? []).map((error) => JSON.stringify(error).replace(OF_A_TYPE, 'TYPE')),
    accesses: own,
    named: lines,
    persons: [...trace.subjects()],
    // Not only what it says: an object that stood in two rows would say the same in more words.
    stored: JSON.stringify(trace.columns((person) => person.padStart(9, '0'))),
    withheld: guard.withheld.map((place) => JSON.stringify(place)),
    aside: guard.aside.map((place) => JSON.stringify({ ...place, path: pathKeys(place.path) })),
    suspected: guard.suspectedNumbers.map((place) => JSON.stringify(place)),
    refusal: guard.refusal,
    begun: guard.size,
  };
}

type CarriedOut = Awaited<ReturnType<typeof carriedOut>>;

/** What remains the same in whatever order and how slowly things come. */
function whenever({ closes }: Case, { data, errors, begun, ...told }: CarriedOut) {
  const always = { data, fails: errors.length > 0 };
  // Which of several errors takes a place along is a matter of time, and so is which of several lists names a person that
  // nothing else names; that one does, is not. What comes too late is, too.
  if (closes) return always;
  const { accesses, persons, withheld, aside, suspected } = told;
  return { ...always, begun, ...sorted({ accesses, persons, withheld, aside, suspected }) };
}

const sorted = (lists: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list].sort()]));

/** What is wrong with the type of an object nobody is told in words: it is a fault of ours. */
const OF_A_TYPE = /(?<="message":")(?:Abstract type|An object of type) (?:\\"|[^"])*/;

const differs = fc.asyncProperty(cases, async (one) => {
  expect(validate(schema, parse(one.text))).toEqual([]);
  const reference = await carriedOut(one, 'graphql-js');
  // Everything in its order.
  expect(await carriedOut(one, 'compiled')).toEqual(reference);
  const slowly = await carriedOut(one, 'compiled, giving way all the time');
  expect(whenever(one, slowly)).toEqual(whenever(one, reference));
});

test(
  `${RUNS} generated operations, seed ${SEED}: both executors answer and record alike`,
  // What is found is small as it is; to make it smaller takes minutes, and whoever wants that asks for it.
  () => fc.assert(differs, { numRuns: RUNS, seed: SEED, endOnFailure: !SHRINKS }),
  120_000 + RUNS * 50,
);

/** Mandatory fields that come to nothing late, beside others that do: by the seed of what comes when. */
test.each([
  [
    'an object that fails waits for what takes longest in it',
    '{ grid { one { one { leaf } } grid { grid { sure } } each { leaf } } }',
    [2349, 2410, 2880, 2946],
  ],
  [
    'a late value of a late type',
    '{ grid { thing { ... on Node { sure grid { sure } } ... on Leaf { sure } } one { sure } grid { grid { sure } } } }',
    [228, 449, 610, 1789, 2097],
  ],
  [
    'the last of several fields of a mutation',
    'mutation { m0: act { leaf } m1: must { each { grid { sure } sure } } m2: act { leaf } }',
    [514, 547, 1014],
  ],
  [
    'a field of a mutation with others behind it',
    'mutation { m1: must { each { grid { sure } sure } } m2: act { leaf } m3: act { leaf } }',
    [290, 514, 547, 1014],
  ],
])('%s', async (_what, text, seeds) => {
  const odds = { late: 60, fails: 0, absent: text.startsWith('mutation') ? 20 : 15 };
  for (const seed of seeds) {
    const one = { text, seed, odds, yes: true, no: false, closes: false };
    const reference = await carriedOut(one, 'graphql-js');
    expect(reference.errors).not.toEqual([]);
    expect(await carriedOut(one, 'compiled')).toEqual(reference);
  }
});

const FRAGMENT =
  'query ($yes: Boolean!, $no: Boolean!) { one { ...A } other: one { ...A @skip(if: $yes) leaf } } fragment A on Node { leaf @include(if: $yes) sure @skip(if: $no) }';

test.each([
  [FRAGMENT, true, false],
  [FRAGMENT, true, true],
  [FRAGMENT, false, false],
  [FRAGMENT, false, true],
  ['{ __proto__: leaf one { __proto__: leaf sure } constructor: one { hasOwnProperty: leaf } }', true, true],
  ['{ leaf leaf one { leaf } one { sure } ... { one { leaf count } } }', true, true],
])('%s, $yes %s, $no %s', async (text, yes, no) => {
  for (let seed = 0; seed < 20; seed++) {
    const one = {
      text,
      seed,
      yes,
      no,
      closes: false,
      odds: { late: seed % 2 === 0 ? 0 : 50, fails: 0, absent: 10 },
    };
    expect(await carriedOut(one, 'compiled')).toEqual(await carriedOut(one, 'graphql-js'));
  }
});

test('what only graphql-js answers is left to it before anything has begun', () => {
  const document = parse('{ leaf __schema { types { name } } }');
  const operation = document.definitions[0] as OperationDefinitionNode;
  const context = new Proxy({}, { get: () => fail() }) as never;
  expect(compiled.execute({ document, operation, variables: {}, context })).toBeNull();
});

function fail(): never {
  throw new Error('the context was looked at');
}

test('nothing of a request is kept with its document but what @skip and @include had', async () => {
  const text = 'query ($of: Int, $no: Boolean!) { count(of: $of) leaf @skip(if: $no) }';
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const answers = [];
  for (const given of [
    { of: 1, no: false },
    { of: 2, no: false },
    { of: null, no: true },
  ]) {
    const guard = new RequestGuard({
      ...{ policy: new ScriptedPolicy(), classes, asker: ASKER, trace: new AccessTrace() },
      plan: planOperation(schema, classes, document, operation),
      numbers: new KnownNumbers(),
    });
    const odds = { late: 0, fails: 0, absent: 0 };
    const context = { guard, subjects: {}, dice: () => 3, odds } as never;
    answers.push(await compiled.execute({ document, operation, variables: given, context }));
  }
  expect(answers.map((answer) => answer?.data)).toEqual([
    { count: 3, leaf: 'leaf' },
    { count: 3, leaf: 'leaf' },
    { count: 3 },
  ]);
});

// docs/attacks.md K4
test('what an object is asked for by many names is resolved once for it, and each name is on record', async () => {
  let calls = 0;
  const graph = scriptedGraph();
  for (const target of graph.guarded.values()) {
    if (target.field.coordinate !== 'Node.kind' && target.field.coordinate !== 'Query.one') continue;
    const value = target.field.coordinate === 'Query.one' ? {} : 'SMALL';
    Object.assign(target, { resolve: () => (calls++, Promise.resolve(value)) });
  }
  const document = parse('{ x: one { a: kind b: kind c: kind } y: one { d: kind } leaf }');
  const operation = document.definitions[0] as OperationDefinitionNode;
  const trace = new AccessTrace();
  const guard = new RequestGuard({
    ...{ policy: new ScriptedPolicy(), classes: graph.classes, asker: ASKER, trace },
    plan: planOperation(graph.schema, graph.classes, document, operation),
    numbers: new KnownNumbers(),
  });
  const context = { guard, subjects: {}, dice: () => 3, odds: { late: 0, fails: 0, absent: 0 } } as never;
  const executor = new CompiledExecutor(graph.schema, graph.guarded);
  const answer = await executor.execute({ document, operation, variables: {}, context });
  expect(answer?.data).toEqual({
    x: { a: 'SMALL', b: 'SMALL', c: 'SMALL' },
    y: { d: 'SMALL' },
    leaf: 'leaf',
  });
  // One for both names of the object, and one for each place that it stands in.
  expect(calls).toBe(3);
  expect(trace.length).toBe(7);
});
