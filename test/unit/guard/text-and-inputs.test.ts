import { buildSchema } from 'graphql';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { findClosedInput, inputsOf } from '../../../src/guard/input-guard.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { ask, begin, denied, graph, resident, ScriptedPolicy, SDL, without } from './harness.js';

const SAMPLE = '123456789018';
const MASKED = '************';
const PERMIT = { permit: true, rule: 'test', reason: null };

describe('free text that leaves', () => {
  const memoOf = (memo: string, remember: readonly string[] = []) => {
    const people = () => [resident('7', { memo })];
    const run = ask('{ people { memo } }', {
      root: {
        people: (_: unknown, { guard }: ReturnType<typeof ask>) => (
          remember.forEach((digits) => guard.reveal(new Sealed(digits), PERMIT)),
          people()
        ),
      },
    });
    return (run.data as { people: [{ memo: string }] }).people[0].memo;
  };

  test('loses what looks like an individual number, labelled or not', () => {
    expect(memoOf(`個人番号 ${SAMPLE} 確認`)).toBe(`個人番号 ${MASKED} 確認`);
    expect(memoOf(`受付 ${SAMPLE}`)).toBe(`受付 ${MASKED}`);
  });
  test('loses a number that this request knows, even one with a wrong check digit and even if revealed elsewhere', () => {
    expect(memoOf('受付 123456789010')).toBe('受付 123456789010');
    expect(memoOf('受付 123456789010', ['123456789010'])).toBe(`受付 ${MASKED}`);
  });
  test('is told from a code, where digits alone are left as they are and told, and a labelled number is masked', () => {
    const run = ask('{ a: motto notice }', { root: { motto: SAMPLE, notice: SAMPLE } });
    expect(run.data).toEqual({ a: SAMPLE, notice: MASKED });
    expect(run.guard.suspectedNumbers).toEqual([{ path: ['a'], coordinate: 'Query.motto' }]);
    const labelled = ask('{ motto }', { root: { motto: `個人番号:${SAMPLE}` } });
    expect(labelled.data).toEqual({ motto: `個人番号:${MASKED}` });
    expect(labelled.guard.suspectedNumbers).toEqual([]);
  });
  test('a code that cannot be a number is no matter of doubt', () => {
    expect(ask('{ motto }', { root: { motto: '000000001234567' } }).guard.suspectedNumbers).toEqual([]);
  });
  test('masked in what a table of the city says is told, so that the table is looked at; in free text it is not', () => {
    const found = [{ __typename: 'Office', name: `個人番号 ${SAMPLE}`, hours: `個人番号 ${SAMPLE}` }];
    const run = ask('{ found { ... on Office { name hours } } }', { root: { found } });
    expect(run.data).toEqual({ found: [{ name: `個人番号 ${MASKED}`, hours: `個人番号 ${MASKED}` }] });
    expect(run.guard.suspectedNumbers).toEqual([{ path: ['found', 0, 'hours'], coordinate: 'Office.hours' }]);
    const clean = [{ __typename: 'Office', hours: '9時から17時' }];
    expect(
      ask('{ found { ... on Office { hours } } }', { root: { found: clean } }).guard.suspectedNumbers,
    ).toEqual([]);
  });
  test('is searched in a list of texts as well', () => {
    expect(
      ask('{ person { names } }', { root: { person: resident('7', { names: ['花', `番号 ${SAMPLE}`] }) } })
        .data,
    ).toEqual({
      person: { names: ['花', `番号 ${MASKED}`] },
    });
  });
  test('is searched in every place of a list, whatever stands before it', () => {
    const names = (list: unknown) =>
      ask('{ person { names } }', { root: { person: resident('7', { names: list }) } }).data;
    expect(names([null, `番号 ${SAMPLE}`])).toEqual({ person: { names: [null, `番号 ${MASKED}`] } });
    expect(names(['花', null])).toEqual({ person: { names: ['花', null] } });
    expect(names([12, 123456789018])).toEqual({ person: { names: ['12', MASKED] } });
    expect(names([0n, -5n, 7n])).toEqual({ person: { names: ['0', '-5', '7'] } });
    expect(names(['花', BigInt(SAMPLE)])).toEqual({ person: { names: ['花', MASKED] } });
  });
  test('given as a number is a number all the same, where it has twelve digits', () => {
    const run = ask('{ person { key address } }', {
      root: { person: resident('7', { key: 12, address: 123456789018 }) },
    });
    expect(run.data).toEqual({ person: { key: '12', address: MASKED } });
    const negative = ask('{ person { address } }', {
      root: { person: resident('7', { address: -123456789018 }) },
    });
    expect(negative.data).toEqual({ person: { address: `-${MASKED}` } });
    const smallest = ask('{ person { address } }', {
      root: { person: resident('7', { address: 100000000000 }) },
    });
    expect(smallest.data).toEqual({ person: { address: '100000000000' } });
  });
  test('is a text from twelve digits on: a smaller number stays one, and a day is none', () => {
    const raw = (value: unknown) =>
      ask('{ person { raw } }', { root: { person: resident('7', { raw: value }) } }).data;
    expect(raw(99_999_999_999)).toEqual({ person: { raw: 99_999_999_999 } });
    expect(raw(100_000_000_000)).toEqual({ person: { raw: '100000000000' } });
    expect(raw(new Date(Date.UTC(2031, 3, 1)))).toEqual({ person: { raw: '2031-04-01T00:00:00.000Z' } });
  });
});

