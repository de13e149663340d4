import { fitsScheme } from '../../src/individual-number/check-digit.js';
import { buildCity } from '../../src/city/build-city.js';
import { STAFF_ACCOUNTS, type CityManifest } from '../../src/city/manifest.js';
import type { TruthLine } from '../../src/city/truth.js';
import {
  AS_OF,
  folder,
  individualNumbers,
  options,
  removeFolders,
  rows,
  truthOf,
  windows,
} from './city-harness.js';

let city: string;
let manifest: CityManifest;
let truth: TruthLine[];
const planted = (kind: string): TruthLine[] =>
  truth.filter((line) => line.kind === kind && line.municipality === '132101');

beforeAll(async () => {
  city = folder();
  manifest = await buildCity(options(city));
  truth = truthOf(city);
});

afterAll(removeFolders);

describe('individual numbers', () => {
  it('all carry the wrong check digit, are unique, and one in ten begins with zero', () => {
    const numbers = individualNumbers(city);
    const all = rows<{ n: string }>(
      city,
      'address-name',
      'SELECT KOJIN_BANGO n FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL',
    );
    expect(new Set(all.map(({ n }) => n)).size).toBe(all.length);
    for (const number of numbers) {
      expect(fitsScheme(number, 'test')).toBe(true);
      expect(fitsScheme(number, 'official')).toBe(false);
    }
    expect([...numbers].filter((number) => number.startsWith('0')).length).toBeGreaterThanOrEqual(
      numbers.size / 10,
    );
  });

  it('stand nowhere but in the address-name system and in the memos the truth file names', () => {
    const numbers = individualNumbers(city);
    const texts = [JSON.stringify(manifest), JSON.stringify(truth)];
    for (const table of ['JUKI_KIHON', 'JUKI_IDO', 'JUKI_SIEN'])
      texts.push(JSON.stringify(rows(city, 'registry', `SELECT * FROM ${table}`)));
    for (const table of ['kk_sessyu', 'kk_ken', 'kk_syomei', 'kk_iryo'])
      texts.push(JSON.stringify(rows(city, 'health', `SELECT * FROM ${table}`)));
    texts.push(JSON.stringify(rows(city, 'address-name', 'SELECT TOGO_NO, TOROKU_DATE FROM T_TOGO_ATENA')));
    texts.push(JSON.stringify(rows(city, 'address-name', 'SELECT * FROM T_GYOMU_ATENA')));
    for (const text of texts) for (const window of windows(text)) expect(numbers.has(window)).toBe(false);

    const withNumber = rows<{ kojin_no: string; bikou: string }>(
      city,
      'health',
      'SELECT kojin_no, bikou FROM kk_kojin WHERE bikou IS NOT NULL',
    ).filter(({ bikou }) =>
      [...windows(bikou.normalize('NFKC').replace(/(?<=\d)[- ](?=\d)/g, ''))].some((window) =>
        numbers.has(window),
      ),
    );
    expect(withNumber.map((row) => row.kojin_no)).toEqual(
      planted('MEMO_WITH_NUMBER').map((line) => line.healthNumber),
    );
    expect(withNumber.length).toBeGreaterThan(0);
  });
});

