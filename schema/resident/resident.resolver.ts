import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { toGatewayError } from '../../src/errors/to-gateway-error.js';
import type { Sealed } from '../../src/individual-number/sealed.js';
import { withSubject, ForSubject, SUBJECT } from '../../src/guard/subject.js';
import { ageOf, type ResidentNode } from '../../src/loaders/residents.js';
import { selects } from '../../src/guard/selects.js';
import { SOURCE_FACTS } from '../../src/sources/source-facts.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { IndividualNumberInput } from '../scalars/individual-number-input.js';
import { NumberVerdict } from './resident.enums.js';
import { IndividualNumber, Resident, SourceStatus } from './resident.type.js';
import { readAtenaNumber } from '../../src/loaders/atena-number.js';
import { readable, type Readable } from '../../src/loaders/set-aside.js';
import { unknownPerson } from '../../src/loaders/named-person.js';

/** 宛名番号 that is never given out. */
const NOBODY = '0'.repeat(15);

@Resolver(() => Resident)
export class ResidentResolver {
  @Classified('BASIC')
  @Query(() => Resident, {
    nullable: true,
    description: '宛名番号で住民を1人引く / One resident by address-name number',
  })
  async resident(
    @Arg('atenaNumber', () => ID, {
      description: '宛名番号。先頭の0は省略可。/ Leading zeros may be left out',
    })
    atenaNumber: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ResidentNode | ForSubject<null>> {
    const number = readAtenaNumber(atenaNumber);
    return (await loaders.residents.load(number)) ?? new ForSubject(unknownPerson(number), null);
  }

  @Classified('NUMBER', 'REVEAL')
  @FieldResolver(() => IndividualNumber, {
    nullable: true,
    description:
      '個人番号 (R052)。宛名システムからのみ。/ Individual number, from the address-name system only',
  })
  async individualNumber(
    @Root() resident: ResidentNode,
    @Ctx() { loaders, countAttempt }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const subject = resident[SUBJECT];
    // Only a number that is shown is a display. Whether there is one is told as often as anybody asks.
    const isShown = selects(info, 'value');
    if (isShown) await countAttempt('REVEAL');
    try {
      const keys = await loaders.personKeys.load(subject);
      // The row that says who it is may be the one that cannot be read.
      if (keys === null)
        return withSubject(subject, {
          disclosure: 'UNAVAILABLE',
          value: null,
          reason: 'SOURCE_UNAVAILABLE',
        });
      // What stands there was set aside: that there is none would be a guess.
      if (keys.numberSetAside === true)
        return withSubject(subject, { disclosure: 'UNAVAILABLE', value: null, reason: 'QUARANTINED' });
      const value = keys.individualNumber ?? null;
      const there = isShown ? 'REVEALED' : 'REVEALABLE';
      return withSubject(subject, { disclosure: value === null ? 'ABSENT' : there, value, reason: null });
    } catch (error) {
      const { code } = toGatewayError(error);
      if (code !== 'SOURCE_UNAVAILABLE') throw error;
      return withSubject(subject, { disclosure: 'UNAVAILABLE', value: null, reason: code });
    }
  }

  @Classified('INTEGRATED', 'READ', { text: 'KEY' })
  @FieldResolver(() => ID, {
    nullable: true,
    description:
      '統合宛名番号 (R031)。宛名システム等にだけ開く。未付番なら null / Integrated address-name number, open to the address-name system alone; null where none was given yet',
  })
  integratedNumber(
    @Root() resident: ResidentNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Readable<string>> {
    return loaders.integratedNumber.load(resident[SUBJECT]);
  }

  @Classified('BASIC')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      '年齢 (R078)。誕生日の前日に加算。不詳は null。/ Age by law, reached the day before the birthday; null when uncertain',
  })
  age(
    @Root() resident: ResidentNode,
    @Arg('on', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ On this day; today when left out',
    })
    on: string | undefined,
    @Ctx() { today }: RequestContext,
  ): number | null {
    return ageOf(resident, on ?? today);
  }

  @Classified('CONTACT', 'READ', { text: 'PHONE' })
  @FieldResolver(() => String, { nullable: true, description: '電話番号 (R082) / Telephone' })
  async phone(@Root() resident: ResidentNode, @Ctx() { loaders }: RequestContext): Promise<Readable<string>> {
    const person = await loaders.health.person.load(resident[SUBJECT]);
    return readable('HEALTH_MANAGEMENT', person, ['phone', person?.phone]);
  }

  // What staff typed may tell where somebody lives or hides, and nobody reads it before it is shown.
  @Classified('WHEREABOUTS')
  @FieldResolver(() => String, {
    nullable: true,
    description: '備考。自由記載中の個人番号は伏せる。/ Memo; an individual number typed into it is masked',
  })
  async memo(@Root() resident: ResidentNode, @Ctx() { loaders }: RequestContext): Promise<Readable<string>> {
    const person = await loaders.health.person.load(resident[SUBJECT]);
    return readable('HEALTH_MANAGEMENT', person, ['memo', person?.memo]);
  }

  @Classified('PUBLIC')
  @FieldResolver(() => [SourceStatus], {
    description: 'この住民の項目が来るシステムの応答状況 / Whether the systems behind this resident answer',
  })
  async sources(@Root() resident: ResidentNode, @Ctx() { sourceStates }: RequestContext): Promise<object[]> {
    const states = await sourceStates();
    const read = new Date().toISOString();
    return states.map(({ system, available }) => {
      const { nameJa, nameEn } = SOURCE_FACTS[system];
      return withSubject(resident[SUBJECT], {
        ...{ system, nameJa, nameEn, asOf: available ? read : null },
        availability: available ? 'AVAILABLE' : 'UNAVAILABLE',
        messageJa: available
          ? `${nameJa}は応答しています。`
          : `${nameJa}から応答がありません。その項目は表示されていません。しばらくしてからやり直してください。`,
        message: available
          ? `The ${nameEn} answers.`
          : `The ${nameEn} does not answer: its items are not shown. Try again later.`,
      });
    });
  }

  @Classified('NUMBER', 'LOOK_UP')
  @Query(() => Resident, {
    nullable: true,
    description:
      '個人番号の完全一致で引く (R168)。検査用数字の誤りは BAD_USER_INPUT。回数制限あり。/ Exact look-up by number, capped; BAD_USER_INPUT where the check digit does not hold',
  })
  async residentByIndividualNumber(
    @Arg('number', () => IndividualNumberInput, { description: '変数でのみ / Only as a variable' })
    number: Sealed<string>,
    @Ctx() { loaders, countAttempt }: RequestContext,
  ): Promise<ResidentNode | null> {
    await countAttempt('LOOK_UP');
    const atenaNumber = await loaders.findByNumber(number);
    // Where the number is nobody's, the registry is asked all the same: time must not tell what the answer does
    // not.
    const resident = await loaders.residents.load(atenaNumber ?? NOBODY);
    return atenaNumber === null ? null : resident;
  }

  @Classified('NUMBER', 'VERIFY')
  @Query(() => NumberVerdict, {
    description:
      '個人番号の真正性確認 (R167)。番号は返さない。回数制限あり。/ Verifies a number; returns none; capped',
  })
  async verifyIndividualNumber(
    @Arg('atenaNumber', () => ID, { description: '宛名番号 / Address-name number' }) atenaNumber: string,
    @Arg('number', () => IndividualNumberInput, { description: '変数でのみ / Only as a variable' })
    number: Sealed<string>,
    @Ctx() { loaders, countAttempt }: RequestContext,
  ): Promise<ForSubject<NumberVerdict>> {
    await countAttempt('VERIFY');
    const person = readAtenaNumber(atenaNumber);
    const [resident, verdict] = await Promise.all([
      loaders.residents.load(person),
      loaders.verifyNumber(person, number),
    ]);
    return new ForSubject(resident?.[SUBJECT] ?? unknownPerson(person), verdict);
  }
}
