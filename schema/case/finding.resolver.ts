import { NamedBy } from '../../src/acts/named-by.js';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { caseFault } from '../../src/cases/case-texts.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { AskedAbout, SUBJECT, withSubject } from '../../src/guard/subject.js';
import type { Sealed } from '../../src/individual-number/sealed.js';
import type { FoundNode } from '../../src/loaders/found-persons.js';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { readKey } from '../linkage/read-input.js';
import { checkSearchTexts } from '../resident/search-texts.js';
import { IndividualNumberInput } from '../scalars/individual-number-input.js';
import { MatchPersonPayload } from './case-payload.type.js';
import { MatchPersonInput, PersonSearch } from './case.input.js';
import { FoundPerson, FoundPersons } from './found-person.type.js';

/** Letters of a reading below which it names nobody in particular. */
const LEAST_LETTERS = 2;

/** Finding and matching a person before a case names them. Every search is counted, and on record as one. */
@Resolver()
export class FindingResolver {
  @Classified('FINDING', 'IDENTIFY')
  @Query(() => FoundPersons, {
    nullable: true,
    description:
      '案件の対象となる者を探す。案件は要らない。回数制限あり。/ Finds the person of a case to be opened; needs no case; capped',
  })
  async findPersons(
    @Arg('where', () => PersonSearch, { description: '条件 / Conditions' }) where: PersonSearch,
    @Ctx() { loaders, countSearch }: RequestContext,
  ): Promise<AskedAbout<object>> {
    checkSearchTexts(where);
    const kanaPrefix = where.kanaPrefix ?? undefined;
    const birthDate = where.birthDate ?? undefined;
    if (
      birthDate === undefined &&
      (kanaPrefix === undefined || [...kanaPrefix.trim()].length < LEAST_LETTERS)
    )
      throw tooWide();
    await countSearch();
    const { persons, more } = await loaders.findPersons({ kanaPrefix, birthDate });
    const by = [
      ...(kanaPrefix === undefined ? [] : ['PersonSearch.kanaPrefix']),
      ...(birthDate === undefined ? [] : ['PersonSearch.birthDate']),
    ];
    return new AskedAbout(
      persons.map((one) => one[SUBJECT]),
      by,
      { persons, more },
    );
  }

  @Classified('NUMBER', 'IDENTIFY')
  @Query(() => FoundPerson, {
    nullable: true,
    description:
      '窓口で示された個人番号から本人を探す。案件は要らない。回数制限あり。/ Finds a person by the number on the card shown; needs no case; capped',
  })
  async findPersonByNumber(
    @Arg('number', () => IndividualNumberInput, { description: '変数でのみ / Only as a variable' })
    number: Sealed<string>,
    @Ctx() { loaders, countAttempt, countSearch }: RequestContext,
  ): Promise<FoundNode | null> {
    await countAttempt('LOOK_UP');
    await countSearch();
    return loaders.findPersonByNumber(number);
  }

  @Classified('NUMBER', 'IDENTIFY', {
    person: 'input.atenaNumber',
    ifUnknown: () => ({ match: null, userErrors: [caseFault('UNKNOWN_PERSON', 'atenaNumber')] }),
  })
  @Mutation(() => MatchPersonPayload, {
    nullable: true,
    description:
      '番号と4情報を台帳と突き合わせ、結果を記録する (R168)。どの項目が違うかは答えない。回数制限あり。/ Matches number and four items with the registry and records the decision; which one differs is not told; capped',
  })
  async matchPerson(
    @Arg('input', () => MatchPersonInput, { description: '入力 / What was shown' }) input: MatchPersonInput,
    @Ctx() { cases, loaders, countAttempt, people: [subject] }: ActContext,
  ): Promise<object> {
    await countAttempt('VERIFY');
    const { number, name, birthDate, sex, address } = input;
    const shown = { number, name, birthDate, sex, address };
    const { changed, faults } = await cases.match({
      idempotencyKey: readKey(input.idempotencyKey),
      validateOnly: input.validateOnly,
      atenaNumber: subject.atenaNumber,
      namedBy: NamedBy.person(subject),
      compared: loaders.digestOf(shown),
      decide: () => loaders.matchPerson(subject.atenaNumber, shown),
    });
    return withSubject(subject, {
      match: changed && withSubject(subject, { ...changed }),
      userErrors: faults,
    });
  }
}

function tooWide(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'PersonSearch',
    en: `Give a birth date, or at least ${LEAST_LETTERS} letters of the reading.`,
    ja: `生年月日か、カナ氏名を${LEAST_LETTERS}文字以上指定してください。`,
  });
}
