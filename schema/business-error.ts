import { Field, ObjectType } from 'type-graphql';
import { Classified } from './classified.js';

/**
 * The fields of a room's business fault, with the codes that are its own. Its texts are fixed and hold nothing of
 * anybody, so that whoever was refused can read why.
 */
export function businessError<Codes extends object>(codes: Codes) {
  @ObjectType()
  abstract class BusinessError {
    @Classified('PUBLIC')
    @Field(() => codes, { description: '誤りの種類 / Kind of fault' })
    code!: keyof Codes;

    @Classified('PUBLIC')
    @Field(() => String, { nullable: true, description: '誤りのある入力 / The input it is about' })
    field!: string | null;

    @Classified('PUBLIC')
    @Field(() => String, { description: '説明と対処(英語) / What happened and what to do, in English' })
    message!: string;

    @Classified('PUBLIC')
    @Field(() => String, { description: '説明と対処(日本語) / The same in Japanese' })
    messageJa!: string;
  }
  return BusinessError;
}
