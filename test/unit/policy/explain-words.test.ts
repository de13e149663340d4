import { circumstances, dimensions, isOpenAtBest } from '../../../src/policy/circumstances.js';
import { describeCircumstances, explainDecision, renderExplanation } from '../../../src/policy/explain.js';
import { BEST_STANDING, someone } from '../../../src/policy/grants.js';
import { Shadow, type Effect } from '../../../src/policy/shadow.js';
import { LABEL, LABEL_SETS, PURPOSES, WORKS, ZONES } from '../../../src/policy/terms.js';
import { question } from './questions.js';
import { forbid, permit, RULES, smallPolicy } from './small-policy.js';

/** What is said, word for word, and what is tried before it is said. */
const policy = smallPolicy({
  ...RULES,
  number: permit(
    'small.number',
    'action == Action::"REVEAL"',
    'resource == FieldClass::"NUMBER"',
    'context.purpose == Purpose::"HISTORY" && principal.role == Role::"clerk"',
  ),
  both: forbid(
    'small.both',
    'resource == FieldClass::"NUMBER"',
    '!principal.amr.contains(Method::"uid")',
    'AUTHENTICATION',
  ),
});
const lines = (act: string, more: Parameters<typeof question>[1] = {}) =>
  renderExplanation(explainDecision(policy, question(act, more)));

test('the circumstances of a question on one line', () => {
  expect(
    describeCircumstances(question('clerk - READ BASIC', { amr: [], zone: null, hasCase: false, labels: 0 })),
  ).toBe(
    'purpose not named; zone unknown; login by no named method; without a case number; one person; no labels',
  );
  expect(
    describeCircumstances(
      question('clerk HISTORY READ BASIC', {
        severalPersons: true,
        labels: LABEL.SUPPORT_MEASURES | LABEL.NOT_RESIDENT,
      }),
    ),
  ).toBe(
    'purpose HISTORY; zone NUMBER_USE; login uid+palm_vein; with a case number; several persons; labels SUPPORT_MEASURES, NOT_RESIDENT',
  );
});

test('what is open says by which rule, and nothing of how to open it', () => {
  expect(lines('clerk RECOMMEND READ CONTACT')).toEqual([
    'OPEN by small.open',
    '  small.open のため。',
    '  Says small.open.',
    '  R163 (small.cedar)',
    expect.stringMatching(/^ {2}R163 「/),
    expect.stringMatching(/^ {7}\S/),
  ]);
});

test('what no rule permits says so, for this purpose or for any, and that nothing opens it', () => {
  expect(lines('clerk HISTORY READ HEALTH')).toEqual([
    'CLOSED by default-deny (NOT_GRANTED)',
    '  どの規則も許可していません。',
    '  No rule permits this.',
    'nothing the caller can change opens it',
  ]);
  expect(lines('clerk HISTORY READ CONTACT')).toEqual([
    'CLOSED by default-deny (PURPOSE)',
    '  この目的では、どの規則も許可していません。',
    '  No rule permits this for this purpose; another purpose has one.',
    'would open with: purpose INQUIRY',
    'would open with: purpose RECOMMEND',
  ]);
});

test('what a forbid closes says by which, and nothing of permits', () => {
  expect(lines('clerk RECOMMEND READ CONTACT', { zone: null })).toEqual([
    'CLOSED by small.zone (ZONE)',
    '  small.zone のため。',
    '  Says small.zone.',
    '  R163 (small.cedar)',
    expect.stringMatching(/^ {2}R163 「/),
    expect.stringMatching(/^ {7}\S/),
    'would open with: zone NUMBER_USE',
    'would open with: zone LGWAN',
  ]);
});

