import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import { AccessAccount, IndexedUpTo } from './access.type.js';

export const LoginKindTerm = enumOf(['LOGIN', 'LOGOUT']);
registerEnumType(LoginKindTerm, {
  name: 'LoginKind',
  description: 'セッションの開始・終了 / Beginning or end of a session',
});

@ObjectType({ description: 'ログイン又はログアウト一件 (R172, R182, R190) / A session that began or ended' })
export class LoginRecord {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 / WRITER/SEQUENCE of the record' })
  record!: string;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '日時 / When' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => LoginKindTerm, { description: '開始か終了か / Beginning or end' })
  kind!: keyof typeof LoginKindTerm;

  @Classified('AUDIT')
  @Field(() => AccessAccount, { description: 'アカウント / Account' })
  account!: AccessAccount;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    description: 'セッションの符号。開始と終了で同じ / Name of the session, the same at both ends',
  })
  session!: string;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '接続元の領域。終了では null / Zone; null at the end' })
  zone!: string | null;

  @Classified('AUDIT')
  @Field(() => [String], { description: '認証の方法。終了では空 / Methods of the login; empty at the end' })
  loginMethods!: string[];

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '終了の理由 (USER, IDLE, ANOTHER_LOGIN, ACCOUNT_ENDED, ADMINISTRATOR)。開始では null / Why it ended; null at the beginning',
  })
  cause!: string | null;
}

@ObjectType({ description: 'ログインの記録とカーソル / A record and its place' })
export class LoginRecordEdge {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('AUDIT')
  @Field(() => LoginRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node!: LoginRecord | null;
}

@ObjectType({
  description: 'ログインの記録の一覧、新しい順 (Relay) / Beginnings and ends of sessions, newest first',
})
export class LoginRecordConnection {
  @Classified('AUDIT')
  @Field(() => [LoginRecordEdge], { description: '行 / Rows with cursors' })
  edges!: LoginRecordEdge[];

  @Classified('AUDIT')
  @Field(() => [LoginRecord], { nullable: 'items', description: '行 / Rows' })
  nodes!: (LoginRecord | null)[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;

  @Classified('AUDIT')
  @Field(() => [IndexedUpTo], {
    description:
      '索引の到達点。回答の数秒後には載る。/ How far the index is; records are in it within seconds',
  })
  indexedUpTo!: IndexedUpTo[];
}
