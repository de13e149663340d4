import type Database from 'better-sqlite3';
import { checkDigit, testCheckDigit } from '../../individual-number/check-digit.js';
import { numberDigest } from '../vrs/parts.js';
import type { State } from '../signed-calls/state.js';
import { FORMER_DOSES, MOTHER, type Newcomer } from './newcomers.js';

/** The systems beside the gateway: the synthetic city's files and the state of the record system's stand-in. */
export interface OtherSystems {
  readonly registry: Database.Database;
  readonly health: Database.Database;
  readonly address: Database.Database;
  readonly vrs: State;
  /** 全国地方公共団体コード. */
  readonly municipality: string;
  readonly neighbour: string;
}

/** Whom the page is about besides the newcomers, by 宛名番号 of the registry. */
export interface DayPeople {
  readonly protectedOne: string;
  /** The number under which the mother lived here as a child. */
  readonly former: string;
}

/**
 * What the page finds when it begins: somebody under support measures, somebody who was here under the mother's name,
 * and the doses that the neighbour gave her. None of it is the gateway's work.
 */
export function prepareDay(systems: OtherSystems, people: DayPeople): void {
  const { registry, address } = systems;
  registry
    .prepare(
      "INSERT INTO JUKI_SIEN SELECT COALESCE(MAX(SIEN_NO), 0) + 1, ?, '1', '20230601', '20240531', '0' FROM JUKI_SIEN",
    )
    .run(people.protectedOne);
  registry
    .prepare(
      `UPDATE JUKI_KIHON SET SIMEI_KANJI = ?, SIMEI_KANA = 'ミホン　ハル', KENSAKU_KANA = 'ミホンハル', UMARE_YMD = '19900228',
       SEIBETU_CD = '2', JUMIN_JOTAI = '2', JUMIN_YMD = '19950401', HIJUMIN_YMD = '20030331', KOKUSEKI_CD = NULL
       WHERE ATENA_NO = ?`,
    )
    .run(MOTHER.kanji, people.former);
  // Who left before 2015 was given no individual number here.
  address
    .prepare(
      `UPDATE T_TOGO_ATENA SET KOJIN_BANGO = NULL
       WHERE TOGO_NO = (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?)`,
    )
    .run(people.former);
  knownThere(systems);
}

/** The neighbour gave the mother her doses, and VRS has them under her number. */
function knownThere({ vrs, address, neighbour }: OtherSystems): void {
  const person = `98${MOTHER.atenaNumber.slice(-8)}`;
  const link = linkOf(MOTHER);
  vrs
    .prepare('INSERT INTO number VALUES (?, ?)')
    .run(numberDigest(vrs)(individualNumberOf(MOTHER, address)), link);
  vrs.prepare('INSERT INTO person VALUES (?, ?, ?)').run(neighbour, person, link);
  vrs
    .prepare('INSERT INTO target (institution, person, born) VALUES (?, ?, ?)')
    .run(neighbour, person, MOTHER.born);
  vrs
    .prepare('INSERT INTO coupon (institution, coupon, person, issued_on) VALUES (?, ?, ?, ?)')
    .run(neighbour, person, person, '2021-05-01');
  const dose = vrs.prepare(
    `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
     VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, 'CAMERA', ?)`,
  );
  for (const given of FORMER_DOSES)
    dose.run(
      ...[
        neighbour,
        `${person}-${given.dose}`,
        person,
        person,
        given.dose,
        given.day,
        given.maker,
        given.lot,
      ],
      ...[neighbour, `${given.day}T09:00:00.000Z`],
    );
}

/** Of the synthetic city's scheme: with the check digit of a real number, or with that of a test number. */
export function individualNumberOf(
  { numberBody }: Pick<Newcomer, 'numberBody'>,
  address: Database.Database,
): string {
  const row = address
    .prepare('SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL LIMIT 1')
    .get() as { readonly number: string } | undefined;
  const isOfficial = row?.number[11] === checkDigit(row?.number.slice(0, 11) ?? '');
  return numberBody + (isOfficial ? checkDigit(numberBody) : testCheckDigit(numberBody));
}

/** What VRS knows one human being by, in all municipalities. */
export const linkOf = ({ numberBody }: Pick<Newcomer, 'numberBody'>): number =>
  900_000_000 + Number(numberBody.slice(-4));
