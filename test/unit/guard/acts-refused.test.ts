import { buildASTSchema, execute, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { IF_UNKNOWN } from '../../../src/guard/person-argument.js';
import { planOperation } from '../../../src/guard/plan.js';
import { RequestGuard } from '../../../src/guard/request-guard.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import { REASON_TEXTS } from '../../../src/policy/names.js';
import { LABEL, WITHHELD_REASONS } from '../../../src/policy/terms.js';
import { readableAccesses } from '../../support/readable-accesses.js';
import { ASKER, askLater, begin, denied, ScriptedPolicy, SDL, without, type Given } from './harness.js';

/** An act that is refused is refused before anybody is asked for or anything is done. */

/** Whom the registry was asked for, and whether the act was done. */
function watched(given: Given = {}, nobody: readonly string[] = [], labelled: readonly string[] = []) {
  const asked: string[] = [];
  const done: string[] = [];
  const act = () => {
    done.push('done');
    return null;
  };
  const resident = async (atenaNumber: string) => {
    asked.push(atenaNumber);
    if (nobody.includes(atenaNumber)) return null;
    const labels = labelled.includes(atenaNumber) ? LABEL.OWN_HOUSEHOLD : 0;
    return { subject: { atenaNumber, labels }, known: true };
  };
  return { asked, done, given: { ...given, root: { rename: act, move: act }, subjects: { resident } } };
}

test('what is typed into it and reads as an individual number is refused first, and told without it', async () => {
  const { asked, done, given } = watched();
  const run = await askLater('mutation { rename(people: ["123456789018"]) { name } }', given);
  expect([run.codes, asked, done]).toEqual([['BAD_USER_INPUT'], [], []]);
  expect(run.accesses()).toEqual([
    'rename Mutation.rename FAILED - a text that reads as an individual number: people',
  ]);
  const [error] = run.errors;
  expect(error?.message).toMatch(/^“people” holds digits that read as an individual number/);
  expect(error?.extensions['messageJa']).toMatch(/^「people」に個人番号と読める数字があります/);
  // At which field of a form it is said.
  expect(error?.extensions['place']).toBe('people');
  expect(JSON.stringify(run.errors)).not.toContain('123456789018');
});

test.each(WITHHELD_REASONS.filter((reason) => reason !== 'CASE_REQUIRED'))(
  'why it is closed is said in the words of a closed field: %s',
  async (reason) => {
    const closed = { policy: without('BASIC', denied('a-rule', reason)) };
    const run = await askLater('mutation { rename(people: ["1"]) { name } }', watched(closed).given);
    expect(run.codes).toEqual(['FORBIDDEN']);
    const { en, ja } = REASON_TEXTS[reason];
    expect(run.errors[0]).toMatchObject({ message: en, extensions: { messageJa: ja } });
    expect(JSON.stringify(run.errors)).not.toContain('a-rule');
  },
);

test('a key of its input that is closed for everybody is refused without a look into the registry', async () => {
  const { asked, done, given } = watched({ policy: without('HEALTH') });
  const run = await askLater('mutation { move(input: {lift: 1, homes: [{people: ["1"]}]}) { name } }', given);
  expect([run.codes, asked, done]).toEqual([['WITHHELD'], [], []]);
  expect(run.accesses()).toEqual(['move Mutation.move DENIED - MoveInput.lift no-HEALTH']);
});

test('past the limit of an answer nobody is asked for and nothing done', async () => {
  const { asked, done, given } = watched();
  const request = begin('mutation { rename(people: ["1"]) { name } }', given);
  while (!request.guard.overflowed) {
    try {
      request.guard.countAccess('k'.repeat(1_000_000));
    } catch {
      // It is full now.
    }
  }
  expect(await request.answer()).toMatchObject({ data: { rename: null } });
  expect([asked, done]).toEqual([[], []]);
  expect(request.accesses()).toEqual(['rename Mutation.rename UNREAD - too many fields']);
});

test('where one of several leads to nobody it is done for none, and on record for those who were found', async () => {
  const { done, given } = watched({}, ['2']);
  const run = await askLater('mutation { rename(people: ["1", "2"]) { name } }', given);
  expect([run.codes, done]).toEqual([['BAD_USER_INPUT'], []]);
  expect(run.accesses()).toEqual(['rename Mutation.rename FAILED p1 unknown person']);
  expect(run.errors[0]?.message).toContain('The registry knows nobody by this number');
  expect(run.errors[0]?.extensions['messageJa']).toContain('この番号の人は台帳にありません');
});

test('whoever is closed is refused as such, though another leads to nobody', async () => {
  const policy = new ScriptedPolicy(({ labels }) =>
    labels === LABEL.OWN_HOUSEHOLD ? denied('own') : undefined,
  );
  const { done, given } = watched({ policy }, ['2'], ['1']);
  const run = await askLater('mutation { rename(people: ["1", "2"]) { name } }', given);
  expect([run.codes, done]).toEqual([['FORBIDDEN'], []]);
  expect(run.accesses()).toEqual(['rename Mutation.rename DENIED p1 own']);
});

test('an act on one person that answers nothing is on record as absent for that person', async () => {
  const { done, given } = watched();
  const run = await askLater('mutation { rename(people: ["1"]) { name } }', given);
  expect([run.data, done]).toEqual([{ rename: null }, ['done']]);
  expect(run.accesses()).toEqual(['rename Mutation.rename ABSENT p1 -']);
});

test('an act on several that answers nothing is on record as done for each', async () => {
  const { given } = watched();
  const run = await askLater('mutation { rename(people: ["1", "2"]) { name } }', given);
  expect([run.data, run.errors]).toEqual([{ rename: null }, []]);
  run.trace.nameThoseRead();
  expect(run.accesses()).toEqual([
    'rename Mutation.rename DISCLOSED p1 -',
    'rename Mutation.rename DISCLOSED p2 -',
  ]);
});

test('a field that has words of its own for somebody unknown answers with them, and is on record as refused', async () => {
  const schema = buildASTSchema(parse(SDL));
  const rename = schema.getMutationType()?.getFields()['rename'];
  if (rename === undefined) throw new TypeError('no such act');
  rename.extensions = {
    [IF_UNKNOWN]: (people: readonly { readonly atenaNumber: string }[], field: string) => ({
      name: [field, ...people.map(({ atenaNumber }) => atenaNumber)].join(),
      userErrors: [{ code: 'UNKNOWN_PERSON' }],
    }),
  };
  const classes = classifySchema(schema);
  guardSchema(schema, classes);
  const document = parse('mutation { rename(people: ["1"]) { name } }');
  const plan = planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
  const trace = new AccessTrace();
  const policy = new ScriptedPolicy();
  const guard = new RequestGuard({ policy, classes, asker: ASKER, plan, trace, numbers: new KnownNumbers() });
  const subjects = {
    resident: async (atenaNumber: string) => ({ subject: { atenaNumber, labels: 0 }, known: false }),
  };
  const done: string[] = [];
  const rootValue = { rename: () => done.push('done') };
  const answer = execute({ schema, document, rootValue, contextValue: { guard, subjects } });
  expect(JSON.parse(JSON.stringify((await answer) as ExecutionResult))).toEqual({
    data: { rename: { name: 'people,1' } },
  });
  expect(done).toEqual([]);
  expect(readableAccesses(trace)[0]).toMatchObject({
    outcome: 'REFUSED',
    reason: 'UNKNOWN_PERSON',
    subject: '1',
  });
});

test('so is a question, before its resolver runs', async () => {
  const people = jest.fn(() => []);
  const run = await askLater('{ people(where: {name: "山田 123456789018"}) { name } }', { root: { people } });
  expect([run.data, run.codes]).toEqual([{ people: null }, ['BAD_USER_INPUT']]);
  expect(people).not.toHaveBeenCalled();
  expect(run.accesses()).toEqual([
    'people Query.people FAILED - a text that reads as an individual number: where.name',
  ]);
});
