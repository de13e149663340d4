import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { withSubject } from '../../src/guard/subject.js';
import type { ActContext } from '../../src/request/request-context.js';
import type { DoseChanged } from '../../src/vaccination-record/vrs-access.js';
import type { VrsResult } from '../../src/vaccination-record/vrs-faults.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { unknownPerson } from './record-nodes.js';
import { CouponDosePayload, TargetPayload } from './record-payload.type.js';
import { CorrectCouponDoseInput, RecordCouponDoseInput, WithdrawCouponDoseInput } from './record.input.js';

const NOTHING = { vaccinationRecord: null, doseId: null, version: null, warnings: null };
const ABOUT = {
  person: 'input.atenaNumber',
  most: 1,
  ifUnknown: () => ({ ...NOTHING, userErrors: unknownPerson() }),
} as const;

/** Nullable all: of several acts in one document each stands for itself. */
@Resolver()
export class DoseActsResolver {
  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => CouponDosePayload, {
    nullable: true,
    description:
      '接種券の18桁の番号で接種を登録する (R020)。この方の券でなければ何も登録しない。/ Records a dose by the line of a coupon; a coupon of somebody else records nothing',
  })
  async recordCouponDose(
    @Arg('input', () => RecordCouponDoseInput, { description: '入力 / What is asked for' })
    input: RecordCouponDoseInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { idempotencyKey: key, atenaNumber: _atenaNumber, ...given } = input;
    return payload(await vrs.recordDose({ ...given, idempotencyKey: readKey(key), person }), people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', ABOUT)
  @Mutation(() => CouponDosePayload, {
    nullable: true,
    description:
      '接種記録を訂正する (R020)。以後は取り込みで上書きされない。/ Corrects a dose; nothing read in later replaces it',
  })
  async correctCouponDose(
    @Arg('input', () => CorrectCouponDoseInput, { description: '入力 / What is asked for' })
    input: CorrectCouponDoseInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const {
      idempotencyKey: key,
      atenaNumber: _atenaNumber,
      doseId: id,
      couponNumber: coupon,
      ...given
    } = input;
    const idempotencyKey = readKey(key);
    return payload(await vrs.correctDose({ ...given, idempotencyKey, person, id, coupon }), people);
  }

  @Classified('RECORD_SYSTEM', 'REGISTER', {
    ...ABOUT,
    ifUnknown: () => ({ vaccinationRecord: null, userErrors: unknownPerson() }),
  })
  @Mutation(() => TargetPayload, {
    nullable: true,
    description: '接種記録を取り消す (R020)。訂正前の記録は残る。/ Withdraws a dose; what it was is kept',
  })
  async withdrawCouponDose(
    @Arg('input', () => WithdrawCouponDoseInput, { description: '入力 / What is asked for' })
    input: WithdrawCouponDoseInput,
    @Ctx() { vrs, people }: ActContext,
  ): Promise<object> {
    const [person] = people;
    const { validateOnly, doseId: id, version, reason } = input;
    const idempotencyKey = readKey(input.idempotencyKey);
    const { changed, faults } = await vrs.withdrawDose({
      ...{ idempotencyKey, validateOnly, person, id, version, reason },
    });
    return { vaccinationRecord: changed && withSubject(person, {}), userErrors: faults };
  }
}

function payload({ changed, faults }: VrsResult<DoseChanged>, [person]: ActContext['people']): object {
  if (changed === null) return { ...NOTHING, userErrors: faults };
  const { id: doseId, version, warnings } = changed;
  return { vaccinationRecord: withSubject(person, {}), doseId, version, warnings, userErrors: faults };
}