describe('households', () => {
  it('have exactly one head each', () => {
    const heads = rows<{ heads: number; households: number }>(
      city,
      'registry',
      "SELECT heads, COUNT(*) households FROM (SELECT SUM(ZOKUGARA_CD = '02') heads FROM JUKI_KIHON GROUP BY SETAI_NO) GROUP BY heads",
    );
    expect(heads.map((row) => row.heads)).toEqual([1]);
  });

  it('live at one address each and take their 続柄 from the table', () => {
    expect(
      rows(
        city,
        'registry',
        'SELECT SETAI_NO FROM JUKI_KIHON GROUP BY SETAI_NO HAVING COUNT(DISTINCT JUSHO) > 1',
      ),
    ).toEqual([]);
    const known = ['02', '11', '12', '13', '14', '20', '51', '52', '61', '62', '71', '81', '91', '99'];
    for (const { code } of rows<{ code: string }>(
      city,
      'registry',
      'SELECT DISTINCT ZOKUGARA_CD code FROM JUKI_KIHON',
    )) {
      for (const level of code.match(/../g) ?? []) expect(known).toContain(level);
    }
  });

  it('of the staff are different ones, of two and more, none under support measures', () => {
    const numbers = STAFF_ACCOUNTS.map((account) => manifest.staff[account] ?? '');
    expect(manifest.staff).toMatchObject({ contractor: null, dashboard: null });
    const list = numbers.map((number) => `'${number}'`).join(',');
    const households = rows<{ SETAI_NO: string; members: number; protectedMembers: number }>(
      city,
      'registry',
      `SELECT s.SETAI_NO, COUNT(DISTINCT m.ATENA_NO) members, COUNT(p.ATENA_NO) protectedMembers FROM JUKI_KIHON s
       JOIN JUKI_KIHON m ON m.SETAI_NO = s.SETAI_NO AND m.JUMIN_JOTAI = '1' LEFT JOIN JUKI_SIEN p ON p.ATENA_NO = m.ATENA_NO
       WHERE s.ATENA_NO IN (${list}) GROUP BY s.SETAI_NO`,
    );
    expect(households).toHaveLength(STAFF_ACCOUNTS.length);
    for (const { members, protectedMembers } of households) {
      expect(members).toBeGreaterThanOrEqual(2);
      expect(protectedMembers).toBe(0);
    }
  });
});

describe('the truth file', () => {
  it('names support measures on both sides of every bound, as the windows say', () => {
    const windowsOf = rows<{ ATENA_NO: string; KAISI_YMD: string; SYURYO_YMD: string; TORIKESI_FLG: string }>(
      city,
      'registry',
      'SELECT * FROM JUKI_SIEN',
    );
    const lines = planted('SUPPORT_MEASURES');
    expect(new Set(lines.map((line) => line['shape']))).toEqual(
      new Set([
        'IN_FORCE',
        'EXPIRED_YESTERDAY',
        'ENDS_TODAY',
        'RENEWED_ONE_DAY_GAP',
        'FUTURE',
        'GAP_TODAY',
        'STARTS_TODAY',
        'PROVISIONAL',
        'EXPIRED',
        'RENEWED',
        'CANCELLED',
      ]),
    );
    for (const line of lines) {
      const own = windowsOf.filter((row) => row.ATENA_NO === line.atenaNumber);
      const today = AS_OF.replaceAll('-', '');
      const inForce = own.some(
        (row) => row.TORIKESI_FLG === '0' && row.KAISI_YMD <= today && today <= row.SYURYO_YMD,
      );
      expect(line['inForce']).toBe(inForce);
    }
    const last = (shape: string): string | undefined =>
      windowsOf.find((row) => row.ATENA_NO === lines.find((line) => line['shape'] === shape)?.atenaNumber)
        ?.SYURYO_YMD;
    expect(last('EXPIRED_YESTERDAY')).toBe('20230626');
    expect(last('ENDS_TODAY')).toBe('20230627');
  });

  it('names every row with a code no table knows', () => {
    const sexes = rows<{ ATENA_NO: string }>(
      city,
      'registry',
      "SELECT ATENA_NO FROM JUKI_KIHON WHERE SEIBETU_CD NOT IN ('1', '2')",
    );
    expect(sexes.map((row) => row.ATENA_NO)).toEqual(
      planted('UNKNOWN_SEX_CODE').map((line) => line.atenaNumber),
    );
    const doses = rows<{ sessyu_id: number }>(
      city,
      'health',
      "SELECT sessyu_id FROM kk_sessyu WHERE yobou_cd = '999' ORDER BY sessyu_id",
    );
    expect(doses.map((row) => row.sessyu_id)).toEqual(
      planted('UNKNOWN_VACCINE_CODE').map((line) => line['immunizationId']),
    );
    expect(sexes.length).toBeGreaterThan(0);
    expect(doses.length).toBeGreaterThan(0);
  });

  it('names cases of every rule that a movement can break', () => {
    const rules = new Set(planted('ILLEGAL_MOVEMENT').map((line) => line['rule']));
    expect(rules.size).toBe(8);
    const early = planted('ILLEGAL_MOVEMENT').find((line) => line['rule'] === 'NOTIFIED_BEFORE_MOVEMENT');
    const own = `ATENA_NO = '${early?.atenaNumber ?? ''}'`;
    const sql = `SELECT 1 FROM JUKI_IDO WHERE ${own} AND TODOKE_YMD < IDO_YMD AND YOTEI_YMD IS NULL`;
    expect(rows(city, 'registry', sql)).toHaveLength(1);
  });

  it('names merged health numbers: an old one has ledger rows but no person row', () => {
    const merged = planted('MERGED_HEALTH_NUMBER');
    expect(merged.length).toBeGreaterThan(0);
    const orphans = rows<{ kojin_no: string }>(
      city,
      'health',
      'SELECT DISTINCT kojin_no FROM kk_sessyu WHERE kojin_no NOT IN (SELECT kojin_no FROM kk_kojin)',
    );
    expect(orphans.length).toBeGreaterThan(0);
    for (const { kojin_no } of orphans)
      expect(merged.map((line) => line['oldHealthNumber'])).toContain(kojin_no);
    const olds = rows<{ n: string }>(
      city,
      'address-name',
      "SELECT trim(GYOMU_NO) n FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'KK' AND YUKO_KUBUN = '0'",
    );
    expect(olds.map(({ n }) => n).sort()).toEqual(merged.map((line) => line['oldHealthNumber']).sort());
  });

  it('names doses recorded under another person', async () => {
    const larger = folder();
    await buildCity(options(larger, { size: 2000 }));
    const lines = truthOf(larger);
    const misplaced = lines.find(
      (line) => line.kind === 'VRS_OTHER_PERSON' && line.municipality === '132101',
    );
    const [row] = rows<{ kojin_no: string }>(
      larger,
      'health',
      `SELECT kojin_no FROM kk_sessyu WHERE sessyu_id = ${Number(misplaced?.['immunizationId'])}`,
    );
    const own = rows<{ n: string }>(
      larger,
      'address-name',
      `SELECT trim(k.GYOMU_NO) n FROM T_GYOMU_ATENA j JOIN T_GYOMU_ATENA k ON k.TOGO_NO = j.TOGO_NO AND k.GYOMU_KUBUN = 'KK'
       WHERE j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = '${misplaced?.atenaNumber ?? ''}'`,
    );
    expect(row?.kojin_no).toBe(misplaced?.healthNumber);
    expect(own.map(({ n }) => n)).not.toContain(row?.kojin_no);
  });
});

