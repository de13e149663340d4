import { Field, ID, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { PersonName } from '../resident/resident.type.js';
import { ResidentStatus } from '../resident/resident.enums.js';
import { PlainDate } from '../scalars/dates.js';
import {
  ChangePhaseTerm,
  FlagActionTerm,
  FlagStateTerm,
  FlagTargetTerm,
  MovementErrorCodeTerm,
  MovementKindTerm,
} from './movement.enums.js';

@ObjectType({
  description: '異動に伴って変わるもの (R008, R021) / What follows from a movement, from a day on',
})
export class MovementFlag {
  @Classified('MOVEMENT')
  @Field(() => FlagTargetTerm, { nullable: true, description: '対象 / Where' })
  target!: keyof typeof FlagTargetTerm | null;

  @Classified('MOVEMENT')
  @Field(() => FlagActionTerm, { nullable: true, description: '閉じるか、再び開くか / What' })
  action!: keyof typeof FlagActionTerm | null;

  @Classified('MOVEMENT')
  @Field(() => PlainDate, {
    nullable: true,
    description:
      '行う最初の日。転出では予定日の翌日 / First day; of a move out the one after the planned day',
  })
  dueOn!: string | null;

  @Classified('MOVEMENT')
  @Field(() => FlagStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof FlagStateTerm | null;
}

@ObjectType({
  description: '台帳に入った異動。住所は含まない / A change of the registry; it tells no address',
})
export class ResidentChange {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '受付順の番号。欠番があり得る / Place in the order; some are left out' })
  id!: string;

  @Classified('MOVEMENT')
  @Field(() => MovementKindTerm, { nullable: true, description: '異動事由 / Kind' })
  kind!: keyof typeof MovementKindTerm | null;

  @Classified('MOVEMENT')
  @Field(() => ChangePhaseTerm, { nullable: true, description: '段階 / What became of it' })
  phase!: keyof typeof ChangePhaseTerm | null;

  @Classified('MOVEMENT')
  @Field(() => PlainDate, { nullable: true, description: '異動年月日 / Day of the movement' })
  effectiveOn!: string | null;

  @Classified('MOVEMENT', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '宛名番号。後で統合された番号は当時のまま / Address-name number as it was entered',
  })
  atenaNumber!: string | null;

  @Classified('MOVEMENT', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '統合先の宛名番号 / Number it was merged into' })
  mergedInto!: string | null;

  @Classified('INTEGRATED', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '統合宛名番号。未付番なら null / Integrated number; null where none was given yet',
  })
  integratedNumber!: string | null;

  @Classified('MOVEMENT')
  @Field(() => [MovementFlag], { nullable: true, description: '伴って変わるもの / What follows from it' })
  flags!: MovementFlag[] | null;
}

@ObjectType({ description: '異動とカーソル / A change and its place in the list' })
export class ResidentChangeEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('MOVEMENT')
  @Field(() => ResidentChange, { nullable: true, description: '異動 / Change' })
  node!: ResidentChange | null;
}

@ObjectType({
  description:
    '異動の一覧。endCursor から再開すると、登録されたすべての異動が順に、少なくとも1回届く。カーソルは再起動後も使える。/ Changes in the order in which they were entered. Going on from endCursor, each comes at least once; cursors outlive a restart',
})
export class ResidentChangeConnection {
  @Classified('PUBLIC')
  @Field(() => [ResidentChangeEdge], { description: '行 / Rows with cursors' })
  edges!: ResidentChangeEdge[];

  @Classified('PUBLIC')
  @Field(() => [ResidentChange], { description: '行 / Rows' })
  nodes!: ResidentChange[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: '異動の前又は後の状態 / How a person stands before or after a movement' })
export class MovementStanding {
  @Classified('MOVEMENT')
  @Field(() => ResidentStatus, { nullable: true, description: '住民区分 / Status' })
  status!: ResidentStatus | null;

  @Classified('MOVEMENT')
  @Field(() => PlainDate, { nullable: true, description: '住民となった日 / Became resident on' })
  residentSince!: string | null;

  @Classified('MOVEMENT')
  @Field(() => PlainDate, { nullable: true, description: '住民でなくなった日 / Ceased to be resident on' })
  residentUntil!: string | null;

  @Classified('BASIC')
  @Field(() => PersonName, { nullable: true, description: '氏名 / Name' })
  name!: PersonName | null;

  @Classified('CONTACT')
  @Field(() => String, {
    nullable: true,
    description:
      '住所。支援措置の対象者は開示しない。/ Address; never shown of a person under support measures',
  })
  address!: string | null;
}

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class MovementError extends businessError(MovementErrorCodeTerm) {}

@ObjectType({ description: '異動の登録の結果 / Outcome of a movement' })
export class MovementPayload {
  @Classified('PUBLIC')
  @Field(() => [MovementError], {
    description:
      '登録できなかった理由。空なら登録された(validateOnly なら登録できる) / Empty when it was done, or could be',
  })
  userErrors!: MovementError[];

  @Classified('MOVEMENT')
  @Field(() => ResidentChange, {
    nullable: true,
    description:
      '登録された異動。誤りのときと validateOnly のとき null / The change; null where nothing was done',
  })
  change!: ResidentChange | null;

  @Classified('MOVEMENT')
  @Field(() => MovementStanding, {
    nullable: true,
    description:
      '異動前。新たに登録される者と、同じキーで再び答えるとき null / Before; null of a newcomer, and where the act is told again',
  })
  before!: MovementStanding | null;

  @Classified('MOVEMENT')
  @Field(() => MovementStanding, {
    nullable: true,
    description:
      '異動後。転出では予定日が過ぎるまで住民のまま / After; who moves out stays resident until the day has passed',
  })
  after!: MovementStanding | null;
}
