import { randomUUID } from 'node:crypto';
import { couponLineOf } from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { readVrsRules, type VrsRules } from '../../../src/policy/vrs-rules.js';
import type { CaseEvidence } from '../../../src/vaccination-record/case-evidence.js';
import {
  RecordInquiries,
  type InquiryFacts,
  type RecordInquiry,
} from '../../../src/vaccination-record/record-inquiries.js';
import type { VrsCaller } from '../../../src/vaccination-record/vrs-user.js';
import { policy } from '../policy/harness.js';
import {
  as,
  dose,
  known,
  KOGANEI,
  KOKUBUNJI,
  numberOf,
  registration,
  sealedNumber,
  startVrsWorld,
  TODAY,
  type VrsWorld,
} from '../../support/vrs/world.js';

let world: VrsWorld;
/** Everything that was sent as a body to the system. */
let bodies: string[];
let told: string[];
let opened: number;
let spied: jest.SpyInstance;

beforeEach(async () => {
  world = await startVrsWorld();
  [bodies, told, opened] = [[], [], 0];
  await world.of(KOGANEI).register(registration(KOGANEI, 1, '0000000101'), as());
  await world.of(KOKUBUNJI).register(registration(KOKUBUNJI, 1, '0000000201'), as());
  const line = couponLineOf({ kind: '1', dose: 1, municipality: KOKUBUNJI, coupon: '0000000201' });
  await world.of(KOKUBUNJI).recordDose(dose(line, { givenIn: KOKUBUNJI }), as());
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

const SOUND: CaseEvidence = { consent: 'GIVEN', identityChecked: true, movedInFrom: KOKUBUNJI };
const CLERK: VrsCaller = { account: 'vrs-clerk', zone: 'LGWAN' };
const inquiry = (): RecordInquiry => ({
  ...{ requestId: randomUUID(), caseNumber: 'V-1', person: known(KOGANEI, 1), need: 'NEW_COUPON' },
});

/** The clerk's user of the small world's system. */
const rulesWith = (more: Partial<VrsRules> = {}): VrsRules => ({
  ...policy.vrs,
  users: new Map([['vrs-clerk', { staff: 'A-1', roles: ['INQUIRY'] }]]),
  ...more,
});

function ask({
  evidence = SOUND,
  caller = CLERK,
  rules = rulesWith(),
  today = TODAY,
  asked = inquiry(),
}: {
  evidence?: CaseEvidence | null;
  caller?: VrsCaller;
  rules?: VrsRules;
  today?: string;
  asked?: RecordInquiry;
} = {}) {
  const tell = (phase: string) => (facts: InquiryFacts, result?: string) => {
    told.push([phase, facts.logCode, facts.municipality, result ?? ''].join(' ').trim());
    expect(JSON.stringify(facts)).not.toContain(numberOf(1));
    return Promise.resolve();
  };
  const inquiries = new RecordInquiries({
    vrs: world.of(KOGANEI),
    sources: { send: (_system, signal, work) => work(signal) },
    cases: { evidenceOf: () => Promise.resolve(evidence) },
    numberOf: () => {
      opened += 1;
      return Promise.resolve(sealedNumber(1));
    },
    log: { intend: tell('INTENT'), close: tell('OUTCOME') },
    rules: () => rules,
    today: () => today,
  });
  return inquiries.inquire(asked, caller, AbortSignal.timeout(10_000));
}

const sent = (): unknown[] =>
  bodies.filter((body) => body.includes('individualNumber')).map((body) => JSON.parse(body) as unknown);

test('with consent and identity check on the case two fields leave, and no number comes back', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({ outcome: 'PROVIDED', municipality: KOKUBUNJI });
  expect(JSON.stringify(answer)).not.toContain(numberOf(1));
  expect(sent()).toEqual([{ municipality: KOKUBUNJI, individualNumber: numberOf(1) }]);
  expect(told).toEqual([
    `INTENT VRS_19_16_GIVEN ${KOKUBUNJI}`,
    `OUTCOME VRS_19_16_GIVEN ${KOKUBUNJI} PROVIDED`,
  ]);
});

test.each<[string, Parameters<typeof ask>[0]]>([
  ['no case', { evidence: null }],
  ['no consent', { evidence: { ...SOUND, consent: null } }],
  ['a consent that is hard to obtain', { evidence: { ...SOUND, consent: 'HARD_TO_OBTAIN' } }],
  ['no identity check', { evidence: { ...SOUND, identityChecked: false } }],
  ['nobody who moved in', { evidence: { ...SOUND, movedInFrom: null } }],
  ['a move within the city', { evidence: { ...SOUND, movedInFrom: KOGANEI } }],
  ['another network', { caller: { account: 'vrs-clerk', zone: 'NUMBER_USE' } }],
  ['an unknown network', { caller: { account: 'vrs-clerk', zone: null } }],
  ['no user of the system', { caller: { account: 'clerk', zone: 'LGWAN' } }],
  [
    'another role',
    { rules: rulesWith({ users: new Map([['vrs-clerk', { staff: 'A-1', roles: ['DOSE'] }]]) }) },
  ],
  ['a day before any rule', { today: '2021-10-11' }],
])('with %s nothing leaves, and the number is not even asked for', async (_, given) => {
  await expect(ask(given)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect([sent(), told, opened]).toEqual([[], [], 0]);
});

test('the other reading of the law is a dated switch with its own basis and its own code in the log (X12)', async () => {
  const shipped = policy.vrs.consent;
  const switched = {
    from: '2023-06-27',
    rule: 'GIVEN_OR_HARD_TO_OBTAIN',
    cites: '番号法第19条第16号 後段',
  } as const;
  const rules = rulesWith({ consent: [...shipped, switched] });
  const evidence: CaseEvidence = { ...SOUND, consent: 'HARD_TO_OBTAIN' };
  await expect(ask({ rules, evidence, today: '2023-06-26' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await ask({ rules, evidence })).toMatchObject({ outcome: 'PROVIDED' });
  expect(told).toEqual([
    `INTENT VRS_19_16_HARD_TO_OBTAIN ${KOKUBUNJI}`,
    `OUTCOME VRS_19_16_HARD_TO_OBTAIN ${KOKUBUNJI} PROVIDED`,
  ]);
  expect(shipped.map(({ rule }) => rule)).toEqual(['GIVEN_ONLY']);
});

test('a lost answer is on record, and asked again under its id the inquiry is the same one', async () => {
  const asked = inquiry();
  world.mock.faults.lost.push('INQ01');
  await expect(ask({ asked })).rejects.toMatchObject({ name: 'SourceError' });
  expect(await ask({ asked })).toMatchObject({ outcome: 'PROVIDED' });
  expect(told.map((line) => line.split(' ').at(-1))).toEqual([
    KOKUBUNJI,
    'SourceError',
    KOKUBUNJI,
    'PROVIDED',
  ]);
  expect(world.mock.state.prepare('SELECT count(*) AS n FROM inquiry').get()).toEqual({ n: 1 });
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
