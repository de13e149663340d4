import type { ReviewView, ShownFinding } from '../../src/review/audit-access.js';
import { DETECTOR_NAMES, DETECTORS, type Severity } from '../../src/review/finding.js';
import type { Report, Words } from '../../src/review/report/report.js';

/** Enough to begin with; the rest are those of the same account and days. */
const SHOWN = 100;

export function findingNode({ subjects, records, judged, ...finding }: ShownFinding): object {
  return {
    ...finding,
    ...{ personCount: subjects.length, persons: subjects.slice(0, SHOWN) },
    ...{ recordCount: records.length, records: records.slice(0, SHOWN) },
    ...{ verdict: judged?.verdict ?? null, note: judged?.note ?? null },
    ...{ judgedBy: judged?.account ?? null, judgedAt: judged?.at ?? null },
  };
}

export function reviewNode({ report, text, findings, ...review }: ReviewView): object {
  const count = (detector: string, severity: Severity): number =>
    findings.filter((one) => one.detector === detector && one.severity === severity).length;
  return {
    ...review,
    detectors: DETECTORS.map((detector) => ({
      ...{ detector, nameJa: DETECTOR_NAMES[detector].ja, nameEn: DETECTOR_NAMES[detector].en },
      alarms: count(detector, 'ALARM'),
      attentions: count(detector, 'ATTENTION'),
      informations: count(detector, 'INFO'),
    })),
    findings: findings.map(findingNode),
    document: documentNode({ report, text }),
  };
}

export function documentNode({ report, text }: { readonly report: Report; readonly text: string }): object {
  const { title, cites, from, to, madeOn, sections } = report;
  return {
    ...{ title: wordsNode(title), cites, from, to, madeOn, markdown: text },
    sections: sections.map(({ heading, says, table }) => ({
      heading: wordsNode(heading),
      sentences: says.map(wordsNode),
      columns: table?.columns.map(wordsNode) ?? [],
      rows: table?.rows.map((row) => row.map(String)) ?? [],
    })),
  };
}

function wordsNode({ ja, en }: Words): object {
  return { textJa: ja, textEn: en };
}