describe('filtering and sorting', () => {
  const people = [resident('7', { name: '花' })];
  const filtered = (where: unknown, policy: ScriptedPolicy) =>
    ask('query ($where: PersonFilter) { people(where: $where) { name } }', {
      root: { people },
      policy,
      variables: { where },
    });
  const closing = (verb: string) =>
    new ScriptedPolicy((question) => (question.verb === verb ? denied(`no-${verb}`) : undefined));

  test('by a field that the policy closes is refused, and the resolver does not run', () => {
    const resolve = jest.fn(() => people);
    const run = ask('{ people(where: { memo: "x" }) { name } }', {
      root: { people: resolve },
      policy: closing('FILTER'),
    });
    expect(run.data).toEqual({ people: null });
    expect(run.codes).toEqual(['WITHHELD']);
    expect(run.grounds).toEqual(['PersonFilter.memo no-FILTER']);
    expect(run.accesses()).toEqual(['people Query.people DENIED - PersonFilter.memo no-FILTER']);
    expect(resolve).not.toHaveBeenCalled();
  });
  test('is decided per key in use: an open one does not open the closed one beside it', () => {
    const policy = without('HEALTH');
    expect(filtered({ name: 'x' }, policy).data).toEqual({ people: [{ name: '花' }] });
    expect(filtered({ name: 'x', memo: 'y' }, policy).grounds).toEqual(['PersonFilter.memo no-HEALTH']);
    expect(
      policy.questions
        .filter(({ verb }) => verb === 'FILTER')
        .map(({ classification, labels }) => [classification, labels]),
    ).toEqual([
      ['BASIC', 0],
      ['BASIC', 0],
      ['HEALTH', 0],
    ]);
  });
  test('by null asks who has none, so it is decided as well', () => {
    expect(filtered({ memo: null }, without('HEALTH')).codes).toEqual(['WITHHELD']);
  });
  test.each([[undefined], [null], [{}]])('by nothing (%p) needs no permission', (where) => {
    expect(filtered(where, closing('FILTER')).data).toEqual({ people: [{ name: '花' }] });
  });
  test('by a key is decided however deep it stands, outer keys first', () => {
    const policy = without('HEALTH');
    expect(filtered({ spouse: { spouse: { memo: 'x' } } }, policy).grounds).toEqual([
      'PersonFilter.memo no-HEALTH',
    ]);
    expect(filtered({ anyOf: [{ name: 'x' }, { memo: 'y' }] }, policy).grounds).toEqual([
      'PersonFilter.memo no-HEALTH',
    ]);
    expect(filtered({ anyOf: [{ name: 'x' }], spouse: { name: 'y' } }, policy).errors).toEqual([]);
    expect(filtered({ spouse: { memo: 'x' } }, without('CONTACT')).grounds).toEqual([
      'PersonFilter.spouse no-CONTACT',
    ]);
    expect(filtered({ spouse: null }, policy).errors).toEqual([]);
  });
  test('by a value that is itself an object is decided by its key: what is inside are no keys', () => {
    expect(filtered({ raw: { memo: 'x' } }, without('HEALTH')).errors).toEqual([]);
  });
  test('by a key that the graph does not have closes nothing: graphql-js has refused it before', () => {
    const { guard } = begin('{ motto }', { policy: closing('FILTER') });
    const { schema, classes } = graph();
    const people = schema.getQueryType()?.getFields()['people'];
    if (people === undefined) throw new TypeError('no field');
    const inputs = inputsOf(people, classes);
    expect(findClosedInput(inputs, { where: { unknown: 'x' } }, guard)).toBe(null);
    expect(findClosedInput(inputs, { where: { unknown: 'x', memo: 'y' } }, guard)?.field.coordinate).toBe(
      'PersonFilter.memo',
    );
  });
  test('by two arguments is refused for either', () => {
    const text = '{ people(where: { name: "x" }, orderBy: [{ name: 1 }]) { name } }';
    const policies = ['FILTER', 'SORT'].map(
      (verb) => ask(text, { root: { people }, policy: closing(verb) }).grounds,
    );
    expect(policies).toEqual([['PersonFilter.name no-FILTER'], ['PersonOrder.name no-SORT']]);
  });
  test('by a plain argument needs none of its own', () => {
    expect(
      ask('{ people(first: 3) { name } }', { root: { people }, policy: closing('FILTER') }).errors,
    ).toEqual([]);
  });
  test('by a list of orders is refused for any of them', () => {
    const ordered = (orderBy: string) =>
      ask(`{ people(orderBy: ${orderBy}) { name } }`, { root: { people }, policy: closing('SORT') });
    expect(ordered('[{ name: 1 }]').grounds).toEqual(['PersonOrder.name no-SORT']);
    expect(ordered('[{}, { name: 1 }]').grounds).toEqual(['PersonOrder.name no-SORT']);
    expect(ordered('{ name: 1 }').grounds).toEqual(['PersonOrder.name no-SORT']);
    expect(ordered('[]').errors).toEqual([]);
  });
  test('by a key that nobody classified cannot be guarded', () => {
    const own = buildSchema(SDL);
    const known = new Map(
      [...classifySchema(own)].filter(([coordinate]) => coordinate !== 'PersonOrder.name'),
    );
    expect(() => guardSchema(own, known)).toThrow(new TypeError('PersonOrder.name escaped classification'));
  });
});
