import Database from 'better-sqlite3';
import { relationshipOf } from '../../../adapters/resident-registry/codes.js';
import { COVERAGE_SQL, coverageCells, coverageParameters, type CoverageRow } from './coverage-count.js';
import {
  ageOn,
  eraDay,
  eraMonth,
  hundredths,
  manufacturerOf,
  millilitres,
  preExamOf,
  SETTING_COLUMN,
  settingOf,
  toEra,
  VACCINE_COLUMN,
  vaccineOf,
} from './legacy-values.js';
import type { PeerSettings } from './peer-settings.js';

/** A row of JUKI_KIHON as it stands there. */
export interface ResidentRow {
  readonly id: string;
  readonly household: string;
  readonly relationship: string;
  readonly status: string;
  readonly kanji: string;
  readonly kana: string;
  readonly alias: string | null;
  readonly roman: string | null;
  readonly former: string | null;
  readonly sex: string;
  readonly born: string;
  readonly since: string;
  readonly until: string;
}

interface DoseRow {
  readonly owner: string;
  readonly id: number;
  readonly dose: number;
  readonly vaccine: string;
  readonly day: string;
  readonly month: string | null;
  readonly setting: string;
  readonly place: string | null;
  readonly exam: string;
  readonly institution: string | null;
  readonly doctor: string | null;
  readonly maker: string | null;
  readonly lot: string | null;
  readonly volume: string | null;
  readonly born: string | null;
}

export interface NewDose {
  readonly idempotencyKey: string;
  readonly atenaNumber: string;
  readonly vaccine: string;
  readonly date: string;
  readonly billingMonth: string;
  readonly setting: string;
  readonly manufacturer: string;
  readonly lot: string;
  readonly doseMl: number;
}

const RESIDENT = `SELECT ATENA_NO AS id, SETAI_NO AS household, ZOKUGARA_CD AS relationship, JUMIN_JOTAI AS status,
  SIMEI_KANJI AS kanji, SIMEI_KANA AS kana, TSUSHO AS alias, ROMAJI AS roman, KYUSI AS former, SEIBETU_CD AS sex,
  UMARE_YMD AS born, JUMIN_YMD AS since, HIJUMIN_YMD AS until FROM reg.JUKI_KIHON`;
const DOSE = `d.sessyu_id AS id, d.kaisu AS dose, d.yobou_cd AS vaccine, d.sessyu_wymd AS day, d.seikyu_wym AS month,
  d.syudan_kbn AS setting, d.basyo AS place, d.yosin_kbn AS exam, i.meisyo AS institution, d.sessyu_isi AS doctor,
  d.kaisya_cd AS maker, d.lot_no AS lot, d.ryou AS volume, p.umare_wymd AS born`;

