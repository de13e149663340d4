import { overlap } from '../../staff/term.js';
import { isShut } from '../detectors/out-of-hours.js';
import { contractsOf, handlersIn, personsIn, type Handler } from './handlers.js';
import { words, type Cell, type Report, type Section } from './report.js';
import type { ReportSource } from './report-source.js';
import { contractSection, findingsTable, handlerFindings, refusalSection } from './tables.js';

/** R130: that access control works, monthly, per contractor: what was granted, what was used, what was denied. */
export function accessReport(source: ReportSource, contract: string | null): Report {
  const contracts = contractsOf(source, contract);
  const handlers = handlersIn(source, contracts);
  return {
    kind: 'access',
    title: words('委託先アクセス制御 月次報告書', 'Monthly report: a contractor’s access control works'),
    cites:
      'R130 (特定個人情報保護評価書 委託: アクセス制御が有効に機能していることの月次報告), R107, R121, R129',
    from: source.from,
    to: source.to,
    madeOn: source.madeOn,
    sections: [
      contractSection(contracts, handlers),
      grantSection(source, handlers),
      useSection(source, handlers),
      refusalSection(source, handlers),
      {
        heading: words('点検で見つかった事項', 'What the review of the log found'),
        says: [],
        table: findingsTable(handlerFindings(source, handlers)),
      },
    ],
    signatures: [
      words('受託責任者', 'contractor'),
      words('健康課 担当', 'Health Division'),
      words('健康課長', 'head of the division'),
    ],
  };
}

/** A menu granted and never used is one that can be taken back (R163, R174). */
function grantSection({ staff, purposes, from, to }: ReportSource, handlers: readonly Handler[]): Section {
  const rows = handlers.flatMap(({ account, operations }): Cell[][] => {
    const granted = new Set(
      staff
        .grantsOf(account)
        .filter(({ begins, ends, revokedOn }) =>
          overlap({ begins, ends: revokedOn ?? ends }, { begins: from, ends: to }),
        )
        .map(({ purpose }) => purpose),
    );
    const used = new Map<string, number>();
    for (const { purpose, status } of operations)
      if (purpose !== null && status !== 'REFUSED') used.set(purpose, (used.get(purpose) ?? 0) + 1);
    return [...new Set([...granted, ...used.keys()])].map((purpose) => {
      const menu = [...purposes].find(([name]) => name === purpose)?.[1].menu ?? purpose;
      return [
        account,
        menu,
        granted.has(purpose) ? 'あり / yes' : 'なし / NO',
        used.get(purpose) ?? 0,
        verdictOf(granted.has(purpose), used.get(purpose) ?? 0),
      ];
    });
  });
  return {
    heading: words('許可と利用', 'Granted and used'),
    says: [
      words(
        '許可のないメニューの利用があれば、アクセス制御が働いていない。利用のない許可は、要否を見直す。',
        'A use without a grant means that access control failed. A grant without use is to be reconsidered.',
      ),
    ],
    table: {
      columns: [
        words('アカウント', 'account'),
        words('メニュー', 'menu'),
        words('許可', 'granted'),
        words('利用回数', 'answers'),
        words('判定', 'verdict'),
      ],
      rows,
    },
  };
}

function verdictOf(granted: boolean, used: number): string {
  if (!granted) return '許可なし利用 / USED WITHOUT GRANT';
  return used === 0 ? '未使用 / unused' : '適正 / in order';
}

function useSection({ period }: ReportSource, handlers: readonly Handler[]): Section {
  return {
    heading: words('取扱者ごとの利用状況', 'Use by handler'),
    says: [],
    table: {
      columns: [
        words('アカウント', 'account'),
        words('表示名', 'name'),
        words('回答', 'answers'),
        words('対象者数', 'persons'),
        words('拒否', 'refused'),
        words('時間外', 'out of hours'),
        words('利用日数', 'days'),
        words('最後の利用日', 'last day'),
      ],
      rows: handlers.map(({ account, nameJa, operations }) => [
        account,
        nameJa,
        operations.filter(({ status }) => status === 'ANSWERED').length,
        personsIn(operations),
        operations.filter(({ status }) => status === 'REFUSED').length,
        operations.filter((operation) => isShut(operation, period.rules)).length,
        new Set(operations.map(({ japan }) => japan.day)).size,
        operations.at(-1)?.japan.day ?? '利用なし / never',
      ]),
    },
  };
}
