import Database from 'better-sqlite3';
import { join } from 'node:path';

/** What the oracle knows of a person, read from the legacy tables by the plainest statements. */
export interface Person {
  readonly atenaNumber: string;
  readonly household: string;
  readonly isResident: boolean;
  readonly municipality: string;
  readonly isProtected: boolean;
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

/** Everybody of one city on its day (`YYYY-MM-DD`). Windows of support measures hold both their days. */
export function readPersons(folder: string, today: string): Persons {
  const registry = new Database(join(folder, 'registry.sqlite'), { readonly: true });
  const names = new Database(join(folder, 'address-name.sqlite'), { readonly: true });
  const day = today.replaceAll('-', '');
  const measures = registry.prepare('SELECT * FROM JUKI_SIEN').all() as Record<string, string>[];
  const covered = new Set(
    measures
      .filter(
        (row) =>
          row['TORIKESI_FLG'] !== '1' && (row['KAISI_YMD'] ?? '') <= day && (row['SYURYO_YMD'] ?? '') >= day,
      )
      .map((row) => row['ATENA_NO']),
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
  return new Map(
    rows.map((row) => [
      row.ATENA_NO,
      {
        atenaNumber: row.ATENA_NO,
        household: row.SETAI_NO.trim(),
        isResident: row.JUMIN_JOTAI === '1',
        municipality: row.SICHOSON_CD,
        isProtected: covered.has(row.ATENA_NO),
        born: row.UMARE_YMD,
        address: `${row.JUSHO}\n${row.KATAGAKI ?? ''}`,
        number: numbers.get(row.ATENA_NO) ?? null,
      },
    ]),
  );
}
