/**
 * Each kind of handling that a periodic review looks for (R195, R204), by what it is called in reports and options.
 */
export const DETECTORS = [
  'OWN_HOUSEHOLD',
  'SAME_SURNAME',
  'NEIGHBOUR',
  'COLLEAGUE',
  'SUPPORT_MEASURES',
  'OUT_OF_HOURS',
  'BULK',
  'UNLIKE_SECTION',
  'ENUMERATION',
  'REPEATED_MISSES',
  'CASE_NUMBERS',
  'DORMANT_ACCOUNT',
  'OPEN_INTENT',
] as const;
export type DetectorName = (typeof DETECTORS)[number];

/**
 * ALARM: ask the person today. ATTENTION: ask within the review. INFO: know it, and ask where something else
 * points there, too.
 */
export const SEVERITIES = ['ALARM', 'ATTENTION', 'INFO'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Something to be asked about. It accuses nobody: the records say what happened, the reviewer finds out why.
 * Holds no name and no number of a resident; who the persons are, the auditor finds by the records.
 */
export interface Finding {
  readonly detector: DetectorName;
  readonly severity: Severity;
  /** null where nobody's in particular. */
  readonly account: string | null;
  /** Everybody on whose acts it rests, where that is nobody's in particular. */
  readonly accounts?: readonly string[];
  /** First time it happened; UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** `WRITER/SEQUENCE` of the answers it rests on, in order. */
  readonly records: readonly string[];
  /** Keyed pseudonyms of the persons concerned. */
  readonly subjects: readonly string[];
  /** What was counted, in the unit that the text names. */
  readonly count: number;
  readonly textJa: string;
  readonly textEn: string;
}

/** What each detector looks for, as headings say it. */
export const DETECTOR_NAMES: Readonly<Record<DetectorName, { readonly ja: string; readonly en: string }>> = {
  OWN_HOUSEHOLD: { ja: '自分の世帯の照会', en: 'Own household' },
  SAME_SURNAME: { ja: '自分と同じ姓の者の照会', en: 'Same surname' },
  NEIGHBOUR: { ja: '近隣住民の照会', en: 'Neighbours' },
  COLLEAGUE: { ja: '職員である住民の照会', en: 'Colleagues' },
  SUPPORT_MEASURES: { ja: '支援措置対象者の照会', en: 'Persons under support measures' },
  OUT_OF_HOURS: { ja: '執務時間外の操作', en: 'Out of hours' },
  BULK: { ja: '大量の閲覧', en: 'Bulk' },
  UNLIKE_SECTION: { ja: '所属の通常と異なる件数', en: 'Unlike the section' },
  ENUMERATION: { ja: '番号順の連続照会', en: 'Enumeration' },
  REPEATED_MISSES: { ja: '検索失敗・真正性確認の繰り返し', en: 'Repeated misses' },
  CASE_NUMBERS: { ja: '案件番号の欠落・使い回し', en: 'Case numbers' },
  DORMANT_ACCOUNT: { ja: '使われていないアカウント', en: 'Dormant accounts' },
  OPEN_INTENT: { ja: '結果の記録がない操作', en: 'Open intents' },
};

export const SEVERITY_NAMES: Readonly<Record<Severity, { readonly ja: string; readonly en: string }>> = {
  ALARM: { ja: '至急', en: 'alarm' },
  ATTENTION: { ja: '要確認', en: 'attention' },
  INFO: { ja: '参考', en: 'information' },
};
