import { Engine, labelNames, validateRules } from '../../../src/policy/engine.js';
import { LABEL, LABEL_SETS, type Question } from '../../../src/policy/terms.js';
import { PolicyCopy, rulesOf } from './copy.js';
import { inWords, policy, policyOf, question } from './harness.js';

const PERMIT = '@id("open") permit (principal, action, resource);';
const ASKED = question('clerk HISTORY READ BASIC');
const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return '';
};
const METHODS = new Set(['uid', 'palm_vein']);
const ask = (text: string, asked: Question = ASKED) => new Engine(rulesOf(text), METHODS).ask(asked);
const forbidUnless = (condition: string): string =>
  `${PERMIT} @id("closed") @reason("ZONE") forbid (principal, action, resource) unless { ${condition} };`;

describe('what the rules answer', () => {
  test('nothing matches: closed, and no rule is named', () => {
    expect(ask('')).toEqual({ permit: false, rules: [] });
  });

  test('forbid beats permit, and only the forbids are named', () => {
    expect(ask(forbidUnless('context.severalPersons'))).toEqual({ permit: false, rules: ['closed'] });
  });

  test('all that match are named, in the order of their ids', () => {
    const many = ['c', 'a', 'd', 'b']
      .map((id) => `@id("${id}") permit (principal, action, resource);`)
      .join('');
    expect(ask(many)).toEqual({ permit: true, rules: ['a', 'b', 'c', 'd'] });
  });

  test.each([
    [
      'the role',
      'principal.role == Role::"clerk"',
      { principal: question('manager HISTORY READ BASIC').principal },
    ],
    ['the login', 'principal.amr.contains(Method::"uid")', question('clerk HISTORY READ BASIC', { amr: [] })],
    ['the verb', 'action == Action::"READ"', { verb: 'SORT' }],
    ['the class', 'resource == FieldClass::"BASIC"', { classification: 'HEALTH' }],
    ['the purpose', 'context.purpose == Purpose::"HISTORY"', { purpose: 'INQUIRY' }],
    ['the zone', 'context.zone == Zone::"NUMBER_USE"', { zone: 'LGWAN' }],
    ['the case', 'context.hasCase', { hasCase: false }],
    ['how many persons', '!context.severalPersons', { severalPersons: true }],
    ['the labels', '!context.labels.contains(Label::"NOT_RESIDENT")', { labels: LABEL.NOT_RESIDENT }],
  ] as const)('a rule hears of %s', (_, condition, other) => {
    expect(ask(forbidUnless(condition)).permit).toBe(true);
    expect(ask(forbidUnless(condition), { ...ASKED, ...other }).permit).toBe(false);
  });

  test('no purpose is NONE and no zone is UNKNOWN, as the schema calls them', () => {
    const nowhere = { ...ASKED, purpose: null, zone: null };
    const text = forbidUnless('context.purpose == Purpose::"NONE" && context.zone == Zone::"UNKNOWN"');
    expect([ask(text, nowhere).permit, ask(text).permit]).toEqual([true, false]);
  });

  test('login methods the policy does not know do not reach a rule', () => {
    const strict = forbidUnless('principal.amr == [Method::"uid"]');
    const by = (amr: readonly string[]) => ask(strict, question('clerk HISTORY READ BASIC', { amr })).permit;
    expect([by(['uid']), by(['pwd', 'uid', 'otp']), by(['uid', 'palm_vein'])]).toEqual([true, true, false]);
  });
});

describe('a rule that cannot be evaluated', () => {
  const overflow = '9223372036854775807 + 1 > 0';

  test.each([
    ['a forbid', `@id("broken") @reason("ZONE") forbid (principal, action, resource) when { ${overflow} };`],
    ['a permit', `@id("broken") permit (principal, action, resource) when { ${overflow} };`],
  ])('%s closes everything, though another rule permits it', (_, broken) => {
    expect(ask(PERMIT + broken)).toEqual({ permit: false, rules: [] });
    expect(inWords(policyOf(rulesOf(PERMIT + broken)).decide(ASKED))).toBe('NOT_GRANTED by default-deny');
  });

  test('closes only the questions it cannot be evaluated for', () => {
    const copy = new PolicyCopy();
    try {
      // The type checker lets it through: numbers overflow only when reckoned with.
      copy.change('own-household.cedar', 'when {', `when { context.severalPersons && ${overflow} && `);
      const decide = copy.load().decide;
      expect(decide({ ...ASKED, severalPersons: true }).permit).toBe(false);
      expect(decide(ASKED).permit).toBe(true);
    } finally {
      copy.drop();
    }
  });

  test('a question that is none is thrown out, never answered', () => {
    const engine = policy.engineOf(policy.rules);
    expect(() => engine.ask({ ...ASKED, verb: undefined as never })).toThrow('failed to parse action');
  });
});

describe('rules that are none', () => {
  const [rule] = rulesOf(PERMIT);
  if (rule === undefined) throw new Error('there is a rule above');
  const torn = [
    { ...rule, id: 'a', text: 'permit (' },
    { ...rule, id: 'b', text: 'permit (principal, action, resource) when { foo() };' },
  ];
  const schema =
    'entity Account; entity FieldClass; action "READ" appliesTo { principal: Account, resource: FieldClass };';

  test('make no engine, and each is named with its fault and the hint', () => {
    const of = 'failed to parse policy with id';
    const faults = [
      `${of} \`a\` from string: unexpected end of input`,
      `${of} \`b\` from string: \`foo\` is not a valid function; did you mean \`ip\`?`,
    ];
    // Cedar tells them in no certain order.
    const told = messageOf(() => new Engine(torn, METHODS));
    expect([faults.join('; '), faults.toReversed().join('; ')]).toContain(told);
  });

  const validated = (text: string, rules: Parameters<typeof validateRules>[1]): readonly string[] => {
    const faults: string[] = [];
    validateRules(text, rules, faults);
    return faults;
  };

  test('are faults when they are validated, as is a schema that is none', () => {
    expect(validated(schema, torn)).toHaveLength(2);
    expect(validated('entity', [rule])).toEqual([expect.stringContaining('failed to parse schema')]);
    expect(validated(schema, [rule])).toEqual([]);
  });

  test('type errors and rules that can never hold are told of file and rule', () => {
    const rules = [
      ...rulesOf('@id("typo") permit (principal, action, resource) when { principal.rol };', 'a.cedar'),
      ...rulesOf('@id("never") permit (principal, action, resource) when { 1 == 2 };', 'b.cedar'),
    ];
    expect(validated(schema, rules)).toEqual([
      expect.stringMatching(/^a\.cedar: typo: .*attribute/),
      expect.stringMatching(/^b\.cedar: never: .*impossible/),
    ]);
  });
});

describe('the names of a set of labels', () => {
  test('are its bits', () => {
    expect(labelNames(0)).toEqual([]);
    expect(labelNames(5)).toEqual(['SUPPORT_MEASURES', 'OTHER_MUNICIPALITY']);
    expect(labelNames(LABEL_SETS - 1)).toEqual(Object.keys(LABEL));
  });

  test('each label has a bit of its own, and no set is left uncounted', () => {
    const bits = Object.values(LABEL);
    expect(bits.reduce((set, bit) => set | bit, 0)).toBe(LABEL_SETS - 1);
    expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(LABEL_SETS - 1);
  });
});
