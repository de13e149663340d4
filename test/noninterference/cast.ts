import { checkDigit } from '../../src/individual-number/check-digit.js';
import type { CityFiles } from './city-files.js';

/**
 * Whom the hidden facts are about. All live in the city; none but the relative shares a household with staff, and none
 * but the housemate and the lodger a home with a protected person.
 */
export interface Cast {
  readonly ordinary: Player;
  /** Under support measures today. */
  readonly sheltered: Player;
  /** Of the household of the sheltered one. */
  readonly housemate: Player;
  /** Was put into that household: in one city of two. */
  readonly lodger: Player;
  /** Under support measures by a number that was merged into the present one. */
  readonly merged: Player & { readonly oldNumber: string };
  /** Under support measures whose end nobody can read. */
  readonly unread: Player;
  /** One of a few who had a rare vaccine. */
  readonly vaccinated: Player;
  /** Lives in the household of the clerk's and the number clerk's own, respectively. */
  readonly relatives: readonly Player[];
}

export interface Player {
  readonly atenaNumber: string;
  /** 宛名番号 of health management. */
  readonly healthNumber: string;
  readonly integratedNumber: string;
  readonly individualNumber: string;
  /** A vaccination of the person, with place, institutions and doctors on it; absent for relatives. */
  readonly dose: string;
}

/** yobou_cd and graph code of the vaccine that, after `prepareCity`, three or four persons of one cell have had. */
export const RARE = { source: '221', code: 'ZOSTER' } as const;

const PLAYER = `
  SELECT k.ATENA_NO AS atenaNumber, k.SETAI_NO AS household FROM JUKI_KIHON k
  WHERE k.JUMIN_JOTAI = '1' AND k.SETAI_NO NOT IN (
      SELECT p.SETAI_NO FROM JUKI_SIEN s JOIN JUKI_KIHON p ON p.ATENA_NO = s.ATENA_NO)
    AND k.JUSHO NOT IN (SELECT p.JUSHO FROM JUKI_SIEN s JOIN JUKI_KIHON p ON p.ATENA_NO = s.ATENA_NO)
    AND (SELECT COUNT(DISTINCT o.SETAI_NO) FROM JUKI_KIHON o WHERE o.JUSHO = k.JUSHO) = 1
    AND (SELECT COUNT(*) FROM JUKI_KIHON o WHERE o.SETAI_NO = k.SETAI_NO AND o.JUMIN_JOTAI = '1') > 1`;

/**
 * Chooses the cast and makes of a copied city the base of all twins: one more person under support measures,
 * and a rare vaccine that a few of one small cell have had.
 */
export function prepareCity(city: CityFiles, staff: Readonly<Record<string, string | null>>): Cast {
  const staffHouseholds = Object.values(staff).flatMap((number) =>
    number === null ? [] : [householdOf(city, number)],
  );
  const free = (row: Readonly<Record<string, unknown>>): boolean =>
    !staffHouseholds.includes(String(row['household']));
  const rows = city.rows('registry', PLAYER).filter(free);
  const able = rows.flatMap((row) => {
    const player = playerOf(city, String(row['atenaNumber']));
    return player === null || player.dose === '' ? [] : [{ household: row['household'], player }];
  });
  // One of each household, so that no fact touches another; whoever has a passport goes first.
  const first = able.toSorted(
    (a, b) => Number(hasPassport(city, a.player)) - Number(hasPassport(city, b.player)),
  );
  const players = [...new Map(first.map(({ household, player }) => [household, player])).values()];
  const ordinary = players.find((player) => hasPassport(city, player));
  const apart = players.filter((player) => player !== ordinary);
  const sheltered = apart.find((player) => housemateOf(city, player) !== null);
  const [vaccinated, lodger, moved, unread, ...others] = apart.filter((player) => player !== sheltered);
  if (!ordinary || !sheltered || !vaccinated || !lodger || !moved || !unread)
    throw new Error('The city is too small');
  const housemate = housemateOf(city, sheltered) as Player;
  const merged = { ...moved, oldNumber: OLD_NUMBER };
  protect(city, { sheltered, lodger, merged, unread });
  giveRareVaccine(city, vaccinated, others.slice(0, 3));
  city.change('health', 'UPDATE kk_kojin SET bikou = ? WHERE kojin_no = ?', [
    memo(ordinary.individualNumber),
    ordinary.healthNumber,
  ]);
  const relatives = ['clerk', 'number-clerk'].map((account) => relativeOf(city, staff[account] ?? ''));
  return { ordinary, sheltered, vaccinated, relatives, housemate, lodger, merged, unread };
}

export const memo = (number: string): string =>
  `個人番号 ${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)} 本人申出により確認済`;

/** Another number of the synthetic scheme: the official check digit plus one. */
export function otherNumber(number: string): string {
  const body = `${number.slice(0, 10)}${(Number(number[10]) + 5) % 10}`;
  return `${body}${(Number(checkDigit(body)) + 1) % 10}`;
}

/** One more vaccination of the rare kind, with all its columns filled. */
export function addRareDose(city: CityFiles, { healthNumber }: Player, day: string): void {
  const { id } = city.row('health', 'SELECT MAX(sessyu_id) + 1 AS id FROM kk_sessyu');
  city.change(
    'health',
    `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, basyo, yosin_kbn, yosin_iryo_cd,
       yosin_isi, sessyu_iryo_cd, sessyu_isi, kaisya_cd, lot_no, ryou)
     SELECT ?, ?, ?, 1, ?, syudan_kbn, basyo, yosin_kbn, yosin_iryo_cd, yosin_isi, sessyu_iryo_cd, sessyu_isi, kaisya_cd, lot_no, ryou
     FROM kk_sessyu WHERE yosin_kbn = '1' LIMIT 1`,
    [Number(id), healthNumber, RARE.source, day],
  );
}

