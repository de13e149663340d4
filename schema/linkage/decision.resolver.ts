import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ActContext } from '../../src/request/request-context.js';
import { withSubject, type Subject } from '../../src/guard/subject.js';
import type { LinkageResult, ProvisionView } from '../../src/linkage/views.js';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { provisionNode, userErrors } from './nodes.js';
import { ProvisionDecisionPayload } from './payload.type.js';
import { readContentHash, readKey } from './read-input.js';

const ID_ARG = '処理通番 / Processing number';

/** Whom a provision is about is read from the intermediate server, and judged before anything is decided. */
const ABOUT_ITS_PERSON = {
  person: 'provision:id',
  ifUnknown: () => ({
    provision: null,
    userErrors: userErrors([{ code: 'UNKNOWN_REQUEST', field: 'id', row: null, article: null }]),
  }),
} as const;

/** What leaves the city by somebody's decision, or does not (R198, R203, R205). */
@Resolver()
export class DecisionResolver {
  @Classified('LINKAGE', 'APPROVE', ABOUT_ITS_PERSON)
  @Mutation(() => ProvisionDecisionPayload, {
    nullable: true,
    description:
      '情報提供を承認する (R198, R205)。読んだ内容だけが送られる。/ Approves a provision: exactly the content that was read goes',
  })
  async approveProvision(
    @Arg('id', () => ID, { description: ID_ARG }) id: string,
    @Arg('contentHash', () => String, {
      description: '読んだ内容の照合番号 (ハッシュ) / Hash of the content that was read',
    })
    contentHash: string,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
    @Arg('validateOnly', () => Boolean, { defaultValue: false, description: VALIDATE }) validateOnly: boolean,
    @Ctx() { linkage, people: [subject] }: ActContext,
  ): Promise<object> {
    const asked = { idempotencyKey: readKey(idempotencyKey), validateOnly };
    const named = { id, contentHash: readContentHash(contentHash), atenaNumber: subject.atenaNumber };
    return payload(subject, await linkage.approve({ ...asked, ...named }));
  }

  @Classified('LINKAGE', 'APPROVE', ABOUT_ITS_PERSON)
  @Mutation(() => ProvisionDecisionPayload, {
    nullable: true,
    description:
      '情報提供を拒む (R198)。照会元には、提供する情報がないことだけが伝わる。/ Rejects a provision; the inquirer learns that nothing is provided',
  })
  async rejectProvision(
    @Arg('id', () => ID, { description: ID_ARG }) id: string,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
    @Arg('validateOnly', () => Boolean, { defaultValue: false, description: VALIDATE }) validateOnly: boolean,
    @Ctx() { linkage, people: [subject] }: ActContext,
  ): Promise<object> {
    const { atenaNumber } = subject;
    const asked = { idempotencyKey: readKey(idempotencyKey), validateOnly };
    return payload(subject, await linkage.reject({ ...asked, id, atenaNumber }));
  }
}

function payload(subject: Subject, { changed, faults }: LinkageResult<ProvisionView>): object {
  return withSubject(subject, {
    provision: changed && provisionNode(subject, changed),
    userErrors: userErrors(faults),
  });
}
