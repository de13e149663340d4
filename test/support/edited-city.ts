import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CityFiles } from '../noninterference/city-files.js';
import { testCity } from './city.js';

/** A copy of the suites' city, to be changed with SQL before a gateway reads it. */
export class EditedCity {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-edited-'));
  readonly files = CityFiles.copy(join(testCity().directory, '132101'), join(this.folder, '132101'));

  /** Runs a statement on the registry; values stand for its question marks. */
  registry(sql: string, ...values: unknown[]): void {
    this.files.change('registry', sql, values);
  }

  /** One more support measure, with what the columns shall hold. */
  measure(atenaNumber: unknown, firstDay: unknown, lastDay: unknown, cancelled: unknown = '0'): void {
    this.registry(
      "INSERT INTO JUKI_SIEN SELECT COALESCE(MAX(SIEN_NO), 0) + 1, ?, '1', ?, ?, ? FROM JUKI_SIEN",
      ...[atenaNumber, firstDay, lastDay, cancelled],
    );
  }

  /**
   * Residents of whom nothing is special, each in a household of this many: no measure is near, no staff, and every
   * system knows them.
   */
  households(size: number, count: number): readonly (readonly string[])[] {
    const staff = Object.values(testCity().manifest.staff).filter((number) => number !== null);
    const rows = this.files.rows(
      'registry',
      `SELECT k.SETAI_NO AS household, GROUP_CONCAT(k.ATENA_NO) AS members FROM JUKI_KIHON k
       WHERE k.SICHOSON_CD = '132101' GROUP BY k.SETAI_NO
       HAVING COUNT(*) = ? AND SUM(k.JUMIN_JOTAI <> '1') = 0
         AND SUM(k.ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN)) = 0
         AND SUM(k.ATENA_NO IN (${staff.map(() => '?').join()})) = 0
         AND SUM((SELECT COUNT(*) FROM JUKI_KIHON o WHERE o.JUSHO = k.JUSHO AND o.SETAI_NO <> k.SETAI_NO)) = 0
       ORDER BY k.SETAI_NO LIMIT ?`,
      ...[size, ...staff, count],
    );
    if (rows.length < count) throw new Error(`only ${rows.length} such households`);
    return rows.map((row) => String(row['members']).split(','));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
