import { z } from 'zod';
import {
  RecordSystemRefused,
  type VaccinationRecordSystem,
  type VrsCall,
} from '../../adapters/vaccination-record-system/model.js';
import { namedId } from '../acts/named-id.js';
import { application } from '../../adapters/vaccination-record-system/protocol/applications.js';
import { inquiryAnswer } from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import { requestId } from '../../adapters/vaccination-record-system/protocol/fields.js';
import { DOSE_WARNINGS } from '../../adapters/vaccination-record-system/protocol/terms.js';
import type { Done } from '../acts/idempotent-acts.js';
import { SourceError } from '../errors/source-error.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Sources } from '../sources/sources.js';
import { GroundMissing } from './inquiry-ground.js';
import { CouponOfAnother, type CouponFile } from './coupon-file.js';
import type { CallOf, RecordCall } from './record-call.js';
import type { Begun, StandingGround } from './standing-ground.js';
import { faultOfRefusal, type VrsFaultCode } from './vrs-faults.js';
import { NumberMissing, type RecordInquiries } from './record-inquiries.js';

/** What an act came to, as it is kept for whoever asks again under the key. Never a number. */
const made = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('TARGET') }),
  z.strictObject({
    is: z.literal('DOSE'),
    id: requestId,
    version: z.int(),
    warnings: z.array(z.enum(DOSE_WARNINGS)),
  }),
  z.strictObject({ is: z.literal('WITHDRAWN'), id: requestId }),
  z.strictObject({ is: z.literal('ANSWER'), answer: inquiryAnswer }),
  z.strictObject({ is: z.literal('APPLICATION'), application }),
]);
export type Made = z.infer<typeof made>;
export const readMade = (kept: string): Made => made.parse(JSON.parse(kept));

export interface PerformParts {
  readonly vrs: VaccinationRecordSystem;
  readonly sources: Pick<Sources, 'send'>;
  readonly inquiries: Pick<RecordInquiries, 'send'>;
  readonly coupons: Pick<CouponFile, 'isAnothers' | 'enter'>;
  readonly ground: Pick<StandingGround, 'require'>;
  /** Whether nobody may be asked about the person any more: under support measures, or living with somebody who is. */
  readonly isClosed: (atenaNumber: string, signal: AbortSignal) => Promise<boolean>;
}

/** Nobody is asked about somebody whose home must not be found out. */
export class PersonClosed extends Error {
  override readonly name = 'PersonClosed';
}

/**
 * Sends calls that change something: first by the request that asked for it, and after a crash by the gateway itself.
 * Each has an id under which the system does it once.
 */
export class CallPerformer {
  constructor(private readonly parts: PerformParts) {}

  /** The same call once more, of an act that was left behind: where it had not arrived, only on a ground that stands. */
  async resume(call: RecordCall, begun: Begun, made: VrsCall): Promise<Done<Made>> {
    await this.parts.ground.require(call, begun, made);
    return this.perform(call, made);
  }

  async perform(call: RecordCall, { staff, signal }: VrsCall): Promise<Done<Made>> {
    const { vrs } = this.parts;
    switch (call.op) {
      case 'TGT01':
        await this.issue(call, { staff, signal }, (made) => vrs.register(call.request, made));
        return done('REGISTERED', { is: 'TARGET' });
      case 'CPN01':
        await this.issue(call, { staff, signal }, (made) => vrs.reissueCoupon(call.request, made));
        return done('REISSUED', { is: 'TARGET' });
      case 'DOS01':
      case 'DOS02':
        return this.dose(call, { staff, signal });
      case 'DOS03':
        await this.send(signal, staff, (made) => vrs.withdrawDose(call.request, made));
        return done('WITHDRAWN', { is: 'WITHDRAWN', id: call.request.id });
      case 'FLG01':
        await this.send(signal, staff, (made) => vrs.setFlag(call.request, made));
        return done(`SET ${call.request.kind}`, { is: 'TARGET' });
      case 'FLG02':
        await this.send(signal, staff, (made) => vrs.cancelFlag(call.request, made));
        return done('CANCELLED', { is: 'TARGET' });
      case 'FLG03':
        await this.send(signal, staff, (made) => vrs.protect(call.request, made));
        return done(call.request.protected ? 'PROTECTED' : 'UNPROTECTED', { is: 'TARGET' });
      case 'INQ01':
        return this.inquire(call, { staff, signal });
      case 'APP01':
        return this.application(
          await this.send(signal, staff, (made) => vrs.applyAtCounter(call.request, made)),
        );
      case 'APP03':
        return this.application(
          await this.send(signal, staff, (made) => vrs.decideApplication(call.request, made)),
        );
      case 'APP04':
        return this.application(await this.send(signal, staff, (made) => vrs.markIssued(call.request, made)));
    }
  }

