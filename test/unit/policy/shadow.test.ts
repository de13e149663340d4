import { Shadow, effectOf, type Effect } from '../../../src/policy/shadow.js';
import type { PolicySnapshot, Question, Verdict } from '../../../src/policy/terms.js';
import { question } from './harness.js';

const PERMIT: Verdict = { permit: true, rule: 'now', reason: null };
const closed = (reason: Verdict['reason'], rule = 'next'): Verdict => ({ permit: false, rule, reason });
const policyOf = (decide: (asked: Question) => Verdict): PolicySnapshot => ({ version: 'v', decide });

function trial(now: Verdict, next: (asked: Question) => Verdict) {
  const told: Record<string, unknown>[] = [];
  const differences: Record<Effect, number> = { opens: 0, closes: 0, reason: 0 };
  const log = {
    warn: (facts: object) => void told.push({ ...facts }),
    error: (facts: object) => void told.push({ ...facts }),
  };
  const shadow = new Shadow({
    policy: { version: 'trial', methods: ['uid', 'palm_vein'], decide: next },
    log,
    differences,
  });
  return { told, differences, policy: shadow.beside(policyOf(() => now)) };
}

test.each<[string, Verdict, Verdict, Effect | null]>([
  ['opens', closed('ZONE'), PERMIT, 'opens'],
  ['closes', PERMIT, closed('ZONE'), 'closes'],
  ['another reason', closed('ZONE'), closed('PURPOSE'), 'reason'],
  ['another rule with the same reason', closed('ZONE', 'a'), closed('ZONE', 'b'), null],
  ['another rule that permits', PERMIT, { ...PERMIT, rule: 'other' }, null],
])('%s: %j then %j is %s', (_what, before, after, effect) => {
  expect(effectOf(before, after)).toBe(effect);
});

test('the verdict and the version are those of the policy in force, whatever the shadow says', () => {
  const { policy } = trial(PERMIT, () => closed('ZONE'));
  expect(policy.decide(question('clerk HISTORY READ HEALTH'))).toBe(PERMIT);
  expect(policy.version).toBe('v');
});

test('each difference is counted, and each distinct question told once, without the account', () => {
  const { told, differences, policy } = trial(PERMIT, ({ zone }) =>
    zone === 'LGWAN' ? PERMIT : closed('ZONE'),
  );
  for (let round = 0; round < 3; round++) policy.decide(question('clerk HISTORY READ HEALTH'));
  policy.decide(question('clerk HISTORY READ HEALTH', { hasCase: false }));
  policy.decide(question('clerk HISTORY READ HEALTH', { zone: 'LGWAN' }));
  expect(differences).toEqual({ opens: 0, closes: 4, reason: 0 });
  expect(told).toEqual([
    {
      effect: 'closes',
      role: 'clerk',
      purpose: 'HISTORY',
      zone: 'NUMBER_USE',
      login: 'uid palm_vein',
      hasCase: true,
      severalPersons: false,
      verb: 'READ',
      classification: 'HEALTH',
      labels: '',
      rule: 'now',
      shadowRule: 'next',
      shadow: 'trial',
    },
    expect.objectContaining({ hasCase: false }),
  ]);
});

test('a shadow that cannot decide is told of once and changes nothing', () => {
  const { told, differences, policy } = trial(PERMIT, () => {
    throw new Error('torn');
  });
  for (let round = 0; round < 2; round++)
    expect(policy.decide(question('clerk HISTORY READ HEALTH'))).toBe(PERMIT);
  expect(told).toHaveLength(1);
  expect(differences).toEqual({ opens: 0, closes: 0, reason: 0 });
});

test('a log is not filled: after a thousand distinct questions differences are counted only', () => {
  const { told, differences, policy } = trial(PERMIT, () => closed('ZONE'));
  for (let labels = 0; labels < 32; labels++)
    for (const purpose of ['HISTORY', 'INQUIRY', 'RECOMMEND', 'CERTIFICATE'])
      for (const verb of ['READ', 'FILTER', 'SORT', 'EXPORT', 'AGGREGATE'])
        for (const hasCase of [true, false])
          policy.decide(question(`clerk ${purpose} ${verb} HEALTH`, { labels, hasCase }));
  expect(differences.closes).toBe(1280);
  expect(told).toHaveLength(1000);
});
