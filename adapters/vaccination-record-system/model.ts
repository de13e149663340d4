import type { Sealed } from '../../src/individual-number/sealed.js';
import type { Adapter } from '../adapter.js';
import type { Application, CounterApplication, Decision } from './protocol/applications.js';
import type { Correction, DoseRecord, DoseRequest, RecordedDose, Withdrawal } from './protocol/doses.js';
import type { Ground, InquiryAnswer, InquiryRecord } from './protocol/inquiries.js';
import type { LogEntry, Municipality, RequestOf } from './protocol/messages.js';
import type { FlagRequest, Registration, Reissue, Target } from './protocol/targets.js';
import type { ApplicationState, ProtocolErrorCode } from './protocol/terms.js';

/** Who calls, under their user id of the system, and until when the answer is waited for. */
export interface VrsCall {
  readonly staff: string;
  readonly signal: AbortSignal;
}

/** 個別宛名番号, 10 digits: what the municipality's health management calls the person. */
export type PersonNumber = string;

export interface PersonDoses {
  readonly person: PersonNumber;
  readonly doses: readonly DoseRecord[];
}

/**
 * ワクチン接種記録システム as this municipality reaches it. What changes something carries a request id: sent again
 * after a silence it is answered again and not done again. Rejects with `SourceError` when the system does not answer
 * as agreed and with `RecordSystemRefused` when it answers that it will not.
 */
export interface VaccinationRecordSystem extends Adapter {
  readonly system: 'VACCINATION_RECORD_SYSTEM';
  /** Our own 全国地方公共団体コード. */
  readonly municipality: string;
  municipalities(call: VrsCall): Promise<readonly Municipality[]>;
  register(registration: Registration, call: VrsCall): Promise<Target>;
  reissueCoupon(reissue: Reissue, call: VrsCall): Promise<Target>;
  /** In the order of `persons`; null for one who is no target of ours. At most 200, each once. */
  targets(persons: readonly PersonNumber[], call: VrsCall): Promise<readonly (Target | null)[]>;
  recordDose(dose: DoseRequest, call: VrsCall): Promise<RecordedDose>;
  correctDose(correction: Correction, call: VrsCall): Promise<RecordedDose>;
  withdrawDose(withdrawal: Withdrawal, call: VrsCall): Promise<void>;
  /** In the order of `persons`: the doses of each, by number and day. */
  doses(persons: readonly PersonNumber[], call: VrsCall): Promise<readonly (readonly DoseRecord[])[]>;
  /** Persons with their doses, by number, behind one of them; nobody left: empty. */
  dosesAfter(after: PersonNumber | null, max: number, call: VrsCall): Promise<readonly PersonDoses[]>;
  /** Whose coupons a line may be that a camera has misread in one digit; never another municipality's. */
  misreadCandidates(
    line: string,
    call: VrsCall,
  ): Promise<readonly { readonly line: string; readonly person: PersonNumber }[]>;
  setFlag(flag: FlagRequest, call: VrsCall): Promise<Target>;
  cancelFlag(cancelled: RequestOf<'FLG02'>, call: VrsCall): Promise<Target>;
  protect(change: RequestOf<'FLG03'>, call: VrsCall): Promise<Target>;
  /**
   * Art. 19(16): the municipality that is asked and the number of the person are all that leaves; the ground is part
   * of the signature. The answer holds no number.
   */
  inquire(
    municipality: string,
    number: Sealed<string>,
    ground: Ground,
    call: VrsCall,
  ): Promise<InquiryAnswer>;
  /** In the order of `persons`: the inquiries about each, ours and others', newest first. */
  inquiryRecords(
    persons: readonly PersonNumber[],
    call: VrsCall,
  ): Promise<readonly (readonly InquiryRecord[])[]>;
  applyAtCounter(application: CounterApplication, call: VrsCall): Promise<Application>;
  applications(
    asked: { readonly states: readonly ApplicationState[]; readonly after: number; readonly max: number },
    call: VrsCall,
  ): Promise<readonly Application[]>;
  decideApplication(decision: Decision, call: VrsCall): Promise<Application>;
  markIssued(issued: RequestOf<'APP04'>, call: VrsCall): Promise<Application>;
  /** What the certificate of an accepted application is made from. */
  lookUpForCertificate(application: string, call: VrsCall): Promise<PersonDoses>;
  log(after: number, max: number, call: VrsCall): Promise<readonly LogEntry[]>;
}

/** The system answers that it will not do it; the code says why, and nothing else is known of it. */
export class RecordSystemRefused extends Error {
  override readonly name = 'RecordSystemRefused';
  constructor(readonly code: Exclude<ProtocolErrorCode, 'UNAUTHENTICATED' | 'SESSION_EXPIRED' | 'INTERNAL'>) {
    super(`VACCINATION_RECORD_SYSTEM refused: ${code}`);
  }
}