function householdOf(city: CityFiles, atenaNumber: string): string {
  return (
    city.row('registry', 'SELECT SETAI_NO AS household FROM JUKI_KIHON WHERE ATENA_NO = ?', atenaNumber)[
      'household'
    ] ?? ''
  );
}

function playerOf(city: CityFiles, atenaNumber: string): Player | null {
  const [names] = city.rows(
    'address-name',
    `SELECT t.TOGO_NO AS integrated, t.KOJIN_BANGO AS number, h.GYOMU_NO AS health
     FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO JOIN T_GYOMU_ATENA h ON h.TOGO_NO = t.TOGO_NO
     WHERE g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = ? AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1' AND t.KOJIN_BANGO IS NOT NULL`,
    atenaNumber,
  );
  if (names === undefined) return null;
  const healthNumber = String(names['health']).trim();
  const [dose] = city.rows(
    'health',
    `SELECT d.sessyu_id AS id FROM kk_sessyu d JOIN kk_kojin p ON p.kojin_no = d.kojin_no
     WHERE d.kojin_no = ? AND p.denwa IS NOT NULL AND p.jumin_kbn = 'JU' AND d.basyo IS NOT NULL AND d.sessyu_iryo_cd IS NOT NULL
       AND d.sessyu_isi IS NOT NULL AND d.yosin_iryo_cd IS NOT NULL AND d.yosin_isi IS NOT NULL`,
    healthNumber,
  );
  return {
    atenaNumber,
    healthNumber,
    integratedNumber: String(names['integrated']),
    individualNumber: String(names['number']),
    dose: String(dose?.['id'] ?? ''),
  };
}

function hasPassport(city: CityFiles, { healthNumber }: Player): boolean {
  return (
    city.rows('health', "SELECT 1 FROM kk_syomei WHERE kojin_no = ? AND kaigai_flg = '1'", healthNumber)
      .length > 0
  );
}

function relativeOf(city: CityFiles, staffNumber: string): Player {
  const members = city.rows(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO = ? AND JUMIN_JOTAI = '1' AND ATENA_NO <> ? AND UMARE_FUMEI = '0'",
    householdOf(city, staffNumber),
    staffNumber,
  );
  const found = members.flatMap((row) => playerOf(city, String(row['id'])) ?? [])[0];
  if (found === undefined) throw new Error(`${staffNumber} has no relative`);
  return found;
}

/** Another of the household, whom all systems know. */
function housemateOf(city: CityFiles, { atenaNumber }: Player): Player | null {
  const members = city.rows(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO = ? AND JUMIN_JOTAI = '1' AND ATENA_NO <> ?",
    ...[householdOf(city, atenaNumber), atenaNumber],
  );
  return members.flatMap((row) => playerOf(city, String(row['id'])) ?? [])[0] ?? null;
}

const OLD_NUMBER = '000000000900001';

/** The measures of the base city, and the lodger's move into the protected household. */
function protect(
  city: CityFiles,
  { sheltered, lodger, merged, unread }: Pick<Cast, 'sheltered' | 'lodger' | 'merged' | 'unread'>,
): void {
  const measure = (atenaNumber: string, lastDay: string): void =>
    city.change(
      'registry',
      "INSERT INTO JUKI_SIEN SELECT MAX(SIEN_NO) + 1, ?, '1', '20230401', ?, '0' FROM JUKI_SIEN",
      [atenaNumber, lastDay],
    );
  measure(sheltered.atenaNumber, '20240331');
  measure(merged.oldNumber, '20240331');
  measure(unread.atenaNumber, '2023    ');
  city.change(
    'address-name',
    "INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE) VALUES ('JK', ?, ?, '0', 'R04.04.01')",
    [merged.oldNumber, merged.integratedNumber],
  );
  city.change('registry', 'UPDATE JUKI_KIHON SET SETAI_NO = ? WHERE ATENA_NO = ?', [
    householdOf(city, sheltered.atenaNumber),
    lodger.atenaNumber,
  ]);
}

/** 宛名番号 of everybody in the household of this person. */
export function householdOfPlayer(city: CityFiles, { atenaNumber }: Player): readonly string[] {
  const rows = city.rows(
    'registry',
    'SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO = ?',
    householdOf(city, atenaNumber),
  );
  return rows.map((row) => String(row['id']));
}

/** The others get the first one's birthday, sex and district, so that they share every cell on every day. */
function giveRareVaccine(city: CityFiles, first: Player, others: readonly Player[]): void {
  city.change(
    'health',
    'DELETE FROM kk_sessyu WHERE yobou_cd = ?',
    [RARE.source],
    Number(city.row('health', 'SELECT COUNT(*) AS n FROM kk_sessyu WHERE yobou_cd = ?', RARE.source)['n']),
  );
  for (const other of others) {
    city.change(
      'health',
      `UPDATE kk_kojin SET (umare_wymd, sei_kbn, tiku_cd) = (SELECT umare_wymd, sei_kbn, tiku_cd FROM kk_kojin WHERE kojin_no = ?)
       WHERE kojin_no = ?`,
      [first.healthNumber, other.healthNumber],
    );
    addRareDose(city, other, '5041001');
  }
}
