import type { Ground } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import type { Consent } from '../../adapters/vaccination-record-system/protocol/terms.js';

/** What a case holds about the person of an inquiry: 新接種券発行申請書兼接種記録確認同意書 and what was shown with it. */
export interface CaseEvidence {
  /** Consent to have the records confirmed at the former municipality (R226); null: none is on the case, or it was withdrawn. */
  readonly consent: Consent | null;
  /** 本人確認 (番号法16条), of the person and of the number, was done and is on the case (R227). */
  readonly identityChecked: boolean;
  /** Code of the municipality from which the person moved in; null: they did not (R228). */
  readonly movedInFrom: string | null;
}

/** What is asked of a case. */
export interface Question {
  readonly caseNumber: string;
  /** 宛名番号. */
  readonly atenaNumber: string;
  /** The municipality that is to be asked; null: the one from which the person moved in. */
  readonly municipality: string | null;
  /** What the records are needed for: for a new coupon the consent covers that as well. */
  readonly need: Ground['need'];
  /** The clerk says that no consent can be obtained: counts where the case has none. */
  readonly hardToObtain: boolean;
}

/** The cases, as far as an inquiry has to know them. */
export interface Cases {
  /** Evidence of an open case that is about this person; null: there is none such. */
  evidenceOf(question: Question, signal: AbortSignal): Promise<CaseEvidence | null>;
}
