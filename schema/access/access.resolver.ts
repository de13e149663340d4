import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { ActContext, RequestContext } from '../../src/request/request-context.js';
import { checkPageSize } from '../../src/paging/page.js';
import { withSubject, ForSubject, subjectOf, type HasSubject } from '../../src/guard/subject.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import type { AccessNode, LogPage } from '../../src/loaders/access-history.js';
import { Classified } from '../classified.js';
import { connection } from '../paging/connection.js';
import { readAtenaNumber } from '../../src/loaders/atena-number.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { AccessConditionsInput } from './access.input.js';
import {
  AccessRecord,
  AccessRecordConnection,
  AccessRecordEdge,
  AccountRecord,
  AccountRecordConnection,
  AccountRecordEdge,
} from './access.type.js';
import { DisclosureExtract } from './extract.type.js';

const SUBJECT_ARG = '宛名番号。先頭の0は省略可。/ Address-name number; leading zeros may be left out';
const BIRTH_DATE =
  '本人の生年月日。宛名番号と合わないときは、番号がないときと同じ回答になる。/ Birth date of the person; where it is not that of the number, the answer is that of a number nobody has';
const FROM = 'この日時から / From this instant on';
const TO = 'この日時の前まで / Before this instant';
const FIRST = '件数 1–1,000 / Rows';
const AFTER = 'このカーソルの後 / After this cursor';

@Resolver()
export class AccessHistoryResolver {
  @Classified('AUDIT', 'FILTER')
  @Query(() => AccessRecordConnection, {
    description:
      'ある住民の情報を誰が取り扱ったか (R195, R232)。閲覧も記録される。/ Who saw this person, newest first. Looking is on record, too',
  })
  async accessHistory(
    @Arg('subject', () => ID, { description: SUBJECT_ARG }) subject: string,
    @Arg('from', () => Instant, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => Instant, { nullable: true, description: TO }) to: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Arg('where', () => AccessConditionsInput, { nullable: true, description: '条件 / Conditions' })
    where: AccessConditionsInput | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    checkPageSize(first);
    const asked = readAtenaNumber(subject);
    const person = await loaders.logSubject(asked);
    const page = await loaders.accessHistory(person, {
      asked,
      from: from ?? null,
      to: to ?? null,
      first,
      after: after ?? null,
      conditions: {
        ...{ accounts: where?.accounts ?? [], purposes: where?.purposes ?? [] },
        ...{ outcomes: where?.outcomes ?? [], coordinates: where?.coordinates ?? [] },
      },
    });
    return new ForSubject(person, withSubject(person, { ...connectionOf(page), numbers: page.numbers }));
  }

  // It goes across persons, so it needs the verb of counting: answering the request of one person does not take
  // it.
  @Classified('AUDIT', 'AGGREGATE')
  @Query(() => AccountRecordConnection, {
    description:
      'あるアカウントが誰の情報を取り扱ったか (R195, R204)。住民は仮名のみ。/ Whom this account saw, newest first, by pseudonym only',
  })
  async accountHistory(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('from', () => Instant, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => Instant, { nullable: true, description: TO }) to: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    checkPageSize(first);
    return connectionOf(
      await loaders.accountHistory(account, {
        from: from ?? null,
        to: to ?? null,
        first,
        after: after ?? null,
      }),
    );
  }

  @Classified('AUDIT', 'EXPORT', { person: 'logged:subject' })
  @Query(() => DisclosureExtract, {
    description:
      '開示請求をした本人に渡すアクセス記録の写し (R235, R236) / The log in plain Japanese, as it is handed to the person',
  })
  async disclosureExtract(
    @Arg('subject', () => ID, { description: SUBJECT_ARG }) subject: string,
    @Arg('birthDate', () => PlainDate, { description: BIRTH_DATE }) birthDate: string,
    @Arg('from', () => Instant, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => Instant, { nullable: true, description: TO }) to: string | undefined,
    @Ctx() { loaders, people: [person], countAttempt }: ActContext,
  ): Promise<HasSubject> {
    // Whether a number and a birth date belong together is a verification, and counts as one.
    await countAttempt('VERIFY');
    const extract = await loaders.disclosureExtract(person, {
      ...{ asked: readAtenaNumber(subject), birthDate, from: from ?? null, to: to ?? null },
    });
    const entries = extract.entries.map((entry) => ({
      ...entry,
      items: entry.items.map((item) => withSubject(person, { ...item })),
    }));
    const indexedUpTo = extract.indexedUpTo.map((one) => withSubject(person, { ...one }));
    return withSubject(person, { entries, indexedUpTo, numbers: extract.numbers });
  }
}

function connectionOf(page: LogPage) {
  const { nodes, edges, pageInfo } = connection(page);
  return {
    nodes,
    edges: edges.map((edge) => marked(edge, edge.node)),
    pageInfo,
    indexedUpTo: page.indexedUpTo,
  };
}

/** Facts about the same person as `source`, where it is about one: the guard decides them alike. */
function marked<T extends object>(facts: T, source: unknown): T {
  const subject = subjectOf(source);
  return subject === null ? facts : withSubject(subject, facts);
}

function entryOrThrow({ node }: { readonly node: AccessNode | GatewayError }): AccessNode {
  if (node instanceof GatewayError) throw node;
  return node;
}

@Resolver(() => AccessRecordEdge)
export class AccessRecordEdgeResolver {
  @Classified('AUDIT')
  @FieldResolver(() => AccessRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node(@Root() edge: { readonly node: AccessNode | GatewayError }): object {
    return entryOrThrow(edge);
  }
}

@Resolver(() => AccountRecordEdge)
export class AccountRecordEdgeResolver {
  @Classified('AUDIT')
  @FieldResolver(() => AccountRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node(@Root() edge: { readonly node: AccessNode | GatewayError }): object {
    return entryOrThrow(edge);
  }
}
