import { PERSON, SYSTEM_NUMBER } from '../../adapters/address-name/entities.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md J10: what another system holds of a person is found by the address-name system's rows. Whatever stands in
 * a column of these, what the other system holds is shown or its place says that it cannot be; nobody is told that there is nothing.
 */

/** What is no number and no code of any table, and, where that is text at all, fits the columns. */
const RUBBISH: readonly (string | Buffer)[] = [
  ...['X', '#', '?9', 'ﾊ', '９', '-1', '男', '\u0001', 'kk', ' ', ''],
  Buffer.from('8e5293', 'hex'),
  Buffer.from('0'),
];

type Row = 'person' | 'JK' | 'KK';
interface Planted {
  readonly atenaNumber: string;
  readonly value: string | Buffer;
}

const { togoNumber, municipality, merged } = PERSON.columns;
const { business, number, togoNumber: link, current, changedOn } = SYSTEM_NUMBER.columns;
const COLUMNS: readonly (readonly [row: Row, column: string])[] = [
  ...[togoNumber, municipality, merged].map(({ name }) => ['person', name] as const),
  ...(['JK', 'KK'] as const).flatMap((row) =>
    [business, number, link, current, changedOn].map(({ name }) => [row, name] as const),
  ),
];
/** Without another number of the same system these decide nothing. */
const SHOWN_ALL_THE_SAME: ReadonlySet<string> = new Set([current.name, changedOn.name]);
/** Of these each person has another value. */
const KEYS: ReadonlySet<string> = new Set([togoNumber.name, number.name]);

const QUERY = `query ($id: ID!) { resident(atenaNumber: $id) {
  phone memo immunizations { id } certificates { certificateId } recommendations { vaccine { code } countedDoses }
} }`;
const UNDER = [
  { account: 'clerk', purpose: 'HISTORY' },
  { account: 'clerk', purpose: 'RECOMMEND' },
  { account: 'clerk', purpose: 'CERTIFICATE', case: '2023-0001' },
] as const;
type Held = Readonly<Record<string, unknown>>;

const city = new EditedCity();
const planted = new Map<string, Planted[]>();
/** What each of them has at health management, before anything stands amiss. */
const held = new Map<string, readonly Held[]>();
const numbered = new Map<string, string | null>();
let gateway: TestGateway;

const name = (row: Row, column: string): string => `${row} ${column}`;

function numbersOf(atenaNumber: string): { readonly togo: string; readonly health: string } {
  const row = city.files.row(
    'address-name',
    `SELECT j.TOGO_NO AS togo, TRIM(h.GYOMU_NO) AS health FROM T_GYOMU_ATENA j
     JOIN T_GYOMU_ATENA h ON h.TOGO_NO = j.TOGO_NO AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'
     WHERE j.GYOMU_KUBUN = 'JK' AND TRIM(j.GYOMU_NO) = ?`,
    atenaNumber,
  );
  return { togo: row['togo'] ?? '', health: row['health'] ?? '' };
}

