import type { ContractRow } from '../../staff/staff-rows.js';
import { DETECTOR_NAMES, SEVERITY_NAMES, type DetectorName, type Finding } from '../finding.js';
import { japanMinute } from '../../calendar/japan-time.js';
import type { Handler } from './handlers.js';
import { both, words, type Section, type Table } from './report.js';
import type { ReportSource } from './report-source.js';

const RECORDS_SHOWN = 5;
/** For a ground that is no rule of today: better too general than too exact. */
const GENERAL = 'NOT_DISCLOSABLE';
/** They say what a person is to somebody, or that they are protected: for the city's own review alone. */
const ABOUT_PERSONS: ReadonlySet<DetectorName> = new Set([
  'OWN_HOUSEHOLD',
  'SAME_SURNAME',
  'NEIGHBOUR',
  'COLLEAGUE',
  'SUPPORT_MEASURES',
]);

/** Whom the report is about: contractor, matter, responsible person and numbers (R104-R107, R111). */
export function contractSection(contracts: readonly ContractRow[], handlers: readonly Handler[]): Section {
  const rows = contracts.map((contract) => {
    const { id, contractor, matter, responsible, begins, ends, handlerCap, primeContract } = contract;
    const named = new Set(
      handlers.filter((handler) => handler.contract.id === id).map(({ account }) => account),
    ).size;
    const verdict = named <= handlerCap ? '範囲内 / within' : '超過 / BEYOND';
    return [
      id,
      contractor,
      primeContract === null ? matter : `${matter} (${primeContract} の再委託)`,
      responsible,
      `${begins} – ${ends}`,
      named,
      handlerCap,
      verdict,
    ];
  });
  return {
    heading: words('対象の委託契約', 'Contracts'),
    says: [
      words(
        '名簿に載っている取扱者数を、評価書の区分の上限と比べる。再委託分は元の委託先の報告に含める。',
        'Handlers on the roster against the band that the assessment declares. What is re-entrusted is reported with the contract it is a part of.',
      ),
    ],
    table: {
      columns: [
        words('契約', 'contract'),
        words('委託先', 'contractor'),
        words('委託内容', 'matter'),
        words('責任者', 'responsible'),
        words('期間', 'term'),
        words('名簿の人数', 'on the roster'),
        words('上限', 'cap'),
        words('判定', 'verdict'),
      ],
      rows,
    },
  };
}

/**
 * How often each reason for closing something was given. Of a rule only what the handler saw: the
 * rule's name would tell the contractor that the handler met with somebody under support measures (R196).
 */
export function refusalSection({ reasons }: ReportSource, handlers: readonly Handler[]): Section {
  const counts = new Map<string, { readonly account: string; readonly ground: string; count: number }>();
  const add = (account: string, ground: string, count: number): void => {
    const row = counts.get(`${account} ${ground}`) ?? { account, ground, count: 0 };
    counts.set(`${account} ${ground}`, { ...row, count: row.count + count });
  };
  for (const { account, operations } of handlers) {
    for (const { status, detail, codes, closed } of operations) {
      if (status === 'REFUSED') add(account, reasons.get(detail ?? '') ?? detail ?? codes.join(' '), 1);
      for (const [ground, count] of closed) add(account, reasons.get(ground) ?? GENERAL, count);
    }
  }
  return {
    heading: words('拒否・非表示の内訳', 'What was refused or closed, by ground'),
    says: [
      words(
        '規則が働いて表示しなかった項目と、受け付けなかった操作の数。',
        'Items that the rules closed, and operations not accepted.',
      ),
    ],
    table: {
      columns: [
        words('アカウント', 'account'),
        words('規則・理由', 'rule or ground'),
        words('件数', 'count'),
      ],
      rows: [...counts.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ account, ground, count }) => [account, ground, count]),
    },
  };
}

/** What a contractor's handlers are asked about, in a paper that the contractor signs. */
export function handlerFindings(
  { findings }: ReportSource,
  handlers: readonly Handler[],
): readonly Finding[] {
  const accounts = new Set(handlers.map(({ account }) => account));
  return findings.filter(
    ({ account, detector }) => account !== null && accounts.has(account) && !ABOUT_PERSONS.has(detector),
  );
}

export function findingsTable(findings: readonly Finding[]): Table {
  return {
    columns: [
      words('区分', 'weight'),
      words('項目', 'looked for'),
      words('アカウント', 'account'),
      words('最初の日時', 'first at'),
      words('内容', 'what'),
      words('件数', 'count'),
      words('対象者数', 'persons'),
      words('記録', 'records'),
    ],
    rows: findings.map(({ severity, detector, account, at, textJa, textEn, count, subjects, records }) => [
      both(SEVERITY_NAMES[severity]),
      both(DETECTOR_NAMES[detector]),
      account ?? '-',
      japanMinute(at),
      `${textJa} ${textEn}`,
      count,
      subjects.length,
      recordsIn(records),
    ]),
  };
}

/** Enough to begin with: `audit expand --record` shows each, and the rest are those of the same account and day. */
function recordsIn(records: readonly string[]): string {
  const rest = records.length - RECORDS_SHOWN;
  return records.slice(0, RECORDS_SHOWN).join(', ') + (rest > 0 ? ` +${rest}` : '');
}
