import { DETECTOR_NAMES, DETECTORS, SEVERITIES } from '../finding.js';
import { japanMinute } from '../../calendar/japan-time.js';
import { groupsBy } from '../../collections/group-by.js';
import { personsIn } from './handlers.js';
import { both, words, type Report, type Section } from './report.js';
import type { ReportSource } from './report-source.js';
import { findingsTable } from './tables.js';
import { gapSection, verificationSection } from './verification-sections.js';

/** The periodic review of the log (R195, R204): what was found, lists to go with it, and who has looked at them. */
export function reviewReport(source: ReportSource): Report {
  const { findings, from, to, madeOn, period } = source;
  return {
    kind: 'review',
    title: words('アクセス記録 定期点検報告書', 'Periodic review of the access log'),
    cites:
      'R195, R204 (特定個人情報保護評価書: 操作記録の確認・定期的な点検), 番号法12条, 個人情報保護法66条',
    from,
    to,
    madeOn,
    sections: [
      summarySection(source),
      {
        heading: words('確認すべき事項', 'To be asked about'),
        says: [
          words(
            '各行は不正を意味しない。記録を「sekisho audit expand --record 記録」で開き、本人と所属長に用件を確かめる。',
            'No line accuses anybody. Open the record with: sekisho audit expand --record, and ask the person and the head of the section what it was for.',
          ),
          words(
            '数えたのは、番号や検索の条件で名指しした者と、内容が表示された者である。一覧が除いて表示しなかっただけの者は数えない。',
            'Counted are persons who were named, by number or by what was searched for, or of whom something was shown; nobody whom a list by itself left out.',
          ),
          words(
            '【取扱注意】支援措置の対象者に関する行を含むことがある。委託先と、点検の担当でない者には渡さない。',
            'CONFIDENTIAL: lines may be about persons under support measures. Not for contractors, nor for anybody without a part in the review.',
          ),
        ],
        table: findingsTable(findings),
      },
      verificationSection(source),
      gapSection(source),
      accountSection(source),
      changeSection(source),
      ...(to > period.rules.holidaysUntil
        ? [
            {
              heading: words('注意', 'Note'),
              says: [
                words(
                  `祝日の表は${period.rules.holidaysUntil}まで。以後の祝日は執務日として扱った。`,
                  `Holidays are known until ${period.rules.holidaysUntil}; later ones counted as office days.`,
                ),
              ],
              table: null,
            },
          ]
        : []),
    ],
    signatures: [words('確認者', 'reviewer'), words('総務課長', 'head of General Affairs')],
  };
}

/** Every detector, those that found nothing, too: what was not looked for cannot be not found. */
function summarySection({ findings }: ReportSource): Section {
  return {
    heading: words('点検項目と結果', 'What was looked for, and found'),
    says: [],
    table: {
      columns: [
        words('項目', 'looked for'),
        words('至急', 'alarm'),
        words('要確認', 'attention'),
        words('参考', 'information'),
      ],
      rows: DETECTORS.map((detector) => {
        const found = findings.filter((one) => one.detector === detector);
        return [
          both(DETECTOR_NAMES[detector]),
          ...SEVERITIES.map((severity) => found.filter((one) => one.severity === severity).length),
        ];
      }),
    },
  };
}

function accountSection({ period }: ReportSource): Section {
  const groups = groupsBy(period.operations, ({ account, purpose }) => `${account ?? '-'} ${purpose ?? '-'}`);
  return {
    heading: words('アカウント・利用目的別の件数', 'By account and purpose'),
    says: [],
    table: {
      columns: [
        words('アカウント', 'account'),
        words('利用目的', 'purpose'),
        words('回答', 'answers'),
        words('拒否', 'refused'),
        words('障害', 'failed'),
        words('対象者数', 'persons'),
      ],
      rows: groups
        .map((operations) => {
          const count = (status: string): number =>
            operations.filter((operation) => operation.status === status).length;
          return [
            operations[0]?.account ?? '-',
            operations[0]?.purpose ?? '-',
            count('ANSWERED'),
            count('REFUSED'),
            count('FAILED'),
            personsIn(operations),
          ];
        })
        .sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
    },
  };
}

const LISTED: ReadonlySet<string> = new Set(['CHANGE', 'POLICY', 'PURGE', 'REVIEW']);

/** What changed who may see what, and what happened to the log itself. */
function changeSection({ period }: ReportSource): Section {
  return {
    heading: words('権限・規則・記録の変更', 'Changes of grants, rules and the log'),
    says: [],
    table: {
      columns: [
        words('日時', 'at'),
        words('記録', 'record'),
        words('種類', 'kind'),
        words('実施者', 'by'),
        words('内容', 'what'),
      ],
      rows: period.events
        .filter(({ kind }) => LISTED.has(kind))
        .map(({ at, record, kind, account, body }) => [
          japanMinute(at),
          record,
          kind,
          // A review and a purge bear the name of whoever answers for them; all else its account.
          String(body['by'] ?? body['reviewer'] ?? account ?? '-'),
          [body['action'], body['target'], body['version']].filter(Boolean).join(' '),
        ]),
    },
  };
}
