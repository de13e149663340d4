import { expandRecord } from '../../src/audit/reading/search.js';
import type { Access } from '../../src/audit/record/record.js';
import { testCity } from '../support/city.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * Nobody gets a letter over a dose that cannot be read or stands under an old number, and nobody goes missing from
 * the list without a word (docs/attacks.md A11, G2, G3, G8, G9, G10, J4, J5).
 */

const LIST = `{ recallTargets(vaccine: "MR", first: 300) { totalCount leftOut { reason count } nodes {
  status nextDose dosesGiven doubtfulDoses resident { atenaNumber } } } }`;
interface Target {
  readonly status: string;
  readonly nextDose: number | null;
  readonly dosesGiven: number;
  readonly doubtfulDoses: number;
  readonly resident: { readonly atenaNumber: string };
}
interface List {
  readonly recallTargets: {
    readonly totalCount: number;
    readonly leftOut: readonly { readonly reason: string; readonly count: number | null }[];
    readonly nodes: readonly Target[];
  };
}
type Listed = List['recallTargets'] & { readonly others: number };
/** With how many are left out: the answer keeps small numbers quiet, the log has each of them. */
const listed = async (gateway: TestGateway, query = LIST): Promise<Listed> => {
  const answer = await gateway.as<List>('clerk', { purpose: 'RECOMMEND', query });
  expect(answer.errors).toEqual([]);
  const others = new Set<string | null>();
  for await (const { coordinate, subject } of linesOf(gateway, answer.record))
    if (coordinate === 'RecallTargetConnection.leftOut') others.add(subject);
  return { ...answer.data.recallTargets, others: others.size };
};
const linesOf = (gateway: TestGateway, record: string) =>
  expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record);

let city: EditedCity;
let before: Listed;
let after: Listed;
let gateway: TestGateway;
/** Who were on the list, and what was changed about each. */
let chosen: Readonly<
  Record<'merged' | 'day' | 'vaccine' | 'given' | 'family' | 'status' | 'untouched', string>
