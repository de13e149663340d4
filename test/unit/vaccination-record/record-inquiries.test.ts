import { readVrsRules, type VrsRules } from '../../../src/policy/vrs-rules.js';
import type { AdditionRow, MatchRow } from '../../../src/cases/case-rows.js';
import type { StoredCase } from '../../../src/cases/case-store.js';
import type { VrsCaller } from '../../../src/vaccination-record/vrs-user.js';
import { policy } from '../policy/harness.js';
import { given, settle } from '../../support/vrs/acts.js';
import { atena, CASE, CLERK, RecordWorld, RULES, soundCase } from '../../support/vrs/record-world.js';
import { KOGANEI, KOKUBUNJI, KODAIRA, numberOf, TODAY } from '../../support/vrs/world.js';

let world: RecordWorld;
/** Everything that was sent as a body to the system. */
let bodies: string[];
let spied: jest.SpyInstance;

beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  bodies = [];
  const send = globalThis.fetch;
  spied = jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    bodies.push(String(init?.body));
    return send(url, init);
  });
});
afterEach(async () => {
  spied.mockRestore();
  await world.end();
});

const { row: ROW } = soundCase();
const caseWith = (row: Partial<StoredCase['row']>): StoredCase => ({
  ...soundCase(),
  row: { ...ROW, ...row },
});

/** A number that was matched with the registry under the case. */
const matched = (more: Partial<MatchRow> = {}): MatchRow => ({
  ...{ id: 'm', caseNumber: CASE, atenaNumber: atena(1), decision: 'MATCH' },
  ...{ account: 'number-clerk', matchedAt: '2023-06-26T00:00:00.000Z' },
  ...more,
});