/** The three systems over one connection, each question one statement. */
export class HandWritten {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly settings: PeerSettings) {
    this.database = new Database(settings.health);
    this.database.exec(`ATTACH '${settings.registry}' AS reg; ATTACH '${settings.addressName}' AS adr`);
  }

  get today(): string {
    return this.settings.today;
  }

  resident(id: string): ResidentRow | undefined {
    return this.all<ResidentRow>(`${RESIDENT} WHERE ATENA_NO = ?`, id.padStart(15, '0'))[0];
  }

  residents(ids: readonly string[], first: number): readonly ResidentRow[] {
    return this.all<ResidentRow>(
      `${RESIDENT} WHERE ATENA_NO IN (SELECT value FROM json_each(?)) AND JUMIN_JOTAI = '1' ORDER BY ATENA_NO LIMIT ?`,
      JSON.stringify(ids),
      first,
    );
  }

  /** Present members by household, each in the order of their numbers. */
  members(households: readonly string[]): ReadonlyMap<string, readonly ResidentRow[]> {
    const rows = this.all<ResidentRow>(
      `${RESIDENT} WHERE SETAI_NO IN (SELECT value FROM json_each(?)) AND JUMIN_JOTAI = '1' ORDER BY ATENA_NO`,
      JSON.stringify(households),
    );
    return groupBy(rows, ({ household }) => household);
  }

  /** By number of the registry, oldest first; whatever number of health management they stand under. */
  doses(ids: readonly string[]): ReadonlyMap<string, readonly ReturnType<typeof doseOf>[]> {
    const rows = this.all<DoseRow>(
      `SELECT j.GYOMU_NO AS owner, ${DOSE}
       FROM json_each(?) ids
       JOIN adr.T_GYOMU_ATENA j ON j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = ids.value
       JOIN adr.T_GYOMU_ATENA k ON k.TOGO_NO = j.TOGO_NO AND k.GYOMU_KUBUN = 'KK'
       JOIN kk_sessyu d ON d.kojin_no = substr(k.GYOMU_NO, 1, 10)
       LEFT JOIN kk_kojin p ON p.kojin_no = d.kojin_no
       LEFT JOIN kk_iryo i ON i.iryo_cd = d.sessyu_iryo_cd
       WHERE d.torikesi_flg <> '1' ORDER BY d.sessyu_wymd, d.sessyu_id`,
      JSON.stringify(ids),
    );
    const found = new Map<string, ReturnType<typeof doseOf>[]>();
    for (const row of rows) {
      const own = found.get(row.owner);
      if (own === undefined) found.set(row.owner, [doseOf(row)]);
      else own.push(doseOf(row));
    }
    return found;
  }

  coverage() {
    const { coverage } = this.settings;
    return coverageCells(this.all<CoverageRow>(COVERAGE_SQL, ...coverageParameters(coverage)), coverage);
  }

  /** The dose as it stands then. */
  record(dose: NewDose): ReturnType<typeof doseOf> {
    const vaccine = VACCINE_COLUMN.get(dose.vaccine) ?? '';
    const [written] = this.all<{ id: number }>(
      `INSERT INTO kk_sessyu (kojin_no, yobou_cd, kaisu, sessyu_wymd, seikyu_wym, syudan_kbn, yosin_kbn, kaisya_cd, lot_no, ryou, toroku_id)
       SELECT substr(k.GYOMU_NO, 1, 10), ?,
         (SELECT COALESCE(MAX(kaisu), 0) + 1 FROM kk_sessyu WHERE kojin_no = substr(k.GYOMU_NO, 1, 10) AND yobou_cd = ?),
         ?, ?, ?, '1', ?, ?, ?, ?
       FROM adr.T_GYOMU_ATENA j JOIN adr.T_GYOMU_ATENA k ON k.TOGO_NO = j.TOGO_NO AND k.GYOMU_KUBUN = 'KK' AND k.YUKO_KUBUN = '1'
       WHERE j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = ? RETURNING sessyu_id AS id`,
      ...[vaccine, vaccine, toEra(dose.date), toEra(dose.billingMonth), SETTING_COLUMN.get(dose.setting)],
      ...[dose.manufacturer, dose.lot, hundredths(dose.doseMl), dose.idempotencyKey, dose.atenaNumber],
    );
    const [row] = this.all<DoseRow>(
      `SELECT '' AS owner, ${DOSE} FROM kk_sessyu d LEFT JOIN kk_kojin p ON p.kojin_no = d.kojin_no
       LEFT JOIN kk_iryo i ON i.iryo_cd = d.sessyu_iryo_cd WHERE d.sessyu_id = ?`,
      written?.id,
    );
    if (row === undefined) throw new RangeError('No such person');
    return doseOf(row);
  }

  private all<Row>(sql: string, ...values: unknown[]): Row[] {
    const statement = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement.all(...values) as Row[];
  }
}

function doseOf(row: DoseRow) {
  const date = eraDay(row.day);
  return {
    id: String(row.id),
    dose: row.dose,
    vaccine: vaccineOf(row.vaccine),
    date: { iso: date.iso },
    ageAtVaccination: row.born === null ? null : ageOn(eraDay(row.born).iso, date.iso),
    billingMonth: eraMonth(row.month),
    setting: settingOf(row.setting),
    place: row.place,
    preExam: { result: preExamOf(row.exam) },
    institution: row.institution === null ? null : { name: row.institution },
    doctor: row.doctor,
    manufacturer: manufacturerOf(row.maker),
    lot: row.lot,
    doseMl: millilitres(row.volume),
  };
}

/** What a row says of its person in the household. */
export function standingOf({ relationship }: ResidentRow): { relationship: string | null; head: boolean } {
  return { relationship: relationshipOf(relationship), head: relationship === '02' };
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own === undefined) groups.set(key(row), [row]);
    else own.push(row);
  }
  return groups;
}
