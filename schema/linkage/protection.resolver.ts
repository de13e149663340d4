import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NamedBy } from '../../src/acts/named-by.js';
import type { ActContext } from '../../src/request/request-context.js';
import { withSubject } from '../../src/guard/subject.js';
import { Classified } from '../classified.js';
import { ProtectionTerm } from './enums.js';
import { SetNonDisclosureInput } from './linkage.input.js';
import { restrictionNode, userErrors } from './nodes.js';
import { SetNonDisclosurePayload } from './payload.type.js';
import { invalid, readItems, readKey, readReason, unknownPersonErrors } from './read-input.js';

@Resolver()
export class ProtectionResolver {
  @Classified('LINKAGE', 'PROTECT', {
    person: 'input.atenaNumber',
    ifUnknown: () => ({ restrictions: null, userErrors: unknownPersonErrors('atenaNumber') }),
  })
  @Mutation(() => SetNonDisclosurePayload, {
    nullable: true,
    description:
      '自動応答不可・不開示の設定又は解除 (R196, R197, R202)。解除は承認者のみ。/ Protects a person’s items at once; lifting is the approver’s alone',
  })
  async setNonDisclosure(
    @Arg('input', () => SetNonDisclosureInput, { description: '入力 / What is asked for' })
    input: SetNonDisclosureInput,
    @Ctx() { linkage, people: [subject] }: ActContext,
  ): Promise<object> {
    const { changed, faults } = await linkage.restrict({
      atenaNumber: subject.atenaNumber,
      namedBy: NamedBy.person(subject),
      idempotencyKey: readKey(input.idempotencyKey),
      validateOnly: input.validateOnly,
      items: readItems(input.items),
      reason: readReason(input.reason),
      noAutomaticAnswer: flagOf(input, 'NO_AUTOMATIC_ANSWER'),
      nonDisclosure: flagOf(input, 'NON_DISCLOSURE'),
    });
    const restrictions = changed?.map((view) => restrictionNode(subject, view)) ?? null;
    return withSubject(subject, { restrictions, userErrors: userErrors(faults) });
  }
}

/** true: set; false: lift; null: as it is. */
function flagOf({ set, lift }: SetNonDisclosureInput, kind: keyof typeof ProtectionTerm): boolean | null {
  const [toSet, toLift] = [set?.includes(kind) === true, lift?.includes(kind) === true];
  if (!toSet && !toLift) return null;
  if (toSet !== toLift) return toSet;
  throw invalid({
    en: 'One and the same restriction cannot be set and lifted at once.',
    ja: '同じ制限を同時に設定し、解除することはできません。',
    detail: 'lift',
  });
}
