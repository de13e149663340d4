import { isInForce } from '../../staff/term.js';
import { groupsBy } from '../../collections/group-by.js';
import { contractsOf, handlersIn, personsIn, type Handler } from './handlers.js';
import { words, type Report, type Section } from './report.js';
import type { ReportSource } from './report-source.js';
import { contractSection, findingsTable, handlerFindings } from './tables.js';
import { verificationSection } from './verification-sections.js';

/** R136: how the contract is carried out, every two months, as the paper of the meeting that goes with it. */
export function performanceReport(source: ReportSource, contract: string | null): Report {
  const contracts = contractsOf(source, contract);
  const handlers = handlersIn(source, contracts);
  return {
    kind: 'performance',
    title: words('委託契約 履行状況報告書(2か月ごと)', 'How the contract is carried out (every two months)'),
    cites: 'R136 (特定個人情報保護評価書 委託: 2か月に1回の契約履行状況の報告), R108, R112, R114, R117, R129',
    from: source.from,
    to: source.to,
    madeOn: source.madeOn,
    sections: [
      contractSection(contracts, handlers),
      volumeSection(handlers),
      dutySection(source, handlers),
      {
        heading: words('事故・点検結果', 'Incidents and what the review found'),
        says: [
          words(
            '記録の点検で見つかった事項。事故の報告は別に添える(R117, R212)。',
            'From the review of the log; reports of incidents are attached to this one.',
          ),
        ],
        table: findingsTable(handlerFindings(source, handlers)),
      },
      verificationSection(source),
      {
        heading: words('報告会の記録', 'Record of the meeting'),
        says: [words('開催日:            出席者:            協議事項:', 'Held on, present, discussed:')],
        table: null,
      },
    ],
    signatures: [
      words('受託責任者', 'contractor'),
      words('健康課 担当', 'Health Division'),
      words('健康課長', 'head of the division'),
    ],
  };
}

function volumeSection(handlers: readonly Handler[]): Section {
  const rows = groupsBy(
    handlers.flatMap(({ contract, operations }) =>
      operations.map((operation) => ({ contract: contract.id, operation })),
    ),
    ({ contract, operation }) => `${operation.japan.day.slice(0, 7)} ${contract}`,
  );
  return {
    heading: words('月ごとの作業量', 'Volume by month'),
    says: [],
    table: {
      columns: [
        words('月', 'month'),
        words('契約', 'contract'),
        words('操作', 'operations'),
        words('対象者数', 'persons'),
        words('従事日数', 'days'),
      ],
      rows: rows
        .map((group) => {
          const operations = group.map(({ operation }) => operation);
          return [
            operations[0]?.japan.day.slice(0, 7) ?? '',
            group[0]?.contract ?? '',
            operations.length,
            personsIn(operations),
            new Set(operations.map(({ japan }) => japan.day)).size,
          ];
        })
        .sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
    },
  };
}

/** Training (R112), pledge (R114) and roster line (R129) of each handler on the last day. */
function dutySection({ staff, to }: ReportSource, handlers: readonly Handler[]): Section {
  return {
    heading: words('取扱者の義務の履行', 'Duties of the handlers'),
    says: [
      words(
        '研修は年1回。日付のないもの、名簿の期間が終わったものは、利用が自動的に止まっている。',
        'Training is yearly. Who lacks a date or a roster line is kept out by the gateway.',
      ),
    ],
    table: {
      columns: [
        words('契約', 'contract'),
        words('アカウント', 'account'),
        words('研修日', 'trained on'),
        words('誓約日', 'pledged on'),
        words('名簿', 'roster'),
      ],
      rows: handlers.map(({ contract, account, line }) => {
        const row = staff.accounts.get(account);
        return [
          contract.id,
          account,
          row?.trainedOn ?? '未 / none',
          row?.pledgedOn ?? '未 / none',
          isInForce(line, to) ? '掲載 / on it' : '終了 / ended',
        ];
      }),
    },
  };
}