test('what is as it should be is not named, and the division stays the caller’s own', () => {
  const ways = ['zone NUMBER_USE', 'zone LGWAN'];
  const closed = question('clerk RECOMMEND READ CONTACT', {
    zone: null,
    hasCase: false,
    severalPersons: true,
  });
  expect(explainDecision(policy, closed).openings).toEqual(ways);
  const divided = smallPolicy({
    ...RULES,
    division: forbid(
      'small.division',
      'resource == FieldClass::"CONTACT"',
      'principal.department == Department::"OTHER" || principal.work != Work::"VRS"',
      'NOT_GRANTED',
    ),
  });
  const openings = (standing: object) =>
    explainDecision(divided, question('clerk RECOMMEND READ CONTACT', { zone: null, standing })).openings;
  expect(openings({ work: 'VRS' })).toEqual(ways);
  expect(openings({ work: 'VRS', department: null })).toEqual([]);
  expect(openings({ work: null })).toEqual([]);
});

test.each([
  ['clerk', {}, []],
  ['clerk', { department: null }, ['division not recorded']],
  ['clerk', { department: '総務部総務課' }, ['division 総務部総務課']],
  ['contractor', { work: 'VRS' }, ['contract on VRS']],
  ['contractor', { work: null }, ['contract on nothing that is said']],
] as const)('of %s in %j it is said: %j', (role, standing, said) => {
  const asked = question(`${role} - READ BASIC`, { standing });
  expect(describeCircumstances(asked).split('; ').slice(3, -3)).toEqual(said);
});

test('all that is missing is named, the shortest ways and no others', () => {
  const ways = (more: Parameters<typeof question>[1]) =>
    explainDecision(policy, question('clerk HISTORY REVEAL NUMBER', more)).openings;
  expect(ways({ amr: [] })).toEqual(['login by uid and palm_vein']);
  expect(ways({ amr: ['uid'], hasCase: false, severalPersons: true })).toEqual([
    'a case number, one person at a time, login by palm_vein',
  ]);
  expect(ways({})).toEqual([]);
  expect(explainDecision(policy, question('clerk RECOMMEND READ CONTACT', { zone: null })).openings).toEqual([
    'zone NUMBER_USE',
    'zone LGWAN',
  ]);
});

test('a rule that cites nothing of the assessment is told without its words', () => {
  const bare = smallPolicy({ ...RULES, open: RULES.open.replace('R163', '番号法9条') });
  expect(explainDecision(bare, question('clerk RECOMMEND READ CONTACT')).sources).toEqual([]);
  // `policy lint` finds a number that does not exist.
  const none = smallPolicy({ ...RULES, open: RULES.open.replace('R163', 'R999') });
  expect(explainDecision(none, question('clerk RECOMMEND READ CONTACT')).sources).toEqual([]);
});

test('an act is open at best where some zone opens it, and only then', () => {
  const open = (role: string, verb: string, classification: string, purpose: string | null) =>
    isOpenAtBest(policy, { role, verb, classification, purpose } as Parameters<typeof isOpenAtBest>[1]);
  expect(open('clerk', 'READ', 'CONTACT', 'RECOMMEND')).toBe(true);
  expect(open('clerk', 'REVEAL', 'NUMBER', 'HISTORY')).toBe(true);
  expect(open('clerk', 'READ', 'CONTACT', 'HISTORY')).toBe(false);
  expect(open('auditor', 'REVEAL', 'NUMBER', 'HISTORY')).toBe(false);
  const shut = smallPolicy({
    ...RULES,
    shut: forbid('small.shut', 'resource == FieldClass::"CONTACT"', 'context.hasCase', 'NOT_GRANTED'),
  });
  expect(
    isOpenAtBest(shut, { role: 'clerk', verb: 'READ', classification: 'CONTACT', purpose: 'RECOMMEND' }),
  ).toBe(false);
});

