import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { withSubject, ForSubject, ForSubjects, SUBJECT } from '../../src/guard/subject.js';
import { Classified } from '../classified.js';
import { unknownPerson } from '../resident/atena-number.js';
import { readAtenaNumber } from '../resident/atena-number.js';
import { RegisterCopiesInput, RequestInformationInput } from './linkage.input.js';
import { requestNode, userErrors } from './nodes.js';
import { RegisterCopiesPayload, RequestInformationPayload } from './payload.type.js';
import {
  invalid,
  MAX_COPIES,
  readInstitution,
  readItems,
  readKey,
  readPeriod,
  readRow,
} from './read-input.js';

const UNKNOWN_PERSON = { code: 'UNKNOWN_PERSON', row: null, article: null } as const;

/**
 * What the city sends out of its own accord. Nullable all: of several acts in one document each stands for
 * itself, and what one came to is not lost because the next was refused.
 */
@Resolver()
export class InquiryResolver {
  @Classified('LINKAGE', 'INQUIRE')
  @Mutation(() => RequestInformationPayload, {
    nullable: true,
    description:
      '情報照会をする (R186)。回答は後から届く。/ Inquires of another body; the answer comes later',
  })
  async requestInformation(
    @Arg('input', () => RequestInformationInput, { description: '入力 / What is asked for' })
    input: RequestInformationInput,
    @Ctx() { linkage, loaders, guard }: RequestContext,
  ): Promise<ForSubject<object>> {
    const atenaNumber = readAtenaNumber(input.atenaNumber);
    const asked = {
      atenaNumber,
      idempotencyKey: readKey(input.idempotencyKey),
      row: readRow(input.row),
      provider: readInstitution(input.provider),
      items: readItems(input.items),
      period: readPeriod(input.from ?? null, input.to ?? null),
    };
    const resident = await loaders.residents.load(atenaNumber);
    if (resident === null) {
      const faults = [{ ...UNKNOWN_PERSON, field: 'atenaNumber' }];
      return new ForSubject(unknownPerson(atenaNumber), { request: null, userErrors: userErrors(faults) });
    }
    const subject = resident[SUBJECT];
    guard.assertPermitted('Mutation.requestInformation', subject);
    const { changed, faults } = await linkage.ask(asked);
    return new ForSubject(
      subject,
      withSubject(subject, {
        request: changed && requestNode(subject, changed),
        userErrors: userErrors(faults),
      }),
    );
  }

  @Classified('LINKAGE', 'REGISTER')
  @Mutation(() => RegisterCopiesPayload, {
    nullable: true,
    description:
      '副本を接種記録から登録し直す / Registers the copies of persons anew, from their vaccinations',
  })
  async registerCopies(
    @Arg('input', () => RegisterCopiesInput, { description: '入力 / What is asked for' })
    input: RegisterCopiesInput,
    @Ctx() { linkage, loaders, guard }: RequestContext,
  ): Promise<ForSubjects<object>> {
    const idempotencyKey = readKey(input.idempotencyKey);
    const numbers = [...new Set(input.atenaNumbers.map(readAtenaNumber))];
    if (numbers.length < 1 || numbers.length > MAX_COPIES) throw tooMany();
    const residents = await Promise.all(numbers.map((number) => loaders.residents.load(number)));
    const subjects = numbers.map((number, at) => residents[at]?.[SUBJECT] ?? unknownPerson(number));
    if (residents.includes(null)) {
      const faults = [{ ...UNKNOWN_PERSON, field: 'atenaNumbers' }];
      return new ForSubjects(subjects, { registered: null, refused: null, userErrors: userErrors(faults) });
    }
    for (const subject of subjects) guard.assertPermitted('Mutation.registerCopies', subject);
    const { changed, faults } = await linkage.register({ idempotencyKey, atenaNumbers: numbers });
    const refused = changed?.refused.map(({ atenaNumber, reason }) =>
      withSubject(
        subjects.find((subject) => subject.atenaNumber === atenaNumber) ?? unknownPerson(atenaNumber),
        { atenaNumber, reason },
      ),
    );
    return new ForSubjects(subjects, {
      registered: changed?.registered ?? null,
      refused: refused ?? null,
      userErrors: userErrors(faults),
    });
  }
}

function tooMany() {
  return invalid({
    en: `1 to ${MAX_COPIES} persons at a time.`,
    ja: `一度に指定できるのは1–${MAX_COPIES}人です。`,
    detail: 'atenaNumbers',
  });
}
