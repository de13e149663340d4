import type { IndexedEvent } from '../../audit/index/access-index.js';
import { otherVersionsIn, verdictOf, type Verdict, type WriterReport } from '../../audit/verify/report.js';
import { japanMinute } from '../../calendar/japan-time.js';
import { words, type Section, type Words } from './report.js';
import type { ReportSource } from './report-source.js';

const LISTED = 20;

const VERDICTS: Readonly<Record<Verdict, Words>> = {
  WHOLE: words('記録はすべてそろっており、書き換えは見つからなかった。', 'The log is whole and unbroken.'),
  NOT_WHOLE: words(
    '記録が完全ではない。下の欠落・異常の一覧を調べ、監査の責任者に報告すること。',
    'The log is NOT whole: look into the gaps below and tell the one responsible for the audit.',
  ),
  OTHER_VERSION: words(
    '記録形式の版が異なる部分があり、検証できていない。完全だとは言えない。',
    'Of the log a part, or all, is of another version of its format and was NOT verified.',
  ),
};

/** Whether the log is whole, as the verifier says who shares no code with the writer. */
export function verificationSection({ verification }: ReportSource): Section {
  const { writers } = verification;
  return {
    heading: words('記録の検証結果', 'Verification of the log'),
    says: [
      VERDICTS[verdictOf(verification)],
      ...otherVersionsIn(verification).map(({ ja, en }) => words(ja, en)),
    ],
    table: {
      columns: [
        words('記録者', 'writer'),
        words('検証できた記録', 'records'),
        words('区間', 'segments'),
        words('廃棄済み', 'purged'),
        words('署名済み', 'signed'),
        words('最後の署名', 'newest signature'),
        words('結果のない開始記録', 'open intents'),
        words('異常', 'faults'),
      ],
      rows: writers.map(({ writer, records, segments, purged, signed, signedAt, openIntents, faults }) => [
        writer,
        records,
        segments,
        purged.length,
        signed,
        signedAt === null ? '-' : japanMinute(signedAt),
        openIntents,
        faults.length,
      ]),
    },
  };
}

/** Every place at which something is, or may be, missing. */
export function gapSection({ verification, period }: ReportSource): Section {
  const faults = [
    ...verification.faults.map((what) => ['-', '-', `異常 / fault: ${what}`]),
    ...verification.writers.flatMap((writer) =>
      writer.faults.map(({ seq, what }) => [
        writer.writer,
        seq === null ? '-' : String(seq),
        `異常 / fault: ${what}`,
      ]),
    ),
  ];
  const cut = period.events
    .filter(({ kind }) => kind === 'RECOVERY')
    .map((event) => [event.record, japanMinute(event.at), recoveryIn(event)]);
  return {
    heading: words('欠落・異常の一覧', 'Gaps'),
    says: [
      words(
        '連番の欠落、検証の失敗、書込みの中断と、結果の記録がない操作。該当がなければ、記録は適正に取得されている。',
        'Missing numbers, failed verification, writes cut short, and operations without an outcome. If there is none, records are properly taken.',
      ),
    ],
    table: {
      columns: [words('記録', 'record'), words('連番・日時', 'sequence or time'), words('内容', 'what')],
      rows: [
        ...faults,
        ...cut,
        ...period.openIntents
          .slice(0, LISTED)
          .map(({ record, at, account }) => [
            record,
            japanMinute(at),
            `結果の記録なし / no outcome: ${account ?? '-'}`,
          ]),
        ...verification.writers.flatMap(openBeyond),
      ],
    },
  };
}

/**
 * Whatever was not durable when the machine stopped was never answered on, so that nothing was disclosed
 * without a record.
 */
function recoveryIn({ body }: IndexedEvent): string {
  return `書込みの中断から復旧(未完の${String(body['bytesCut'])}バイトを除去。回答前のもの) / recovered; what was cut had not been answered on`;
}

function openBeyond({ writer, unsealed, unfinishedBytes }: WriterReport): readonly string[][] {
  if (unsealed === 0 && unfinishedBytes === 0) return [];
  return [
    [
      writer,
      '-',
      `確定前の記録 ${unsealed}件、書きかけ ${unfinishedBytes}バイト(回答には使われていない) / not settled; no answer rests on it`,
    ],
  ];
}
