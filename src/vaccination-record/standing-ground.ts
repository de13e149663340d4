import type { Decision } from '../../adapters/vaccination-record-system/protocol/applications.js';
import {
  APPLICATION_STATES,
  type ApplicationState,
} from '../../adapters/vaccination-record-system/protocol/terms.js';
import type { VaccinationRecordSystem, VrsCall } from '../../adapters/vaccination-record-system/model.js';
import type { ConsentScope } from '../cases/case-terms.js';
import { consentedScopes } from '../cases/consented-scopes.js';
import type { Sources } from '../sources/sources.js';
import { GroundMissing } from './inquiry-ground.js';
import { openCaseAbout, type OpenCaseParts } from './open-case.js';
import type { CallOf, RecordCall } from './record-call.js';

export interface StandingGroundParts extends OpenCaseParts {
  readonly vrs: Pick<VaccinationRecordSystem, 'targets' | 'applications'>;
  readonly ask: Sources['ask'];
}

/** For whom an act was begun, and under which case; null: it needed none. */
export interface Begun {
  readonly caseNumber: string | null;
  readonly atenaNumber: string;
}

/**
 * Calls that rest on the case they were made under, and those of them that rest on a consent (R226), with what it has to
 * cover. An inquiry is judged where it is sent.
 */
const GROUNDS: Partial<Readonly<Record<RecordCall['op'], ConsentScope | 'CASE'>>> = {
  TGT01: 'ISSUE_COUPON',
  CPN01: 'ISSUE_COUPON',
  APP01: 'ISSUE_CERTIFICATE',
  APP03: 'CASE',
  APP04: 'CASE',
};
/** In which states an application is once a call has arrived. */
const CAME_TO: Readonly<Record<Decision['decision'], readonly ApplicationState[]>> = {
  ACCEPT: ['ACCEPTED', 'ISSUED'],
  REFUSE: ['REFUSED'],
  WITHDRAW: ['WITHDRAWN'],
};
/** Applications of one call: the most that the system tells. */
const PAGE = 500;

/** Whether an act that a crash left behind may still go out. */
export class StandingGround {
  constructor(private readonly parts: StandingGroundParts) {}

  /**
   * What has arrived was done while its ground stood, and is told as done whatever came since; what has not is not sent
   * where its case has closed, or its consent was taken back, or covers something else or others by now.
   * @throws GroundMissing
   */
  async require(call: RecordCall, begun: Begun, made: VrsCall): Promise<void> {
    const scope = GROUNDS[call.op];
    if (scope === undefined || begun.caseNumber === null) return;
    const missing = await this.missing(scope, { ...begun, caseNumber: begun.caseNumber }, made.signal);
    if (missing !== null && !(await this.hasArrived(call, made))) throw new GroundMissing(missing);
  }

  private async missing(
    scope: ConsentScope | 'CASE',
    begun: { readonly caseNumber: string; readonly atenaNumber: string },
    signal: AbortSignal,
  ): Promise<'NO_CASE' | 'CONSENT_TO_OTHER' | null> {
    const found = await openCaseAbout(this.parts, begun, signal);
    if (found === null) return 'NO_CASE';
    return scope === 'CASE' || consentedScopes(found, found.atenaNumbers).has(scope)
      ? null
      : 'CONSENT_TO_OTHER';
  }

  private hasArrived(call: RecordCall, made: VrsCall): Promise<boolean> {
    switch (call.op) {
      case 'TGT01':
      case 'CPN01':
        return this.hasCoupon(call, made);
      case 'APP01':
        return this.hasApplication({ id: call.request.requestId, states: APPLICATION_STATES }, made);
      case 'APP03':
        return this.hasApplication({ id: call.request.id, states: CAME_TO[call.request.decision] }, made);
      case 'APP04':
        return this.hasApplication({ id: call.request.id, states: ['ISSUED'] }, made);
      default:
        return Promise.resolve(false);
    }
  }

  /** A number is given once for ever: with the person it was given by this call. */
  private async hasCoupon(
    { request: { person, coupon } }: CallOf<'TGT01' | 'CPN01'>,
    made: VrsCall,
  ): Promise<boolean> {
    const [target] = await this.ask(made, (live) => this.parts.vrs.targets([person], live));
    return target?.coupons.some((one) => one.coupon === coupon) ?? false;
  }

  /** The system asks for no application by its id: the list is read until it is there. */
  private async hasApplication(
    { id, states }: { readonly id: string; readonly states: readonly ApplicationState[] },
    made: VrsCall,
  ): Promise<boolean> {
    for (let after = 0; ;) {
      const from = { states, after, max: PAGE };
      const found = await this.ask(made, (live) => this.parts.vrs.applications(from, live));
      if (found.some((one) => one.id === id)) return true;
      const last = found.at(-1);
      if (last === undefined || found.length < PAGE) return false;
      after = last.number;
    }
  }

  private ask<T>({ staff, signal }: VrsCall, read: (made: VrsCall) => Promise<T>): Promise<T> {
    return this.parts.ask('VACCINATION_RECORD_SYSTEM', signal, (live) => read({ staff, signal: live }));
  }
}
