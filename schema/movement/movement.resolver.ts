import { NamedBy } from '../../src/acts/named-by.js';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { withPersons, withSubject, type Subject } from '../../src/guard/subject.js';
import type { StandingItems } from '../../src/loaders/standing-items.js';
import type { ChangeNode } from '../../src/loaders/resident-changes.js';
import { comparesPersons } from '../../src/movements/judge-movement.js';
import { movementFault } from '../../src/movements/movement-texts.js';
import type { MovementInput } from '../../src/movements/movement-terms.js';
import type { Standing } from '../../src/movements/plan-movement.js';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { ApplyMovementInput } from './movement.input.js';
import { MovementPayload, ResidentChangeConnection } from './movement.type.js';
import { readMovement } from './read-movement.js';

@Resolver()
export class MovementResolver {
  @Classified('MOVEMENT', 'READ')
  @Query(() => ResidentChangeConnection, {
    nullable: true,
    description:
      '台帳に入った異動 (R008, R031) / Changes of the registry, in the order in which they were entered',
  })
  async residentChanges(
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'このカーソルの後。省略すると最初から / Behind this cursor; from the first when left out',
    })
    after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ConnectionSource<ChangeNode>> {
    return connection(await loaders.residentChanges({ first, after: after ?? null }));
  }

  @Classified('MOVEMENT', 'MOVE', {
    person: ['newcomer:input.atenaNumber', 'input.mergedInto'],
    most: 1,
    ifUnknown: (_people, field) => payload([movementFault('UNKNOWN_PERSON', field)]),
  })
  @Mutation(() => MovementPayload, {
    nullable: true,
    description: '住民の異動を台帳に登録する (R158) / Enters a movement of a resident into the registry',
  })
  async applyMovement(
    @Arg('input', () => ApplyMovementInput, { description: '入力 / The movement' }) given: ApplyMovementInput,
    @Ctx() { movements, loaders, people: [subject], countAttempt }: ActContext,
  ): Promise<object> {
    const input = readMovement(given);
    const idempotencyKey = readKey(given.idempotencyKey);
    const items = await loaders.standingItems(subject);
    const { validateOnly } = given;
    const { atenaNumber } = subject;
    const act = { idempotencyKey, validateOnly, atenaNumber, namedBy: NamedBy.person(subject) };
    const { done, faults, takenFor } = await movements.apply(act, input);
    // What is told though nobody moves answers a question about somebody: it counts as any other does.
    if (done?.position == null && comparesPersons(input)) await countAttempt('VERIFY');
    if (done === null)
      return withPersons(await loaders.subjects(takenFor), withSubject(subject, payload(faults)));
    const { position, before, after } = done;
    const change = position === null ? null : await loaders.residentChange(position);
    return withSubject(subject, {
      ...payload([]),
      change: change && { ...change },
      before: before && standing(subject, before, items),
      after: after && standing(subject, after, afterwards(items, input)),
    });
  }
}

function payload(userErrors: readonly object[]): object {
  return { userErrors, change: null, before: null, after: null };
}

function standing(subject: Subject, days: Standing, { name, address }: StandingItems): object {
  return withSubject(subject, { ...days, name: name && withSubject(subject, { ...name }), address });
}

/** What the caller has sent in the place of what was there. */
function afterwards(items: StandingItems, { name, address }: MovementInput): StandingItems {
  const { name: before, address: from } = items;
  const to = address && [address.written, address.extra].filter((part) => part !== null).join('\u3000');
  return { name: name ?? before, address: to ?? from };
}
