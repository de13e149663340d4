import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { withSubject, SUBJECT, type HasSubject } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { Resident } from '../resident/resident.type.js';
import { ExchangeExtract } from './extract.type.js';
import { ExchangeRecord, Linkage, LinkageCopyStatus, LinkageRestriction } from './linkage.type.js';
import {
  copyStatusNode,
  extractEntry,
  recordNode,
  requestNode,
  restrictionNode,
  type RequestNode,
} from './nodes.js';
import { InformationRequest } from './request.type.js';

@Resolver(() => Resident)
export class ResidentLinkageResolver {
  @Classified('LINKAGE')
  @FieldResolver(() => Linkage, {
    nullable: true,
    description: '情報連携 (R186-R211) / Linkage with other bodies',
  })
  linkage(@Root() resident: ResidentNode): HasSubject {
    return withSubject(resident[SUBJECT], {});
  }
}

@Resolver(() => Linkage)
export class LinkageResolver {
  /** From the gateway's own store: it answers while the intermediate server does not. */
  @Classified('LINKAGE')
  @FieldResolver(() => [InformationRequest], {
    nullable: true,
    description: '情報照会、新しい順 / Inquiries, newest first',
  })
  async requests(
    @Root() { [SUBJECT]: subject }: HasSubject,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly RequestNode[]> {
    return (await loaders.linkage.requests.load(subject)).map((view) => requestNode(subject, view));
  }

  @Classified('LINKAGE')
  @FieldResolver(() => [ExchangeRecord], {
    nullable: true,
    description: '情報提供等記録 (番号法23条) / Records of exchanges, on either side',
  })
  async records(
    @Root() { [SUBJECT]: subject }: HasSubject,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly HasSubject[]> {
    return (await loaders.linkage.records.load(subject)).map((view) => recordNode(subject, view));
  }

  @Classified('LINKAGE')
  @FieldResolver(() => [LinkageRestriction], {
    nullable: true,
    description: '自動応答不可・不開示 (R196, R202) / Items not answered automatically or not disclosed',
  })
  async restrictions(
    @Root() { [SUBJECT]: subject }: HasSubject,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly HasSubject[]> {
    return (await loaders.linkage.restrictions.load(subject)).map((view) => restrictionNode(subject, view));
  }

  @Classified('LINKAGE')
  @FieldResolver(() => [LinkageCopyStatus], {
    nullable: true,
    description: '登録済みの副本 / Copies registered',
  })
  async copies(
    @Root() { [SUBJECT]: subject }: HasSubject,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly HasSubject[]> {
    return (await loaders.linkage.copies.load(subject)).map((view) => copyStatusNode(subject, view));
  }
}

@Resolver()
export class ExchangeExtractResolver {
  @Classified('LINKAGE', 'EXPORT', {
    // As the log has the person: the desk learns of nobody whether the registry knows them, nor whose they are.
    person: 'logged:subject',
  })
  @Query(() => ExchangeExtract, {
    description:
      '開示請求をした本人に渡す情報提供等記録の写し (R235, R236)。不開示のものは載らない。/ The exchange records as they are handed to the person, without what is not disclosed',
  })
  async exchangeExtract(
    @Arg('subject', () => ID, {
      description: '宛名番号。先頭の0は省略可。/ Address-name number; leading zeros may be left out',
    })
    _subject: string,
    @Arg('birthDate', () => PlainDate, {
      description:
        '本人の生年月日。宛名番号と合わないときは、番号がないときと同じ回答になる。/ Birth date of the person; where it is not that of the number, the answer is that of a number nobody has',
    })
    birthDate: string,
    @Arg('from', () => Instant, { nullable: true, description: 'この日時から / From this instant on' })
    from: string | undefined,
    @Arg('to', () => Instant, { nullable: true, description: 'この日時の前まで / Before this instant' })
    to: string | undefined,
    @Ctx() { linkage, loaders, people: [subject], countAttempt }: ActContext,
  ): Promise<HasSubject> {
    // Whether a number and a birth date belong together is a verification, and counts as one.
    await countAttempt('VERIFY');
    const resident = await loaders.residents.load(subject.atenaNumber);
    const isTheirs = await loaders.isBornOn(subject.atenaNumber, birthDate);
    // Whom the registry does not know may be protected: no exchange is told, as of somebody who had none.
    const records = resident !== null && isTheirs ? await linkage.extractOf(subject) : [];
    const entries = records.filter(
      ({ requestedAt }) =>
        Date.parse(requestedAt) >= Date.parse(from ?? requestedAt) &&
        (to === undefined || Date.parse(requestedAt) < Date.parse(to)),
    );
    return withSubject(subject, { entries: entries.map((view) => extractEntry(subject, view)) });
  }
}
