import { buildSchema, graphqlSync } from 'graphql';
import { SourceError } from '../../../src/errors/source-error.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { LABEL } from '../../../src/policy/terms.js';
import { ask, askLater, begin, denied, resident, ScriptedPolicy, SDL, without } from './harness.js';

const hana = resident('7', { name: '花', address: '本町1', memo: null });
const root = { person: hana, motto: '関所' };

describe('a permitted field', () => {
  test('is disclosed and recorded with the person it is about', () => {
    const run = ask('{ motto person { name } }', { root });
    expect(run.data).toEqual({ motto: '関所', person: { name: '花' } });
    expect(run.accesses()).toEqual([
      'motto Query.motto DISCLOSED - -',
      'person Query.person DISCLOSED p7 -',
      'person.name Person.name DISCLOSED p7 -',
    ]);
  });
  test.each([[null], [undefined]])('that the source says is %s is ABSENT, not withheld', (memo) => {
    const run = ask('{ person { memo } }', { root: { person: resident('7', { memo }) } });
    expect(run.data).toEqual({ person: { memo: null } });
    expect(run.accesses()).toContain('person.memo Person.memo ABSENT p7 -');
    expect(run.guard.withheld).toEqual([]);
  });
  test('keeps the resolver it had, with its source, arguments, context and info', () => {
    const own = buildSchema(SDL);
    const seen: unknown[] = [];
    const people = own.getQueryType()?.getFields()['people'];
    if (people === undefined) throw new TypeError('no field');
    people.resolve = (source, args, context, info) => (seen.push(source, args, context, info.fieldName), []);
    guardSchema(own, classifySchema(own));
    const { guard } = begin('{ motto }');
    const contextValue = { guard };
    expect(
      graphqlSync({ schema: own, source: '{ people(first: 3) { key } }', rootValue: root, contextValue })
        .errors,
    ).toBe(undefined);
    expect(seen).toEqual([root, { first: 3 }, contextValue, 'people']);
  });
  test('is decided and recorded by its coordinate, whatever it is called in the answer', () => {
    const run = ask('{ person { motto: address } }', { root, policy: without('CONTACT') });
    expect(run.data).toEqual({ person: { motto: null } });
    expect(run.accesses()).toContain('person.motto Person.address WITHHELD p7 no-CONTACT');
    expect(run.guard.withheld).toEqual([
      { path: ['person', 'motto'], coordinate: 'Person.address', reason: 'NOT_GRANTED' },
    ]);
  });
});