const [BEFORE, ARRIVAL, AFTER] = ['00', '01', '02'].map((hour) => `2023-06-26T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];
/** A case to which person 1 was added, and a consent then. */
const cameLater = (): StoredCase => ({ ...soundCase(), addedAt: new Map([[atena(1), ARRIVAL]]) });
const seen = (more: Partial<AdditionRow>): AdditionRow => ({
  ...{ id: 's', caseNumber: CASE, account: 'clerk', addedAt: AFTER, persons: '', documents: '' },
  seenAgain: null,
  ...more,
});
const came = seen({ id: 'c', addedAt: ARRIVAL, persons: atena(1) });

interface Asked {
  readonly file?: StoredCase | null;
  readonly moves?: readonly string[];
  readonly caller?: VrsCaller;
  readonly rules?: VrsRules;
  readonly today?: string;
  readonly key?: string;
  readonly hardToObtain?: boolean;
  readonly municipality?: string | null;
  readonly caseNumber?: string | null;
  readonly matches?: readonly MatchRow[];
  readonly additions?: readonly AdditionRow[];
  readonly need?: 'NEW_COUPON' | 'RECORD_CONFIRMATION';
}

/** One inquiry about person 1, as a request makes it. */
function ask({
  file = soundCase(),
  moves = [KOKUBUNJI],
  caller = CLERK,
  rules = RULES,
  today = world.today,
  key = 'ask-once-key',
  hardToObtain = false,
  municipality = null,
  caseNumber = CASE,
  matches = [],
  additions = [],
  need = 'NEW_COUPON',
}: Asked = {}) {
  Object.assign(world, { file, rules, today, matches, additions });
  world.moves.set(atena(1), moves);
  return world.desk(caller, caseNumber).ask({ ...given(key), need, municipality, hardToObtain });
}

const sent = (): unknown[] =>
  bodies.filter((body) => body.includes('individualNumber')).map((body) => JSON.parse(body) as unknown);
const told = (): readonly string[] =>
  world.records.map(({ phase, basis, result }) => [phase, basis, result ?? ''].join(' ').trim());
const nothingLeft = (): void => {
  expect([sent(), told(), world.opened]).toEqual([[], [], 0]);
};

/** What the law and the city's rule take for no consent. */
const HARD = { file: caseWith({ consentScopes: null, consentOn: null }), hardToObtain: true } as const;

test('with consent and identity check on the case two fields leave, and no number comes back', async () => {
  const { changed, faults } = await ask();
  expect(faults).toEqual([]);
  expect(changed).toMatchObject({ outcome: 'PROVIDED', municipality: KOKUBUNJI });
  expect(JSON.stringify(changed)).not.toContain(numberOf(1));
  expect(sent()).toEqual([{ municipality: KOKUBUNJI, individualNumber: numberOf(1) }]);
  expect(told()).toEqual(['INTENT VRS_19_16_GIVEN', 'OUTCOME VRS_19_16_GIVEN PROVIDED']);
  // Neither the number nor whom it was sent to is in the log.
  expect(JSON.stringify(world.records)).not.toMatch(new RegExp(`${numberOf(1)}|${KOKUBUNJI}`));
});

test.each(['132145', '482144', '13214', '1321440', '国分寺', ''])(
  'nobody is asked where %j is no municipality, and the field is told',
  async (municipality) => {
    const fault = { code: 'MUNICIPALITY_CODE', field: 'municipality' };
    expect(await ask({ municipality })).toMatchObject({ changed: null, faults: [fault] });
    nothingLeft();
  },
);

test.each<[string, string, Asked]>([
  ['no case', 'NO_CASE', { caseNumber: null }],
  ['a case that is not there', 'NO_CASE', { file: null }],
  ['a case about others', 'NO_CASE', { file: { ...soundCase(), persons: [atena(2)] } }],
  ['a case that is closed', 'NO_CASE', { file: caseWith({ closedAt: '2023-06-20T00:00:00.000Z' }) }],
  ['a case past its days', 'NO_CASE', { file: caseWith({ openUntil: '2023-06-26' }) }],
  ['a consent that was taken back', 'NO_CASE', { file: caseWith({ consentWithdrawnOn: '2023-06-26' }) }],
  ['no consent', 'NO_CONSENT', { file: caseWith({ consentScopes: null, consentOn: null }) }],
  [
    'a consent that was given before the person came onto the case (docs/attacks.md V23)',
    'NO_CONSENT',
    { file: { ...soundCase(), consented: [atena(2)] } },
  ],
  ['a consent to something else', 'NO_CONSENT', { file: caseWith({ consentScopes: 'ISSUE_COUPON' }) }],
  [
    'for a new coupon, a consent to have records confirmed alone',
    'NO_CONSENT',
    { file: caseWith({ consentScopes: 'CONFIRM_RECORDS' }) },
  ],
  ['a consent that is hard to obtain', 'NO_CONSENT', HARD],
  ['no identity check', 'NO_IDENTITY', { file: caseWith({ documents: 'INSURANCE_CARD' }) }],
  ['a check of who it is alone (R227)', 'NO_IDENTITY', { file: caseWith({ documents: 'DRIVING_LICENCE' }) }],
  ['a check of the number alone', 'NO_IDENTITY', { file: caseWith({ documents: 'NOTIFICATION_CARD' }) }],
  [
    'a number that did not match the registry’s',
    'NO_IDENTITY',
    { file: caseWith({ documents: 'DRIVING_LICENCE' }), matches: [matched({ decision: 'MISMATCH' })] },
  ],
  [
    'a number of somebody else that did',
    'NO_IDENTITY',
    { file: caseWith({ documents: 'DRIVING_LICENCE' }), matches: [matched({ atenaNumber: atena(2) })] },
  ],
  [
    'documents that were seen before the person came onto the case (docs/attacks.md V26)',
    'NO_IDENTITY',
    { file: cameLater(), additions: [came, seen({ addedAt: BEFORE, documents: 'PASSPORT NUMBER_CARD' })] },
  ],
  [
    'half of the documents seen with the person, and half before',
    'NO_IDENTITY',
    { file: cameLater(), additions: [came, seen({ documents: 'DRIVING_LICENCE' })] },
  ],
  ['nobody who moved in', 'NOT_MOVED_IN', { moves: [] }],
  ['a move within the city', 'NOT_MOVED_IN', { moves: [KOGANEI] }],
  ['a municipality where the person never lived', 'NOT_MOVED_IN', { municipality: KODAIRA }],
  ['several to choose from', 'SEVERAL_MUNICIPALITIES', { moves: [KOKUBUNJI, KODAIRA] }],
  ['a day before any rule', 'NO_RULE', { today: '2021-03-31', file: caseWith({ consentOn: '2021-03-01' }) }],
])('with %s nothing leaves, and the number is not even asked for: %s', async (_, code, asked) => {
  expect(await ask(asked)).toMatchObject({ changed: null, faults: [{ code }] });
  nothingLeft();
});

test.each<[string, Asked]>([
  ['another network', { caller: { account: 'vrs-clerk', zone: 'NUMBER_USE' } }],
  ['an unknown network', { caller: { account: 'vrs-clerk', zone: null } }],
  ['no user of the system', { caller: { account: 'clerk', zone: 'LGWAN' } }],
  [
    'another role',
    { rules: { ...RULES, users: new Map([['vrs-clerk', { staff: 'A-1', roles: ['DOSE'] }]]) } },
  ],
])('with %s nothing leaves, and the number is not even asked for', async (_, asked) => {
  await expect(ask(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  nothingLeft();
});

test('documents that show who it is, and a number that matched the registry’s under the case, are an identity check (R227)', async () => {
  const file = caseWith({ documents: 'DRIVING_LICENCE' });
  expect(await ask({ file, matches: [matched()] })).toMatchObject({ changed: { outcome: 'PROVIDED' } });
});

test.each([
  ['another kind', { documents: 'PASSPORT NOTIFICATION_CARD' }],
  ['the same kind as for whoever was there before', { seenAgain: 'NUMBER_CARD' }],
])('documents that were seen with whoever was added are theirs: %s', async (_, documents) => {
  expect(await ask({ file: cameLater(), additions: [came, seen(documents)] })).toMatchObject({
    changed: { outcome: 'PROVIDED' },
  });
});

test('records are confirmed without a new coupon on a consent to that alone (docs/attacks.md W12)', async () => {
  const file = caseWith({ consentScopes: 'CONFIRM_RECORDS' });
  expect(await ask({ file, need: 'RECORD_CONFIRMATION' })).toMatchObject({
    changed: { outcome: 'PROVIDED' },
  });
});

describe('docs/attacks.md W12: a coupon or certificate under a case rests on what its consent covers', () => {
  const form = (consentScopes: string) => caseWith({ consentScopes });
  const none = { consentForm: null, consentScopes: null, consentOn: null };
  const coupon = { coupon: '0000000109', issuedOn: TODAY };
  test.each<[string, StoredCase, boolean]>([
    ['a consent to it', form('ISSUE_COUPON ISSUE_CERTIFICATE'), true],
    ['a consent to something else', form('CONFIRM_RECORDS ANSWER_PROXY'), false],
    [
      'no form, and nobody asked for whoever was added (docs/attacks.md V26)',
      { ...caseWith(none), addedAt: new Map([1, 2].map((one) => [atena(one), ARRIVAL])) },
      false,
    ],
    ['a consent of others', { ...form('ISSUE_COUPON ISSUE_CERTIFICATE'), consented: [atena(3)] }, false],
    ['the person who asks for themselves', caseWith(none), true],
    ['a parent', caseWith({ ...none, requester: 'PROXY', ground: 'PARENT' }), true],
    ['an office that asks', caseWith({ ...none, requester: 'OFFICE', officeKind: 'VRS' }), false],
  ])('%s', async (_who, file, isCovered) => {
    world.file = file;
    const codes = isCovered ? [] : ['CONSENT_TO_OTHER'];
    const told = await Promise.all([
      world.desk().reissue({ ...given('coupon-anew-key'), ...coupon, reason: 'LOST' }),
      world.desk().register({ ...given('register-key', 2), ...coupon, coupon: '0000000110' }),
      world.desk().apply({ ...given('apply-key'), kind: 'DOMESTIC', identityCheck: 'DOCUMENTS' }),
    ]);
    expect(told.map(({ faults }) => faults.map(({ code }) => code))).toEqual([codes, codes, codes]);
    expect(world.intents()).toHaveLength(isCovered ? 3 : 0);
  });

  test('without a case nobody’s request is told, and none is held against it', async () => {
    world.file = form('CONFIRM_RECORDS');
    const made = await world
      .desk(CLERK, null)
      .reissue({ ...given('coupon-anew-key'), ...coupon, reason: 'LOST' });
    expect(made.faults).toEqual([]);
  });
});

test('one of several municipalities that is named is the one that is asked', async () => {
  const asked = { moves: [KODAIRA, KOKUBUNJI], municipality: KOKUBUNJI };
  expect(await ask(asked)).toMatchObject({ changed: { outcome: 'PROVIDED', municipality: KOKUBUNJI } });
});

test('validateOnly judges everything, and neither log nor system hear of it', async () => {
  const only = { ...given('only-look-key'), validateOnly: true };
  const input = { need: 'NEW_COUPON', municipality: null, hardToObtain: false } as const;
  expect(await world.desk().ask({ ...only, ...input })).toEqual({ changed: null, faults: [] });
  nothingLeft();
});

test('the other reading of the law is a dated switch with its own basis and its own code in the log (X12)', async () => {
  const shipped = policy.vrs.consent;
  const switched = {
    from: '2023-06-27',
    rule: 'GIVEN_OR_HARD_TO_OBTAIN',
    cites: '番号法第19条第16号 後段',
  } as const;
  const rules = { ...RULES, consent: [...shipped, switched] };
  expect(await ask({ ...HARD, rules, today: '2023-06-26' })).toMatchObject({
    faults: [{ code: 'NO_CONSENT' }],
  });
  expect(await ask({ ...HARD, rules, today: '2023-06-27' })).toMatchObject({
    changed: { outcome: 'PROVIDED' },
  });
  expect(told()).toEqual(['INTENT VRS_19_16_HARD_TO_OBTAIN', 'OUTCOME VRS_19_16_HARD_TO_OBTAIN PROVIDED']);
  expect(world.records[0]?.cites).toBe('番号法第19条第16号 後段');
  expect([...new Set(shipped.map(({ rule }) => rule))]).toEqual(['GIVEN_ONLY']);
});

test('a lost answer leaves the act open, and asked again under its key the inquiry is the same one', async () => {
  world.vrs.mock.faults.lost.push('INQ01');
  await expect(ask()).rejects.toMatchObject({ name: 'SourceError' });
  expect(told()).toEqual(['INTENT VRS_19_16_GIVEN']);
  expect(await ask()).toMatchObject({ changed: { outcome: 'PROVIDED' } });
  // Each time that it may go out has its intent.
  const intent = 'INTENT VRS_19_16_GIVEN';
  expect(told()).toEqual([intent, intent, 'OUTCOME VRS_19_16_GIVEN PROVIDED']);
  expect(world.vrs.mock.state.prepare('SELECT count(*) AS n FROM inquiry').get()).toEqual({ n: 1 });
});

test('of somebody protected meanwhile nothing leaves, whoever judged before (docs/attacks.md V11)', async () => {
  world.shielded.add(atena(1));
  expect(await ask()).toMatchObject({ faults: [{ code: 'CLOSED_PERSON' }] });
  expect([sent(), world.opened]).toEqual([[], 0]);
});

test('one request asks about one person, however often it names the field', async () => {
  const desk = world.desk();
  const input = { need: 'NEW_COUPON', municipality: null, hardToObtain: false } as const;
  const both = await Promise.all([
    desk.ask({ ...given('first-alias-key'), ...input }),
    desk.ask({ ...given('other-alias-key', 3), ...input }),
  ]);
  expect(both.map(({ faults }) => faults.map(({ code }) => code))).toEqual([[], ['ONE_AT_A_TIME']]);
  expect(sent()).toHaveLength(1);
});

test.each([
  [
    {
      consent: [
        { from: '2022-01-01', rule: 'GIVEN_ONLY', cites: 'x' },
        { from: '2022-01-01', rule: 'GIVEN_ONLY', cites: 'y' },
      ],
    },
    'consent: 2022-01-01 is not after the one before',
  ],
  [{ system: { staff: 'KG1004', roles: [] } }, 'KG1004 is two users'],
])('a table with %p says so', (change, fault) => {
  const sound = {
    cites: 'x',
    textJa: 'x',
    textEn: 'x',
    users: { a: { staff: 'KG1004', roles: ['DOSE'] } },
    system: { staff: 'S', roles: [] },
    consent: [],
    reconciliation: { ledgerLagDays: 92, vrsLagDays: 14, approverOffice: '健康課長' },
  };
  const faults: string[] = [];
  readVrsRules('vrs.json', JSON.stringify({ ...sound, ...change }), faults);
  expect(faults).toEqual([expect.stringContaining(fault)]);
});
