import { BEST_STANDING, someone, type Act } from '../../../src/policy/grants.js';
import { inScope, questionIn, RuleScope, situationsOf, valuesOf } from '../../../src/policy/situations.js';
import { HEALTH_DIVISION, LABEL, WORKS, ZONES } from '../../../src/policy/terms.js';
import { rulesOf } from './copy.js';
import { smallPolicy } from './small-policy.js';

/** What one rule depends on, and the situations that are made of it. */
const policy = smallPolicy();
const ACT: Act = { role: 'clerk', purpose: 'HISTORY', verb: 'READ', classification: 'BASIC' };

test('each dimension has all its values', () => {
  expect(valuesOf('zone')).toEqual([...ZONES, 'UNKNOWN']);
  expect(valuesOf('department')).toEqual([HEALTH_DIVISION, 'OTHER']);
  expect(valuesOf('work')).toEqual([...WORKS, 'NONE']);
  for (const dimension of ['case', 'several', 'method uid', 'label NOT_RESIDENT'] as const)
    expect(valuesOf(dimension)).toEqual(['yes', 'no']);
});

test('situations are all combinations, in the order of the dimensions', () => {
  expect(situationsOf([])).toEqual([[]]);
  expect(situationsOf(['case', 'department'])).toEqual([
    ['yes', HEALTH_DIVISION],
    ['yes', 'OTHER'],
    ['no', HEALTH_DIVISION],
    ['no', 'OTHER'],
  ]);
});

describe('the question of a situation', () => {
  const best = {
    principal: someone('clerk', ['uid', 'palm_vein']),
    purpose: 'HISTORY',
    zone: ZONES[0],
    hasCase: true,
    severalPersons: false,
    verb: 'READ',
    classification: 'BASIC',
    labels: 0,
  };
  const asked = (dimension: Parameters<typeof valuesOf>[0], value: string) =>
    questionIn(ACT, policy.methods, [dimension], [value]);
  const standing = (change: object) => ({
    ...best,
    principal: someone('clerk', ['uid', 'palm_vein'], { ...BEST_STANDING, ...change }),
  });

  test('is as favourable as can be where nothing is said', () => {
    expect(questionIn(ACT, policy.methods, [], [])).toEqual(best);
  });

  test.each([
    ['zone', 'LGWAN', { ...best, zone: 'LGWAN' }],
    ['zone', 'UNKNOWN', { ...best, zone: null }],
    ['case', 'yes', best],
    ['case', 'no', { ...best, hasCase: false }],
    ['several', 'yes', { ...best, severalPersons: true }],
    ['several', 'no', best],
    ['department', 'OTHER', standing({ department: 'OTHER' })],
    ['department', HEALTH_DIVISION, best],
    ['work', 'VRS', standing({ work: 'VRS' })],
    ['work', 'NONE', standing({ work: null })],
    ['method uid', 'yes', best],
    ['method uid', 'no', { ...best, principal: someone('clerk', ['palm_vein']) }],
    ['label NOT_RESIDENT', 'yes', { ...best, labels: LABEL.NOT_RESIDENT }],
    ['label NOT_RESIDENT', 'no', best],
  ] as const)('says %s %s', (dimension, value, question) => {
    expect(asked(dimension, value)).toEqual(question);
  });

  test('has every label that is on', () => {
    const { labels } = questionIn(
      ACT,
      policy.methods,
      ['label SUPPORT_MEASURES', 'label OWN_HOUSEHOLD', 'label NOT_RESIDENT'],
      ['yes', 'no', 'yes'],
    );
    expect(labels).toBe(LABEL.SUPPORT_MEASURES | LABEL.NOT_RESIDENT);
  });
});

/** One rule by its head and its condition. */
const scope = (when: string, head = 'principal, action, resource') => {
  const [rule] = rulesOf(
    `@id("one")\n@reason("ZONE")\nforbid (${head})\nwhen { ${when} };`.replace(/\nwhen \{ {2}\}/, ''),
  );
  if (rule === undefined) throw new Error('no rule');
  return new RuleScope(rule, policy);
};

