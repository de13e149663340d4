import type { AnswerContent } from '../../adapters/intermediate-server/protocol/copies.js';
import type { BodyKind } from '../policy/permission-list.js';
import type {
  InquiryState,
  ProvisionState,
  RefusalCode,
} from '../../adapters/intermediate-server/protocol/terms.js';

/**
 * An inquiry as the gateway keeps it: its own state before the server has numbered it, and after an answer that
 * is not one.
 */
export type RequestState = InquiryState | 'UNSENT' | 'QUARANTINED';

/** Why an answer is set aside, for ever: nothing of it is shown to anybody. */
export const QUARANTINE_REASONS = [
  'SIGNATURE',
  'OTHER_INQUIRY',
  'OTHER_PERSON',
  'OTHER_ROW',
  'OTHER_ITEMS',
  'OTHER_CONDITION',
  'ALTERED',
  'SECOND_ANSWER',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

export interface ItemView {
  readonly code: string;
  readonly nameJa: string;
}

/** Row and law of one exchange, as cited on its day (R044, R046, R047). */
export interface BasisView {
  readonly row: string;
  readonly article: string | null;
  readonly citation: string | null;
  /** X09: the assessment contradicts itself about this row. */
  readonly basisConflict: boolean;
}

export interface BodyView {
  /** 機関コード. */
  readonly code: string;
  readonly nameJa: string | null;
  /** null where the body is not known. */
  readonly kind: BodyKind | null;
}

/** A row of the permission list that the city may go by on a day (R041, R043, R045). */
export interface PermissionRowView {
  /** Name of the procedure in the list. */
  readonly procedure: string;
  readonly row: string;
  readonly article: string;
  readonly citation: string;
  readonly affairJa: string;
  readonly affairEn: string;
  readonly items: readonly ItemView[];
  readonly inquirers: readonly BodyKind[];
  readonly providers: readonly BodyKind[];
  /** First and last day, `YYYY-MM-DD`; no last day while it is in force. */
  readonly from: string;
  readonly to: string | null;
  /** Inferred, not yet read row by row. */
  readonly unverified: boolean;
  /** X09: what the assessment says, and how it is read; null where it does not contradict itself. */
  readonly conflict: {
    readonly sourceJa: string;
    readonly readingJa: string;
    readonly readingEn: string;
  } | null;
}

/** An inquiry or a provision reached a state. */
export interface StateChangeView<State> {
  readonly state: State;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Account and case of a decision that was made through this gateway; null of any other change. */
  readonly account: string | null;
  readonly caseNumber: string | null;
}

/** One inquiry (情報照会) made through this gateway. */
export interface RequestView extends BasisView {
  readonly id: string;
  /** 宛名番号 of the person it is about. */
  readonly atenaNumber: string;
  readonly provider: BodyView;
  readonly items: readonly ItemView[];
  readonly state: RequestState;
  readonly requestedAt: string;
  readonly changedAt: string;
  readonly requestedBy: string;
  readonly caseNumber: string | null;
  readonly refusal: {
    readonly code: RefusalCode;
    readonly row: string;
    readonly article: string | null;
  } | null;
  readonly quarantine: QuarantineReason | null;
  /** When the copy that answered was last refreshed is in each item of the answer. */
  readonly answered: boolean;
}

/** One copy in an answer or in a content to be approved. */
export type CopyView = AnswerContent['copies'][number] & { readonly nameJa: string };

/**
 * 情報提供: what another body asks of the city. `atenaNumber` null: the address-name system knows nobody by
 * that key.
 */
export interface ProvisionView extends BasisView {
  /** 処理通番. */
  readonly id: string;
  readonly atenaNumber: string | null;
  readonly inquirer: BodyView;
  readonly items: readonly ItemView[];
  readonly state: ProvisionState;
  readonly holds: readonly ('PERSON_NOT_AUTOMATIC' | 'ITEM_NOT_AUTOMATIC')[];
  readonly receivedAt: string;
  readonly changedAt: string;
  readonly expiresAt: string;
  readonly approvalExpiresAt: string | null;
  /** Account that approved, as the server names it; null where nobody did, or nobody who has an account here. */
  readonly approvedBy: string | null;
}

export interface PayloadView {
  /** Approving names this hash: what goes is what was read, or nothing goes (R203, R205). */
  readonly contentHash: string;
  readonly copies: readonly CopyView[];
  readonly withheld: readonly { readonly item: ItemView; readonly reason: string }[];
}

export interface ExchangeRecordView extends BasisView {
  readonly id: string;
  readonly side: 'INQUIRER' | 'PROVIDER';
  readonly counterpart: BodyView;
  readonly items: readonly ItemView[];
  readonly requestedAt: string;
  readonly providedAt: string | null;
  readonly hidden: boolean;
  readonly keepUntil: string;
}

export interface RestrictionView {
  readonly item: ItemView;
  readonly noAutomaticAnswer: boolean;
  readonly nonDisclosure: boolean;
  readonly changedAt: string;
}

/** What a registration of copies came to. */
export interface RegisteredView {
  readonly registered: number;
  readonly refused: readonly { readonly atenaNumber: string; readonly reason: string }[];
  /** Whose ledger has rows that are in no copy, and the codes of what stops them. */
  readonly leftOut: readonly { readonly atenaNumber: string; readonly reasons: readonly string[] }[];
}

export interface CopyStatusView {
  readonly item: ItemView;
  readonly dataSet: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly refreshedAt: string;
}

/**
 * Faults of a linkage mutation: what happened and what to do, in both languages; `row` and `article` where the
 * list refused.
 */
export const LINKAGE_FAULTS = [
  'ROW_UNKNOWN',
  'ROW_NOT_IN_FORCE',
  'WRONG_DIRECTION',
  'INQUIRER_NOT_LISTED',
  'PROVIDER_NOT_LISTED',
  'ITEM_NOT_LISTED',
  'LIST_VERSION',
  'CASE_REQUIRED',
  'UNKNOWN_PERSON',
  'UNKNOWN_PROVIDER',
  'NO_MOVE_IN',
  'CLOSED_PERSON', // under support measures, or of the same home: no municipality is asked (R196, R202)
  'UNKNOWN_REQUEST',
  /** The key was used before, for something else. */
  'KEY_REUSED',
  'NOT_A_USER', // the account is no user of the intermediate server (R189)
  'NOT_THE_APPROVER', // does not hold the office today (R015, R198)
  'OWN_REQUEST', // four eyes: who set it up, or whom it is about, does not approve it
  'CONTENT_CHANGED',
  'AUTOMATIC',
  'CLOSED', // too late: sent, rejected, or expired
  'NOTHING_TO_DO',
] as const;
export type LinkageFaultCode = (typeof LINKAGE_FAULTS)[number];

export interface LinkageFault {
  readonly code: LinkageFaultCode;
  readonly field: string | null;
  readonly row: string | null;
  readonly article: string | null;
}

/** What a mutation came to. `changed` null: nothing was. */
export interface LinkageResult<Changed> {
  readonly changed: Changed | null;
  readonly faults: readonly LinkageFault[];
}
