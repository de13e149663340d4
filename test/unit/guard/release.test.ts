import { AnswerEnded } from '../../../src/guard/answer-ended.js';
import { contextFor } from '../../../src/guard/guarded-field.js';
import { CONCERNED } from '../../../src/guard/refused-act.js';
import { AskedAbout, ForSubject, ForSubjects, PERSONS, UNSHOWN } from '../../../src/guard/subject.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { LABEL } from '../../../src/policy/terms.js';
import { ask, askLater, begin, denied, resident, ScriptedPolicy } from './harness.js';

/** What becomes of a value that is let go, and who is on record for it. */

const one = { atenaNumber: '1', labels: 0 };
const other = { atenaNumber: '2', labels: 0 };
const hidden = { atenaNumber: '9', labels: LABEL.SUPPORT_MEASURES };
/** To such persons health is closed. */
const policy = () =>
  new ScriptedPolicy(({ labels, classification }) =>
    labels === LABEL.SUPPORT_MEASURES && classification === 'HEALTH' ? denied('support') : undefined,
  );

describe('a question that tells something by how it was asked', () => {
  const people = (subjects: readonly (typeof one)[], by: readonly string[], value: unknown = []) =>
    ask('{ people { key } }', { root: { people: new AskedAbout(subjects, by, value) }, policy: policy() });

  test('is on record for each person it tells of, with what it was asked by', () => {
    const run = people([one, other], ['PersonFilter.name', 'PersonOrder.name'], [resident('1')]);
    expect(run.data).toEqual({ people: [{ key: '1' }] });
    expect(run.accesses()).toEqual([
      'people Query.people DISCLOSED p1 by PersonFilter.name PersonOrder.name',
      'people Query.people DISCLOSED p2 by PersonFilter.name PersonOrder.name',
      'people.0.key Person.key DISCLOSED p1 -',
    ]);
  });
  test('is on record as withheld for whom one of its inputs may not be used, and for that person alone', () => {
    expect(people([hidden, one], ['PersonFilter.name', 'PersonFilter.memo']).accesses()).toEqual([
      'people Query.people DISCLOSED p1 by PersonFilter.name PersonFilter.memo',
      'people Query.people WITHHELD p9 support',
    ]);
    expect(people([hidden], ['PersonFilter.name']).accesses()).toEqual([
      'people Query.people DISCLOSED p9 by PersonFilter.name',
    ]);
  });
  test('about nobody in particular is on record once, of nobody', () => {
    expect(people([], ['PersonFilter.name']).accesses()).toEqual(['people Query.people DISCLOSED - -']);
    expect(people([hidden], ['PersonFilter.memo']).accesses()).toEqual([
      'people Query.people WITHHELD p9 support',
    ]);
  });
  test('by what nobody classified is a fault of ours and tells nothing', () => {
    const run = people([one], ['PersonFilter.gone'], [resident('1')]);
    expect(run.data).toEqual({ people: null });
    expect(run.errors.map(({ message }) => message)).toEqual(['PersonFilter.gone is not classified']);
  });
  test('has read whoever stands in its answer, asked for or not', () => {
    const root = { people: new AskedAbout([one], ['PersonFilter.name'], [resident('1'), resident('2')]) };
    expect(read('{ people { __typename } }', root)).toEqual([
      ...[
        'people Query.people DISCLOSED p1 by PersonFilter.name',
        'people Query.people DISCLOSED p2 by PersonFilter.name',
      ],
    ]);
  });
});

/** The record when all who were read have been named in it. */
function read(text: string, root: Record<string, unknown>) {
  const run = ask(text, { root });
  run.trace.nameThoseRead();
  return run.accesses();
}

