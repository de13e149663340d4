import { join } from 'node:path';
import type { Finding } from '../../../../src/review/finding.js';
import type { ReviewPeriod } from '../../../../src/review/review-period.js';
import { buildReport } from '../../../../src/review/report/build-report.js';
import { render } from '../../../../src/review/report/render.js';
import { REPORT_KINDS, type ReportKind } from '../../../../src/review/report/report.js';
import type { ReportSource } from '../../../../src/review/report/report-source.js';
import { loadPolicy } from '../../../../src/policy/load.js';
import { readSeed } from '../../../../src/staff/seed.js';
import { StaffIndex } from '../../../../src/staff/staff-index.js';
import type { ContractRow, RosterRow } from '../../../../src/staff/staff-rows.js';
import { ROOT } from '../simulated-month.js';
import { act, workOf } from '../small-work.js';

const directory = join(ROOT, 'policy', 'koganei');
const policy = loadPolicy(directory);
const rows = readSeed({ directory, policy, today: '2023-06-01' });

function source(work: ReviewPeriod, given: Partial<ReportSource> = {}): ReportSource {
  return {
    from: '2023-06-01',
    to: '2023-06-30',
    madeOn: '2023-07-03',
    period: work,
    findings: [],
    staff: new StaffIndex(rows),
    purposes: policy.purposes,
    reasons: new Map(
      policy.rules.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])),
    ),
    verification: { whole: true, writers: [], faults: [] },
    persons: 120_000,
    ...given,
  };
}

const contractor = { account: 'contractor', role: 'contractor', purpose: 'HISTORY', case: null };
const tableOf = (
  kind: ReportKind,
  given: ReportSource,
  heading: string,
  contract: string | null = null,
): unknown =>
  buildReport(kind, given, contract).sections.find((section) => section.heading.en === heading)?.table?.rows;

test('granted against used: a grant without use, and a use without a grant, are named (R130)', () => {
  const used = source(
    workOf([act('09:00', ['a'], contractor), act('10:00', ['b'], { ...contractor, purpose: 'CERTIFICATE' })]),
  );
  expect(tableOf('access', used, 'Granted and used')).toEqual([
    ['contractor', '接種履歴', 'あり / yes', 1, '適正 / in order'],
    ['contractor', '接種証明書', 'なし / NO', 1, '許可なし利用 / USED WITHOUT GRANT'],
  ]);
  expect(tableOf('access', source(workOf([])), 'Granted and used')).toEqual([
    ['contractor', '接種履歴', 'あり / yes', 0, '未使用 / unused'],
  ]);
});

/** docs/attacks.md M8 */
test.each(REPORT_KINDS)(
  '%s over a span without a record says first of all that it rests on nothing',
  (kind) => {
    const [first] = buildReport(kind, source(workOf([])), null).sections;
    expect(first).toMatchObject({
      heading: { en: 'No records in the span' },
      says: [{ en: expect.stringContaining('shows nothing to be in order') as string }],
    });
    const [used] = buildReport(kind, source(workOf([act('09:00', ['a'], contractor)])), null).sections;
    expect(used?.heading.en).not.toBe('No records in the span');
  },
);

describe('a paper that the contractor signs', () => {
  const closed = new Map([
    ['support-measures.contact', 2],
    ['own-household', 1],
  ]);
  const work = workOf([
    act('09:00', ['a'], { ...contractor, closed }),
    act('10:00', [], { ...contractor, status: 'REFUSED', detail: 'support-measures.number' }),
  ]);
  const about = (detector: Finding['detector']): Finding => ({
    detector,
    severity: 'ATTENTION',
    account: 'contractor',
    at: '2023-06-05T00:00:00.000Z',
    records: ['gw1/77'],
    subjects: ['a'],
    count: 1,
    textJa: `文-${detector}`,
    textEn: '',
  });
  const findings = (
    ['SUPPORT_MEASURES', 'SAME_SURNAME', 'NEIGHBOUR', 'OWN_HOUSEHOLD', 'COLLEAGUE', 'OUT_OF_HOURS'] as const
  ).map(about);

  test.each(['access', 'records', 'performance'] as const)(
    '%s betrays nobody under support measures, nor what anybody is to anybody',
    (kind) => {
      const text = render(buildReport(kind, source(work, { findings }), 'C3'), 'csv');
      expect(text).not.toMatch(/支援措置|support[- ]measures|SUPPORT_MEASURES|世帯|近隣|own-household/);
    },
  );

  test('it says how often something was closed, in the words that its handlers were told', () => {
    expect(tableOf('access', source(work, { findings }), 'What was refused or closed, by ground')).toEqual([
      ['contractor', 'NOT_DISCLOSABLE', 4],
    ]);
  });

  test('what is about nobody in particular stands in it', () => {
    expect(render(buildReport('access', source(work, { findings }), 'C3'), 'csv')).toContain(
      '文-OUT_OF_HOURS',
    );
  });
});

