import type { SourceSystem } from './source-error.js';

/** Why a value of a source could not be read: it is set aside, named without its content, never given a default. */
export const SET_ASIDE_REASONS = ['UNKNOWN_CODE', 'BAD_DATE', 'MALFORMED', 'NOT_TEXT'] as const;
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];

/** Where in a source something stands that could not be read. */
export interface SourceValue {
  readonly system: SourceSystem;
  /** `TABLE.COLUMN` */
  readonly column: string;
  readonly reason: SetAsideReason;
}

/** In place of the value, for whoever would take an empty place for "there is none". */
export const SET_ASIDE_TEXTS: Readonly<Record<SetAsideReason, { readonly ja: string; readonly en: string }>> =
  {
    UNKNOWN_CODE: {
      ja: 'コード表にないコードが登録されています。原票を確かめてください。',
      en: 'A code is registered that stands in no code table. Check the original document.',
    },
    BAD_DATE: {
      ja: '日付として読めない値が登録されています。原票を確かめてください。',
      en: 'What is registered is no date. Check the original document.',
    },
    MALFORMED: {
      ja: '形式に合わない値が登録されています。原票を確かめてください。',
      en: 'What is registered is not in the form it must have. Check the original document.',
    },
    NOT_TEXT: {
      ja: '文字として読めないデータが登録されています。原票を確かめてください。',
      en: 'What is registered is no valid text. Check the original document.',
    },
  };
