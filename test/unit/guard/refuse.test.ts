import { AnswerEnded } from '../../../src/guard/answer-ended.js';
import type { GuardedField } from '../../../src/guard/guarded-field.js';
import {
  begin as admit,
  failed,
  failedForAll,
  failField,
  refuseFor,
  refusal,
} from '../../../src/guard/refuse.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { REASON_TEXTS, roleName } from '../../../src/policy/names.js';
import { WITHHELD_REASONS } from '../../../src/policy/terms.js';
import { begin, denied, graph, ScriptedPolicy } from './harness.js';

const path = { prev: undefined, key: 'rename', typename: 'Mutation' };
const one = { atenaNumber: '1', labels: 0 };
const other = { atenaNumber: '2', labels: 0 };

function started(coordinate = 'Mutation.rename', policy = new ScriptedPolicy()) {
  const { guard, accesses } = begin('mutation { rename { name } }', { policy });
  const field = graph().classes.get(coordinate);
  if (field === undefined) throw new TypeError('no such field');
  const target = { field, nullable: true } as GuardedField;
  return { guard, accesses, target };
}

const thrownBy = (act: () => unknown): Error & { extensions?: object } => {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new TypeError('Nothing was thrown');
};

describe('why something is closed', () => {
  test.each(WITHHELD_REASONS.filter((reason) => reason !== 'CASE_REQUIRED' && reason !== 'NOT_GRANTED'))(
    'is said in the words of its reason, and to whom it is open is nobody’s business: %s',
    (reason) => {
      const { en, ja } = REASON_TEXTS[reason];
      expect(refusal(denied('a-rule', reason), () => ['auditor'])).toMatchObject({
        ...{ code: 'FORBIDDEN', detail: 'a-rule', en, ja },
      });
    },
  );
  test('asks for the case where that is what it lacks', () => {
    expect(refusal(denied('a-rule', 'CASE_REQUIRED'), () => ['auditor'])).toMatchObject({
      ...{ code: 'PURPOSE_REQUIRED', detail: 'a-rule' },
      en: 'This needs a case number. Send it in the Sekisho-Case header.',
      ja: 'この操作には案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    });
  });
  test.each(['NOT_GRANTED', null] as const)(
    'names those to which it is granted, if there are any: %s',
    (reason) => {
      const { en, ja } = REASON_TEXTS.NOT_GRANTED;
      const [auditor, clerk] = [roleName('auditor'), roleName('clerk')];
      expect(refusal(denied('a-rule', reason), () => ['auditor', 'clerk'])).toMatchObject({
        ...{ code: 'FORBIDDEN', detail: 'a-rule' },
        en: `${en} It is granted to: ${auditor.en}; ${clerk.en}.`,
        ja: `${ja}認められているのは: ${auditor.ja}、${clerk.ja}。`,
      });
      for (const error of [refusal(denied('a-rule', reason), () => []), refusal(denied('a-rule', reason))])
        expect(error).toMatchObject({ code: 'FORBIDDEN', detail: 'a-rule', en, ja });
    },
  );
});

describe('an act on several', () => {
  const verdict = denied('own', 'NOT_DISCLOSABLE');
  test('that is closed for one is refused with that one’s reason, and denied to each on record', () => {
    const { guard, accesses, target } = started();
    const people = [
      { subject: one, closed: null },
      { subject: other, closed: { verdict, reason: 'MoveInput.lift own' } },
    ];
    const error = thrownBy(() => refuseFor(target, guard, people, path));
    expect(error).toMatchObject({
      message: REASON_TEXTS.NOT_DISCLOSABLE.en,
      extensions: { code: 'FORBIDDEN' },
    });
    expect(accesses()).toEqual([
      'rename Mutation.rename DENIED p1 closed for another person of the act',
      'rename Mutation.rename DENIED p2 MoveInput.lift own',
    ]);
  });
  test('says to whom it is open where it is not granted', () => {
    const policy = new ScriptedPolicy(({ principal }) =>
      principal.role === 'auditor' ? undefined : denied('others'),
    );
    const { guard, target } = started('Mutation.rename', policy);
    const closed = { verdict: denied('others'), reason: 'others' };
    const error = thrownBy(() => refuseFor(target, guard, [{ subject: one, closed }], path));
    expect(error.message).toContain(`It is granted to: ${roleName('auditor').en}.`);
  });
  test('that is closed for none is not refused, and nothing is on record', () => {
    const { guard, accesses, target } = started();
    refuseFor(target, guard, [{ subject: one, closed: null }], path);
    refuseFor(target, guard, [], path);
    expect(accesses()).toEqual([]);
  });
  test('that fails is on record as failed for each, or for nobody where nobody was named', () => {
    const error = new GatewayError('BAD_USER_INPUT', { detail: 'why', en: 'No.', ja: '不可。' });
    const several = started();
    expect(failedForAll(several.target, several.guard, { subjects: [one, other], error, path }).message).toBe(
      'No.',
    );
    expect(several.accesses()).toEqual([
      'rename Mutation.rename FAILED p1 why',
      'rename Mutation.rename FAILED p2 why',
    ]);
    const none = started();
    failedForAll(none.target, none.guard, { subjects: [], error, path });
    expect(none.accesses()).toEqual(['rename Mutation.rename FAILED - why']);
  });
});

describe('a field that failed', () => {
  const access = (error: unknown) => ({ subject: one, path, error });
  test('is on record by its ground, or by its code, and as unavailable where a source was away', () => {
    const { guard, accesses, target } = started();
    failed(target, guard, access(new GatewayError('RATE_LIMITED')));
    failed(target, guard, access(new GatewayError('SOURCE_UNAVAILABLE', { detail: 'VRS' })));
    failed(target, guard, access(new TypeError('a value')));
    expect(accesses()).toEqual([
      'rename Mutation.rename FAILED p1 RATE_LIMITED',
      'rename Mutation.rename FAILED p1 TypeError',
      'rename Mutation.rename UNAVAILABLE p1 VRS',
    ]);
  });
  test('because the answer was over was not read, and fails as it did, whether or not it may be null', () => {
    const { guard, accesses, target } = started();
    const ended = new AnswerEnded();
    expect(failed(target, guard, access(ended))).toBe(ended);
    expect(thrownBy(() => failField(target, guard, access(ended)))).toBe(ended);
    expect(accesses()).toEqual([
      'rename Mutation.rename UNREAD p1 the answer had ended',
      'rename Mutation.rename UNREAD p1 the answer had ended',
    ]);
  });
  test('is told by an error of its own', () => {
    const { guard, target } = started();
    expect(thrownBy(() => failField(target, guard, access(new GatewayError('RATE_LIMITED'))))).toMatchObject({
      extensions: { code: 'RATE_LIMITED' },
    });
  });
});

test('past the limit a field is not read: the first fails, and of the others each that may not be null', () => {
  const { guard, accesses, target } = started();
  const access = { subject: one, path };
  expect(admit(target, guard, access)).toBe(true);
  expect(() => guard.countAccess('k'.repeat(6_000_001))).toThrow('Too many fields');
  expect(admit(target, guard, access)).toBe(false);
  expect(() => admit({ ...target, nullable: false }, guard, access)).toThrow('Too many fields');
  expect(accesses()).toEqual(Array<string>(2).fill('rename Mutation.rename UNREAD p1 too many fields'));
  const { guard: filling, accesses: told } = started();
  expect(() =>
    admit(target, filling, { subject: one, path: { ...path, key: 'k'.repeat(6_000_001) } }),
  ).toThrow();
  expect(told()).toHaveLength(1);
});
