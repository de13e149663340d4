import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SUBJECT, withSubject, type HasSubject } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import type { RequestContext } from '../../src/request/request-context.js';
import type { TargetView } from '../../src/vaccination-record/vrs-access.js';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';
import { couponNodes, doseNodes, flagNodes, inquiryNodes } from './record-nodes.js';
import { TargetStateTerm } from './record.enums.js';
import {
  CouponDose,
  RecordInquiry,
  TargetFlag,
  VaccinationCoupon,
  VaccinationRecord,
} from './record.type.js';

@Resolver(() => Resident)
export class ResidentRecordResolver {
  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => VaccinationRecord, {
    nullable: true,
    description:
      'ワクチン接種記録システムの記録 (R018-R024) / What the vaccination record system has of the person',
  })
  vaccinationRecord(@Root() resident: ResidentNode): HasSubject {
    return withSubject(resident[SUBJECT], {});
  }
}

type Parent = HasSubject;
type Context = Pick<RequestContext, 'loaders'>;

@Resolver(() => VaccinationRecord)
export class VaccinationRecordResolver {
  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => TargetStateTerm, {
    nullable: true,
    description: '接種対象者の状態。登録されていなければ null / State; null: no target of the city',
  })
  async state(
    @Root() { [SUBJECT]: subject }: Parent,
    @Ctx() { loaders }: Context,
  ): Promise<TargetView['state'] | null> {
    return (await loaders.vrs.target.load(subject))?.state ?? null;
  }

  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => [VaccinationCoupon], {
    nullable: true,
    description: '接種券、古い順 / Coupons, oldest first',
  })
  async coupons(
    @Root() { [SUBJECT]: subject }: Parent,
    @Ctx() { loaders }: Context,
  ): Promise<readonly HasSubject[] | null> {
    const target = await loaders.vrs.target.load(subject);
    return target && couponNodes(subject, target);
  }

  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => [TargetFlag], { nullable: true, description: 'フラグ / Flags' })
  async flags(
    @Root() { [SUBJECT]: subject }: Parent,
    @Ctx() { loaders }: Context,
  ): Promise<readonly HasSubject[] | null> {
    const target = await loaders.vrs.target.load(subject);
    return target && flagNodes(subject, target);
  }

  @Classified('HEALTH')
  @FieldResolver(() => [CouponDose], { nullable: true, description: '接種記録 (R020) / Doses' })
  async doses(
    @Root() { [SUBJECT]: subject }: Parent,
    @Ctx() { loaders }: Context,
  ): Promise<readonly HasSubject[]> {
    return doseNodes(subject, await loaders.vrs.doses.load(subject));
  }

  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => [RecordInquiry], {
    nullable: true,
    description: '他市区町村との照会・提供の記録、新しい順 / Inquiries, ours and others’, newest first',
  })
  async inquiries(
    @Root() { [SUBJECT]: subject }: Parent,
    @Ctx() { loaders }: Context,
  ): Promise<readonly HasSubject[]> {
    return inquiryNodes(subject, await loaders.vrs.inquiries.load(subject));
  }
}

/** A dose as `doseNodes` makes it. */
type DoseNode = ReturnType<typeof doseNodes>[number];

@Resolver(() => CouponDose)
export class CouponDoseResolver {
  @Classified('RECORD_SYSTEM')
  @FieldResolver(() => [Resident], {
    nullable: true,
    description:
      '読み違えられた券番号の本人の候補 (DOS06)。カメラが1桁読み違えたとすれば、この接種は誰のものか。自分の世帯と案件外の方は除く。/ Whose the dose may be, had a camera misread one digit of the coupon; nobody of one’s own household or outside the case',
  })
  async misreadFrom(
    @Root() { [SUBJECT]: person, couponNumber: coupon, dose }: DoseNode,
    @Ctx() { loaders, guard, vrs }: Pick<RequestContext, 'loaders' | 'guard' | 'vrs'>,
  ): Promise<readonly ResidentNode[]> {
    const people = await loaders.subjects(await vrs.misreadFrom(person, { coupon, dose }));
    const open = people.filter(({ labels }) => guard.opensAll(['CouponDose.misreadFrom'], labels));
    const found = await Promise.all(open.map(({ atenaNumber }) => loaders.residents.load(atenaNumber)));
    return found.filter((one) => one !== null);
  }
}