describe('names and dates', () => {
  it('include what breaks converters: variation selectors, supplementary and private-use characters', () => {
    const names = rows<{ SIMEI_KANJI: string }>(city, 'registry', 'SELECT SIMEI_KANJI FROM JUKI_KIHON').map(
      (row) => row.SIMEI_KANJI,
    );
    expect(names.some((name) => /[\u{e0100}-\u{e01ef}]/u.test(name))).toBe(true);
    expect(names.some((name) => name.includes('\u{20bb7}') || name.includes('鷗'))).toBe(true);
    expect(names.some((name) => /[\ue000-\uf8ff]/.test(name))).toBe(true);
    expect(names.some((name) => name.normalize('NFC') !== name)).toBe(true);
  });

  it('give nobody a dose after the day, before birth, or for another birth date than the registry has', () => {
    expect(
      rows(
        city,
        'health',
        "SELECT 1 FROM kk_sessyu s JOIN kk_kojin k USING (kojin_no) WHERE s.sessyu_wymd < k.umare_wymd AND k.umare_wymd NOT LIKE '%00'",
      ),
    ).toEqual([]);
    const known = rows<{ n: number }>(
      city,
      'registry',
      "SELECT COUNT(*) n FROM JUKI_KIHON WHERE UMARE_FUMEI = '1'",
    );
    expect(known[0]?.n).toBe(planted('PARTIAL_BIRTH_DATE').length);
    expect(known[0]?.n).toBeGreaterThan(0);
  });
});
