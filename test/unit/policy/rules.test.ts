import { CLASSIFICATIONS, LABEL, LABEL_SETS, PURPOSES, VERBS } from '../../../src/policy/terms.js';
import { someOf } from '../../support/effort.js';
import { inWords, policy, policyOf, question } from './harness.js';
import { RULE_CASES } from './rule-cases.js';

/** docs/attacks.md E1: the cases say what opens without palm vein. */
describe('the rules of the city', () => {
  test.each(
    RULE_CASES.map(
      ([act, verdict, circumstances]) => [act, JSON.stringify(circumstances ?? {}), verdict] as const,
    ),
  )('%s %s: %s', (act, circumstances, verdict) => {
    expect(inWords(policy.decide(question(act, JSON.parse(circumstances))))).toBe(verdict);
  });

  const ids = policy.rules.map((rule) => rule.id);
  test.each(someOf('rules left out of the policy', ids, { every: 4 }))(
    'a case above would fail without %s',
    (id) => {
      const torn = policyOf(policy.rules.filter((rule) => rule.id !== id));
      const noticed = RULE_CASES.filter(([, verdict]) => verdict.endsWith(` by ${id}`)).some(
        ([act, verdict, circumstances]) => inWords(torn.decide(question(act, circumstances))) !== verdict,
      );
      expect(noticed).toBe(true);
    },
  );
});

/** Counts, the log, the directory and code tables; any other class, also one that is yet to come, is of the file. */
const NO_ITEMS = ['PUBLIC', 'STAFF', 'STATISTICS', 'AUDIT', 'DIRECTORY'];
/** A system logs in by no palm; and records of exchanges, which are read as a log is, are no vaccinations. */
const WITHOUT_PALM =
  /^(?:address-name|registry) INTEGRATION |^auditor AUDIT READ LINKAGE$|^disclosure DISCLOSURE EXPORT LINKAGE$/;

test('E1: by palm vein alone an item of the file opens, to whichever role, whatever is done with it and what for', () => {
  const acts = policy.roles.flatMap((role) =>
    [null, ...PURPOSES].flatMap((purpose) =>
      VERBS.flatMap((verb) =>
        CLASSIFICATIONS.filter((one) => !NO_ITEMS.includes(one))
          .filter((classification) => policy.grants({ role, purpose, verb, classification }))
          .map((item) => `${role} ${purpose ?? '-'} ${verb} ${item}`),
      ),
    ),
  );
  const opened = (amr: readonly string[]) =>
    acts.filter((act) => policy.decide(question(act, { amr })).permit);
  expect(opened(['uid', 'palm_vein']).length).toBeGreaterThan(50);
  for (const amr of [[], ['uid'], ['uid', 'face', 'palm vein', 'PALM_VEIN']])
    expect(opened(amr).filter((act) => !WITHOUT_PALM.test(act))).toEqual([]);
});

describe('what a refusal tells of a person', () => {
  test('a refusal that comes anyway is the same for a person under support measures', () => {
    const acts = [
      'clerk HISTORY READ CONTACT',
      'clerk HISTORY REVEAL NUMBER',
      'contractor HISTORY READ CONTACT',
    ];
    for (const act of acts)
      for (const labels of [...Object.values(LABEL), LABEL_SETS - 1])
        expect(policy.decide(question(act, { labels }))).toEqual(policy.decide(question(act)));
  });

  test('a missing case number is named before anything about the person', () => {
    const labelled = question('number-clerk HISTORY REVEAL NUMBER', {
      hasCase: false,
      labels: LABEL.SUPPORT_MEASURES,
    });
    expect(inWords(policy.decide(labelled))).toBe('CASE_REQUIRED by number.case');
  });
});

describe('terms nobody granted', () => {
  test('a role the policy does not know gets nothing, not even code tables', () => {
    expect(policy.decide(question('mayor HISTORY READ PUBLIC')).permit).toBe(false);
  });

  test('login methods the policy does not know change nothing', () => {
    const asked = question('number-clerk HISTORY REVEAL NUMBER', { amr: ['pwd', 'PALM_VEIN', 'palm_vein '] });
    expect(inWords(policy.decide(asked))).toBe('AUTHENTICATION by number.palm-vein');
  });
});