describe('a field that the policy closes', () => {
  test('never runs its resolver', () => {
    const address = jest.fn(() => '本町1');
    ask('{ person { address } }', {
      root: { person: resident('7', { address }) },
      policy: without('CONTACT'),
    });
    expect(address).not.toHaveBeenCalled();
  });
  test('is refused with an error at the root, and recorded as DENIED', () => {
    const run = ask('{ person { name } motto }', { root, policy: without('BASIC') });
    expect(run.data).toEqual({ person: null, motto: '関所' });
    expect(run.codes).toEqual(['FORBIDDEN']);
    expect(run.grounds).toEqual(['no-BASIC']);
    expect(run.accesses()).toEqual([
      'motto Query.motto DISCLOSED - -',
      'person Query.person DENIED - no-BASIC',
    ]);
    expect(run.guard.withheld).toEqual([]);
  });
  test('is refused at the root of a mutation, too', () => {
    const run = ask('mutation { rename { name } }', { root: { rename: hana }, policy: without('BASIC') });
    expect(run.codes).toEqual(['FORBIDDEN']);
  });
  test('for want of a case number says which header to send', () => {
    const run = ask('{ person { name } }', {
      root,
      policy: without('BASIC', denied('case-rule', 'CASE_REQUIRED')),
    });
    expect(run.codes).toEqual(['PURPOSE_REQUIRED']);
    expect(run.errors[0]?.message).toBe('This needs a case number. Send it in the Sekisho-Case header.');
    expect(run.errors[0]?.extensions['messageJa']).toBe(
      'この操作には案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    );
    expect(run.grounds).toEqual(['case-rule']);
  });
  test('below the root is null without an error, and the caller is told the general reason', () => {
    const run = ask('{ person { address key } }', {
      root,
      policy: without('CONTACT', denied('zone-rule', 'ZONE')),
    });
    expect(run.data).toEqual({ person: { address: null, key: '7' } });
    expect(run.errors).toEqual([]);
    expect(run.guard.withheld).toEqual([
      { path: ['person', 'address'], coordinate: 'Person.address', reason: 'ZONE' },
    ]);
    expect(run.accesses()).toContain('person.address Person.address WITHHELD p7 zone-rule');
  });
  test('without a reason of its own counts as not granted', () => {
    const run = ask('{ person { address } }', { root, policy: without('CONTACT', denied('r', null)) });
    expect(run.guard.withheld).toEqual([expect.objectContaining({ reason: 'NOT_GRANTED' })]);
  });
});

describe('labels of a person', () => {
  const policy = () =>
    new ScriptedPolicy(({ classification, labels }) =>
      classification === 'CONTACT' && labels === LABEL.SUPPORT_MEASURES ? denied('support') : undefined,
    );

  test('close a field in one row and leave it open in the next', () => {
    const people = [resident('1', { address: 'a' }, LABEL.SUPPORT_MEASURES), resident('2', { address: 'b' })];
    const run = ask('{ people { address } }', { root: { people }, policy: policy() });
    expect(run.data).toEqual({ people: [{ address: null }, { address: 'b' }] });
    expect(run.guard.withheld).toEqual([
      { path: ['people', 0, 'address'], coordinate: 'Person.address', reason: 'NOT_GRANTED' },
    ]);
    expect(run.accesses()).toEqual([
      'people Query.people DISCLOSED - -',
      'people.0.address Person.address WITHHELD p1 support',
      'people.1.address Person.address DISCLOSED p2 -',
    ]);
  });
  test('are asked about once each, not once per row', () => {
    const people = Array.from({ length: 20 }, (_, at) => resident(`${at}`, { address: 'x' }, at % 2));
    const run = ask('{ people { address } }', { root: { people }, policy: policy() });
    expect(run.policy.questions.map(({ classification, labels }) => `${classification} ${labels}`)).toEqual([
      'BASIC 0',
      'CONTACT 0',
      'CONTACT 1',
    ]);
  });
});

describe('a resolver that fails', () => {
  const fault = new SourceError('RESIDENT_REGISTRY', 'TIMEOUT');
  const failing = [
    [
      'throws',
      () => {
        throw fault;
      },
    ],
    ['rejects', () => Promise.reject(fault)],
  ] as const;

  test.each(failing)('because its source does not answer and %s is UNAVAILABLE', async (_how, address) => {
    const run = await askLater('{ person { address name } }', {
      root: { person: resident('7', { address, name: '花' }) },
    });
    expect(run.data).toEqual({ person: { address: null, name: '花' } });
    expect(run.codes).toEqual(['SOURCE_UNAVAILABLE']);
    expect(run.accesses()).toContain(
      'person.address Person.address UNAVAILABLE p7 RESIDENT_REGISTRY TIMEOUT',
    );
  });
  test.each([
    [
      'throws',
      () => {
        throw new RangeError('花 123456789018');
      },
    ],
    ['rejects', () => Promise.reject(new RangeError('花 123456789018'))],
  ])('for a reason nobody foresaw and %s is FAILED, and its text stays inside', async (_how, address) => {
    const run = await askLater('{ person { address } }', { root: { person: resident('7', { address }) } });
    expect(run.codes).toEqual(['INTERNAL']);
    expect(JSON.stringify(run.errors)).not.toMatch(/花|1234/);
    expect(run.accesses()).toContain('person.address Person.address FAILED p7 RangeError');
  });
  test('with one of our errors is recorded with its detail, or else with its code', () => {
    const throwing = (error: Error) => () => {
      throw error;
    };
    const person = resident('7', {
      address: throwing(new GatewayError('BAD_USER_INPUT', { detail: 'range' })),
      memo: throwing(new GatewayError('RATE_LIMITED')),
    });
    const run = ask('{ person { address memo } }', { root: { person } });
    expect(run.codes).toEqual(['BAD_USER_INPUT', 'RATE_LIMITED']);
    expect(run.accesses()).toEqual(
      expect.arrayContaining([
        'person.address Person.address FAILED p7 range',
        'person.memo Person.memo FAILED p7 RATE_LIMITED',
      ]),
    );
  });
});

describe('time', () => {
  test('what answers at once is answered at once', () => {
    expect(begin('{ person { name } }', { root }).answer()).not.toBeInstanceOf(Promise);
  });
  test('a promise is guarded when it settles: absent, disclosed and cleaned as any other value', async () => {
    const person = Promise.resolve(
      resident('7', {
        name: Promise.resolve('花'),
        address: Promise.resolve(null),
        memo: Promise.resolve('個人番号 123456789018'),
      }),
    );
    const run = await askLater('{ person { name address memo } }', { root: { person } });
    expect(run.data).toEqual({ person: { name: '花', address: null, memo: '個人番号 ************' } });
    expect(run.accesses()).toEqual([
      'person Query.person DISCLOSED p7 -',
      'person.address Person.address ABSENT p7 -',
      'person.memo Person.memo DISCLOSED p7 -',
      'person.name Person.name DISCLOSED p7 -',
    ]);
  });
  test('an object with a value named `then` is an answer, not a promise', () => {
    const run = ask('{ person { key } }', { root: { person: resident('7', { then: 'later' }) } });
    expect(run.data).toEqual({ person: { key: '7' } });
  });
});

describe('a field nobody classified', () => {
  test('cannot be guarded: the start is refused with its name', () => {
    const bare = buildSchema('type Query { open: String }');
    expect(() => guardSchema(bare, new Map())).toThrow(new TypeError('Query.open escaped classification'));
  });
});
