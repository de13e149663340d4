import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';

@ObjectType({ description: 'ログアウトの結果 / What a log-out came to' })
export class LogoutPayload {
  @Classified('STAFF')
  @Field(() => Boolean, { description: '終了したセッションがあったか / Whether there was a session to end' })
  ended!: boolean;
}

@ObjectType({ description: 'セッション終了の結果 / What ending a session came to' })
export class EndSessionPayload {
  @Classified('STAFF')
  @Field(() => Boolean, { description: '終了したセッションがあったか / Whether there was a session to end' })
  ended!: boolean;
}
