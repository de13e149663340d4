import { Sealed } from '../../../src/individual-number/sealed.js';
import { MAX_ACCESSES } from '../../../src/guard/request-guard.js';
import { pathKeys } from '../../../src/guard/response-path.js';
import { LABEL, LABEL_SETS, VERBS } from '../../../src/policy/terms.js';
import { ask, ASKER, begin, denied, graph, resident, ScriptedPolicy, without } from './harness.js';

const DIGITS = '123456789018';
const path = (...keys: (string | number)[]) =>
  keys.reduce<{ prev: never; key: string | number; typename: undefined } | undefined>(
    (prev, key) => ({ prev: prev as never, key, typename: undefined }),
    undefined,
  );

describe('a question to the policy', () => {
  test('holds who asks, for what, from where, and what is done with which class for such a person', () => {
    const { policy } = ask('{ people { address } }', {
      root: { people: [resident('7', { address: 'x' }, LABEL.OWN_HOUSEHOLD)] },
    });
    expect(policy.questions).toEqual([
      { ...ASKER, severalPersons: false, verb: 'READ', classification: 'BASIC', labels: 0 },
      {
        ...ASKER,
        severalPersons: false,
        verb: 'READ',
        classification: 'CONTACT',
        labels: LABEL.OWN_HOUSEHOLD,
      },
    ]);
  });
  test('says that the operation reaches the numbers of several persons', () => {
    const { policy } = ask('{ people { digits } }', { root: { people: [resident('7', { digits: null })] } });
    expect(policy.questions.every(({ severalPersons }) => severalPersons)).toBe(true);
  });
  test('is asked once per coordinate and set of labels, and its answer kept', () => {
    const { guard, policy } = begin('{ motto }');
    const name = graph().classes.get('Person.name');
    const address = graph().classes.get('Person.address');
    if (name === undefined || address === undefined) throw new TypeError('no field');
    const verdicts = [0, 1, 31].flatMap((labels) => [
      guard.verdict(name, labels),
      guard.verdict(address, labels),
    ]);
    expect(policy.questions).toHaveLength(6);
    expect(
      [0, 1, 31].flatMap((labels) => [guard.verdict(name, labels), guard.verdict(address, labels)]),
    ).toEqual(verdicts);
    expect(policy.questions).toHaveLength(6);
  });
  test('has an answer of its own for each coordinate and set of labels: none is another’s', () => {
    const { guard } = begin('{ motto }', {
      policy: new ScriptedPolicy(({ verb, labels }) => denied(`${verb} ${labels}`)),
    });
    const name = graph().classes.get('Person.name');
    if (name === undefined) throw new TypeError('no field');
    const fields = VERBS.map((verb, at) => ({ ...name, verb, index: at * LABEL_SETS }));
    const sets = Array.from({ length: LABEL_SETS }, (_, labels) => labels);
    const asked = fields.flatMap((field) => sets.map((labels) => guard.verdict(field, labels).rule));
    expect(asked).toEqual(VERBS.flatMap((verb) => sets.map((labels) => `${verb} ${labels}`)));
  });
});

describe('what loaders may fetch', () => {
  const policy = () =>
    new ScriptedPolicy(({ classification, labels }) =>
      classification === 'CONTACT' && labels === LABEL.SUPPORT_MEASURES ? denied('support') : undefined,
    );

  test('is what the operation asks for and the policy opens for such a row', () => {
    const { guard } = begin('{ person { address } }', { policy: policy() });
    expect(guard.opens('Person.address', 0)).toBe(true);
    expect(guard.opens('Person.address', LABEL.SUPPORT_MEASURES)).toBe(false);
    expect(guard.opens('Person.name', 0)).toBe(false);
    expect(guard.opens('Person.unknown', 0)).toBe(false);
  });
  test('can be reached where the operation asks for it, open or not', () => {
    const { guard } = begin('{ person { address } }', { policy: without('CONTACT') });
    expect([guard.reaches('Person.address'), guard.reaches('Person.name')]).toEqual([true, false]);
    expect(guard.opens('Person.address', 0)).toBe(false);
  });
  test('by a search is open when all coordinates in use are, asked for or not', () => {
    const { guard } = begin('{ motto }', { policy: without('HEALTH') });
    expect(guard.opensAll(['PersonFilter.name', 'Person.name'], 0)).toBe(true);
    expect(guard.opensAll(['PersonFilter.name', 'PersonFilter.memo'], 0)).toBe(false);
    expect(guard.opensAll(['PersonFilter.name', 'PersonFilter.unknown'], 0)).toBe(false);
    expect(guard.opensAll([], 0)).toBe(true);
  });
  test('by a search depends on the labels of the rows', () => {
    const { guard } = begin('{ motto }', { policy: policy() });
    expect(guard.opensAll(['Person.address'], 0)).toBe(true);
    expect(guard.opensAll(['Person.address'], LABEL.SUPPORT_MEASURES)).toBe(false);
  });
});