describe('whoever was read is on record, though nothing of them was asked for', () => {
  test('in a list, and on a page', () => {
    expect(read('{ people { __typename } }', { people: [resident('1'), null, resident('2')] })).toEqual([
      ...['people Query.people DISCLOSED p1 -', 'people Query.people DISCLOSED p2 -'],
    ]);
    const page = { ...resident('1'), [PERSONS]: [one, other] };
    expect(read('{ desk { __typename } }', { desk: { [PERSONS]: page[PERSONS] } })).toEqual([
      ...['desk Query.desk DISCLOSED p1 -', 'desk Query.desk DISCLOSED p2 -'],
    ]);
  });
  test('and left out of a list, which says nothing of them', () => {
    const rows = { [PERSONS]: [one], [UNSHOWN]: [other, hidden] };
    expect(read('{ desk { __typename } }', { desk: rows })).toEqual([
      'desk Query.desk DISCLOSED p1 -',
      'desk Query.desk UNSHOWN p2 left out of the list',
      'desk Query.desk UNSHOWN p9 left out of the list',
    ]);
  });
  test('in a row that tells of others beside its own subject, or has none', () => {
    const rows = [
      { ...resident('1'), [PERSONS]: [other] },
      { [PERSONS]: [other, { ...one, atenaNumber: '3' }] },
    ];
    const told = ['1', '2', '3'].map((number) => `people Query.people DISCLOSED p${number} -`);
    expect(read('{ people { __typename } }', { people: rows })).toEqual(told);
    expect(read('{ person { key } }', { person: { ...rows[0], key: 'k' } })).toEqual([
      'person Query.person DISCLOSED p1 -',
      'person Query.person DISCLOSED p2 -',
      'person.key Person.key DISCLOSED p1 -',
    ]);
  });
  test('but for the one whose field it is, who is on record with it', () => {
    const person = resident('1', { children: [resident('1'), resident('2')] });
    expect(read('{ person { children { __typename } } }', { person })).toEqual([
      'person Query.person DISCLOSED p1 -',
      'person.children Person.children DISCLOSED p1 -',
      'person.children Person.children DISCLOSED p2 -',
    ]);
    const alone = resident('1', { children: [resident('1')] });
    expect(read('{ person { children { __typename } } }', { person: alone })).toHaveLength(2);
  });
  test('and so is whom an act on several brought with it', () => {
    const root = { person: new ForSubjects([one], { key: '1', [PERSONS]: [one, other] }) };
    expect(read('{ person { key } }', root)).toEqual([
      'person Query.person DISCLOSED p1 -',
      'person Query.person DISCLOSED p2 -',
      'person.key Person.key DISCLOSED - -',
    ]);
  });
});

describe('an act that its own rules refused', () => {
  const faults = [
    { code: 'NO_BASIS', field: 'input.row', row: '17', article: null },
    { code: 'EXPIRED', field: null },
  ];

  test('is on record as refused with all its grounds, and the answer has no error', () => {
    const run = ask('{ desk { __typename } }', { root: { desk: { userErrors: faults } } });
    expect([run.data, run.errors]).toEqual([{ desk: { __typename: 'Desk' } }, []]);
    expect(run.accesses()).toEqual(['desk Query.desk REFUSED - NO_BASIS input.row 17; EXPIRED']);
    expect(run.guard.refusal).toBe('NO_BASIS input.row 17; EXPIRED');
  });
  test('says whom it concerned where that is no resident, behind its grounds', () => {
    const desk = { userErrors: [{ code: 'EXPIRED' }], [CONCERNED]: ['account clerk-7'] };
    expect(ask('{ desk { __typename } }', { root: { desk } }).guard.refusal).toBe('EXPIRED; account clerk-7');
  });
  test('is refused for each of several persons', async () => {
    const { accesses } = await askLater('mutation { rename(people: ["1", "2"]) { __typename } }', {
      root: { rename: () => ({ userErrors: [{ code: 'EXPIRED' }] }) },
    });
    expect(accesses()).toEqual([
      'rename Mutation.rename REFUSED p1 EXPIRED',
      'rename Mutation.rename REFUSED p2 EXPIRED',
    ]);
  });
  test('of several acts the first ground is kept', () => {
    const run = ask('{ a: desk { __typename } b: desk { __typename } }', {
      root: { desk: () => ({ userErrors: [{ code: 'EXPIRED' }] }) },
    });
    expect(run.guard.refusal).toBe('EXPIRED');
    expect(run.accesses()).toHaveLength(2);
  });
  test.each([[{ userErrors: [] }], [{ userErrors: 'none' }], [{}], [{ [CONCERNED]: ['account clerk-7'] }]])(
    'is none where no fault is told: %p',
    (desk) => {
      const run = ask('{ desk { __typename } }', { root: { desk } });
      expect([run.accesses(), run.guard.refusal]).toEqual([['desk Query.desk DISCLOSED - -'], null]);
    },
  );
});

