import { groupsBy } from '../../collections/group-by.js';
import { japanMinute } from '../../calendar/japan-time.js';
import { contractsOf, handlersIn, personsIn, type Handler } from './handlers.js';
import { words, type Report, type Section } from './report.js';
import type { ReportSource } from './report-source.js';
import { contractSection } from './tables.js';
import { gapSection, verificationSection } from './verification-sections.js';

/**
 * R132: that the records of who worked when (R131) are properly taken, monthly: the log verified, its gaps listed.
 */
export function recordsReport(source: ReportSource, contract: string | null): Report {
  const contracts = contractsOf(source, contract);
  const handlers = handlersIn(source, contracts);
  return {
    kind: 'records',
    title: words('委託先作業記録 月次報告書', 'Monthly report: a contractor’s records are properly taken'),
    cites: 'R132 (特定個人情報保護評価書 委託: 記録が適正に取得されていることの月次報告), R131, R133',
    from: source.from,
    to: source.to,
    madeOn: source.madeOn,
    sections: [
      contractSection(contracts, handlers),
      verificationSection(source),
      gapSection(source),
      agreementSection(source, handlers),
      workSection(handlers),
    ],
    signatures: [
      words('受託責任者', 'contractor'),
      words('健康課 担当', 'Health Division'),
      words('健康課長', 'head of the division'),
    ],
  };
}

/** Log-ins and operations are recorded apart: one without the other is a record that was not taken. */
function agreementSection({ period }: ReportSource, handlers: readonly Handler[]): Section {
  const accounts = [...new Set(handlers.map(({ account }) => account))];
  const events = (account: string, kind: string): number =>
    period.events.filter((event) => event.kind === kind && event.account === account).length;
  return {
    heading: words('ログインと操作の突合', 'Log-ins against operations'),
    says: [
      words(
        '回答した操作があるのにログインの記録がなければ、記録の取得漏れを調べる。',
        'Answers without a log-in on record mean that a record was not taken.',
      ),
    ],
    table: {
      columns: [
        words('アカウント', 'account'),
        words('ログイン', 'log-ins'),
        words('ログアウト', 'log-outs'),
        words('回答した操作', 'answers'),
        words('判定', 'verdict'),
      ],
      rows: accounts.map((account) => {
        const answers = handlers
          .filter((one) => one.account === account)
          .flatMap(({ operations }) => operations)
          .filter(({ status }) => status === 'ANSWERED').length;
        const logins = events(account, 'LOGIN');
        return [
          account,
          logins,
          events(account, 'LOGOUT'),
          answers,
          answers > 0 && logins === 0 ? '要調査 / LOOK INTO IT' : '整合 / agrees',
        ];
      }),
    },
  };
}

/** R131: who worked on the file, on which day, from when to when. */
function workSection(handlers: readonly Handler[]): Section {
  const days = handlers.flatMap(({ account, nameJa, operations }) =>
    groupsBy(operations, ({ japan }) => japan.day).map((ofDay) => [
      ofDay[0]?.japan.day ?? '',
      account,
      nameJa,
      japanMinute(ofDay[0]?.at ?? '').slice(11),
      japanMinute(ofDay.at(-1)?.at ?? '').slice(11),
      ofDay.length,
      personsIn(ofDay),
    ]),
  );
  return {
    heading: words('従事者と従事日時', 'Who worked when'),
    says: [],
    table: {
      columns: [
        words('日', 'day'),
        words('アカウント', 'account'),
        words('表示名', 'name'),
        words('最初の操作', 'first'),
        words('最後の操作', 'last'),
        words('操作', 'operations'),
        words('対象者数', 'persons'),
      ],
      rows: days.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    },
  };
}
