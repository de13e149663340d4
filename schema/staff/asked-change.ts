import { ArgsType, Field } from 'type-graphql';
import type { AskedChange } from '../../src/staff/staff-changes.js';
import { KEY, VALIDATE } from '../act-texts.js';
import { readKey } from '../linkage/read-input.js';

/** What every change of the directory takes beside what it is about. */
@ArgsType()
export class HowAsked {
  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;
}

/** A mutation as the directory is asked for it. */
export function askedAs(
  action: string,
  input: object,
  { idempotencyKey, validateOnly }: HowAsked,
): AskedChange {
  const key = idempotencyKey == null ? null : readKey(idempotencyKey);
  return { action, input: { ...input }, idempotencyKey: key, validateOnly };
}
