import Database from 'better-sqlite3';
import { join } from 'node:path';

/** What the oracle knows of a person, read from the legacy tables by the plainest statements. */
export interface Person {
  readonly atenaNumber: string;
  readonly household: string;
  readonly isResident: boolean;
  readonly municipality: string;
  readonly isProtected: boolean;
  /** Of the household, or at the address, of a protected person. */
  readonly sharesHome: boolean;
  /** `YYYYMMDD` as stored. */
  readonly born: string;
  readonly address: string;
  readonly number: string | null;
}

export type Persons = ReadonlyMap<string, Person>;

interface Row {
  readonly ATENA_NO: string;
  readonly SETAI_NO: string;
  readonly JUMIN_JOTAI: string;
  readonly SICHOSON_CD: string;
  readonly UMARE_YMD: string;
  readonly JUSHO: string;
  readonly KATAGAKI: string | null;
}

const ONE_TO_NINE = '一二三四五六七八九';

/** A house by its numbers: 三丁目９５番１４号 and 3-95-14 are one. */
const plain = (address: string): string =>
  address
    .normalize('NFKC')
    .replace(/[一二三四五六七八九](?=丁目)/g, (digit) => String(ONE_TO_NINE.indexOf(digit) + 1))
    .replace(/丁目|番地?|号/g, '-')
    .replace(/-+$/, '');
const houseOf = ({ JUSHO, KATAGAKI }: Row) => ({ house: plain(JUSHO), door: plain(KATAGAKI ?? '') });

/**
 * Everybody of one city on its day (`YYYY-MM-DD`). Windows of support measures hold both their days; one that is not
 * written in eight digits holds every day. Measures are found under every number of a person.
 */
export function readPersons(folder: string, today: string): Persons {
  const registry = new Database(join(folder, 'registry.sqlite'), { readonly: true });
  const names = new Database(join(folder, 'address-name.sqlite'), { readonly: true });
  const day = today.replaceAll('-', '');
  const measures = registry.prepare('SELECT * FROM JUKI_SIEN').all() as Record<string, string>[];
  const isDay = (text: string | undefined): text is string => /^\d{8}$/.test(text ?? '');
  const inForce = measures.filter(({ TORIKESI_FLG, KAISI_YMD, SYURYO_YMD }) => {
    if (TORIKESI_FLG === '1') return false;
    return (!isDay(KAISI_YMD) || KAISI_YMD <= day) && (!isDay(SYURYO_YMD) || SYURYO_YMD >= day);
  });
  const one = names.prepare(
    `SELECT o.GYOMU_NO AS id FROM T_GYOMU_ATENA k JOIN T_GYOMU_ATENA o ON o.TOGO_NO = k.TOGO_NO AND o.GYOMU_KUBUN = 'JK'
     WHERE k.GYOMU_KUBUN = 'JK' AND k.GYOMU_NO = ?`,
  );
  const covered = new Set(
    inForce.flatMap(({ ATENA_NO = '' }) => [
      ATENA_NO,
      ...(one.all(ATENA_NO) as { id: string }[]).map(({ id }) => id.trim()),
    ]),
  );
  const numbers = new Map(
    (
      names
        .prepare(
          "SELECT g.GYOMU_NO AS id, t.KOJIN_BANGO AS number FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO WHERE g.GYOMU_KUBUN = 'JK'",
        )
        .all() as { id: string; number: string | null }[]
    ).map(({ id, number }) => [id.trim(), number]),
  );
  const rows = registry.prepare('SELECT * FROM JUKI_KIHON').all() as Row[];
  registry.close();
  names.close();
  const homes = rows.filter((row) => covered.has(row.ATENA_NO));
  const households = new Set(homes.map((row) => row.SETAI_NO));
  const houses = homes.map(houseOf);
  const isHome = (row: Row): boolean => {
    const { house, door } = houseOf(row);
    return (
      households.has(row.SETAI_NO) ||
      houses.some((home) => home.house === house && (!home.door || !door || home.door === door))
    );
  };
  return new Map(
    rows.map((row) => [
      row.ATENA_NO,
      {
        atenaNumber: row.ATENA_NO,
        household: row.SETAI_NO.trim(),
        isResident: row.JUMIN_JOTAI === '1',
        municipality: row.SICHOSON_CD,
        isProtected: covered.has(row.ATENA_NO),
        sharesHome: !covered.has(row.ATENA_NO) && isHome(row),
        born: row.UMARE_YMD,
        address: `${row.JUSHO}\n${row.KATAGAKI ?? ''}`,
        number: numbers.get(row.ATENA_NO) ?? null,
      },
    ]),
  );
}
