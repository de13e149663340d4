import { BATCH, type LegacyDatabase } from '../database.js';
import type { Query } from '../question.js';
import { escapeLike } from '../parameters.js';
import { kanaSearchKey } from '../legacy/kana.js';
import { otherForms } from '../legacy/person-number.js';
import { compactDate } from '../legacy/legacy-date.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { SEXES, STATUSES } from './codes.js';
import { RESIDENT } from './entities.js';
import type { ResidentCriteria, ResidentPage, Sex } from './model.js';
import { addAddressPart, addName } from './text-search.js';

export const ATENA_NUMBER = /^[0-9]{15}$/;

const { columns } = RESIDENT;
/**
 * The column each sort order rests on; the number itself breaks ties, and is the order where none other is asked.
 */
const SORT_PROPERTIES = { ATENA_NUMBER: 'atenaNumber', KANA: 'searchKana', BIRTH_DATE: 'birth' } as const;
/** The least a birth date can be that is known at all: a range must not gather blanks, zeros and nines. */
const FIRST_BIRTH = '00010000';
const LAST_BIRTH = '99991231';

/** Adds the criteria to a query on `r`. False when nobody can match, so that no statement is needed. */
export function addCriteria(query: Query, database: LegacyDatabase, criteria: ResidentCriteria): boolean {
  const matches = [
    addKana(query, database, criteria.kanaPrefix),
    addName(query, database, criteria.name),
    addAddress(query, database, criteria.addressContains),
    addSex(query, database, criteria.sex),
    addStatuses(query, database, criteria.statuses),
    addNumbers(query, database, criteria.atenaNumbers),
    addAmong(query, database, criteria.among),
  ];
  addBirth(query, database, criteria);
  leaveOutHousehold(query, database, criteria.exceptHousehold);
  return matches.every(Boolean);
}

/** Keyset paging: rows behind the position, in the order of the sort column and then of the number. */
export function addPage(query: Query, database: LegacyDatabase, page: ResidentPage): Query {
  const property = SORT_PROPERTIES[page.sort];
  const direction = page.descending ? 'DESC' : 'ASC';
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > BATCH) {
    throw new RangeError('A page holds 1 to 1,000 rows.');
  }
  query.addSelect('r.atenaNumber', 'atenaNumber');
  // The same column under two names comes out twice, and the SQL Server driver makes a list of what has one
  // name twice.
  if (property !== 'atenaNumber') query.addSelect(`r.${property}`, 'sortKey');
  query.orderBy(`r.${property}`, direction).limit(page.first + 1);
  if (property !== 'atenaNumber') query.addOrderBy('r.atenaNumber', direction);
  if (page.after !== null) addPosition(query, database, page, page.after);
  return query;
}

function addPosition(
  query: Query,
  database: LegacyDatabase,
  page: ResidentPage,
  after: NonNullable<ResidentPage['after']>,
): void {
  const property = SORT_PROPERTIES[page.sort];
  const beyond = page.descending ? '<' : '>';
  query.setParameter('afterNumber', database.value(columns.atenaNumber, after.atenaNumber));
  if (property === 'atenaNumber') {
    query.andWhere(`r.atenaNumber ${beyond} :afterNumber`);
    return;
  }
  // The first half is implied by the second and alone lets the index start at the position.
  query
    .andWhere(
      `r.${property} ${beyond}= :afterKey AND (r.${property} ${beyond} :afterKey OR r.atenaNumber ${beyond} :afterNumber)`,
    )
    .setParameter('afterKey', database.value(columns[property], after.sortKey));
}

function addKana(query: Query, database: LegacyDatabase, prefix: string | undefined): boolean {
  if (prefix === undefined) return true;
  const key = kanaSearchKey(prefix);
  if (key === '' || key.length > (columns.searchKana.length ?? 0)) return false;
  query.andWhere("r.searchKana LIKE :kana ESCAPE '!'", { kana: database.pattern(`${escapeLike(key)}%`) });
  return true;
}

function addAddress(query: Query, database: LegacyDatabase, part: string | undefined): boolean {
  if (part === undefined) return true;
  if (part.trim() === '' || part.length > (columns.address.length ?? 0)) return false;
  return addAddressPart(query, database, part);
}

const KNOWN = [...STATUSES.keys()];

/**
 * SQL that is true of a row whose status is in no table: it is a doubtful person, not nobody. Its values are those of
 * `knownStatuses`.
 */
export const UNKNOWN_STATUS = `r.status IS NULL OR r.status NOT IN (${KNOWN.map((_, at) => `:known${at}`).join(', ')})`;

export function knownStatuses(database: LegacyDatabase): Readonly<Record<string, unknown>> {
  return Object.fromEntries(KNOWN.map((code, at) => [`known${at}`, database.value(columns.status, code)]));
}

