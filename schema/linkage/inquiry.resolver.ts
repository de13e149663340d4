import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NamedBy } from '../../src/acts/named-by.js';
import type { ActContext } from '../../src/request/request-context.js';
import { withSubject } from '../../src/guard/subject.js';
import { unknownPerson } from '../../src/loaders/named-person.js';
import { Classified } from '../classified.js';
import { RegisterCopiesInput, RequestInformationInput } from './linkage.input.js';
import { requestNode, userErrors } from './nodes.js';
import { RegisterCopiesPayload, RequestInformationPayload } from './payload.type.js';
import {
  MAX_COPIES,
  readInstitution,
  readItems,
  readKey,
  readPeriod,
  readRow,
  unknownPersonErrors,
} from './read-input.js';

/**
 * What the city sends out of its own accord. Nullable all: of several acts in one document each stands for
 * itself, and what one came to is not lost because the next was refused.
 */
@Resolver()
export class InquiryResolver {
  @Classified('LINKAGE', 'INQUIRE', {
    person: 'input.atenaNumber',
    ifUnknown: () => ({ request: null, userErrors: unknownPersonErrors('atenaNumber') }),
  })
  @Mutation(() => RequestInformationPayload, {
    nullable: true,
    description:
      '情報照会をする (R186)。回答は後から届く。/ Inquires of another body; the answer comes later',
  })
  async requestInformation(
    @Arg('input', () => RequestInformationInput, { description: '入力 / What is asked for' })
    input: RequestInformationInput,
    @Ctx() { linkage, people: [subject] }: ActContext,
  ): Promise<object> {
    const { changed, faults } = await linkage.ask({
      atenaNumber: subject.atenaNumber,
      namedBy: NamedBy.person(subject),
      idempotencyKey: readKey(input.idempotencyKey),
      validateOnly: input.validateOnly,
      row: readRow(input.row),
      provider: readInstitution(input.provider),
      items: readItems(input.items),
      period: readPeriod(input.from ?? null, input.to ?? null),
    });
    return withSubject(subject, {
      request: changed && requestNode(subject, changed),
      userErrors: userErrors(faults),
    });
  }

  @Classified('LINKAGE', 'REGISTER', {
    person: 'input.atenaNumbers',
    most: MAX_COPIES,
    ifUnknown: () => ({
      registered: null,
      refused: null,
      leftOut: null,
      userErrors: unknownPersonErrors('atenaNumbers'),
    }),
  })
  @Mutation(() => RegisterCopiesPayload, {
    nullable: true,
    description:
      '副本を接種記録から登録し直す / Registers the copies of persons anew, from their vaccinations',
  })
  async registerCopies(
    @Arg('input', () => RegisterCopiesInput, { description: '入力 / What is asked for' })
    input: RegisterCopiesInput,
    @Ctx() { linkage, people }: ActContext,
  ): Promise<object> {
    const { changed, faults } = await linkage.register({
      idempotencyKey: readKey(input.idempotencyKey),
      validateOnly: input.validateOnly,
      atenaNumbers: people.map(({ atenaNumber }) => atenaNumber),
      namedBy: NamedBy.people(people),
    });
    const about = <Told extends { readonly atenaNumber: string }>(told: Told): object =>
      withSubject(
        people.find((subject) => subject.atenaNumber === told.atenaNumber) ?? unknownPerson(told.atenaNumber),
        told,
      );
    return {
      registered: changed?.registered ?? null,
      refused: changed?.refused.map(about) ?? null,
      leftOut: changed?.leftOut.map(about) ?? null,
      userErrors: userErrors(faults),
    };
  }
}
