import { DECLARED_CONTRACTS, contractInForce, handlersOn } from '../../staff/contracts.js';
import { isInForce } from '../../staff/term.js';
import type { Band } from '../../policy/detector-rules.js';
import { words, type Cell, type Report, type Section } from './report.js';
import type { ReportSource } from './report-source.js';

/** Within this share of a bound, the next step beyond it is near enough to be planned for. */
const NEAR = 0.05;

/**
 * Numbers against the bands that the assessment declares: beyond one, the threshold is judged anew and the
 * assessment is done again (R017, R049, R067, R103, R107).
 */
export function driftReport(source: ReportSource): Report {
  const { from, to, madeOn } = source;
  return {
    kind: 'drift',
    title: words('しきい値・区分の変動報告書', 'Numbers against the declared bands'),
    cites: 'R017, R049, R067, R103, R107 (特定個人情報保護評価に関する規則5条, 6条)',
    from,
    to,
    madeOn,
    sections: [bandSection(source), UNCOUNTED],
    signatures: [words('作成者', 'made by'), words('健康課長', 'head of the division')],
  };
}

function bandSection(source: ReportSource): Section {
  return {
    heading: words('評価書の区分との比較', 'Against the assessment'),
    says: [
      words(
        '区分を外れたときは、しきい値判断をやり直し、評価を再実施する。最終日の数を用いる。',
        'Beyond a band the threshold is judged anew and the assessment repeated. Numbers are those of the last day; persons are those registered now.',
      ),
    ],
    table: {
      columns: [
        words('項目', 'number of'),
        words('現在', 'now'),
        words('宣言した下限', 'from'),
        words('宣言した上限', 'to'),
        words('根拠', 'basis'),
        words('判定', 'verdict'),
      ],
      rows: rowsOf(source),
    },
  };
}

/** Persons, users and contracts as of the last day, and of each contract its handlers. */
function rowsOf({ to, period, staff, persons }: ReportSource): Cell[][] {
  const { bands } = period.rules;
  const users = [...staff.accounts.values()].filter(
    (row) => row.kind === 'person' && isInForce(row, to),
  ).length;
  const contracts = staff.rows.contracts.filter(
    (row) => row.primeContract === null && contractInForce(staff, row, to),
  );
  const handlers = contracts.map((row) => {
    const named = handlersOn(staff, row.id, to).length;
    const band = { from: 0, to: row.handlerCap, cites: 'R107' };
    return line(`委託先 ${row.id} の取扱者数 / handlers of ${row.id}`, named, band);
  });
  return [
    line('対象者数 / persons', persons, bands.persons),
    line('取扱者(利用者)数 / users', users, bands.users),
    line(`委託件数(宣言 ${DECLARED_CONTRACTS}件) / contracts`, contracts.length, bands.contracts),
    ...handlers,
  ];
}

const UNCOUNTED: Section = {
  heading: words('数えられないもの', 'What the gateway cannot count'),
  says: [
    words(
      '特定個人情報に関する重大事故の有無(しきい値判断の項目)と、評価書が宣言した記録項目数(10項目未満。別添1は26項目)は、この表では判定しない。',
      'Whether there was a grave incident, which the threshold asks for, and the declared number of items (under 10, while annex 1 lists 26) are not judged here.',
    ),
  ],
  table: null,
};

function line(name: string, now: number, { from, to, cites }: Band): Cell[] {
  return [name, now, from, to, cites, verdictOf(now, { from, to })];
}

function verdictOf(now: number, { from, to }: Pick<Band, 'from' | 'to'>): string {
  if (now < from || now > to) return '区分外・再評価 / OUT OF BAND: assess again';
  const near = from !== to && (now > to * (1 - NEAR) || now < from * (1 + NEAR));
  return near && now !== 0 ? '区分内・境界に近い / within, near its bound' : '区分内 / within';
}