function addStatuses(
  query: Query,
  database: LegacyDatabase,
  statuses: ResidentCriteria['statuses'],
): boolean {
  if (statuses === undefined) return true;
  const codes = [...STATUSES].filter(([, status]) => statuses.includes(status)).map(([code]) => code);
  const named = codes.length === 0 ? [] : ['r.status IN (:...statuses)'];
  const unknown = statuses.includes('UNKNOWN') ? [UNKNOWN_STATUS] : [];
  if (named.length + unknown.length === 0) return false;
  query.andWhere(`(${[...named, ...unknown].join(' OR ')})`, {
    statuses: codes.map((code) => database.value(columns.status, code)),
    ...(unknown.length > 0 && knownStatuses(database)),
  });
  return true;
}

function addSex(query: Query, database: LegacyDatabase, sex: ResidentCriteria['sex']): boolean {
  if (sex === undefined) return true;
  const isSought = (one: Sex): boolean => (sex === 'UNKNOWN' ? one !== 'UNKNOWN' : one === sex);
  const codes = [...SEXES]
    .filter(([, one]) => isSought(one))
    .map(([code]) => database.value(columns.sex, code));
  // Whatever is no known sex is unknown, whether it is blank or a code of no table.
  query.andWhere(sex === 'UNKNOWN' ? '(r.sex IS NULL OR r.sex NOT IN (:...sexes))' : 'r.sex IN (:...sexes)', {
    sexes: codes,
  });
  return true;
}

function addNumbers(query: Query, database: LegacyDatabase, numbers: readonly string[] | undefined): boolean {
  if (numbers === undefined) return true;
  const distinct = [...new Set(numbers)].filter((number) => ATENA_NUMBER.test(number));
  if (distinct.length > BATCH) throw new RangeError('A search is limited to 1,000 persons.');
  if (distinct.length === 0) return false;
  query.andWhere(database.among('r.atenaNumber', 'numbers', columns.atenaNumber), {
    numbers: database.keys(columns.atenaNumber, distinct),
  });
  return true;
}

/** SQL Server takes 2,100 parameters in a statement; the other conditions have some, too. */
const MOST_AMONG = 2_000;

function addAmong(query: Query, database: LegacyDatabase, among: readonly string[] | undefined): boolean {
  if (among === undefined) return true;
  const distinct = [...new Set(among)].filter((number) => ATENA_NUMBER.test(number));
  if (distinct.length > MOST_AMONG) throw new RangeError('A search is limited to 2,000 persons.');
  if (distinct.length === 0) return false;
  query.andWhere(database.among('r.atenaNumber', 'among', columns.atenaNumber), {
    among: database.keys(columns.atenaNumber, distinct),
  });
  return true;
}

/** CHAR is blank padded, and SQLite compares the padding too. */
function leaveOutHousehold(query: Query, database: LegacyDatabase, household: string | undefined): void {
  if (household === undefined) return;
  const length = columns.householdNumber.length ?? 0;
  query.andWhere('(r.householdNumber IS NULL OR r.householdNumber NOT IN (:...exceptHousehold))', {
    exceptHousehold: otherForms(household, length).map((form) =>
      database.value(columns.householdNumber, form),
    ),
  });
}

/** An uncertain birth date stands before the first day of the part that is known of it: `YYYYMM00`, `YYYY0000`. */
function addBirth(query: Query, database: LegacyDatabase, criteria: ResidentCriteria): void {
  const value = (day: string): unknown => database.value(columns.birth, day);
  const dayOf = (iso: string): string => compactDate(requirePlainDate(iso));
  const { birthDate, birthDateFrom, birthDateTo, uncertainBirths = false } = criteria;
  if (birthDate !== undefined) {
    const day = dayOf(birthDate);
    const days = uncertainBirths ? [day, monthOf(day), yearOf(day)] : [day];
    query.andWhere('r.birth IN (:...births)', { births: days.map(value) });
  }
  if (birthDateFrom === undefined && birthDateTo === undefined) return;
  const first = birthDateFrom === undefined ? FIRST_BIRTH : dayOf(birthDateFrom);
  query.andWhere('r.birth BETWEEN :bornFrom AND :bornTo', {
    bornFrom: value(uncertainBirths ? yearOf(first) : first),
    bornTo: value(birthDateTo === undefined ? LAST_BIRTH : dayOf(birthDateTo)),
  });
  if (!uncertainBirths) return;
  // The range begins with the year that is known in part; what lies in it before the day must be uncertain.
  query.andWhere(
    "(r.birth >= :bornOn OR r.birth LIKE '%0000' OR (r.birth LIKE '%00' AND r.birth >= :bornIn))",
    {
      bornOn: value(first),
      bornIn: value(monthOf(first)),
    },
  );
}

const monthOf = (day: string): string => `${day.slice(0, 6)}00`;
const yearOf = (day: string): string => `${day.slice(0, 4)}0000`;
