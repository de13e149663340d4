import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Where the synthetic city lies: one folder per municipality with the files of its systems. */
export interface CityPlace {
  readonly directory: string;
  /** 全国地方公共団体コード, the city's own and its neighbour's. */
  readonly own: string;
  readonly neighbour: string;
}

/** A person who has moved between the two. */
export interface Mover {
  readonly atenaNumber: string;
  readonly integrated: string;
  /** `YYYYMMDD`, as the registry writes days. */
  readonly born: string;
  readonly moved: string;
}

export interface LedgerRow {
  readonly vaccine: string;
  readonly dose: number;
  /** Era digits. */
  readonly day: string;
  readonly lot: string | null;
  /** Hundredths of a millilitre. */
  readonly volume: string | null;
}

/** 異動事由 of the registry, both ways of writing it. */
const MOVED_IN = ['10', '010'];
const MOVED_OUT = ['20', '020'];

/**
 * What the stand-in's first day is made from: read behind the adapters, for a seed wants lists that no adapter
 * gives.
 */
export class CityPeople {
  private readonly own: Database.Database;
  private readonly other: Database.Database;

  constructor(private readonly place: CityPlace) {
    const open = (municipality: string): Database.Database => {
      const folder = join(place.directory, municipality);
      const database = new Database(join(folder, 'address-name.sqlite'), { readonly: true });
      database.prepare('ATTACH DATABASE ? AS registry').run(join(folder, 'registry.sqlite'));
      database.prepare('ATTACH DATABASE ? AS health').run(join(folder, 'health.sqlite'));
      return database;
    };
    this.own = open(place.own);
    this.other = open(place.neighbour);
  }

  /** 統合宛名番号 of everybody whom the municipality knows. */
  integratedNumbers(municipality: 'own' | 'neighbour'): readonly string[] {
    const database = municipality === 'own' ? this.own : this.other;
    return database
      .prepare<[], { togo: string }>("SELECT TOGO_NO AS togo FROM T_TOGO_ATENA WHERE SAKUJO_KUBUN = '0'")
      .all()
      .map(({ togo }) => togo);
  }

  /** 統合宛名番号 of the city's own person with this 宛名番号; null where there is none. */
  integratedOf(atenaNumber: string): string | null {
    const row = this.own
      .prepare<[string], { togo: string }>(
        `SELECT g.TOGO_NO AS togo FROM T_GYOMU_ATENA g
         JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO AND t.SAKUJO_KUBUN = '0'
         WHERE g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = ? AND g.YUKO_KUBUN = '1'`,
      )
      .get(atenaNumber);
    return row?.togo ?? null;
  }

  /** Residents who came from the neighbour, or those who went there; by 宛名番号. */
  movers(direction: 'IN' | 'OUT', most: number): readonly Mover[] {
    const [reasons, status] = direction === 'IN' ? [MOVED_IN, '1'] : [MOVED_OUT, '2'];
    return this.own
      .prepare<unknown[], Mover>(
        `SELECT k.ATENA_NO AS atenaNumber, g.TOGO_NO AS integrated, k.UMARE_YMD AS born, max(i.IDO_YMD) AS moved
         FROM registry.JUKI_IDO i JOIN registry.JUKI_KIHON k ON k.ATENA_NO = i.ATENA_NO
         JOIN T_GYOMU_ATENA g ON g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = k.ATENA_NO AND g.YUKO_KUBUN = '1'
         JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO AND t.SAKUJO_KUBUN = '0'
         WHERE i.AITE_SICHOSON = ? AND i.IDO_JIYU IN (?, ?) AND i.TORIKESI_FLG = '0' AND k.JUMIN_JOTAI = ?
         GROUP BY k.ATENA_NO ORDER BY k.ATENA_NO LIMIT ?`,
      )
      .all(this.place.neighbour, ...reasons, status, most);
  }

  /**
   * Under support measures on a day, `YYYYMMDD`, of which they count as moved: whatever they left behind is older.
   */
  protectedOn(day: string): readonly Mover[] {
    return this.own
      .prepare<[string, string, string], Mover>(
        `SELECT DISTINCT s.ATENA_NO AS atenaNumber, g.TOGO_NO AS integrated, k.UMARE_YMD AS born, ? AS moved FROM registry.JUKI_SIEN s
         JOIN registry.JUKI_KIHON k ON k.ATENA_NO = s.ATENA_NO
         JOIN T_GYOMU_ATENA g ON g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = s.ATENA_NO AND g.YUKO_KUBUN = '1'
         JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO AND t.SAKUJO_KUBUN = '0'
         WHERE s.TORIKESI_FLG <> '1' AND s.KAISI_YMD <= ? AND s.SYURYO_YMD >= ? ORDER BY s.ATENA_NO`,
      )
      .all(day, day, day);
  }

  adults(bornUpTo: string, most: number): readonly string[] {
    return this.own
      .prepare<[string, number], { togo: string }>(
        `SELECT g.TOGO_NO AS togo FROM registry.JUKI_KIHON k
         JOIN T_GYOMU_ATENA g ON g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = k.ATENA_NO AND g.YUKO_KUBUN = '1'
         JOIN T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO AND t.SAKUJO_KUBUN = '0'
         WHERE k.JUMIN_JOTAI = '1' AND k.UMARE_YMD BETWEEN '19000101' AND ? ORDER BY k.ATENA_NO LIMIT ?`,
      )
      .all(bornUpTo, most)
      .map(({ togo }) => togo);
  }

  /**
   * Doses given; an examination alone is none. Asked once for each mover: the ledger's column stands alone in the
   * comparison, or SQLite reads the whole ledger of the city each time.
   */
  ledgerOf(integrated: string): readonly LedgerRow[] {
    return this.own
      .prepare<[string], LedgerRow>(
        `SELECT s.yobou_cd AS vaccine, s.kaisu AS dose, s.sessyu_wymd AS day, s.lot_no AS lot, s.ryou AS volume
         FROM health.kk_sessyu s JOIN T_GYOMU_ATENA g ON g.GYOMU_KUBUN = 'KK' AND s.kojin_no = rtrim(g.GYOMU_NO)
         WHERE g.TOGO_NO = ? AND s.yosin_kbn = '1' ORDER BY s.sessyu_wymd, s.sessyu_id`,
      )
      .all(integrated);
  }

  close(): void {
    this.own.close();
    this.other.close();
  }
}