test('every dimension that is mentioned is tried in full, every other once', () => {
  const all = dimensions(policy, () => true);
  expect(all).toEqual({
    roles: ['clerk', 'auditor'],
    amr: [['uid', 'palm_vein'], [], ['uid'], ['palm_vein']],
    standings: [BEST_STANDING.department, null].flatMap((department) =>
      [BEST_STANDING.work, null, ...WORKS].map((work) => ({ department, work })),
    ),
    purposes: [null, ...PURPOSES],
    zones: [null, ...ZONES],
    hasCase: [true, false],
    severalPersons: [false, true],
    labels: Array.from({ length: LABEL_SETS }, (_, bits) => bits),
  });
  const none = dimensions(policy, () => false);
  expect([...circumstances(none)]).toEqual([
    {
      principal: someone('clerk', ['uid', 'palm_vein']),
      purpose: null,
      zone: null,
      hasCase: true,
      severalPersons: false,
      labels: 0,
    },
  ]);
  for (const [name, count] of [
    ['department', 2],
    ['work', WORKS.length + 2],
  ] as const)
    expect(dimensions(policy, (attribute) => attribute === name).standings).toHaveLength(count);
  for (const name of ['role', 'amr', 'purpose', 'zone', 'hasCase', 'severalPersons', 'labels'] as const) {
    const one = dimensions(policy, (attribute) => attribute === name);
    const wide = Object.entries(one)
      .filter(([, values]) => values.length > 1)
      .map(([key]) => key);
    expect(wide).toEqual([{ role: 'roles', purpose: 'purposes', zone: 'zones' }[name as string] ?? name]);
    expect([...circumstances(one)]).toHaveLength(
      Object.values(one).reduce((count, values) => count * values.length, 1),
    );
  }
});

test('a shadow tells what it would decide, each fault once, and which login the caller had', () => {
  const told: unknown[] = [];
  const differences: Record<Effect, number> = { opens: 0, closes: 0, reason: 0 };
  const log = {
    warn: (facts: object, says?: string) => void told.push([says, facts]),
    error: (facts: object, says?: string) => void told.push([says, facts]),
  };
  const beside = (decide: () => never | ReturnType<typeof policy.decide>) =>
    new Shadow({
      policy: { version: 'trial', methods: ['uid', 'palm_vein'], decide },
      log,
      differences,
    }).beside(policy);
  const failing = beside(() => {
    throw new Error('ill');
  });
  for (let round = 0; round < 2; round++)
    expect(failing.decide(question('clerk RECOMMEND READ CONTACT')).permit).toBe(true);
  expect(told).toEqual([
    ['the shadow policy could not decide', { err: expect.objectContaining({ message: 'ill' }) as unknown }],
  ]);
  told.length = 0;
  const closing = beside(() => ({ permit: false, rule: 'next', reason: 'ZONE' }));
  for (const amr of [['uid'], ['uid', 'palm_vein'], ['uid']])
    closing.decide(question('clerk RECOMMEND READ CONTACT', { amr }));
  expect(told).toEqual([
    [
      'the shadow policy would decide otherwise',
      expect.objectContaining({ effect: 'closes', rule: 'small.open', shadowRule: 'next', shadow: 'trial' }),
    ],
    ['the shadow policy would decide otherwise', expect.objectContaining({ effect: 'closes' })],
  ]);
  expect(differences).toEqual({ opens: 0, closes: 3, reason: 0 });
  expect(JSON.stringify(told[0])).toContain('uid');
  expect(JSON.stringify(told[0])).not.toContain('palm_vein');
  expect(JSON.stringify(told[1])).toContain('uid palm_vein');
  told.length = 0;
  for (const [role, standing] of [
    ['clerk', { department: null }],
    ['contractor', { work: 'VRS' }],
  ] as const)
    beside(() => ({ permit: true, rule: 'next', reason: null })).decide(
      question(`${role} HISTORY READ HEALTH`, { standing }),
    );
  const facts = told.map((one) => (one as readonly [string, Record<string, unknown>])[1]);
  expect(facts.map(({ role, division, work, login }) => ({ role, division, work, login }))).toEqual([
    { role: 'clerk', division: 'OTHER', work: undefined, login: 'uid palm_vein' },
    { role: 'contractor', division: undefined, work: 'VRS', login: 'uid palm_vein' },
  ]);
  told.length = 0;
  closing.decide(question('clerk RECOMMEND READ CONTACT', { amr: ['uid'] }));
  expect(told).toEqual([]);
});
