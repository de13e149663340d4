import { kanaSearchKey } from '../../adapters/legacy/kana.js';
import { civil, pad, ymd, type Day } from './calendar.js';
import type { Cell, CityDatabase } from './city-database.js';
import type { Movement } from './movements.js';
import type { Birth, Household, Person } from './person.js';
import type { Random } from './random.js';
import { covers } from './support-measures.js';

const NOTHING = '00000000';
const NO_END = '99999999';

/** The three columns the registry keeps for a birth date: value, unknown flag, what is written instead. */
function birthColumns({ day, known }: Birth): [string, string, string | null] {
  const { year, month } = civil(day);
  switch (known) {
    case 'DAY':
      return [ymd(day), '0', null];
    case 'MONTH':
      return [`${year}${pad(month)}00`, '1', `${year}年${month}月日不詳`];
    case 'YEAR':
      return [`${year}0000`, '1', `${eraYear(year)}年月日不詳`];
    case 'NOTHING':
      return [NOTHING, '1', '年月日不詳'];
  }
}

function eraYear(year: number): string {
  if (year > 1988) return String(year);
  return year > 1926 ? `昭和${kanjiNumber(year - 1925)}` : `大正${kanjiNumber(year - 1911)}`;
}

/** 昭和拾年: the formal numerals of old registers. */
function kanjiNumber(value: number): string {
  const digits = ['', '壱', '弐', '参', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '拾' : ''}${digits[value % 10]}`;
}

/** Fills JUKI_KIHON, JUKI_IDO and JUKI_SIEN. */
export class RegistryWriter {
  private readonly person: (row: readonly Cell[]) => void;
  private readonly movement: (row: readonly Cell[]) => void;
  private readonly support: (row: readonly Cell[]) => void;
  private movements = 0;
  private windows = 0;

  constructor(
    database: CityDatabase,
    private readonly municipality: string,
    private readonly random: Random,
  ) {
    this.person = database.inserter('JUKI_KIHON');
    this.movement = database.inserter('JUKI_IDO');
    this.support = database.inserter('JUKI_SIEN');
  }

  /** `sexCode`: what to write instead of the person's own, where an unknown code is planted. */
  writePerson(person: Person, household: Household, sexCode: string | null): void {
    const { name } = person;
    const { address } = household;
    // Three ways vendors leave an unknown day: zeros, blanks, or only the year.
    const lost =
      person.sinceUnknown && person.since !== null
        ? this.random.pick([NOTHING, '        ', `${civil(person.since).year}0000`])
        : null;
    this.person([
      person.atenaNumber,
      this.municipality,
      household.number,
      person.relationship,
      person.status,
      name.kanji,
      name.kana,
      kanaSearchKey(name.kana),
      name.alias,
      name.roman,
      name.former,
      name.preferred,
      sexCode ?? (person.sex === 'M' ? '1' : '2'),
      ...birthColumns(person.birth),
      lost ?? dayOrNothing(person.since),
      person.status === '1' ? NO_END : dayOrNothing(person.until),
      address.townCode,
      address.written,
      address.building,
      person.nationality,
    ]);
  }

  writeMovements(person: Person, movements: readonly Movement[]): void {
    for (const event of movements) {
      this.movements += 1;
      this.movement([
        this.movements,
        person.atenaNumber,
        event.reason,
        ymd(event.day),
        ymd(event.notified),
        event.place,
        event.planned === null ? null : ymd(event.planned),
        event.confirmed === null ? null : ymd(event.confirmed),
        event.cancelled ? '1' : '0',
      ]);
    }
  }

  /** The adult and the minors of a household under support measures; tells who is covered. */
  writeSupport(
    household: Household,
    asOf: Day,
  ): readonly { readonly person: Person; readonly inForce: boolean }[] {
    const { support } = household;
    if (!support) return [];
    const minorFrom = asOf - Math.round(18 * 365.25);
    const covered = household.members.filter(
      (member, index) => member.status === '1' && (index === 0 || member.birth.day > minorFrom),
    );
    for (const person of covered) {
      for (const window of support.windows) {
        this.windows += 1;
        const cancelled = window.cancelled ? '1' : '0';
        this.support([
          this.windows,
          person.atenaNumber,
          window.kind,
          ymd(window.from),
          ymd(window.to),
          cancelled,
        ]);
      }
    }
    const inForce = support.windows.some((window) => covers(window, asOf));
    return covered.map((person) => ({ person, inForce }));
  }
}

function dayOrNothing(day: Day | null): string {
  return day === null ? NOTHING : ymd(day);
}