  /**
   * At the system first, which knows every number that was given, then in the city's own file; the act has no end before
   * both are done. A number that becomes another person's there meanwhile is a fault like one that was: the coupon is
   * made anew with another number.
   */
  private async issue(
    call: CallOf<'TGT01' | 'CPN01'>,
    { staff, signal }: VrsCall,
    send: (made: VrsCall) => Promise<unknown>,
  ): Promise<void> {
    const { coupons } = this.parts;
    const { coupon, person } = call.request;
    if (await coupons.isAnothers(coupon, person, signal)) throw new CouponOfAnother();
    await this.send(signal, staff, send);
    await this.protect(call, { staff, signal });
    await coupons.enter(call, signal);
  }

  /**
   * Whose coupon it is was asked before, and a coupon has one person for ever: another person in the answer is no
   * business fault.
   */
  private async dose(call: CallOf<'DOS01' | 'DOS02'>, { staff, signal }: VrsCall): Promise<Done<Made>> {
    const { vrs } = this.parts;
    const { person, dose, warnings } = await this.send(signal, staff, (made) =>
      call.op === 'DOS01' ? vrs.recordDose(call.request, made) : vrs.correctDose(call.request, made),
    );
    if (person !== call.person) throw new SourceError('VACCINATION_RECORD_SYSTEM', 'CORRUPT');
    const { id, version } = dose;
    const result = call.op === 'DOS01' ? 'RECORDED' : 'CORRECTED';
    return done([result, ...warnings].join(' '), { is: 'DOSE', id, version, warnings });
  }

  private async inquire({ request }: CallOf<'INQ01'>, { staff, signal }: VrsCall): Promise<Done<Made>> {
    if (await this.parts.isClosed(request.atenaNumber, signal)) throw new PersonClosed();
    const answer = await this.parts.inquiries.send(request, staff, signal);
    return done(answer.outcome, { is: 'ANSWER', answer });
  }

  private application(given: z.infer<typeof application>): Done<Made> {
    return done(given.state, { is: 'APPLICATION', application: given });
  }

  /** Once more under an id that comes of the act's own: broken off between the two, both are done again, once. */
  private async protect(call: CallOf<'TGT01' | 'CPN01'>, { staff, signal }: VrsCall): Promise<void> {
    if (!call.protect) return;
    const { vrs } = this.parts;
    const request = {
      requestId: namedId(`${call.request.requestId} protect`),
      person: call.request.person,
      protected: true,
    };
    await this.send(signal, staff, (made) => vrs.protect(request, made));
  }

  private send<T>(signal: AbortSignal, staff: string, write: (call: VrsCall) => Promise<T>): Promise<T> {
    return this.parts.sources.send('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      write({ staff, signal: live }),
    );
  }
}

/** A refusal as a business fault; throws again what is none: then nobody knows how the act ended. */
export function refusalOf(call: RecordCall, error: unknown): VrsFaultCode {
  if (error instanceof PersonClosed) return 'CLOSED_PERSON';
  if (error instanceof CouponOfAnother) return 'COUPON_IN_USE';
  if (error instanceof GroundMissing) return error.missing;
  if (error instanceof NumberMissing) return 'NO_NUMBER';
  if (!(error instanceof RecordSystemRefused)) throw error;
  const aboutPerson = ['TGT01', 'CPN01', 'FLG01', 'FLG03', 'INQ01', 'APP01'].includes(call.op);
  const code = faultOfRefusal(error.code, aboutPerson ? 'PERSON' : 'RECORD');
  if (code === null)
    throw new GatewayError('INTERNAL', {
      cause: error,
      detail: 'the vaccination record system takes a message for invalid',
    });
  return code;
}

const done = (result: string, value: Made): Done<Made> => ({ value, result, kept: JSON.stringify(value) });
