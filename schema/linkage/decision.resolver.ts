import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { withSubject, ForSubject } from '../../src/guard/subject.js';
import type { LinkageRuling, ProvisionView } from '../../src/linkage/views.js';
import { Classified } from '../classified.js';
import { provisionNode, userErrors } from './nodes.js';
import { ProvisionDecisionPayload } from './payload.type.js';
import { subjectOf } from './people.js';
import { readContentHash, readKey, readProcessingNumber } from './read-input.js';

const KEY = '受付キー。8–64文字の英数字と - _ / The same key with the same input is the same act, told again';
const ID_ARG = '処理通番 / Processing number';

interface Decision {
  readonly mutation: 'Mutation.approveProvision' | 'Mutation.rejectProvision';
  readonly id: string;
  readonly decide: (id: string) => Promise<LinkageRuling<ProvisionView>>;
}

/** What leaves the city by somebody's decision, or does not (R198, R203, R205). */
@Resolver()
export class DecisionResolver {
  @Classified('LINKAGE', 'APPROVE')
  @Mutation(() => ProvisionDecisionPayload, {
    nullable: true,
    description:
      '情報提供を承認する (R198, R205)。読んだ内容だけが送られる。/ Approves a provision: exactly the content that was read goes',
  })
  approveProvision(
    @Arg('id', () => ID, { description: ID_ARG }) id: string,
    @Arg('contentHash', () => String, {
      description: '読んだ内容のハッシュ / Hash of the content that was read',
    })
    contentHash: string,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const told = { idempotencyKey: readKey(idempotencyKey), contentHash: readContentHash(contentHash) };
    return decide(context, {
      mutation: 'Mutation.approveProvision',
      id,
      decide: (one) => context.linkage.approve({ ...told, id: one }),
    });
  }

  @Classified('LINKAGE', 'APPROVE')
  @Mutation(() => ProvisionDecisionPayload, {
    nullable: true,
    description:
      '情報提供を拒む (R198)。照会元には、提供する情報がないことだけが伝わる。/ Rejects a provision; the inquirer learns that nothing is provided',
  })
  rejectProvision(
    @Arg('id', () => ID, { description: ID_ARG }) id: string,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const told = { idempotencyKey: readKey(idempotencyKey) };
    return decide(context, {
      mutation: 'Mutation.rejectProvision',
      id,
      decide: (one) => context.linkage.reject({ ...told, id: one }),
    });
  }
}

/** Whom it is about is read first, and judged before anything is decided. */
async function decide(
  { linkage, loaders, guard }: RequestContext,
  { mutation, id, decide: act }: Decision,
): Promise<object> {
  const number = readProcessingNumber(id);
  const found = number === null ? null : await linkage.provision(number);
  if (found === null) {
    return {
      provision: null,
      userErrors: userErrors([{ code: 'UNKNOWN_REQUEST', field: 'id', row: null, article: null }]),
    };
  }
  const subject = await subjectOf(loaders, found.atenaNumber);
  guard.assertPermitted(mutation, subject);
  const { changed, faults } = await act(found.id);
  return new ForSubject(
    subject,
    withSubject(subject, {
      provision: changed && provisionNode(subject, changed),
      userErrors: userErrors(faults),
    }),
  );
}
