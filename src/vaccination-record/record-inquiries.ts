import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { InquiryAnswer } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Sealed } from '../individual-number/sealed.js';
import type { VrsRules } from '../policy/vrs-rules.js';
import type { Sources } from '../sources/sources.js';
import type { Cases, Question } from './case-evidence.js';
import { permitInquiry, type Permitted } from './inquiry-ground.js';
import { vrsFault } from './vrs-faults.js';

/** One person, one need (R151). */
export interface RecordInquiry extends Question {
  /** Chosen by the caller, once per inquiry: sent again it is the same one. */
  readonly requestId: string;
}

export interface InquiryParts {
  readonly vrs: VaccinationRecordSystem;
  readonly sources: Pick<Sources, 'send'>;
  readonly cases: Cases;
  /** The number of the person, sealed; null where there is none. Asked only when all else permits the inquiry. */
  readonly numberOf: (atenaNumber: string, signal: AbortSignal) => Promise<Sealed<string> | null>;
  readonly rules: () => VrsRules;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** The address-name system has no number for the person, so that nothing can be asked. */
export class NumberMissing extends GatewayError {
  constructor() {
    const { message, messageJa } = vrsFault('NO_NUMBER');
    super('BAD_USER_INPUT', { detail: 'VRS: NO_NUMBER', ja: messageJa, en: message });
  }
}

/**
 * Asks the municipality from which somebody moved in for their records, under art. 19(16): the one way by which a
 * number leaves the city. Two fields leave, and the caller is told doses and no number. Whoever asks has sealed the
 * intent before `send`, and seals the outcome behind it.
 */
export class RecordInquiries {
  constructor(private readonly parts: InquiryParts) {}

  /** @throws GroundMissing */
  async permit(question: Question, signal: AbortSignal): Promise<Permitted> {
    const { cases, rules, today, vrs } = this.parts;
    const evidence = await cases.evidenceOf(question, signal);
    return permitInquiry(rules(), { evidence, today: today(), own: vrs.municipality });
  }

  /**
   * Judged once more, for the consent may have been taken back since; then the number is read and sent.
   * @param staff user of the system; `vrsUserOf` says whose
   * @throws GroundMissing or NumberMissing; nothing has left then
   * @throws SourceError when the system does not answer: asked again under its id, the inquiry is the same one
   */
  async send(inquiry: RecordInquiry, staff: string, signal: AbortSignal): Promise<InquiryAnswer> {
    const { vrs, sources, numberOf } = this.parts;
    const { consent, municipality } = await this.permit(inquiry, signal);
    const number = await numberOf(inquiry.atenaNumber, signal);
    if (number === null) throw new NumberMissing();
    const { requestId, need } = inquiry;
    const ground = { requestId, need, consent, identityChecked: true as const };
    return sources.send('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      vrs.inquire(municipality, number, ground, { staff, signal: live }),
    );
  }
}