test.each([
  [{ disclosure: 'REVEALABLE', reason: null }, 'REVEALABLE p7 -'],
  [{ disclosure: 'UNAVAILABLE', reason: 'TIMEOUT' }, 'UNAVAILABLE p7 TIMEOUT'],
  [{ disclosure: 'UNAVAILABLE', reason: null }, 'UNAVAILABLE p7 UNAVAILABLE'],
  [{ disclosure: 'DISCLOSED', reason: 'x' }, 'DISCLOSED p7 -'],
])('an object that explains itself is on record as it says: %o', (number, outcome) => {
  const run = ask('{ person { number { disclosure } } }', { root: { person: resident('7', { number }) } });
  expect(run.accesses()).toContain(`person.number Person.number ${outcome}`);
});

describe('when the answer is formed', () => {
  const opened = (over: boolean) => {
    const request = begin('{ person { digits } }', {
      root: { person: resident('7', { digits: new Sealed('123456789018') }) },
    });
    if (over) void request.guard.calls.allEnded();
    return { ...request, answer: request.answer() };
  };
  test('a sealed number stays sealed: nobody would see it', () => {
    const { answer, accesses, guard } = opened(true);
    expect(answer).toMatchObject({ data: { person: { digits: null } } });
    expect(accesses()).toContain('person.digits Person.digits UNSHOWN p7 script-permit');
    expect([...guard.revealed]).toEqual([]);
  });
  test('and before that it opens', () => {
    const { answer, accesses } = opened(false);
    expect(answer).toMatchObject({ data: { person: { digits: '123456789018' } } });
    expect(accesses()).toContain('person.digits Person.digits REVEALED p7 script-permit');
  });
  test('resolvers are handed what was read already, where there is such a context', () => {
    const { guard } = begin('{ motto }');
    const afterwards = { guard, subjects: {} as never };
    const context = { guard, subjects: {} as never, afterwards };
    expect(contextFor(context)).toBe(context);
    void guard.calls.allEnded();
    expect([contextFor(context), contextFor(afterwards)]).toEqual([afterwards, afterwards]);
    expect(contextFor(context)).toBe(afterwards);
  });
  test('what would still be asked of a source is on record as not read, with the reason, and is no failure', async () => {
    const ended = () => {
      throw new AnswerEnded();
    };
    const person = resident('7', { address: ended, name: () => Promise.reject(new AnswerEnded()) });
    const run = await askLater('{ person { address name } }', { root: { person } });
    expect(run.accesses()).toEqual([
      'person Query.person DISCLOSED p7 -',
      'person.address Person.address UNREAD p7 the answer had ended',
      'person.name Person.name UNREAD p7 the answer had ended',
    ]);
    expect(run.guard.failures).toEqual([]);
  });
});

describe('an answer of too many fields', () => {
  const full = (text: string) => {
    const request = begin(text, { root: { motto: '関所', crowd: [resident('1'), resident('2')] } });
    for (let letters = 0; letters <= 6_000_000; letters += 100_000) {
      try {
        request.guard.countAccess('k'.repeat(100_000));
      } catch {
        break;
      }
    }
    return request;
  };

  test('may be one of long keys, and is counted by the field all the same', () => {
    const { guard } = full('{ motto }');
    expect([guard.overflowed, guard.size]).toEqual([true, 61]);
  });
  test('has no value and no further error for what may be null, and says of each that it was not read', () => {
    const request = full('{ a: motto b: motto }');
    expect(request.answer()).toEqual({ data: { a: null, b: null } });
    expect(request.accesses()).toEqual([
      'a Query.motto UNREAD - too many fields',
      'b Query.motto UNREAD - too many fields',
    ]);
  });
  test('fails where it may hold no null', () => {
    expect(full('{ crowd { key } }').answer()).toMatchObject({ errors: [{ message: 'Too many fields' }] });
  });
});

test('what a resolver says to be about a person is decided for that person, and is theirs on record', () => {
  const root = { people: new ForSubject(one, [resident('2')]) };
  expect(read('{ people { __typename } }', root)).toEqual([
    'people Query.people DISCLOSED p1 -',
    'people Query.people DISCLOSED p2 -',
  ]);
});
