import { Grants } from '../../../src/policy/grants.js';
import { reachOf } from '../../../src/policy/permit-reach.js';
import { readRules } from '../../../src/policy/rule.js';
import { CLASSIFICATIONS, PURPOSES, VERBS } from '../../../src/policy/terms.js';
import { policy } from './harness.js';

/** docs/attacks.md M4: what makes the table quick may not change a line of it. */

const act = (role: string, purpose: (typeof PURPOSES)[number] | null = 'HISTORY') =>
  ({ role, purpose, verb: 'READ', classification: 'BASIC' }) as const;
const permits = policy.rules.filter((rule) => rule.effect === 'permit');

test('no act that Cedar opens is taken for one that no permit reaches', () => {
  const reaches = reachOf(permits);
  const asked = new Grants(policy.engineOf(permits));
  let open = 0;
  for (const role of ['clerk', 'contractor', 'mayor'])
    for (const purpose of [null, ...PURPOSES])
      for (const classification of CLASSIFICATIONS)
        for (const verb of VERBS.slice(0, 4)) {
          const each = { role, purpose, verb, classification };
          if (!asked.has(each)) continue;
          open += 1;
          expect([each, reaches(each)]).toEqual([each, true]);
        }
  expect(open).toBeGreaterThan(100);
});

test('most acts are not asked about', () => {
  const reaches = reachOf(permits);
  const all = policy.roles.flatMap((role) =>
    PURPOSES.flatMap((purpose) =>
      CLASSIFICATIONS.flatMap((classification) =>
        VERBS.map((verb) => ({ role, purpose, verb, classification })),
      ),
    ),
  );
  expect(all.filter(reaches).length).toBeLessThan(all.length / 20);
});

test.each([
  ['principal.role == Role::"clerk"', ['clerk']],
  ['Role::"clerk" == principal.role', ['clerk']],
  ['[Role::"clerk", Role::"manager"].contains(principal.role)', ['clerk', 'manager']],
  ['principal.role != Role::"clerk"', ['clerk', 'manager', 'admin']],
  ['!(principal.role == Role::"clerk")', ['clerk', 'manager', 'admin']],
  ['principal.role == Role::"clerk" || context.hasCase', ['clerk', 'manager', 'admin']],
  ['context.purpose == Purpose::"AUDIT" && principal.role == Role::"clerk"', []],
])('when %s, the acts of %j are left to Cedar', (when, roles) => {
  const text = `@id("a")\npermit (principal, action, resource) when { ${when} };`;
  const reaches = reachOf(readRules('a.cedar', text, []));
  expect(['clerk', 'manager', 'admin'].filter((role) => reaches(act(role)))).toEqual(roles);
});

test('a rule that closes unless narrows nothing by its exception', () => {
  const text = '@id("a")\npermit (principal, action, resource) unless { principal.role == Role::"clerk" };';
  const reaches = reachOf(readRules('a.cedar', text, []));
  expect([reaches(act('clerk')), reaches(act('admin', null))]).toEqual([true, true]);
});