describe('what tells who somebody is', () => {
  const ofPerson = new ScriptedPolicy(({ classification, labels }) => {
    if (classification === 'STAFF') return denied('staff');
    if (labels === LABEL.SUPPORT_MEASURES && classification === 'CONTACT')
      return denied('support', 'NOT_DISCLOSABLE');
    if (labels === LABEL.OWN_HOUSEHOLD && classification === 'CONTACT') return denied('own');
    return undefined;
  });
  const { guard } = begin('{ motto }', { policy: ofPerson });
  test('is a coordinate that is open of everybody and closed of them because of who they are', () => {
    const closes = (coordinates: readonly string[], labels: number) =>
      guard.closesForPerson(coordinates, labels);
    expect(closes(['Person.address'], LABEL.SUPPORT_MEASURES)).toBe(true);
    expect(closes(['Person.name', 'Person.address'], LABEL.SUPPORT_MEASURES)).toBe(true);
    expect(closes(['Person.name'], LABEL.SUPPORT_MEASURES)).toBe(false);
    expect(closes([], LABEL.SUPPORT_MEASURES)).toBe(false);
    // Closed for another reason, which tells nothing of them.
    expect(closes(['Person.address'], LABEL.OWN_HOUSEHOLD)).toBe(false);
    // Closed of everybody.
    expect(closes(['Person.stamp'], LABEL.SUPPORT_MEASURES)).toBe(false);
  });
  test('is not told by the first closed coordinate alone, and one that nobody has classified is a fault', () => {
    expect(guard.closedAmong(['Person.name', 'Person.stamp', 'Person.address'], 0)?.rule).toBe('staff');
    expect(guard.closedAmong(['Person.name', 'Person.address'], 0)).toBeNull();
    expect(() => guard.closedAmong(['Person.unknown'], 0)).toThrow('Person.unknown is not classified');
  });
});

test('whom something is open to is asked role by role, for the same work, of one person of whom nothing is known', () => {
  const policy = new ScriptedPolicy(({ principal, purpose }) =>
    principal.role === 'auditor' && principal.account === 'clerk' && purpose === 'HISTORY'
      ? undefined
      : denied('others'),
  );
  const { guard } = begin('{ people { digits } }', { policy });
  const field = graph().classes.get('Person.stamp');
  if (field === undefined) throw new TypeError('no field');
  policy.questions.length = 0;
  expect(guard.rolesFor(field)).toEqual(['auditor']);
  expect(
    policy.questions.every(
      ({ labels, severalPersons, verb, classification }) =>
        labels === 0 && !severalPersons && verb === 'REVEAL' && classification === 'STAFF',
    ),
  ).toBe(true);
});

describe('a number that came into the request', () => {
  test('has a digest by what it is keyed with, and is known from then on', () => {
    const { guard, numbers } = begin('{ motto }');
    expect(guard.fingerprint(new Sealed(DIGITS), (digits) => `keyed ${digits}`)).toBe(`keyed ${DIGITS}`);
    expect([numbers.size, guard.revealed.size]).toEqual([1, 0]);
  });
  test('is known to the egress guard from then on, and not revealed by that', () => {
    const { guard, numbers } = begin('{ motto }');
    guard.remember(new Sealed(DIGITS));
    expect(guard.numbers).toBe(numbers);
    expect(numbers.size).toBe(1);
    expect(guard.revealed.size).toBe(0);
  });
  test('opens under a verdict that permits and under no other', () => {
    const { guard, numbers } = begin('{ motto }');
    expect(() => guard.reveal(new Sealed(DIGITS), denied('r'))).toThrow(TypeError);
    expect([numbers.size, guard.revealed.size]).toEqual([0, 0]);
    expect(guard.reveal(new Sealed(DIGITS), { permit: true, rule: 'r', reason: null })).toBe(DIGITS);
    expect([numbers.size, [...guard.revealed]]).toEqual([1, [DIGITS]]);
  });
});

describe('the size of an answer', () => {
  test('is bounded: up to the limit all is well, past it each field gets one and the same error', () => {
    const { guard } = begin('{ motto }');
    for (let i = 0; i < MAX_ACCESSES; i++) guard.countAccess();
    expect(guard.overflowed).toBe(false);
    const thrown = [0, 0].map(() => {
      try {
        guard.countAccess();
      } catch (error) {
        return error;
      }
      throw new Error('counted on');
    });
    expect(guard.overflowed).toBe(true);
    expect(thrown[0]).toBe(thrown[1]);
    expect(thrown[0]).toMatchObject({ message: 'Too many fields', path: [] });
  });
  test('is bounded by the letters of its keys, too, whatever stands between them', () => {
    const { guard } = begin('{ motto }');
    guard.countAccess(7);
    guard.countAccess();
    guard.countAccess('a'.repeat(6_000_000));
    expect(guard.overflowed).toBe(false);
    expect(() => guard.countAccess('a')).toThrow('Too many fields');
    expect(guard.overflowed).toBe(true);
  });
  test('counts each field of the answer, and past it no resolver runs', () => {
    const motto = jest.fn(() => '関所');
    const request = begin('{ a: motto b: motto c: motto }', { root: { motto } });
    for (let i = 0; i < MAX_ACCESSES - 2; i++) request.guard.countAccess();
    expect(request.answer()).toMatchObject({
      data: { a: '関所', b: '関所', c: null },
      errors: [{ message: 'Too many fields' }],
    });
    expect(motto).toHaveBeenCalledTimes(2);
    expect(request.guard.overflowed).toBe(true);
  });
});

test('the roots of the operation are those of its plan', () => {
  expect([...begin('{ a: motto person { key } }').guard.roots]).toEqual([
    ['a', 'Query.motto'],
    ['person', 'Query.person'],
  ]);
});

test('the keys of a path stand from the root on, list positions as numbers', () => {
  const at = path('people', 3, 'name');
  if (at === undefined) throw new TypeError('no path');
  expect(pathKeys(at)).toEqual(['people', 3, 'name']);
});
