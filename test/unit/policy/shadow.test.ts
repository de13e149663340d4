import { Shadow, effectOf, type Effect } from '../../../src/policy/shadow.js';
import { LABEL, type PolicySnapshot, type Question, type Verdict } from '../../../src/policy/terms.js';
import { question } from './harness.js';

const PERMIT: Verdict = { permit: true, rule: 'now', reason: null };
const closed = (reason: Verdict['reason'], rule = 'next'): Verdict => ({ permit: false, rule, reason });
const policyOf = (decide: (asked: Question) => Verdict): PolicySnapshot => ({ version: 'v', decide });

function trial(now: Verdict, next: (asked: Question) => Verdict) {
  const told: Record<string, unknown>[] = [];
  const texts: string[] = [];
  const differences: Record<Effect, number> = { opens: 0, closes: 0, reason: 0 };
  const tell = (facts: object, text?: string): void => {
    told.push({ ...facts });
    texts.push(text ?? '');
  };
  const log = { warn: tell, error: tell };
  const shadow = new Shadow({
    policy: { version: 'trial', methods: ['uid', 'palm_vein'], decide: next },
    log,
    differences,
  });
  return { told, texts, differences, policy: shadow.beside(policyOf(() => now)) };
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
  const torn = new Error('torn');
  const { told, texts, differences, policy } = trial(PERMIT, () => {
    throw torn;
  });
  for (let round = 0; round < 2; round++)
    expect(policy.decide(question('clerk HISTORY READ HEALTH'))).toBe(PERMIT);
  expect(told).toEqual([{ err: torn }]);
  expect(texts).toEqual(['the shadow policy could not decide']);
  expect(differences).toEqual({ opens: 0, closes: 0, reason: 0 });
});

test('what a question depends on is told where it is not as for nearly everybody', () => {
  const { told, texts, policy } = trial(PERMIT, () => closed('ZONE'));
  policy.decide(
    question('contractor HISTORY READ HEALTH', { standing: { work: 'VRS', department: '総務課' } }),
  );
  policy.decide(question('contractor HISTORY READ HEALTH', { standing: { work: 'MAINTENANCE' } }));
  policy.decide(
    question('clerk HISTORY READ HEALTH', {
      amr: ['uid', 'pin'],
      labels: LABEL.OWN_HOUSEHOLD | LABEL.SHARED_HOME,
    }),
  );
  expect(told[0]).toMatchObject({ division: 'OTHER', work: 'VRS', login: 'uid palm_vein', labels: '' });
  expect(told[1]).toMatchObject({ work: 'MAINTENANCE' });
  expect(told[1]).not.toHaveProperty('division');
  expect(told[2]).toMatchObject({ login: 'uid', labels: 'OWN_HOUSEHOLD SHARED_HOME' });
  expect(told[2]).not.toHaveProperty('work');
  expect(new Set(texts)).toEqual(new Set(['the shadow policy would decide otherwise']));
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
