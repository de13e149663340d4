import type Database from 'better-sqlite3';
import { dottedEra, eraYmd, parseDay } from '../../city/calendar.js';
import { halfWidthColumn } from '../../city/kana-forms.js';
import { MOTHER, CHILD, type Newcomer } from './newcomers.js';
import { individualNumberOf, linkOf, type OtherSystems } from './other-systems.js';

/** A row of the registry, as far as the other systems take it over. */
interface Entered {
  readonly atenaNumber: string;
  readonly kanji: string;
  readonly kana: string;
  readonly sex: string;
  /** `YYYYMMDD`. */
  readonly born: string;
  readonly since: string;
}

/** JUKI_RENKEI: a movement under a code by which somebody comes into the registry (B11: 転入, 出生, 職権記載). */
const ENTERED = `SELECT TRIM(k.ATENA_NO) AS atenaNumber, SIMEI_KANJI AS kanji, SIMEI_KANA AS kana, SEIBETU_CD AS sex,
    UMARE_YMD AS born, JUMIN_YMD AS since
  FROM JUKI_KIHON k
  WHERE k.SICHOSON_CD = ?
    AND k.ATENA_NO IN (SELECT ATENA_NO FROM JUKI_RENKEI WHERE UKE_KBN = '1' AND IDO_JIYU IN ('10', '11', '12'))
  ORDER BY (SELECT MIN(UKE_NO) FROM JUKI_RENKEI r WHERE r.ATENA_NO = k.ATENA_NO)`;

/**
 * The address-name system gives its number, health management takes the person over, and so does VRS: of each newcomer
 * whom applyMovement has entered and who is not known there yet. Who comes back keeps what they had (B11).
 * @returns whom it has taken over, by 宛名番号, in the order in which they were entered
 */
export function takeOver(systems: OtherSystems): readonly string[] {
  const { registry, address, municipality } = systems;
  const known = address.prepare(
    "SELECT 1 FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND TRIM(GYOMU_NO) = ?",
  );
  const entered = registry.prepare(ENTERED).all(municipality) as readonly Entered[];
  return entered
    .filter(({ atenaNumber }) => known.get(atenaNumber) === undefined)
    .map((person) => {
      takeOverOne(systems, person);
      return person.atenaNumber;
    });
}

function takeOverOne({ health, address, vrs, municipality }: OtherSystems, person: Entered): void {
  const { atenaNumber, kanji, kana, sex, born, since } = person;
  const integrated = next(address, 'SELECT MAX(TOGO_NO) FROM T_TOGO_ATENA', 15);
  const own = next(health, 'SELECT MAX(kojin_no) FROM kk_kojin', 10);
  const newcomer = [MOTHER, CHILD].find((one) => one.atenaNumber === atenaNumber) ?? {
    numberBody: nextBody(address),
  };
  const day = dayOf(since);
  // The numbers last: broken off before them, the next run takes the person over anew.
  vrs.prepare('INSERT OR REPLACE INTO person VALUES (?, ?, ?)').run(municipality, own, linkOf(newcomer));
  health
    .prepare(
      `INSERT INTO kk_kojin (kojin_no, dantai_cd, jumin_kbn, kanji_simei, kana_simei, sei_kbn, umare_wymd, jumin_wymd, hijumin_wymd, tiku_cd)
       VALUES (?, ?, 'JU', ?, ?, ?, ?, ?, '9999999', '01')`,
    )
    .run(
      ...[own, municipality, kanji.slice(0, 60), halfWidthColumn(kana, false)],
      ...[sex === '1' ? 'M' : sex === '2' ? 'F' : 'U', eraYmd(dayOf(born)), eraYmd(day)],
    );
  const number = individualNumberOf(newcomer, address);
  address.transaction(() => {
    address
      .prepare("INSERT INTO T_TOGO_ATENA VALUES (?, ?, ?, ?, '0')")
      .run(integrated, municipality, number, dottedEra(day));
    const give = address.prepare("INSERT INTO T_GYOMU_ATENA VALUES (?, ?, ?, '1', ?)");
    give.run('JK', atenaNumber.padEnd(15), integrated, dottedEra(day));
    give.run('KK', own.padEnd(15), integrated, dottedEra(day));
  })();
}

const dayOf = (compact: string): number =>
  parseDay(`${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`);

/** One more than the greatest that is there. */
function next(database: Database.Database, sql: string, digits: number): string {
  const greatest = database.prepare(sql).pluck().get() as string | null;
  return String(Number(greatest ?? 0) + 1).padStart(digits, '0');
}

/** First eleven digits of a number that nobody of this city has; above those of the page's two. */
function nextBody(address: Database.Database): Newcomer['numberBody'] {
  const taken = address.prepare('SELECT 1 FROM T_TOGO_ATENA WHERE substr(KOJIN_BANGO, 1, 11) = ?');
  let body = Number(CHILD.numberBody) + 1;
  while (taken.get(String(body)) !== undefined) body += 1;
  return String(body);
}