>;
beforeAll(async () => {
  city = new EditedCity();
  const whole = await startTestGateway(city.files.environment);
  before = await listed(whole);
  await whole.stop();
  const numbers = before.nodes.map(({ resident }) => resident.atenaNumber);
  const [merged = '', day = '', vaccine = '', given = '', family = '', status = '', untouched = ''] = numbers;
  chosen = { merged, day, vaccine, given, family, status, untouched };
  const old = '9900000001';
  city.files.change(
    'address-name',
    `INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE)
     SELECT 'KK', ?, TOGO_NO, '0', 'R04.04.01' FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?`,
    [old.padEnd(15), merged],
  );
  for (const date of ['5040501', '5050501']) dose(old, '071', date, '1');
  dose(healthNumber(day), '071', '5050500', '1');
  dose(healthNumber(vaccine), '99X', '5050501', '1');
  dose(healthNumber(given), '071', '5050501', '7');
  const clerk = testCity().manifest.staff['clerk'];
  city.registry(
    'UPDATE JUKI_KIHON SET SETAI_NO = (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?) WHERE ATENA_NO = ?',
    ...[clerk, family],
  );
  // Their household number is the clerk's, and written without its zeros (docs/attacks.md B12).
  city.registry(
    "UPDATE JUKI_KIHON SET SETAI_NO = ' ' || LTRIM(SETAI_NO, '0') WHERE ATENA_NO = ?",
    ...[family],
  );
  city.registry("UPDATE JUKI_KIHON SET JUMIN_JOTAI = '7' WHERE ATENA_NO = ?", status);
  gateway = await startTestGateway(city.files.environment);
  after = await listed(gateway);
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

function healthNumber(atenaNumber: string): string {
  const row = city.files.row(
    'address-name',
    `SELECT h.GYOMU_NO AS number FROM T_GYOMU_ATENA g JOIN T_GYOMU_ATENA h ON h.TOGO_NO = g.TOGO_NO
     WHERE g.GYOMU_KUBUN = 'JK' AND g.GYOMU_NO = ? AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'`,
    atenaNumber,
  );
  return (row['number'] ?? '').trim();
}

function dose(number: string, vaccine: string, date: string, examination: string): void {
  city.files.change(
    'health',
    `INSERT INTO kk_sessyu (sessyu_id, kojin_no, yobou_cd, kaisu, sessyu_wymd, syudan_kbn, yosin_kbn)
     SELECT MAX(sessyu_id) + 1, ?, ?, 1, ?, '2', ? FROM kk_sessyu`,
    [number, vaccine, date, examination],
  );
}

const targetOf = (list: List['recallTargets'], number: string) =>
  list.nodes.find(({ resident }) => resident.atenaNumber === number);

test('there is somebody for each of them', () => {
  for (const number of Object.values(chosen))
    expect(targetOf(before, number)?.status).toMatch(/^(DUE|OVERDUE)$/);
  expect(targetOf(after, chosen.untouched)).toEqual(targetOf(before, chosen.untouched));
});

test('G3: doses under a merged number of health management are doses', () => {
  expect(targetOf(after, chosen.merged)).toBeUndefined();
});

test.each(['day', 'vaccine', 'given'] as const)(
  'G2: a dose whose %s cannot be read puts the person in doubt',
  (what) => {
    expect(targetOf(after, chosen[what])).toMatchObject({
      status: 'DOUBTFUL',
      nextDose: null,
      doubtfulDoses: 1,
    });
  },
);

test('G8: whoever is of the household of the one who asks is left out, and counted', () => {
  expect(targetOf(after, chosen.family)).toBeUndefined();
  // So is the one whose status nobody can read, of whom nothing opens under this purpose.
  expect(targetOf(after, chosen.status)).toBeUndefined();
  expect(after.others).toBe(before.others + 2);
  // Fewer than ten are some.
  expect(after.leftOut).toContainEqual({ reason: 'CLOSED', count: null });
});

test('J4: a person with an unknown status is on pages, lists and in households, as a doubtful one', async () => {
  const { data, errors } = await gateway.as<{
    resident: { status: string; household: { members: { resident: { atenaNumber: string } }[] } | null };
    residents: { totalCount: number; nodes: { atenaNumber: string; status: string }[] };
    all: { totalCount: number };
    known: { totalCount: number };
  }>('clerk', {
    purpose: 'HISTORY',
    case: 'K-1',
    query: `query ($id: ID!) { resident(atenaNumber: $id) { status household { members { resident { atenaNumber } } } }
      residents(where: {atenaNumbers: [$id]}) { totalCount nodes { atenaNumber status } }
      all: residents(where: {status: [RESIDENT, UNKNOWN]}) { totalCount } known: residents(where: {status: [RESIDENT]}) { totalCount } }`,
    variables: { id: chosen.status },
  });
  expect(errors).toEqual([]);
  expect(data.resident.status).toBe('UNKNOWN');
  expect(data.resident.household?.members.map(({ resident }) => resident.atenaNumber)).toContain(
    chosen.status,
  );
  expect(data.residents).toEqual({
    totalCount: 1,
    nodes: [{ atenaNumber: chosen.status, status: 'UNKNOWN' }],
  });
  expect(data.all.totalCount).toBe(data.known.totalCount + 1);
});

/** Three rows each, as many as there are doses; and what the list must say of the person. */
const ROWS_OF_NO_USE: Readonly<Record<string, readonly [day: string, doses: number, doubtful: number]>> = {
  'one dose, entered three times': ['5050401', 1, 0],
  'a thirteenth month': ['5041345', 0, 3],
  'a month without that day': ['5050230', 0, 3],
  'a year that the era never had': ['4340101', 0, 3],
  'the year nought': ['5000101', 0, 3],
  'a day before the era began': ['5010115', 0, 3],
  'a letter in a day': ['505061x', 0, 3],
  'a day too long': ['50506011', 0, 3],
  'a day before the birth': ['4010101', 0, 3],
};

test('G9: rows that are no three doses hide nobody from the list', async () => {
  const HPV = LIST.replace('MR', 'HPV');
  const list = async (over: TestGateway) =>
    (await over.as<List>('clerk', { purpose: 'RECOMMEND', query: HPV })).data.recallTargets;
  const girls = (await list(gateway)).nodes.filter(
    ({ dosesGiven, doubtfulDoses }) => dosesGiven + doubtfulDoses === 0,
  );
  const rows = Object.values(ROWS_OF_NO_USE).map(
    (row, at) => [girls[at]?.resident.atenaNumber ?? '', ...row] as const,
  );
  for (const [number, day] of rows)
    for (let times = 0; times < 3; times++) dose(healthNumber(number), '111', day, '1');
  const seen = await list(gateway);
  const told = (number: string) => {
    const target = targetOf(seen, number);
    return target && [target.status === 'DOUBTFUL', target.dosesGiven, target.doubtfulDoses];
  };
  expect(rows.map(([number]) => told(number))).toEqual(
    rows.map(([, , doses, doubtful]) => [doubtful > 0, doses, doubtful]),
  );
});

function setInHealth(column: string, value: (text: string) => string, atenaNumber: string): void {
  const number = healthNumber(atenaNumber);
  const row = city.files.row('health', `SELECT ${column} AS text FROM kk_kojin WHERE kojin_no = ?`, number);
  city.files.change('health', `UPDATE kk_kojin SET ${column} = ? WHERE kojin_no = ?`, [
    value(row['text'] ?? ''),
    number,
  ]);
}

test('G10: a part of a birth date that is known is on the list as far as the window reaches, and no further', async () => {
  const HPV = LIST.replace('MR', 'HPV');
  const list = async () =>
    (await gateway.as<List>('clerk', { purpose: 'RECOMMEND', query: HPV })).data.recallTargets;
  // Born from 2 April 1997 (平成9年), with those who may catch up, to 1 April 2012 (平成24年).
  const births = ['4090000', '4090400', '4240000', '4240400', '4080000', '4090300', '4240500', '4250000'];
  const people = (await list()).nodes
    .filter(({ status }) => status !== 'DOUBTFUL')
    .slice(20, 20 + births.length)
    .map(({ resident }) => resident.atenaNumber);
  expect(people).toHaveLength(births.length);
  people.forEach((number, at) => setInHealth('umare_wymd', () => births[at] ?? '', number));
  const then = await list();
  expect(people.map((number, at) => [births[at], targetOf(then, number)?.status])).toEqual(
    births.map((birth, at) => [birth, at < 4 ? 'DOUBTFUL' : undefined]),
  );
});

test('G10, J5: an uncertain birth is on the list or counted, and the registry says who has moved out', async () => {
  const HPV = LIST.replace('MR', 'HPV');
  const list = () => listed(gateway, HPV);
  const now = await list();
  const [month = '', year = '', zeros = '', blank = '', never = '', letters = '', gone = ''] = now.nodes
    .filter(({ status }) => status !== 'DOUBTFUL')
    .map(({ resident }) => resident.atenaNumber);
  const health = setInHealth;
  health('umare_wymd', (text) => `${text.slice(0, 5)}00`, month);
  health('umare_wymd', (text) => `${text.slice(0, 3)}0000`, year);
  health('umare_wymd', () => '0000000', zeros);
  health('umare_wymd', () => '       ', blank);
  health('umare_wymd', () => '9999999', never);
  health('umare_wymd', () => 'R50401', letters);
  health('jumin_kbn', () => 'TE', gone);
  const then = await list();
  expect([month, year].map((number) => targetOf(then, number)?.status)).toEqual(['DOUBTFUL', 'DOUBTFUL']);
  for (const number of [zeros, blank, never, letters]) expect(targetOf(then, number)).toBeUndefined();
  expect(then.others).toBe(now.others + 4);
  expect(then.leftOut.map(({ reason }) => reason)).toContain('UNIDENTIFIED');
  expect(targetOf(then, gone)).toEqual(targetOf(now, gone));
});

test('A11: whom those left out are is on record, each of them', async () => {
  const answer = await gateway.as<List>('clerk', { purpose: 'RECOMMEND', query: LIST });
  const lines: Access[] = [];
  for await (const line of linesOf(gateway, answer.record)) lines.push(line);
  const counted = lines.filter(({ coordinate }) => coordinate === 'RecallTargetConnection.leftOut');
  expect(counted.length).toBeGreaterThan(0);
  expect(counted.every(({ subject }) => subject !== null)).toBe(true);
});

test('how many are left out cannot be counted out by small pages', async () => {
  const one = (first: number) => listed(gateway, LIST.replace('300', String(first)));
  const [whole, single, two] = [await one(300), await one(1), await one(2)];
  expect(single.leftOut).toEqual(whole.leftOut);
  expect(two.leftOut).toEqual(whole.leftOut);
  expect([single.totalCount, two.totalCount]).toEqual([whole.totalCount, whole.totalCount]);
  for (const { count } of whole.leftOut) expect(count === null || count >= 10).toBe(true);
});
