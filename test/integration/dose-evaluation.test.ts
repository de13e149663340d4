import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Doses on file held against the schedule of their days, and the table of places where they are given. */

let city: EditedCity;
let gateway: TestGateway;
beforeAll(async () => {
  city = new EditedCity();
  gateway = await startTestGateway(city.files.environment);
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

interface Dose {
  readonly id: string;
  readonly date: { readonly iso: string | null } | null;
  readonly preExam: { readonly result: string | null } | null;
  readonly evaluation: {
    readonly inOrder: boolean;
    readonly findings: readonly { readonly code: string; readonly textJa: string; readonly textEn: string }[];
  } | null;
}
interface Shown {
  readonly resident: { readonly immunizations: readonly Dose[] };
}
const DOSES = `query ($n: ID!, $v: String) { resident(atenaNumber: $n) { immunizations(vaccine: $v) {
  id date { iso } preExam { result } evaluation { inOrder findings { code textJa textEn } } } } }`;
const doses = async (n: string, v: string) => {
  const { data, errors } = await gateway.as<Shown>('clerk', {
    ...{ query: DOSES, variables: { n, v }, purpose: 'HISTORY' },
  });
  expect(errors).toEqual([]);
  return data.resident.immunizations;
};
const codes = (dose: Dose | undefined) => dose?.evaluation?.findings.map(({ code }) => code);

/** A child of the city with two MR doses in order, and their number in the ledger. */
function child(): { readonly id: string; readonly health: string; readonly born: string } {
  const rows = city.files.rows(
    'health',
    `SELECT p.kojin_no AS health, p.umare_wymd AS born FROM kk_kojin p WHERE p.jumin_kbn = 'JU' AND p.umare_wymd BETWEEN '4240402' AND '4280401'
     AND (SELECT count(*) FROM kk_sessyu d WHERE d.kojin_no = p.kojin_no AND d.yobou_cd = '071' AND d.yosin_kbn = '1' AND d.torikesi_flg <> '1') = 2`,
  );
  for (const { health, born } of rows) {
    const [found] = city.files.rows(
      'address-name',
      `SELECT j.GYOMU_NO AS id FROM T_GYOMU_ATENA h JOIN T_GYOMU_ATENA j ON j.TOGO_NO = h.TOGO_NO AND j.GYOMU_KUBUN = 'JK' AND j.YUKO_KUBUN = '1'
       WHERE h.GYOMU_KUBUN = 'KK' AND TRIM(h.GYOMU_NO) = ?`,
      String(health).trim(),
    );
    if (found !== undefined)
      return { id: String(found['id']).trim(), health: String(health), born: String(born) };
  }
  throw new Error('the city has no such child');
}

function give(health: string, vaccine: string, date: string, exam = '1'): void {
  city.files.change(
    'health',
    `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn, torikesi_flg, kosin_no)
     SELECT MAX(sessyu_id) + 1, ?, ?, 9, ?, '2', ?, '0', 0 FROM kk_sessyu`,
    [health, vaccine, date, exam],
  );
}

test('what is in order is so; each thing that is not is told by its code and in words', async () => {
  const { id, health } = child();
  const before = await doses(id, 'MR');
  expect(before).toHaveLength(2);
  for (const dose of before) expect([dose.date?.iso, codes(dose)]).toEqual([dose.date?.iso, []]);
  expect(before.every(({ evaluation }) => evaluation?.inOrder)).toBe(true);

  // Another of the same day, one before the birth, one of which the day is not known, one of which nothing was given.
  const [first] = city.files.rows(
    'health',
    "SELECT sessyu_wymd AS day FROM kk_sessyu WHERE kojin_no = ? AND yobou_cd = '071' ORDER BY sessyu_wymd LIMIT 1",
    health,
  );
  give(health, '071', String(first?.['day']));
  give(health, '071', '4010401');
  give(health, '071', '4290400');
  give(health, '071', '5010501', '2');
  give(health, '071', '5020601');
  const after = await doses(id, 'MR');
  expect(after).toHaveLength(7);
  const of = (iso: string) => after.filter(({ date }) => date?.iso === iso);
  expect(of(before[0]?.date?.iso ?? '').map((dose) => codes(dose))).toEqual([['DUPLICATE'], ['DUPLICATE']]);
  expect(codes(of('1989-04-01')[0])).toEqual(['DATE_BEFORE_BIRTH']);
  expect(codes(of('2017-04')[0])).toEqual(['DATE_NEEDED']);
  expect(of('2019-05-01')[0]?.evaluation).toBeNull();
  expect(codes(of('2020-06-01')[0])).toEqual(['TOO_MANY']);
  for (const { evaluation } of after)
    for (const { textJa, textEn } of evaluation?.findings ?? []) {
      expect(textJa).toMatch(/[ぁ-ん]/);
      expect(textEn).toMatch(/^[A-Z]/);
    }
});

interface Institutions {
  readonly institutions: readonly { readonly code: string; readonly name: string | null }[];
}
const institutions = async (of: string, first?: number) =>
  gateway.as<Institutions>('clerk', {
    query: 'query ($of: String!, $first: Int) { institutions(nameOrCode: $of, first: $first) { code name } }',
    variables: { of, ...(first !== undefined && { first }) },
  });

test('institutions are found by part of the name or the beginning of the code, in order, without a purpose', async () => {
  const all = city.files
    .rows('health', 'SELECT iryo_cd AS code, meisyo AS name FROM kk_iryo ORDER BY 1')
    .map(({ code, name }) => ({ code: String(code).trim(), name: String(name) }));
  expect((await institutions('', 1_000)).data.institutions).toEqual(all.slice(0, 1_000));
  const [one] = all;
  const found = (await institutions(one?.name.slice(1, 4) ?? '')).data.institutions;
  expect(found).toContainEqual(one);
  expect((await institutions(one?.code ?? '')).data.institutions).toEqual([one]);
  for (const wild of ['%', '_', "' OR 1=1 --"])
    expect((await institutions(wild)).data.institutions).toEqual([]);
});

test.each([0, 1, 999, 1_000, 1_001])('institutions of %i rows', async (first) => {
  const { errors, data } = await institutions('', first);
  const isFit = first >= 1 && first <= 1_000;
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(isFit ? [] : ['BAD_USER_INPUT']);
  if (isFit) expect(data.institutions.length).toBeLessThanOrEqual(first);
});
