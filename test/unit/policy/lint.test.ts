import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintPolicy } from '../../../src/policy/lint.js';
import type { LoadedPolicy } from '../../../src/policy/load.js';
import { policyMatrix } from '../../../src/policy/matrix.js';
import type { Rule } from '../../../src/policy/rule.js';
import { effort } from '../../support/effort.js';
import { DIRECTORY, policy, policyOf } from './harness.js';

/**
 * A policy of a few of the city's rules, the first of them changed: linting all of them each time takes seconds.
 */
function planted(ids: readonly [string, ...string[]], change: Partial<Rule>): LoadedPolicy {
  const rules = policy.rules
    .filter((rule) => ids.includes(rule.id))
    .map((rule) => (rule.id === ids[0] ? { ...rule, ...change } : rule));
  return { ...policy, ...policyOf(rules), rules };
}

const textOf = (id: string): string => policy.rules.find((rule) => rule.id === id)?.text ?? '';

describe('policy lint', () => {
  test('finds nothing in the policy of the city', () => {
    expect(lintPolicy(policy)).toEqual([]);
  });

  test.each([
    ['a rule without @cites', { cites: '' }, 'history.cedar: history.record: @cites is missing'],
    [
      'a rule without a Japanese sentence',
      { textJa: '' },
      'history.cedar: history.record: @says_ja is missing',
    ],
    [
      'a rule without an English sentence',
      { textEn: '' },
      'history.cedar: history.record: @says_en is missing',
    ],
    [
      'a citation of R000',
      { cites: 'R000, R068' },
      'history.cedar: history.record: @cites R000, which does not exist',
    ],
    [
      'a citation of R243',
      { cites: 'R243' },
      'history.cedar: history.record: @cites R243, which does not exist',
    ],
    [
      'a citation of R68',
      { cites: 'R68' },
      'history.cedar: history.record: @cites R68, which does not exist',
    ],
    [
      'a citation of an article alone',
      { cites: '番号法9条' },
      'history.cedar: history.record: @cites names no requirement (R001 …)',
    ],
  ])('finds %s', (_, change, fault) => {
    expect(lintPolicy(planted(['history.record'], change))).toEqual([fault]);
  });

  test('finds a permit that a forbid always closes', () => {
    const text = textOf('vrs.record').replace('"vrs-clerk"', '"auditor"');
    expect(lintPolicy(planted(['vrs.record', 'access-log.no-resident-data'], { text }))).toEqual([
      'vaccination-record-system.cedar: vrs.record: can never decide anything: a forbid closes all that it permits',
    ]);
  });

  // All questions that a rule could tell apart are asked for it: of one about every label and item that is minutes, which
  // `npm run test:long` takes.
  test.each(
    effort<readonly (readonly [file: string, id: string])[]>({
      short: [['individual-number', 'number.zone']],
      full: [
        ['individual-number', 'number.zone'],
        ['own-household', 'own-household'],
      ],
    }),
  )('finds in %s a rule whose conditions no question meets', (file, id) => {
    const text = textOf(id).replace('unless {', 'unless { true ||');
    expect(text).not.toBe(textOf(id));
    expect(lintPolicy(planted([id], { text }))).toEqual([
      `${file}.cedar: ${id}: can never decide anything: no question meets its conditions`,
    ]);
  });

  test('finds a menu, a class and a role that are of no use', () => {
    const grants = ({ purpose, classification, role }: Parameters<LoadedPolicy['grants']>[0]) =>
      purpose !== 'AUDIT' &&
      classification !== 'AUDIT' &&
      policy.grants({ role, purpose, classification, verb: 'READ' });
    const faults = lintPolicy({
      ...planted(['history.record'], {}),
      roles: [...policy.roles, 'mayor'],
      grants,
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        'purposes.json: AUDIT: opens nothing to anybody',
        'schema.cedarschema: AUDIT: no rule opens this class to anybody',
        'schema.cedarschema: mayor: the role has no name',
      ]),
    );
  });

  test('finds a purpose that asks for a case which no rule asks for', () => {
    const purposes = new Map(policy.purposes);
    const history = purposes.get('HISTORY');
    if (history !== undefined) purposes.set('HISTORY', { ...history, needsCase: true });
    expect(lintPolicy({ ...planted(['history.record'], {}), purposes })).toEqual([
      'purposes.json: HISTORY: needsCase, yet a rule opens personal items without one',
    ]);
  });
});

describe('policy matrix', () => {
  test('MATRIX.md is what the rules say: after a change run `sekisho policy matrix > policy/koganei/MATRIX.md`', async () => {
    expect(await policyMatrix(policy)).toBe(readFileSync(join(DIRECTORY, 'MATRIX.md'), 'utf8'));
  });
});
