import { explain, lineOf, readRules } from '../../../src/policy/rule.js';
import { WITHHELD_REASONS } from '../../../src/policy/terms.js';
import { rulesOf } from './copy.js';
import { policy } from './harness.js';

const read = (text: string) => {
  const faults: string[] = [];
  const rules = readRules('x.cedar', text, faults);
  return { rules, faults };
};
const REASONS = WITHHELD_REASONS.join(', ');
const error = (parts: object) => ({
  message: '',
  help: null,
  code: null,
  url: null,
  severity: null,
  ...parts,
});

describe('a rule is read', () => {
  test('with all that its annotations say', () => {
    const text =
      '@id("a.b") @cites("R001") @reason("ZONE") @says_ja("規則") @says_en("A rule") forbid (principal, action, resource);';
    expect(rulesOf(text, 'x.cedar')).toEqual([
      {
        id: 'a.b',
        file: 'x.cedar',
        effect: 'forbid',
        text,
        cites: 'R001',
        textJa: '規則',
        textEn: 'A rule',
        reason: 'ZONE',
      },
    ]);
  });

  test('though it says nothing of itself: lint tells that, and it decides all the same', () => {
    const text = '@id("a") permit (principal, action, resource);';
    expect(rulesOf(text, 'x.cedar')).toEqual([
      { id: 'a', file: 'x.cedar', effect: 'permit', text, cites: '', textJa: '', textEn: '', reason: null },
    ]);
  });

  test('in the order of the file, each with its own text', () => {
    const one = '@id("z") permit (principal, action, resource);';
    const two = '@id("a") permit (principal, action, resource);';
    expect(rulesOf(`// remark\n${one}\n\n${two}`).map((rule) => rule.text.trim())).toEqual([
      expect.stringContaining(one),
      two,
    ]);
  });

  test('in the order of the file, however many there are', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `rule-${at}`);
    const text = ids.map((id) => `@id("${id}") permit (principal, action, resource);`).join('\n');
    expect(rulesOf(text).map((rule) => rule.id)).toEqual(ids);
  });

  test('an empty file holds none, which is no fault', () => {
    expect(read('// nothing yet')).toEqual({ rules: [], faults: [] });
  });

  test.each(WITHHELD_REASONS)('a forbid may give the reason %s', (reason) => {
    const [rule] = rulesOf(`@id("a") @reason("${reason}") forbid (principal, action, resource);`);
    expect(rule?.reason).toBe(reason);
  });
});

describe('a rule with a fault', () => {
  test('of syntax is named with its line, though what stands before it is Japanese', () => {
    expect(read('// 個人番号は、誰にも見せない。\n\npermit (principal, action resource);')).toEqual({
      rules: [],
      faults: ['x.cedar:3: unexpected token `resource`'],
    });
  });

  test('of spelling is named with the hint that Cedar gives', () => {
    expect(read('permit (principal, action, resource) when { foo() };').faults).toEqual([
      'x.cedar:1: `foo` is not a valid function; did you mean `ip`?',
    ]);
  });

  test.each([
    ['its first line', '@cites("R001")\n  forbid (\n  principal, action, resource);', '  forbid ('],
    [
      'not the sentence about it',
      '@says_en("Who may permit")\npermit (\nprincipal, action, resource);',
      'permit (',
    ],
    [
      'its beginning, when all is one line',
      '@cites("R001") permit (principal, action, resource);',
      '@cites("R001") permit (principal, action',
    ],
  ])('without an id is named by %s', (_, text, line) => {
    expect(read(text)).toEqual({ rules: [], faults: [`x.cedar: a rule has no @id: ${line}`] });
  });

  test('an empty id is none', () => {
    expect(read('@id("") permit (principal, action, resource);').faults).toHaveLength(1);
  });

  test.each(['', '@reason', '@reason("")', '@reason("zone")', '@reason("ZONE ")'])(
    'a forbid whose reason is [%s] gives none that a caller knows',
    (reason) => {
      const { rules, faults } = read(`@id("a") ${reason} forbid (principal, action, resource);`);
      expect(faults).toEqual([`x.cedar: a: a forbid needs @reason, one of ${REASONS}`]);
      expect(rules[0]?.reason).toBeNull();
    },
  );

  test('a permit gives no reason, not even a right one', () => {
    const { faults } = read('@id("a") @reason("ZONE") permit (principal, action, resource);');
    expect(faults).toEqual(['x.cedar: a: a permit has no @reason']);
  });

  test.each([
    ['amr', 'principal.amr.contains(Method::"uid")'],
    ['zone', 'context.zone == Zone::"LGWAN"'],
    ['hasCase', 'context.hasCase'],
    ['hasCase', 'context["hasCase"]'],
    ['hasCase', 'context has hasCase'],
    ['severalPersons', '!context.severalPersons'],
    ['labels', 'context.labels.isEmpty()'],
  ])('a permit may not depend on %s: %s; a forbid may', (name, condition) => {
    for (const clause of ['when', 'unless'])
      expect(
        read(`@id("a") permit (principal, action, resource) ${clause} { ${condition} };`).faults,
      ).toEqual([`x.cedar: a: a permit may not depend on ${name}; write a forbid with its @reason`]);
    expect(
      read(`@id("a") @reason("ZONE") forbid (principal, action, resource) when { ${condition} };`).faults,
    ).toEqual([]);
  });

  test('a permit may depend on purpose and role', () => {
    const text = 'when { context.purpose == Purpose::"HISTORY" && principal.role == Role::"clerk" }';
    expect(read(`@id("a") permit (principal, action, resource) ${text};`).faults).toEqual([]);
  });

  test.each(['principal == ?principal, action, resource', 'principal, action, resource in ?resource'])(
    'a template is a fault, and the rules beside it are still read: %s',
    (head) => {
      const { rules, faults } = read(`permit (${head}); @id("b") permit (principal, action, resource);`);
      expect(rules.map((rule) => rule.id)).toEqual(['b']);
      expect(faults).toEqual(['x.cedar: templates (?principal, ?resource) are not allowed']);
    },
  );
});

describe('an error of Cedar', () => {
  test('is told on one line, its hint after it', () => {
    expect(explain(error({ message: 'a\nb\nc', help: 'd' }))).toBe('a b c; d');
    expect(explain(error({ message: 'a' }))).toBe('a');
  });

  test.each([
    [
      'of the first place it names',
      'a\nb\nc',
      [
        { label: null, start: 2, end: 3 },
        { label: null, start: 4, end: 5 },
      ],
      ':2',
    ],
    ['of the start of the text', 'a\nb', [{ label: null, start: 0, end: 1 }], ':1'],
    ['counted in bytes, not in characters', '関所\n\nx', [{ label: null, start: 8, end: 9 }], ':3'],
    ['unless it names no place', 'a\nb', [], ''],
    ['unless it knows of no places', 'a\nb', undefined, ''],
  ])('has a line: %s', (_, text, sourceLocations, line) => {
    expect(lineOf(text, error({ sourceLocations }))).toBe(line);
  });
});

test('every rule of the city reads alone as it does in its file', () => {
  for (const rule of policy.rules) expect(rulesOf(rule.text, rule.file)).toEqual([rule]);
});
