import { lintPolicy } from '../../../src/policy/lint.js';
import type { PolicyCopy } from './copy.js';
import { forbid, permit, smallPolicy } from './small-policy.js';

/** What is doubtful in a policy of one role and two rules, each fault alone; lint.test.ts asks the city's. */
const ALL = 'action == Action::"READ"';
const SOUND = {
  all: permit('small.all', ALL, 'resource', 'context.purpose != Purpose::"NONE"'),
  case: forbid('small.case', 'resource', '!context.hasCase', 'CASE_REQUIRED'),
};
const lint = (
  rules: Partial<Record<string, string>> = {},
  change: (copy: PolicyCopy) => void = () => undefined,
) =>
  lintPolicy(
    smallPolicy({ ...SOUND, ...rules }, (copy) => {
      copy.change('schema.cedarschema', '"clerk", "auditor"', '"clerk"');
      change(copy);
    }),
  );
const NEVER = 'can never decide anything';

test('nothing is doubtful in a policy that is sound', () => expect(lint()).toEqual([]));

test.each<readonly [string, Record<string, string>, readonly string[]]>([
  ['no citation', { all: SOUND.all.replace('@cites("R163")\n', '') }, ['small.all: @cites is missing']],
  [
    'no Japanese sentence',
    { all: SOUND.all.replace(/@says_ja.*\n/, '') },
    ['small.all: @says_ja is missing'],
  ],
  ['no English sentence', { all: SOUND.all.replace(/@says_en.*\n/, '') }, ['small.all: @says_en is missing']],
  [
    'none of them',
    { case: SOUND.case.replace(/@says_.*\n/g, '').replace('@cites("R163")\n', '') },
    ['small.case: @cites is missing', 'small.case: @says_ja is missing', 'small.case: @says_en is missing'],
  ],
  [
    'citations that do not exist',
    { all: SOUND.all.replace('R163', 'R998, R163, R999') },
    ['small.all: @cites R998, which does not exist', 'small.all: @cites R999, which does not exist'],
  ],
  [
    'a citation of an article alone',
    { all: SOUND.all.replace('R163', '番号法9条') },
    ['small.all: @cites names no requirement (R001 …)'],
  ],
  [
    'a forbid whose conditions nothing meets',
    { more: forbid('small.more', 'resource', 'context.hasCase && !context.hasCase', 'ZONE') },
    [`small.more: ${NEVER}: no question meets its conditions`],
  ],
  [
    'a permit whose conditions nothing meets',
    {
      more: permit(
        'small.more',
        ALL,
        'resource == FieldClass::"BASIC"',
        'context.purpose == Purpose::"AUDIT" && context.purpose == Purpose::"HISTORY"',
      ),
    },
    [`small.more: ${NEVER}: no question meets its conditions`],
  ],
  [
    'a permit that a forbid always closes',
    {
      more: permit('small.more', 'action == Action::"SORT"', 'resource == FieldClass::"BASIC"', 'true'),
      shut: forbid('small.shut', 'resource', 'action == Action::"SORT"', 'NOT_GRANTED'),
    },
    [`small.more: ${NEVER}: a forbid closes all that it permits`],
  ],
  [
    'nothing: a forbid closes a part of it',
    {
      more: permit(
        'small.more',
        'action == Action::"SORT"',
        'resource',
        'context.purpose != Purpose::"NONE"',
      ),
      shut: forbid(
        'small.shut',
        'resource',
        'action == Action::"SORT" && resource != FieldClass::"LINKED"',
        'NOT_GRANTED',
      ),
    },
    [],
  ],
  [
    'nothing: a forbid on one label of all, by one login',
    {
      more: forbid(
        'small.more',
        'resource == FieldClass::"LINKED"',
        'context.labels.contains(Label::"SHARED_HOME") && principal.amr == [Method::"palm_vein"]',
        'ZONE',
      ),
    },
    [],
  ],
])('%s', (_, rules, faults) => {
  expect(lint(rules)).toEqual(faults.map((fault) => `small.cedar: ${fault}`));
});

test('the table of purposes cites requirements, too', () => {
  const faults = lint({}, (copy) => {
    const table = JSON.parse(copy.read('purposes.json')) as Record<string, { cites: string }>;
    copy.write('purposes.json', JSON.stringify({ ...table, AUDIT: { ...table['AUDIT'], cites: 'R999' } }));
  });
  expect(faults).toEqual(['purposes.json: AUDIT: cites R999, which does not exist']);
});

describe('a purpose that asks for a case', () => {
  /** The table says it of AUDIT alone. */
  const needing = (copy: PolicyCopy) => {
    const table = JSON.parse(copy.read('purposes.json')) as Record<string, object>;
    const entries = Object.entries(table).map(([name, row]) => [
      name,
      { ...row, needsCase: name === 'AUDIT' },
    ]);
    copy.write('purposes.json', JSON.stringify(Object.fromEntries(entries)));
  };
  const without = (classes: string) => ({
    case: forbid('small.case', 'resource', `!context.hasCase && ${classes}`, 'CASE_REQUIRED'),
  });
  const FAULT = 'purposes.json: AUDIT: needsCase, yet a rule opens personal items without one';

  test('is not held by the rules where one class is open without', () => {
    expect(lint(without('resource != FieldClass::"LINKED"'), needing)).toEqual([FAULT]);
    expect(lint(without('context.zone == Zone::"LGWAN"'), needing)).toEqual([FAULT]);
  });
  test('is held where only what is about no person is open without', () => {
    const open = 'resource != FieldClass::"PUBLIC" && resource != FieldClass::"STAFF"';
    expect(lint(without(open), needing)).toEqual([]);
    expect(lint(without('context.purpose == Purpose::"AUDIT"'), needing)).toEqual([]);
  });
});

test('menus that open nothing, classes nobody may use and roles without a name', () => {
  const all = permit(
    'small.all',
    ALL,
    'resource',
    'resource != FieldClass::"LINKED" && context.purpose != Purpose::"NONE" && context.purpose != Purpose::"AUDIT"',
  );
  expect(
    lint({ all }, (copy) => copy.change('schema.cedarschema', '["clerk"]', '["clerk", "mayor"]')),
  ).toEqual([
    'purposes.json: AUDIT: opens nothing to anybody',
    'schema.cedarschema: LINKED: no rule opens this class to anybody',
    'schema.cedarschema: mayor: the role has no name',
  ]);
});

test('a menu opens nothing by what is open without one', () => {
  const all = permit('small.all', ALL, 'resource', 'true');
  expect(lint({ all })).toEqual(
    [
      'HISTORY',
      'INQUIRY',
      'RECOMMEND',
      'CERTIFICATE',
      'STATISTICS',
      'INTEGRATION',
      'AUDIT',
      'DISCLOSURE',
      'ADMINISTRATION',
    ].map((purpose) => `purposes.json: ${purpose}: opens nothing to anybody`),
  );
});