/** One more of everything that is asked about, so that none of them is somebody of whom nothing is registered. */
function give(health: string, at: number): void {
  const insert = (table: string, row: Readonly<Record<string, unknown>>): void =>
    city.files.change(
      'health',
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join()})`,
      Object.values(row),
    );
  insert('kk_sessyu', {
    ...{ sessyu_id: 910_000 + at, kojin_no: health, yobou_cd: '201', kaisu: 1, sessyu_wymd: '5041101' },
    ...{ syudan_kbn: '2', yosin_kbn: '1', torikesi_flg: '0', kosin_no: 0 },
  });
  insert('kk_syomei', {
    ...{ syomei_id: `K${String(at).padStart(31, '0')}`, kojin_no: health, sinsei_no: 'A', yobou_cd: '301' },
    ...{ seihin: 'X', kaigai_flg: '0', hakko_wymd: '5041101' },
  });
  city.files.change('health', `UPDATE kk_kojin SET denwa = '042-000-0000', bikou = 'X' WHERE kojin_no = ?`, [
    health,
  ]);
}

function plant(row: Row, column: string, value: string | Buffer, atenaNumber: string): void {
  const { togo, health } = numbersOf(atenaNumber);
  const table = row === 'person' ? PERSON.name : SYSTEM_NUMBER.name;
  const own = row === 'person' ? '' : ` AND GYOMU_KUBUN = '${row}' AND TRIM(GYOMU_NO) = ?`;
  city.files.change('address-name', `UPDATE ${table} SET ${column} = ? WHERE TOGO_NO = ?${own}`, [
    value,
    togo,
    ...(row === 'person' ? [] : [row === 'JK' ? atenaNumber : health]),
  ]);
  planted.set(name(row, column), [...(planted.get(name(row, column)) ?? []), { atenaNumber, value }]);
}

/** The value, made one's own where two may not have the same. */
function ownValue(column: string, value: string | Buffer, at: number): string | Buffer {
  if (!KEYS.has(column)) return value;
  if (typeof value === 'string') return `${value}/${at}`;
  return Buffer.concat([value, Buffer.from(String(at))]);
}

interface Told {
  readonly path: readonly (string | number)[];
}

/**
 * What is shown of a person under each purpose, and the places that are errors, or withheld: whoever has a number that cannot
 * be read may be under a measure by that number.
 */
const read = (id: string) =>
  Promise.all(
    UNDER.map(async ({ account, ...under }) => {
      const { text } = await gateway.as(account, { ...under, query: QUERY, variables: { id } });
      const { data, errors, extensions } = JSON.parse(text) as {
        readonly data: { readonly resident: Held };
        readonly errors?: readonly Told[];
        readonly extensions: { readonly sekisho: { readonly withheld: readonly Told[] } };
      };
      const told = [...(errors ?? []), ...extensions.sekisho.withheld];
      return { resident: data.resident, told: new Set(told.map(({ path }) => path.join('.'))) };
    }),
  );

const disclosureOf = async (id: string): Promise<string | null> => {
  const { data, errors } = await gateway.as<{
    readonly resident: { readonly individualNumber: { readonly disclosure: string } };
  }>('number-clerk', {
    ...{ purpose: 'INQUIRY', case: '2023-0001', variables: { id } },
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { individualNumber { disclosure } } }',
  });
  expect(errors).toEqual([]);
  return data.resident.individualNumber.disclosure;
};

beforeAll(async () => {
  const people = city.households(2, Math.ceil((COLUMNS.length * RUBBISH.length) / 2)).flat();
  people.forEach((atenaNumber, at) => give(numbersOf(atenaNumber).health, at));
  gateway = await startTestGateway(city.files.environment);
  for (const id of people)
    held.set(
      id,
      (await read(id)).map(({ resident }) => resident),
    );
  for (const id of people) numbered.set(id, await disclosureOf(id));
  await gateway.stop();
  let at = 0;
  for (const [row, column] of COLUMNS)
    for (const value of RUBBISH) {
      plant(row, column, ownValue(column, value, at), people[at] ?? '');
      at += 1;
    }
  gateway = await startTestGateway(city.files.environment);
});
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

test('somebody of whom all can be read has something at each place', () => {
  const [all = []] = held.values();
  const shown = all.flatMap((one) => Object.entries(one).filter(([, value]) => value !== null));
  expect([...new Set(shown.map(([field]) => field))].sort()).toEqual([
    'certificates',
    'immunizations',
    'memo',
    'phone',
    'recommendations',
  ]);
  expect(shown.filter(([, value]) => Array.isArray(value) && value.length === 0)).toEqual([]);
});

describe.each(COLUMNS)('whatever stands in the row of %s in %s', (row, column) => {
  const of = () => planted.get(name(row, column)) ?? [];

  test('what health management holds is shown whole, or each place says that it is not', async () => {
    let told = 0;
    for (const { atenaNumber, value } of of())
      for (const [at, { resident, told: places }] of (await read(atenaNumber)).entries())
        for (const [field, whole] of Object.entries(held.get(atenaNumber)?.[at] ?? {})) {
          const isTold = places.has(`resident.${field}`);
          if (isTold && whole !== null) told += 1;
          expect([value, field, resident[field]]).toEqual([value, field, isTold ? null : whole]);
        }
    // Of a flag that decides nothing, and of a day, all can be shown.
    expect(told > 0).toBe(!SHOWN_ALL_THE_SAME.has(column));
  });

  test('nobody who has a number is told to have none', async () => {
    for (const { atenaNumber, value } of of()) {
      const now = await disclosureOf(atenaNumber);
      expect([value, ['UNAVAILABLE', numbered.get(atenaNumber)]]).toEqual([
        value,
        expect.arrayContaining([now]),
      ]);
    }
  });
});
