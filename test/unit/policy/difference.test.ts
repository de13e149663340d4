import { condense } from '../../../src/policy/condense.js';
import { differences } from '../../../src/policy/difference.js';
import { loadPolicy, type LoadedPolicy } from '../../../src/policy/load.js';
import { renderDifferences } from '../../../src/policy/render-difference.js';
import { effectOf } from '../../../src/policy/shadow.js';
import { questionIn, situationsOf } from '../../../src/policy/situations.js';
import { effort } from '../../support/effort.js';
import { PolicyCopy } from './copy.js';
import { DIRECTORY, question } from './harness.js';

const before = loadPolicy(DIRECTORY);
/** The short run asks one in 31 situations again, `npm run test:long` all: 31 has no part in how many values a circumstance has. */
const EVERY = effort({ short: 31, full: 1 });

/** The policy with one thing changed. */
function changed(file: string, from: string | RegExp, to: string): LoadedPolicy {
  const copy = new PolicyCopy();
  copy.change(file, from, to);
  const policy = copy.load();
  copy.drop();
  return policy;
}

const told = (after: LoadedPolicy) =>
  differences(before, after).map(
    ({ effect, act }) => `${effect} ${act.role} ${act.purpose} ${act.verb} ${act.classification}`,
  );

test('a policy differs in nothing from itself, nor from one with other words', () => {
  expect(differences(before, before)).toEqual([]);
  expect(
    told(
      changed(
        'history.cedar',
        '健康課の職員は、接種履歴の管理のために、基本情報',
        '健康課の者は、接種履歴の管理のために、基本情報',
      ),
    ),
  ).toEqual([]);
});

test('a permit taken from a role closes exactly what it opened', () => {
  const after = changed('recommend.cedar', 'Role::"clerk", ', '');
  const classes = ['BASIC', 'CONTACT', 'HEALTH'];
  const expected = ['READ', 'FILTER', 'SORT'].flatMap((verb) =>
    classes.map((name) => `closes clerk RECOMMEND ${verb} ${name}`),
  );
  const lines = told(after);
  const found = lines.filter((line) => line.startsWith('closes'));
  expect([...found].sort()).toEqual(expected.sort());
  expect(lines.some((line) => line.startsWith('opens'))).toBe(false);
});

test('a forbid with a hole opens what it closed, in those circumstances alone', () => {
  const after = changed(
    'support-measures.cedar',
    'resource == FieldClass::"CONTACT"\n)\nwhen { context.labels.contains(Label::"SUPPORT_MEASURES") }',
    'resource == FieldClass::"CONTACT"\n)\nwhen { context.labels.contains(Label::"SUPPORT_MEASURES") && !context.hasCase }',
  );
  const found = differences(before, after);
  expect(new Set(found.map(({ effect, act }) => `${effect} ${act.purpose} ${act.classification}`))).toEqual(
    new Set(['opens INTEGRATION CONTACT', 'opens RECOMMEND CONTACT']),
  );
  for (const { situations, dimensions } of found)
    for (const situation of situations) {
      expect(situation[dimensions.indexOf('label SUPPORT_MEASURES')]).toBe('yes');
      expect(situation[dimensions.indexOf('case')]).toBe('yes');
    }
  const lines = renderDifferences(condense(found)).join('\n');
  expect(lines).toMatch(/開く OPENS {2}\|.*clerk.*\| RECOMMEND \|.*CONTACT \(連絡先\)/);
  expect(lines).toContain('案件番号あり with a case number');
  expect(lines).toContain('支援措置の対象者 SUPPORT_MEASURES');
});

test('every difference is one, and what is not told of is none', () => {
  const after = changed('zones.cedar', 'context.zone == Zone::"LGWAN"', 'context.zone == Zone::"INTRANET"');
  const found = differences(before, after);
  expect(found.length).toBeGreaterThan(0);
  for (const { act, dimensions, situations, effect } of found) {
    const known = new Set(situations.map((situation) => situation.join()));
    for (const situation of situationsOf(dimensions).filter((_, at) => at % EVERY === 0)) {
      const asked = questionIn(act, before.methods, dimensions, situation);
      const really = effectOf(before.decide(asked), after.decide(asked));
      if (known.has(situation.join())) expect(really).toBe(effect);
      else
        expect(
          really === effect &&
            found.every(
              (other) =>
                other.act !== act || !other.situations.some((one) => one.join() === situation.join()),
            ),
        ).toBe(false);
    }
  }
  expect(after.decide(question('clerk HISTORY READ HEALTH'))).toEqual(
    before.decide(question('clerk HISTORY READ HEALTH')),
  );
  expect(found.filter(({ act }) => act.role !== 'vrs-clerk')).toEqual([]);
});
