import type { Application } from '../../adapters/vaccination-record-system/protocol/applications.js';
import type {
  Correction,
  DoseFacts,
  DoseRecord,
  DoseRequest,
  Withdrawal,
} from '../../adapters/vaccination-record-system/protocol/doses.js';
import type {
  Ground,
  InquiryAnswer,
  InquiryRecord,
} from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import type {
  FlagRequest,
  Registration,
  Reissue,
  Target,
} from '../../adapters/vaccination-record-system/protocol/targets.js';
import type {
  ApplicationState,
  DoseWarning,
} from '../../adapters/vaccination-record-system/protocol/terms.js';
import type {
  CounterApplication,
  Decision,
} from '../../adapters/vaccination-record-system/protocol/applications.js';
import type { Subject } from '../guard/subject.js';
import type { ActInput } from './vrs-acts.js';
import type { VrsResult } from './vrs-faults.js';

/** An act about the person whom the guard has found and judged. */
interface AboutPerson extends ActInput {
  readonly person: Subject;
}

/** null: today, by the gateway's clock. The key stands for what was said, whichever day it is by now. */
interface IssueInput extends AboutPerson, Pick<Registration, 'coupon'> {
  readonly issuedOn: string | null;
}
export type RegisterInput = IssueInput;
export type ReissueInput = IssueInput & Pick<Reissue, 'reason'>;
export type RecordDoseInput = AboutPerson & DoseFacts & Pick<DoseRequest, 'line' | 'reading'>;
export type CorrectDoseInput = AboutPerson &
  DoseFacts &
  Pick<Correction, 'id' | 'version' | 'coupon' | 'dose' | 'reason'>;
export type WithdrawDoseInput = AboutPerson & Pick<Withdrawal, 'id' | 'version' | 'reason'>;
export type SetFlagInput = AboutPerson &
  Pick<FlagRequest, 'kind' | 'effectiveOn' | 'planned'> & {
    /** Of a flag that is there, to change its day or confirm it; null: a new one. */
    readonly movement: string | null;
  };
export type CancelFlagInput = AboutPerson & { readonly movement: string };
export type AskInput = AboutPerson & {
  readonly need: Ground['need'];
  /** null: the one from which the person moved in. */
  readonly municipality: string | null;
  readonly hardToObtain: boolean;
};
export type ApplyInput = AboutPerson & Pick<CounterApplication, 'kind' | 'identityCheck'>;
export type DecideInput = AboutPerson & { readonly number: number } & Pick<Decision, 'decision'>;
export type IssuedInput = AboutPerson & { readonly number: number };

/** Records as the system has them. */
export type TargetView = Target;
export type DoseView = DoseRecord;
export type AnswerView = InquiryAnswer;
export type InquiryView = InquiryRecord;

/** Of an application that names its person by the registry's number; null where that is not known. */
export interface ApplicationView extends Application {
  readonly atenaNumber: string | null;
}

export interface DoseChanged {
  readonly id: string;
  readonly version: number;
  readonly warnings: readonly DoseWarning[];
}

/**
 * What the graph shows below a person, for a list of at most 1,000 persons, in their order. Resolvers reach it through
 * the loaders, which gather the persons of a page.
 */
export interface PersonsVrs {
  /** null: no target of ours. */
  targetsOf(persons: readonly Subject[]): Promise<readonly (Target | Error | null)[]>;
  dosesOf(persons: readonly Subject[]): Promise<readonly (readonly DoseRecord[] | Error)[]>;
  /** Inquiries about each, ours and others', newest first. */
  inquiriesOf(persons: readonly Subject[]): Promise<readonly (readonly InquiryRecord[] | Error)[]>;
}

/**
 * The vaccination record system as one request may use it, from LGWAN and under the caller's own user of it alone: all
 * else rejects with FORBIDDEN. Rejects with SOURCE_UNAVAILABLE while the system does not answer; an act is then brought
 * to its end by itself. The same key with the same input gives the result of the same act again.
 */
export interface VrsAccess extends PersonsVrs {
  /** 宛名番号 of others on whose coupons the dose may have been, had a camera misread one digit; the person's own not. */
  misreadFrom(person: Subject, dose: Pick<DoseRecord, 'coupon' | 'dose'>): Promise<readonly string[]>;
  register(input: RegisterInput): Promise<VrsResult<true>>;
  reissue(input: ReissueInput): Promise<VrsResult<true>>;
  recordDose(input: RecordDoseInput): Promise<VrsResult<DoseChanged>>;
  correctDose(input: CorrectDoseInput): Promise<VrsResult<DoseChanged>>;
  withdrawDose(input: WithdrawDoseInput): Promise<VrsResult<true>>;
  setFlag(input: SetFlagInput): Promise<VrsResult<true>>;
  cancelFlag(input: CancelFlagInput): Promise<VrsResult<true>>;
  /** Art. 19(16), once in a request. */
  ask(input: AskInput): Promise<VrsResult<InquiryAnswer>>;
  /** In these states, in the order of receipt, behind a number. */
  applications(
    states: readonly ApplicationState[],
    page: { readonly first: number; readonly after: number },
  ): Promise<readonly ApplicationView[]>;
  application(number: number): Promise<ApplicationView | null>;
  apply(input: ApplyInput): Promise<VrsResult<ApplicationView>>;
  decide(input: DecideInput): Promise<VrsResult<ApplicationView>>;
  issued(input: IssuedInput): Promise<VrsResult<ApplicationView>>;
  /** Doses for the certificate of an accepted application; null where it is not accepted. */
  recordsForCertificate(application: ApplicationView): Promise<readonly DoseRecord[] | null>;
}
