import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { withSubject } from '../../src/guard/subject.js';
import type { ActContext } from '../../src/request/request-context.js';
import type { VrsResult } from '../../src/vaccination-record/vrs-faults.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { unknownPerson } from './record-nodes.js';
import { TargetPayload } from './record-payload.type.js';
import {
  CancelTargetFlagInput,
  RegisterTargetInput,
  ReissueCouponInput,
  SetTargetFlagInput,
} from './record.input.js';

const ABOUT = {
  person: 'input.atenaNumber',
  most: 1,
  ifUnknown: () => ({ vaccinationRecord: null, userErrors: unknownPerson() }),
} as const;

/** Nullable all: of several acts in one document each stands for itself. */
@Resolver()
export class TargetActsResolver {
  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => TargetPayload, {
    nullable: true,
    description:
      '接種対象者と接種券を登録する (R006, R019)。転出から戻った方も。/ Registers a target with a coupon, also one who is back',
  })
  async registerTarget(
    @Arg('input', () => RegisterTargetInput, { description: '入力 / What is asked for' })
    input: RegisterTargetInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, couponNumber: coupon, issuedOn } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const result = await vrs.register({
      ...{ idempotencyKey, validateOnly, person, coupon, issuedOn: issuedOn ?? null },
    });
    return payload(result, people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => TargetPayload, {
    nullable: true,
    description:
      '接種券を再発行する (R019)。前の券は無効になる。/ Makes a coupon anew; the one before is void',
  })
  async reissueCoupon(
    @Arg('input', () => ReissueCouponInput, { description: '入力 / What is asked for' })
    input: ReissueCouponInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, couponNumber: coupon, issuedOn, reason } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const result = await vrs.reissue({
      ...{ idempotencyKey, validateOnly, person, coupon, issuedOn: issuedOn ?? null, reason },
    });
    return payload(result, people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => TargetPayload, {
    nullable: true,
    description:
      '転出・死亡のフラグを設定する (R008, R021)。発効日から効く。/ Sets a move-out or death flag; it holds from its day on',
  })
  async setTargetFlag(
    @Arg('input', () => SetTargetFlagInput, { description: '入力 / What is asked for' })
    input: SetTargetFlagInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, kind, effectiveOn, planned, movement = null } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const result = await vrs.setFlag({
      ...{ idempotencyKey, validateOnly, person, kind, effectiveOn, planned, movement },
    });
    return payload(result, people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => TargetPayload, {
    nullable: true,
    description:
      '異動が取り消されたフラグを取り消す (R021) / Cancels a flag whose movement was cancelled: as if it had never been',
  })
  async cancelTargetFlag(
    @Arg('input', () => CancelTargetFlagInput, { description: '入力 / What is asked for' })
    input: CancelTargetFlagInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, movement } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    return payload(await vrs.cancelFlag({ idempotencyKey, validateOnly, person, movement }), people);
  }
}

function payload({ changed, faults }: VrsResult<true>, [person]: ActContext['people']): object {
  return { vaccinationRecord: changed && withSubject(person, {}), userErrors: faults };
}