describe('re-entrusted parts (R121)', () => {
  const c3 = rows.contracts.find(({ id }) => id === 'C3') as ContractRow;
  const line: RosterRow = {
    id: 'line',
    contract: 'C3-1',
    account: 'helper',
    begins: '2023-06-01',
    ends: '2023-06-10',
  };
  const staff = new StaffIndex({
    ...rows,
    contracts: [...rows.contracts, { ...c3, id: 'C3-1', contractor: '再委託先', primeContract: 'C3' }],
    roster: [...rows.roster, line],
  });
  const helper = { ...contractor, account: 'helper' };
  const work = workOf([
    act('09:00', ['a'], helper),
    act('', ['b'], { ...helper, at: '2023-06-12T02:00:00.000Z' }),
  ]);

  test('roll up to the contract they are a part of, and to no other', () => {
    expect(tableOf('access', source(work, { staff }), 'Contracts', 'C3')).toHaveLength(2);
    expect(tableOf('access', source(work, { staff }), 'Contracts', 'C1')).toHaveLength(1);
  });

  test('what somebody did after their roster line ended is not the contract’s', () => {
    expect(tableOf('records', source(work, { staff }), 'Who worked when', 'C3')).toEqual([
      ['2023-06-05', 'helper', '', '09:00', '09:00', 1, 1],
    ]);
  });
});

describe('records properly taken (R132)', () => {
  test('answers without a log-in on record are to be looked into', () => {
    const without = source(workOf([act('09:00', ['a'], contractor)]));
    expect(tableOf('records', without, 'Log-ins against operations')).toEqual([
      ['contractor', 0, 0, 1, '要調査 / LOOK INTO IT'],
    ]);
    const login = {
      record: 'gw1/1',
      at: '2023-06-05T00:00:00.000Z',
      kind: 'LOGIN',
      account: 'contractor',
      body: {},
    };
    const within = source(workOf([act('09:00', ['a'], contractor)], { events: [login] }));
    expect(tableOf('records', within, 'Log-ins against operations')).toEqual([
      ['contractor', 1, 0, 1, '整合 / agrees'],
    ]);
  });

  test('the gap list names what the verifier found', () => {
    const writer = {
      writer: 'gw1',
      records: 4,
      segments: 1,
      purged: [],
      signed: 4,
      signedAt: null,
      purges: new Set<string>(),
      keys: [],
      roots: new Map<number, string>(),
      others: [],
      openIntents: 0,
      firstOpenIntents: [],
      unsealed: 0,
      otherVersion: null,
      unfinishedBytes: 0,
      faults: [{ seq: 5, what: 'its MAC is wrong' }],
    };
    const broken = source(workOf([]), {
      verification: { whole: false, writers: [writer], faults: ['gw2 is missing'] },
    });
    expect(tableOf('records', broken, 'Gaps')).toEqual([
      ['-', '-', '異常 / fault: gw2 is missing'],
      ['gw1', '5', '異常 / fault: its MAC is wrong'],
    ]);
  });
});

test.each([
  [120_000, '区分内 / within'],
  [960_000, '区分内・境界に近い / within, near its bound'],
  [1_000_000, '区分外・再評価 / OUT OF BAND: assess again'],
  [99_999, '区分外・再評価 / OUT OF BAND: assess again'],
])('%d persons: %s (R049)', (persons, verdict) => {
  const [line] = tableOf('drift', source(workOf([]), { persons }), 'Against the assessment') as string[][];
  expect(line?.at(-1)).toBe(verdict);
});
