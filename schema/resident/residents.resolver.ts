import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ResidentCriteria } from '../../adapters/resident-registry/model.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { spanOf } from '../../src/calendar/plain-date.js';
import { AskedAbout, type Subject } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { checkPageSize } from '../../src/paging/page.js';
import { ResidentSort, ResidentStatus, SortDirection } from './resident.enums.js';
import { ResidentConnection } from './resident-connection.type.js';
import { ResidentFilter, ResidentOrder } from './resident.input.js';
import { checkSearchTexts } from './search-texts.js';
import { readAtenaNumber } from '../../src/loaders/atena-number.js';

interface ResidentConnectionSource extends ConnectionSource<ResidentNode> {
  readonly criteria: ResidentCriteria;
  /** What was asked by, where it can tell of anybody; see `askedBy`. */
  readonly by: readonly string[];
  /** The page begins after others whom the count counts as well. */
  readonly isLater: boolean;
  /** Numbers that were asked for and that nobody has. */
  readonly nobodys: readonly Subject[];
}

@Resolver(() => ResidentConnection)
export class ResidentsResolver {
  @Classified('BASIC')
  @Query(() => ResidentConnection, { description: '住民の検索 / Residents that match, page by page' })
  async residents(
    @Arg('where', () => ResidentFilter, { description: '条件 / Conditions' }) where: ResidentFilter,
    @Arg('orderBy', () => ResidentOrder, {
      nullable: true,
      description: '並べ替え。省略すると宛名番号順。/ By number when left out',
    })
    orderBy: ResidentOrder | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<AskedAbout<ResidentConnectionSource>> {
    // First of all: which of two lists is refused must not hang on how long the other took.
    checkPageSize(first);
    const asked = readCriteria(where);
    const criteria = await loaders.searchable(asked, inUse(where, orderBy));
    const by = askedBy(where, orderBy);
    const page = await loaders.residentPage({
      asked,
      criteria,
      sort: orderBy?.field ?? ResidentSort.ATENA_NUMBER,
      descending: orderBy?.direction === SortDirection.DESC,
      first,
      after: after ?? null,
    });
    // As they were typed: that nobody has a number is told of it, too.
    const numbers = where.atenaNumbers?.map(readAtenaNumber);
    const named = numbers ? onceEach(await loaders.subjects(numbers)) : null;
    const nobodys = (named ?? []).filter(({ atenaNumber }) => !criteria.atenaNumbers?.includes(atenaNumber));
    const source = { ...connection(page), criteria, by, isLater: after != null, nobodys };
    return new AskedAbout(named ?? fewOf(page, by), by, source);
  }

  @Classified('BASIC')
  @FieldResolver(() => Int, { nullable: true, description: '該当件数 / How many match' })
  async totalCount(
    @Root() { criteria, by, isLater, nobodys }: ResidentConnectionSource,
    @Ctx() { loaders }: RequestContext,
  ): Promise<AskedAbout<number>> {
    const isNamed = criteria.atenaNumbers !== undefined;
    const counted = await loaders.residentCount(criteria, isLater && !isNamed && by.length > 0);
    return new AskedAbout([...nobodys, ...fewOf(counted, by)], by, counted.count);
  }
}

/** Several numbers of one person name one person. */
function onceEach(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((subject) => [subject.atenaNumber, subject])).values()];
}

/** Without a condition it is a list of the city, of whatever length, and tells nothing of anybody. */
function fewOf({ few }: { readonly few: readonly string[] }, by: readonly string[]): readonly Subject[] {
  // Whoever is found may be found by all that was asked by: see `searchable`.
  return by.length === 0 ? [] : few.map((atenaNumber) => ({ atenaNumber, labels: 0 }));
}

/**
 * What tells of a person whether they match: all that is filtered and sorted by, but the numbers themselves. Whom
 * numbers name is also asked for their status, by default.
 */
function askedBy(where: ResidentFilter, orderBy: ResidentOrder | undefined): readonly string[] {
  const used = inUse(where, orderBy).filter((coordinate) => coordinate !== NUMBERS);
  const byDefault = where.atenaNumbers != null && where.status == null;
  return byDefault ? [...used, 'ResidentFilter.status'] : used;
}

const NUMBERS = 'ResidentFilter.atenaNumbers';

/** Coordinates of what is filtered and sorted by. */
function inUse(where: ResidentFilter, orderBy: ResidentOrder | undefined): readonly string[] {
  const filters = Object.entries(where).flatMap(([key, value]) =>
    value == null ? [] : [`ResidentFilter.${key}`],
  );
  return orderBy == null ? filters : [...filters, 'ResidentOrder.field'];
}

function readCriteria(where: ResidentFilter): ResidentCriteria {
  if ((where.atenaNumbers?.length ?? 0) > 1000) {
    throw outOfBounds('At most 1,000 numbers at a time.', '宛名番号は一度に1,000件までです。');
  }
  checkSearchTexts(where);
  return {
    kanaPrefix: where.kanaPrefix ?? undefined,
    name: where.name ?? undefined,
    birthDate: where.birthDate ?? undefined,
    uncertainBirths: true,
    ...bornBetween(where),
    sex: where.sex ?? undefined,
    addressContains: where.address ?? undefined,
    statuses: where.status ?? [ResidentStatus.RESIDENT, ResidentStatus.UNKNOWN],
    atenaNumbers: where.atenaNumbers?.map(readAtenaNumber),
  };
}

/** The range asked for, within the year or month that is known. */
function bornBetween({
  birthDateFrom,
  birthDateTo,
  birthDatePart,
}: ResidentFilter): Pick<ResidentCriteria, 'birthDateFrom' | 'birthDateTo'> {
  const part = birthDatePart == null ? null : readDatePart(birthDatePart);
  const firsts = [birthDateFrom, part?.first].filter((day) => day != null).sort();
  const lasts = [birthDateTo, part?.last].filter((day) => day != null).sort();
  return { birthDateFrom: firsts.at(-1), birthDateTo: lasts.at(0) };
}

function readDatePart(typed: string): { readonly first: string; readonly last: string } {
  const part = spanOf(typed);
  if (part !== null) return part;
  throw outOfBounds(
    'The known part of the date of birth is a year or a month: YYYY or YYYY-MM.',
    '生年月日の分かる部分は YYYY 又は YYYY-MM の形で指定してください。',
  );
}

function outOfBounds(en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', { en, ja, detail: 'ResidentFilter' });
}
