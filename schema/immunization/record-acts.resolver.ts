import { NamedBy } from '../../src/acts/named-by.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { SUBJECT, withSubject, type HasSubject } from '../../src/guard/subject.js';
import type { RecordActInput, RecordResult } from '../../src/immunization-records/record-access.js';
import { recordFault } from '../../src/immunization-records/record-texts.js';
import type { ImmunizationNode } from '../../src/loaders/health.js';
import { changeNode, type ChangeNode } from '../../src/loaders/record-changes.js';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { Immunization } from './immunization.type.js';
import { ImmunizationPayload } from './record-payload.type.js';
import { changesOf, contentOf } from './record-values.js';
import { DecideImmunizationChangeInput, WithdrawImmunizationInput } from './record-decision.input.js';
import { CorrectImmunizationInput, RecordImmunizationInput } from './record.input.js';

type PayloadSource = Omit<RecordResult, 'faults' | 'change'> &
  HasSubject & { readonly userErrors: RecordResult['faults']; readonly change: ChangeNode | null };

/** Nullable all: of several acts in one document each stands for itself. */
@Resolver(() => ImmunizationPayload)
export class RecordActsResolver {
  @Classified('HEALTH', 'RECORD', { person: 'input.atenaNumber', ifUnknown: unknownPerson })
  @Mutation(() => ImmunizationPayload, {
    nullable: true,
    description: '接種を記録する (R068, R158) / Enters a dose, or an examination after which none was given',
  })
  async recordImmunization(
    @Arg('input', () => RecordImmunizationInput, { description: '入力 / What is entered' })
    input: RecordImmunizationInput,
    @Ctx() context: ActContext,
  ): Promise<PayloadSource> {
    const { way, origin } = input;
    return payload(
      context,
      await context.records.record({
        ...given(context, input),
        ...{ way, origin, content: contentOf(input), evidence: input.evidence ?? null },
        coupon: input.coupon == null ? null : input.coupon.normalize('NFKC').trim(),
        reason: reasonOf(input) ?? null,
        despite: input.despite ?? undefined,
      }),
    );
  }

  @Classified('HEALTH', 'CORRECT', { person: 'input.atenaNumber', ifUnknown: unknownPerson })
  @Mutation(() => ImmunizationPayload, {
    nullable: true,
    description:
      '接種記録を職権で訂正する (R169)。変更前・理由・承認者が残り、以後の取込みでは上書きされない。/ Corrects a record ex officio: before, reason and approver are kept, and later imports change nothing of it',
  })
  async correctImmunization(
    @Arg('input', () => CorrectImmunizationInput, { description: '入力 / What changes' })
    input: CorrectImmunizationInput,
    @Ctx() context: ActContext,
  ): Promise<PayloadSource> {
    const { id, version, way } = input;
    const [reason, despite] = [input.reason.trim(), input.despite ?? undefined];
    const changes = changesOf(input.changes);
    return payload(
      context,
      await context.records.correct({ ...given(context, input), id, version, way, reason, despite, changes }),
    );
  }

  @Classified('HEALTH', 'CORRECT', { person: 'input.atenaNumber', ifUnknown: unknownPerson })
  @Mutation(() => ImmunizationPayload, {
    nullable: true,
    description:
      '接種記録を取り消す (R169)。記録は残り、どこにも接種として数えない。/ Withdraws a record: it stays on file, and is counted nowhere as a dose',
  })
  async withdrawImmunization(
    @Arg('input', () => WithdrawImmunizationInput, { description: '入力 / Which, and why' })
    input: WithdrawImmunizationInput,
    @Ctx() context: ActContext,
  ): Promise<PayloadSource> {
    const { id, version, way } = input;
    const reason = input.reason.trim();
    return payload(
      context,
      await context.records.withdraw({ ...given(context, input), id, version, way, reason }),
    );
  }

  @Classified('HEALTH', 'APPROVE', { person: 'input.atenaNumber', ifUnknown: unknownPerson })
  @Mutation(() => ImmunizationPayload, {
    nullable: true,
    description:
      '承認を待つ訂正・取消の承認又は差戻し (R015, R169)。/ Approves or rejects a change that waits for the holder of the office',
  })
  async decideImmunizationChange(
    @Arg('input', () => DecideImmunizationChangeInput, { description: '入力 / Which, and how' })
    input: DecideImmunizationChangeInput,
    @Ctx() context: ActContext,
  ): Promise<PayloadSource> {
    const { id, contentHash, decision } = input;
    const approve = decision === 'APPROVE';
    const reason = reasonOf(input);
    return payload(
      context,
      await context.records.decide({ ...given(context, input), id, contentHash, approve, reason }),
    );
  }

  @Classified('HEALTH')
  @FieldResolver(() => Immunization, {
    nullable: true,
    description:
      '記録の現在の姿。拒まれたときも、対象の記録があれば示す。/ The record as it stands, also where the act was refused; null where there is none yet',
  })
  async immunization(
    @Root() { [SUBJECT]: subject, doseId }: PayloadSource,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ImmunizationNode | null> {
    if (doseId === null) return null;
    // As it is after this act: what another field of the document has read may be older.
    const all = await loaders.health.immunizations.clear(subject).load(subject);
    return all.find(({ id }) => id === doseId) ?? null;
  }
}

function given(
  { people: [person] }: ActContext,
  input: { readonly idempotencyKey: string; readonly validateOnly: boolean },
): RecordActInput {
  const { idempotencyKey, validateOnly } = input;
  const { atenaNumber } = person;
  return {
    idempotencyKey: readKey(idempotencyKey),
    ...{ validateOnly, atenaNumber, namedBy: NamedBy.person(person) },
  };
}

/** What is blank is no reason. */
function reasonOf({ reason }: { readonly reason?: string | null }): string | undefined {
  const said = reason?.trim();
  return said === '' ? undefined : said;
}

function payload({ people: [person], loaders }: ActContext, result: RecordResult): PayloadSource {
  const { doseId, warnings, faults, change } = result;
  if (doseId !== null) loaders.recordChanges.clear(doseId);
  return withSubject(person, {
    ...{ doseId, warnings, userErrors: faults },
    change: change && changeNode(person, change),
  });
}

function unknownPerson(): object {
  return {
    ...{ change: null, immunization: null, warnings: [], doseId: null },
    userErrors: [recordFault('UNKNOWN_PERSON', 'atenaNumber')],
  };
}
