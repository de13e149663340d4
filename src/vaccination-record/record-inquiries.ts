import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { Ground, InquiryAnswer } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Sealed } from '../individual-number/sealed.js';
import type { VrsRules } from '../policy/vrs-rules.js';
import type { Sources } from '../sources/sources.js';
import type { Cases } from './case-evidence.js';
import { permitInquiry, type Permitted } from './inquiry-ground.js';
import { vrsUserOf, type VrsCaller } from './vrs-user.js';

/** One person, one need (R151). */
export interface RecordInquiry {
  /** Chosen by the caller, once per inquiry: sent again it is the same one. */
  readonly requestId: string;
  readonly caseNumber: string;
  /** 個別宛名番号 of the person. */
  readonly person: string;
  readonly need: Ground['need'];
}

/** What the log is told of an inquiry. Never a number. */
export interface InquiryFacts extends RecordInquiry, Pick<Permitted, 'logCode' | 'cites' | 'municipality'> {
  readonly account: string;
}

export interface InquiryParts {
  readonly vrs: VaccinationRecordSystem;
  readonly sources: Pick<Sources, 'send'>;
  readonly cases: Cases;
  /** The number of the person, sealed; null where there is none. Asked only when all else permits the inquiry. */
  readonly numberOf: (person: string, signal: AbortSignal) => Promise<Sealed<string> | null>;
  /** An intent is durable before the number leaves, the outcome before anybody is told. */
  readonly log: {
    intend(facts: InquiryFacts): Promise<void>;
    close(facts: InquiryFacts, result: string): Promise<void>;
  };
  readonly rules: () => VrsRules;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/**
 * Asks the municipality from which somebody moved in for their records, under art. 19(16): the one way by which a
 * number leaves the city. Two fields leave, and the caller is told doses and no number.
 */
export class RecordInquiries {
  constructor(private readonly parts: InquiryParts) {}

  /**
   * @throws GatewayError FORBIDDEN when caller or case do not permit it; nothing has left then
   * @throws SourceError when the system does not answer: asked again under its id, the inquiry is the same one
   */
  async inquire(inquiry: RecordInquiry, caller: VrsCaller, signal: AbortSignal): Promise<InquiryAnswer> {
    const { vrs, sources, cases, numberOf, log, rules, today } = this.parts;
    const { requestId, caseNumber, person, need } = inquiry;
    const { staff } = vrsUserOf(rules(), caller, 'INQUIRY');
    const evidence = await cases.evidenceOf(caseNumber, person, signal);
    const permitted = permitInquiry(rules(), { evidence, today: today(), own: vrs.municipality });
    const number = await numberOf(person, signal);
    if (number === null) throw new GatewayError('BAD_USER_INPUT', NO_NUMBER);
    const { consent, logCode, cites, municipality } = permitted;
    const facts = { ...inquiry, logCode, cites, municipality, account: caller.account };
    await log.intend(facts);
    const ground = { requestId, need, consent, identityChecked: true as const };
    const asked = (live: AbortSignal) => vrs.inquire(municipality, number, ground, { staff, signal: live });
    const answer = await sources
      .send('VACCINATION_RECORD_SYSTEM', signal, asked)
      .catch(async (error: unknown) => {
        await log.close(facts, error instanceof Error ? error.name : 'FAILED');
        throw error;
      });
    await log.close(facts, answer.outcome);
    return answer;
  }
}

const NO_NUMBER = {
  ja: 'この方の個人番号は宛名システムにありません。',
  en: 'The address-name system holds no individual number of this person.',
};
