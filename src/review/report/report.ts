/** Text in both languages; Japanese is what is handed in, English stands beside it. */
export interface Words {
  readonly ja: string;
  readonly en: string;
}

/** A report before it has a form. Holds no name and no number of a resident: every renderer may show all of it. */
export interface Report {
  readonly kind: ReportKind;
  readonly title: Words;
  /** What the report answers to: R-numbers, articles. */
  readonly cites: string;
  /** First and last day it is about, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
  /** Day it was made. */
  readonly madeOn: string;
  readonly sections: readonly Section[];
  /** Boxes for names and seals, by who signs. */
  readonly signatures: readonly Words[];
}

export interface Section {
  readonly heading: Words;
  /** A sentence or two on what the table says, and what is to be done. */
  readonly says: readonly Words[];
  /** null: words only. */
  readonly table: Table | null;
}

export interface Table {
  readonly columns: readonly Words[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number;

/**
 * - access: access control of a contractor works (R130), monthly
 * - records: a contractor's records are properly taken (R132), monthly
 * - performance: how a contract is carried out (R136), every two months
 * - review: the periodic review of the log (R195, R204)
 * - drift: numbers against the bands that the assessment declares (R017, R049, R067, R103, R107)
 */
export const REPORT_KINDS = ['access', 'records', 'performance', 'review', 'drift'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Kinds that are about contracts. */
export const CONTRACTOR_KINDS: ReadonlySet<ReportKind> = new Set(['access', 'records', 'performance']);

export function words(ja: string, en: string): Words {
  return { ja, en };
}

export const both = ({ ja, en }: Words): string => `${ja} / ${en}`;
