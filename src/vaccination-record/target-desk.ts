import type { Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import {
  flagRequest,
  registration,
  reissue,
} from '../../adapters/vaccination-record-system/protocol/targets.js';
import { PROGRAMME_BEGINS } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { NamedBy } from '../acts/named-by.js';
import type { Subject } from '../guard/subject.js';
import type { HealthPersonItem } from '../../adapters/health-management/model.js';
import type { VrsAction } from './vrs-terms.js';
import type { ActContent } from '../acts/act-content.js';
import type { CancelFlagInput, VrsAccess, RegisterInput, ReissueInput, SetFlagInput } from './vrs-access.js';
import type { ActInput, VrsActs } from './vrs-acts.js';
import { consentFaults, type ConsentedTo } from './consent-ground.js';
import type { CouponFile } from './coupon-file.js';
import { cancelFaults, flagFaults } from './judge-flag.js';
import type { RecordCall } from './record-call.js';
import { isProtected, type RecordCaller } from './record-caller.js';
import { unfit } from './unfit.js';
import { vrsFault, refused, type VrsFault, type VrsResult } from './vrs-faults.js';

const BIRTH: ReadonlySet<HealthPersonItem> = new Set(['birth']);

interface TargetDeskParts {
  readonly caller: RecordCaller;
  readonly acts: VrsActs;
  /** What the consent of the named case covers; null where none was named. */
  readonly consentedTo: ConsentedTo | null;
  readonly coupons: Pick<CouponFile, 'isAnothers'>;
}

/** 接種対象者, coupons and flags (R006, R008, R019, R021). */
export class TargetDesk implements Pick<
  VrsAccess,
  'targetsOf' | 'register' | 'reissue' | 'setFlag' | 'cancelFlag'
> {
  private readonly caller: RecordCaller;

  constructor(private readonly parts: TargetDeskParts) {
    this.caller = parts.caller;
  }

  targetsOf(persons: readonly Subject[]): Promise<readonly (Target | Error | null)[]> {
    const { vrs } = this.caller.parts;
    return this.caller.ofEach<Target | null>(
      persons,
      (numbers) => this.caller.ask('TARGET', (call) => vrs.targets(numbers, call)),
      null,
    );
  }

  register({ idempotencyKey, validateOnly, person, ...input }: RegisterInput): Promise<VrsResult<true>> {
    const given = { idempotencyKey, validateOnly, person };
    const issuedOn = input.issuedOn ?? this.caller.parts.today;
    return this.change('registerTarget', given, input, {
      ground: () => this.consentFaults(person),
      faults: async (target, number) => [
        ...(await this.consentFaults(person)),
        ...this.dayFaults(issuedOn),
        ...(target?.state === 'ACTIVE' ? [vrsFault('ALREADY_REGISTERED', 'atenaNumber')] : []),
        ...(target?.state === 'DEAD' ? [vrsFault('NOT_A_TARGET', 'atenaNumber')] : []),
        ...(await this.couponFaults(target, input.coupon, number)),
      ],
      compose: async (requestId, number) => {
        const born = await this.bornOf(number);
        const request = { requestId, person: number, born, ...input, issuedOn };
        if (!registration.safeParse(request).success) throw unfit('couponNumber');
        return { op: 'TGT01', request, protect: isProtected(person) };
      },
    });
  }

  reissue({ idempotencyKey, validateOnly, person, ...input }: ReissueInput): Promise<VrsResult<true>> {
    const given = { idempotencyKey, validateOnly, person };
    const issuedOn = input.issuedOn ?? this.caller.parts.today;
    return this.change('reissueCoupon', given, input, {
      ground: () => this.consentFaults(person),
      faults: async (target, number) => [
        ...(await this.consentFaults(person)),
        ...this.dayFaults(issuedOn),
        // Made anew so, the coupon of somebody who never left would be void.
        ...(input.reason === 'RETURNED' ? [vrsFault('REGISTER_ANEW', 'reason')] : []),
        ...known(target),
        ...(target !== null && target.state !== 'ACTIVE' ? [vrsFault('NOT_A_TARGET', 'issuedOn')] : []),
        ...(await this.couponFaults(target, input.coupon, number)),
      ],
      compose: (requestId, number) => {
        const request = { requestId, person: number, ...input, issuedOn };
        if (!reissue.safeParse(request).success) throw unfit('couponNumber');
        return { op: 'CPN01', request, protect: isProtected(person) };
      },
    });
  }

  setFlag({ idempotencyKey, validateOnly, person, ...input }: SetFlagInput): Promise<VrsResult<true>> {
    const given = { idempotencyKey, validateOnly, person };
    const { movement, ...facts } = input;
    return this.change('setTargetFlag', given, input, {
      role: 'FLAG',
      faults: (target) =>
        target === null ? known(target) : flagFaults(target, input, this.caller.parts.today),
      compose: (requestId, number) => {
        const request = { requestId, person: number, movement: movement ?? requestId, ...facts };
        if (!flagRequest.safeParse(request).success) throw unfit('effectiveOn');
        return { op: 'FLG01', request };
      },
    });
  }

  cancelFlag(input: CancelFlagInput): Promise<VrsResult<true>> {
    const { movement } = input;
    return this.change(
      'cancelTargetFlag',
      input,
      { movement },
      {
        role: 'FLAG',
        faults: (target) => (target === null ? known(target) : cancelFaults(target, movement)),
        compose: (requestId) => ({ op: 'FLG02', request: { requestId, movement } }),
      },
    );
  }

  private consentFaults(person: Subject): Promise<readonly VrsFault[]> {
    return consentFaults(this.parts.consentedTo, person, 'ISSUE_COUPON');
  }

  /** No coupon was issued before there was anything to give on it, and none is issued on a day to come. */
  private dayFaults(issuedOn: string): readonly VrsFault[] {
    const { today } = this.caller.parts;
    return issuedOn < PROGRAMME_BEGINS || issuedOn > today ? [vrsFault('IMPOSSIBLE_DAY', 'issuedOn')] : [];
  }

  /** A number that is taken: the person's own coupon at the system, or somebody else's in the file of the city. */
  private async couponFaults(
    target: Target | null,
    coupon: string,
    number: string,
  ): Promise<readonly VrsFault[]> {
    const isTaken =
      target?.coupons.some((one) => one.coupon === coupon) === true ||
      (await this.parts.coupons.isAnothers(coupon, number, this.caller.parts.signal));
    return isTaken ? [vrsFault('COUPON_IN_USE', 'couponNumber')] : [];
  }

  private async change(
    action: VrsAction,
    { idempotencyKey, validateOnly, person }: ActInput & { readonly person: Subject },
    input: ActContent,
    work: {
      readonly role?: 'TARGET' | 'FLAG';
      readonly ground?: () => Promise<readonly VrsFault[]>;
      readonly faults: (
        target: Target | null,
        number: string,
      ) => readonly VrsFault[] | Promise<readonly VrsFault[]>;
      readonly compose: (requestId: string, person: string) => RecordCall | Promise<RecordCall>;
    },
  ): Promise<VrsResult<true>> {
    const { role = 'TARGET' } = work;
    const staff = this.caller.staffFor(role);
    const number = await this.caller.healthNumberOf(person);
    if (number === null) return refused('NO_HEALTH_NUMBER', 'atenaNumber');
    const { atenaNumber } = person;
    const result = await this.parts.acts.act(
      action,
      { idempotencyKey, validateOnly },
      { ...input, atenaNumber: NamedBy.person(person) },
      {
        ...{ atenaNumber, staff },
        ground: work.ground,
        faults: async () => work.faults(await this.caller.targetOf(number, role), number),
        compose: async (requestId) => work.compose(requestId, number),
      },
    );
    return { changed: result.changed && true, faults: result.faults };
  }

  /** From the ledger's own person: nothing of the registry goes to the system (R025). null: not known to the day. */
  private async bornOf(number: string): Promise<string | null> {
    const { sources, signal } = this.caller.parts;
    const [found] = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadMany([number], { signal: live, items: BIRTH }),
    );
    return found?.birth?.precision === 'DAY' ? found.birth.iso : null;
  }
}

const known = (target: Target | null): readonly VrsFault[] =>
  target === null ? [vrsFault('UNKNOWN_TO_SYSTEM', 'atenaNumber')] : [];
