import type { Sealed } from '../../src/individual-number/sealed.js';
import type { Adapter } from '../adapter.js';
import type { AnswerContent, ProvisionContent, CopyRecord, StoredCopy } from './protocol/copies.js';
import type { InquiryRequest, InquiryStatus, ProvisionStatus } from './protocol/inquiries.js';
import type { ExchangeRecord, Institution, Restriction } from './protocol/records.js';
import type { ProtocolErrorCode, ProvisionOrder, ProvisionState } from './protocol/terms.js';

/**
 * One call into the intermediate server. It has users of its own (R189): `staff` is the caller's user id there,
 * under which it logs what is done. A user's session there is opened on first use and again when it has ended.
 */
export interface IntermediateCall {
  readonly signal: AbortSignal;
  readonly staff: string;
}

/** 統合宛名番号, sealed: the person's key towards our own intermediate server, and nowhere else. */
export type IntegratedNumber = Sealed<string>;

/** Without the person: their key comes sealed, beside it. */
export type Inquiry = Omit<InquiryRequest, 'subject'>;
export type Provision = Omit<ProvisionStatus, 'subject'> & { readonly subject: IntegratedNumber };

/**
 * What an answer said, once its signature held: every fact that must match the inquiry, for the gateway to compare.
 */
export interface ReadAnswer {
  readonly processingNumber: string;
  readonly requestId: string;
  readonly row: string;
  readonly items: readonly string[];
  readonly provider: string;
  readonly inquirer: string;
  readonly conditionHash: string;
  /** Whether it is about this person; the person's key itself is compared inside and not handed on. */
  readonly isAbout: (person: IntegratedNumber) => boolean;
  readonly answeredAt: string;
  readonly content: AnswerContent;
  readonly contentHash: string;
  /** The hash of `content` is the one that the answer states. */
  readonly whole: boolean;
}

export interface Delivery {
  readonly number: number;
  readonly processingNumber: string;
  /** null: the signature does not hold, or it is no answer at all. */
  readonly answer: ReadAnswer | null;
}

/** Copies of one person's one item; they replace those registered before. */
export interface CopyRegistration {
  readonly subject: IntegratedNumber;
  readonly item: string;
  readonly copies: readonly CopyRecord[];
}

/**
 * 中間サーバー with the network behind it (R032, R033). Codes (符号) and permits stay in it. Rejects with
 * `SourceError` when it does not answer as agreed and with `ExchangeRefused` when it answers that it will not.
 */
export interface IntermediateServer extends Adapter {
  readonly system: 'INTERMEDIATE_SERVER';
  /** Our own 機関コード. */
  readonly institution: string;
  institutions(call: IntermediateCall): Promise<readonly Institution[]>;
  /**
   * Sends an inquiry, or tells of the one that has this request id: never two of one id, so it may be repeated
   * after a silence. A refusal by the list is an answer (`refusal`), no error.
   */
  request(inquiry: Inquiry, subject: IntegratedNumber, call: IntermediateCall): Promise<InquiryStatus>;
  /** By request id; null for one the server has never heard of. */
  inquiries(
    requestIds: readonly string[],
    call: IntermediateCall,
  ): Promise<readonly (InquiryStatus | null)[]>;
  inquiriesOf(subject: IntegratedNumber, call: IntermediateCall): Promise<readonly InquiryStatus[]>;
  /** null while there is none; an answer whose signature does not hold is one, and null in it. */
  answer(
    processingNumber: string,
    call: IntermediateCall,
  ): Promise<{ readonly answer: ReadAnswer | null } | null>;
  deliveries(after: number, call: IntermediateCall): Promise<readonly Delivery[]>;
  /** Hash over the whole question, as an answer must state it. */
  conditionHash(inquiry: Inquiry, subject: IntegratedNumber): string;
  provisions(
    filter: {
      readonly states: readonly ProvisionState[];
      /** As they came in when left out. */
      readonly order?: ProvisionOrder;
      readonly subject: IntegratedNumber | null;
      readonly after: string | null;
      readonly max: number;
    },
    call: IntermediateCall,
  ): Promise<readonly Provision[]>;
  countProvisions(states: readonly ProvisionState[], call: IntermediateCall): Promise<number>;
  provision(
    processingNumber: string,
    call: IntermediateCall,
  ): Promise<{ readonly provision: Provision; readonly payload: ProvisionContent } | null>;
  approve(
    decision: { readonly requestId: string; readonly processingNumber: string; readonly contentHash: string },
    call: IntermediateCall,
  ): Promise<Provision>;
  reject(
    decision: { readonly requestId: string; readonly processingNumber: string },
    call: IntermediateCall,
  ): Promise<Provision>;
  restrict(
    change: {
      readonly requestId: string;
      readonly items: readonly string[];
      readonly noAutomaticAnswer: boolean | null;
      readonly nonDisclosure: boolean | null;
    },
    subject: IntegratedNumber,
    call: IntermediateCall,
  ): Promise<readonly Restriction[]>;
  /**
   * Of each person, in order; of somebody whom the server does not know there are none. At most 200 persons a
   * call (`MAX_PERSONS`), more are refused as INVALID. The same of records and copies.
   */
  restrictions(
    subjects: readonly IntegratedNumber[],
    call: IntermediateCall,
  ): Promise<readonly (readonly Restriction[])[]>;
  records(
    subjects: readonly IntegratedNumber[],
    call: IntermediateCall,
  ): Promise<readonly (readonly ExchangeRecord[])[]>;
  registerCopies(
    requestId: string,
    persons: readonly CopyRegistration[],
    call: IntermediateCall,
  ): Promise<{
    readonly registered: number;
    readonly refused: readonly { readonly index: number; readonly reason: string }[];
  }>;
  /** Which there are, without what they hold. */
  copies(
    subjects: readonly IntegratedNumber[],
    call: IntermediateCall,
  ): Promise<readonly (readonly Omit<StoredCopy, 'values' | 'registeredBy'>[])[]>;
}

/** The server answered, and will not: a fault of the request, or a step that may not follow. Carries no value. */
export class ExchangeRefused extends Error {
  override readonly name = 'ExchangeRefused';
  constructor(readonly code: Exclude<ProtocolErrorCode, 'UNAUTHENTICATED' | 'SESSION_EXPIRED' | 'INTERNAL'>) {
    super(`INTERMEDIATE_SERVER refused: ${code}`);
  }
}