test.each([
  ['principal.role == Role::"clerk"', []],
  ['context.zone == Zone::"LGWAN"', ['zone']],
  ['principal.department == Department::"OTHER"', ['department']],
  ['principal.work == Work::"VRS"', ['work']],
  ['!context.hasCase', ['case']],
  ['context.severalPersons', ['several']],
  ['principal.amr.contains(Method::"palm_vein")', ['method palm_vein']],
  ['principal.amr.isEmpty()', ['method uid', 'method palm_vein']],
  ['context.labels.contains(Label::"OWN_HOUSEHOLD")', ['label OWN_HOUSEHOLD']],
  ['!context.labels.isEmpty()', Object.keys(LABEL).map((label) => `label ${label}`)],
  [
    'context.severalPersons && context.hasCase && context.zone == Zone::"LGWAN" && principal.amr.isEmpty()',
    ['zone', 'method uid', 'method palm_vein', 'case', 'several'],
  ],
])('a rule of %s depends on %j', (when, dimensions) => expect(scope(when).dimensions).toEqual(dimensions));

describe('a rule touches', () => {
  const acts: Record<string, Act> = {
    own: ACT,
    'another role': { ...ACT, role: 'auditor' },
    'another purpose': { ...ACT, purpose: null },
    'another verb': { ...ACT, verb: 'SORT' },
    'another class': { ...ACT, classification: 'HEALTH' },
  };
  const touched = (one: RuleScope) =>
    // Twice: the second answer is remembered.
    [...Object.keys(acts), ...Object.keys(acts)].filter((name) => one.touches(acts[name] as Act));
  const twice = (names: readonly string[]) => [...names, ...names];
  const ALL = Object.keys(acts);
  const without = (name: string) => ALL.filter((one) => one !== name);

  test.each([
    ['context.hasCase', 'principal, action, resource', ALL],
    ['!context.hasCase && context.severalPersons', 'principal, action, resource', ALL],
    ['principal.role == Role::"clerk"', 'principal, action, resource', without('another role')],
    ['context.purpose == Purpose::"HISTORY"', 'principal, action, resource', without('another purpose')],
    ['context.hasCase', 'principal, action == Action::"READ", resource', without('another verb')],
    ['action == Action::"READ"', 'principal, action, resource', without('another verb')],
    ['context.hasCase', 'principal, action, resource == FieldClass::"BASIC"', without('another class')],
    ['resource == FieldClass::"BASIC"', 'principal, action, resource', without('another class')],
    [
      'principal.role == Role::"clerk" && context.labels.contains(Label::"NOT_RESIDENT")',
      'principal, action in [Action::"READ", Action::"SORT"], resource == FieldClass::"BASIC"',
      ['own', 'another purpose', 'another verb'],
    ],
    ['context.hasCase && !context.hasCase', 'principal, action, resource', []],
    ['principal.role == Role::"auditor"', 'principal, action == Action::"SORT", resource', []],
  ])('when { %s } (%s): %j', (when, head, names) => {
    expect(touched(scope(when, head))).toEqual(twice(names));
  });

  test('what no situation of an act meets, another act may', () => {
    const one = scope(
      '(action == Action::"READ" && resource == FieldClass::"HEALTH") || (principal.role == Role::"auditor" && context.purpose == Purpose::"AUDIT")',
    );
    expect(touched(one)).toEqual(twice(['another class']));
    expect(one.touches({ ...ACT, role: 'auditor', purpose: 'AUDIT', verb: 'EXPORT' })).toBe(true);
    expect(one.touches({ ...ACT, classification: 'HEALTH', verb: 'EXPORT' })).toBe(false);
  });
});

test('a rule that cannot be read is named', () => {
  const [rule] = rulesOf('@id("one")\npermit (principal, action, resource);');
  if (rule === undefined) throw new Error('no rule');
  const unread = { ...policy, engineOf: () => policy.engineOf([]) };
  expect(() => new RuleScope({ ...rule, text: 'permit (' }, unread)).toThrow(
    new TypeError('one was loaded and cannot be read'),
  );
});

test.each([
  [{ op: 'All' }, ['BASIC', 'HEALTH', 'NUMBER']],
  [{ op: '==', entity: { type: 'FieldClass', id: 'HEALTH' } }, ['HEALTH']],
  [{ op: '==', entity: { type: 'FieldClass', id: 'STAFF' } }, []],
] as const)('a head of %j lets %j through', (head, terms) => {
  expect(inScope(['BASIC', 'HEALTH', 'NUMBER'], head)).toEqual(terms);
});
