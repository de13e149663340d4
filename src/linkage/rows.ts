import type { RefusalCode } from '../../adapters/intermediate-server/protocol/terms.js';
import type { QuarantineReason, RequestState } from './views.js';

/**
 * One inquiry as the gateway keeps it. The person is named by 宛名番号 alone; 符号, permit, 統合宛名番号 and the
 * answer stay with the intermediate server. Of the answer only the hash is here: with it, what is shown later can
 * be checked to be what arrived (R157).
 */
export interface RequestRow {
  /** The request id, a UUID: one inquiry at the server, however often it is sent. */
  readonly id: string;
  readonly account: string;
  readonly purpose: string;
  readonly caseNumber: string;
  readonly atenaNumber: string;
  readonly row: string;
  readonly article: string;
  readonly citation: string;
  /** 0 or 1 (X09). */
  readonly basisConflict: number;
  readonly provider: string;
  /** 特定個人情報名コード, with spaces between. */
  readonly items: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  /** 照会側不開示: 0 or 1. */
  readonly hidden: number;
  readonly state: RequestState;
  /** UTC, ISO 8601 with milliseconds. */
  readonly requestedAt: string;
  readonly changedAt: string;
  readonly processingNumber: string | null;
  readonly refusalCode: RefusalCode | null;
  readonly refusalArticle: string | null;
  readonly quarantine: QuarantineReason | null;
  /** Hash of the content that arrived. */
  readonly answerHash: string | null;
}

/** An inquiry reached a state. */
export interface StepRow {
  readonly requestId: string;
  readonly state: RequestState;
  /** UTC, ISO 8601 with milliseconds; the same of a decision. */
  readonly at: string;
}

/** One decision on a provision, made through this gateway. */
export interface DecisionRow {
  /** The act under which it was made: told again, it is the same decision. */
  readonly act: string;
  /** 処理通番. */
  readonly provision: string;
  readonly state: 'APPROVED' | 'REJECTED';
  readonly account: string;
  readonly caseNumber: string | null;
  readonly at: string;
}
