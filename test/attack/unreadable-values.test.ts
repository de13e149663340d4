import fc from 'fast-check';
import { CERTIFICATE, DOSE, PERSON } from '../../adapters/health-management/entities.js';
import { RESIDENT } from '../../adapters/resident-registry/entities.js';
import type { Table } from '../../src/database/table.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md J9: whatever stands in a column that the graph shows, its place in the answer shows it or says that it
 * cannot be read; it is never an empty place that would be taken for "nothing is registered".
 */

type Path = readonly (string | number)[];
interface Told {
  readonly path: Path;
  readonly column?: string;
}

/** Where the graph shows a column: of the registry, of the person, of a dose, its institution, a certificate. */
const REGISTRY: Readonly<Partial<Record<keyof typeof RESIDENT.columns, Path>>> = {
  ...{ kanji: ['name', 'kanji'], kana: ['name', 'kana'], alias: ['name', 'alias'] },
  ...{ roman: ['name', 'roman'], former: ['name', 'former'], sex: ['sex'], birth: ['birthDate'] },
  ...{ residentFrom: ['residentSince'], residentTo: ['residentUntil'] },
  ...{
    address: ['address'],
    addressExtra: ['address'],
    relationship: ['relationship'],
  },
};
const HEALTH_PERSON: Readonly<Partial<Record<keyof typeof PERSON.columns, Path>>> = {
  phone: ['phone'],
  memo: ['memo'],
};
const LEDGER: Readonly<Partial<Record<keyof typeof DOSE.columns, Path>>> = {
  ...{ vaccine: ['vaccine'], doseNumber: ['dose'], date: ['date'], billingMonth: ['billingMonth'] },
  ...{ setting: ['setting'], place: ['place'], preExam: ['preExam', 'result'] },
  ...{ preExamInstitution: ['preExam', 'institution'], preExamDoctor: ['preExam', 'doctor'] },
  ...{ institution: ['institution'], doctor: ['doctor'], manufacturer: ['manufacturer'], lot: ['lot'] },
  ...{ volume: ['doseMl'], withdrawn: ['state'], version: ['state'] },
};
const ISSUED: Readonly<Partial<Record<keyof typeof CERTIFICATE.columns, Path>>> = {
  ...{ vaccineKind: ['vaccineKind'], productName: ['productName'], issuedOn: ['issuedOn'] },
  ...{
    overseas: ['passport'],
    formerNames: ['passport', 'formerNames'],
    romanName: ['passport', 'romanName'],
  },
  ...{ nationality: ['passport', 'nationality'], passportNumber: ['passport', 'passportNumber'] },
};

/** What nobody means by "none": neither blank nor one of the marks for nothing known and no end. */
const isRubbish = (text: string): boolean => text.trim() !== '' && !/^(0+|9+)$/.test(text.trim());
const BYTES = Buffer.from('8e5293', 'hex');
const rubbish: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.constantFrom<string | Buffer>(
    'X',
    '#',
    '?9',
    '20230230',
    '5050231',
    '4310501',
    'R05',
    '-1',
    '12.5',
    '男',
    '\u0001A',
  ),
  fc.constantFrom<string | Buffer>(BYTES, Buffer.from('山田', 'utf8')),
  fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter(isRubbish),
);

const QUERY = `query ($id: ID!) { resident(atenaNumber: $id) {
  name { kanji kana alias roman former } birthDate { iso wareki precision } sex
  residentSince { iso wareki } residentUntil { iso wareki } address phone memo
  household { members { relationship resident { atenaNumber } } }
  immunizations { id state dose vaccine { code } date { iso } billingMonth setting place
    preExam { result institution { code name } doctor } institution { code name } doctor manufacturer lot doseMl }
  certificates { certificateId vaccineKind { code } productName issuedOn { iso }
    passport { formerNames romanName nationality passportNumber } }
} }`;
const UNDER = [
  { purpose: 'HISTORY' },
  { purpose: 'RECOMMEND' },
  { purpose: 'CERTIFICATE', case: '2023-0001' },
] as const;

/** One value in one column of one person, and where the graph shows it. */
interface Planted {
  readonly atenaNumber: string;
  readonly place: (resident: Resident) => Path;
}
type Resident = Readonly<Record<string, unknown>> & {
  readonly household: {
    readonly members: readonly { readonly resident: { readonly atenaNumber: string } }[];
  } | null;
  readonly immunizations: readonly { readonly id: string }[] | null;
  readonly certificates: readonly { readonly certificateId: string }[] | null;
};

const city = new EditedCity();
let gateway: TestGateway;
const planted = new Map<string, Planted[]>();
const SHOWN: readonly string[] = [
  ...columnsOf(RESIDENT, REGISTRY),
  ...columnsOf(PERSON, HEALTH_PERSON),
  ...columnsOf(DOSE, LEDGER),
  ...columnsOf(CERTIFICATE, ISSUED),
];

function columnsOf<Property extends string>(
  table: Table<Property>,
  places: Readonly<Partial<Record<Property, Path>>>,
): readonly string[] {
  return (Object.keys(places) as Property[]).map((property) => nameOf(table, property));
}

function nameOf<Property extends string>(table: Table<Property>, property: Property): string {
  return `${table.name}.${table.columns[property].name}`;
}

/** One value a person and record: what else stands in it is as it should be. */
function plantAll(): void {
  const people = city.households(2, 90).flat();
  const values = fc.sample(rubbish, { numRuns: people.length * 4, seed: 20_230_627 }).concat(BYTES);
  let at = 0;
  people.forEach((atenaNumber, person) => {
    const healthNumber = healthNumberOf(atenaNumber);
    if (healthNumber === null) return;
    const [dose, certificate] = [900_000 + person, `C${String(person).padStart(31, '0')}`];
    addRecords(healthNumber, dose, certificate);
    const plant = <Property extends string>(
      system: 'registry' | 'health',
      table: Table<Property>,
      places: Readonly<Partial<Record<Property, Path>>>,
      key: readonly [column: Property, value: unknown],
      below: (resident: Resident, property: string) => Path,
    ): void => {
      const properties = Object.keys(places) as Property[];
      const property = properties[person % properties.length] as Property;
      // Each column holds bytes at least once.
      const value = person < properties.length ? BYTES : (values[at++] ?? BYTES);
      city.files.change(
        system,
        `UPDATE ${table.name} SET ${table.columns[property].name} = ? WHERE ${table.columns[key[0]].name} = ?`,
        [value, key[1]],
      );
      const column = nameOf(table, property);
      const place = (resident: Resident): Path => [...below(resident, property), ...(places[property] ?? [])];
      planted.set(column, [...(planted.get(column) ?? []), { atenaNumber, place }]);
    };
    plant('registry', RESIDENT, REGISTRY, ['atenaNumber', atenaNumber], (resident, property) =>
      property === 'relationship' ? ['household', 'members', memberAt(resident, atenaNumber)] : [],
    );
    plant('health', PERSON, HEALTH_PERSON, ['healthNumber', healthNumber], () => []);
    plant('health', DOSE, LEDGER, ['id', dose], ({ immunizations }) => [
      'immunizations',
      immunizations?.findIndex(({ id }) => id === String(dose)) ?? 0,
    ]);
    plant('health', CERTIFICATE, ISSUED, ['certificateId', certificate], ({ certificates }) => [
      'certificates',
      certificates?.findIndex(({ certificateId }) => certificateId === certificate) ?? 0,
    ]);
  });
}

const memberAt = ({ household }: Resident, atenaNumber: string): number =>
  household?.members.findIndex(({ resident }) => resident.atenaNumber === atenaNumber) ?? 0;

function healthNumberOf(atenaNumber: string): string | null {
  const [row] = city.files.rows(
    'address-name',
    `SELECT TRIM(h.GYOMU_NO) AS number FROM T_GYOMU_ATENA j JOIN T_GYOMU_ATENA h ON h.TOGO_NO = j.TOGO_NO
     WHERE j.GYOMU_KUBUN = 'JK' AND TRIM(j.GYOMU_NO) = ? AND h.GYOMU_KUBUN = 'KK' AND h.YUKO_KUBUN = '1'`,
    atenaNumber,
  );
  return row === undefined ? null : String(row['number']);
}

function addRecords(healthNumber: string, dose: number, certificate: string): void {
  const { id: institution } = city.files.row('health', 'SELECT iryo_cd AS id FROM kk_iryo LIMIT 1');
  const insert = (table: string, row: Readonly<Record<string, unknown>>): void =>
    city.files.change(
      'health',
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join()})`,
      Object.values(row),
    );
  insert('kk_sessyu', {
    ...{ sessyu_id: dose, kojin_no: healthNumber, yobou_cd: '201', kaisu: 1, sessyu_wymd: '5041101' },
    ...{ seikyu_wym: '50412', syudan_kbn: '2', basyo: '市役所', yosin_kbn: '1', yosin_iryo_cd: institution },
    ...{ yosin_isi: '医師', sessyu_iryo_cd: institution, sessyu_isi: '医師', kaisya_cd: '17' },
    ...{ lot_no: 'EY0573', ryou: '0050', torikesi_flg: '0', kosin_no: 0 },
  });
  insert('kk_syomei', {
    ...{
      syomei_id: certificate,
      kojin_no: healthNumber,
      sinsei_no: 'A',
      yobou_cd: '301',
      seihin: 'X',
      kaigai_flg: '1',
    },
    ...{ kyusei: 'X', romaji: 'X', kokuseki: 'JPN', ryoken_no: 'TK1234567', hakko_wymd: '5041101' },
  });
}

beforeAll(async () => {
  plantAll();
  gateway = await startTestGateway(city.files.environment);
});
afterAll(async () => {
  await gateway?.stop();
  city.remove();
});

const asked = new Map<string, ReturnType<typeof ask>>();

/** Each person is asked about once, whatever is looked for. */
function answers(atenaNumber: string): ReturnType<typeof ask> {
  const answer = asked.get(atenaNumber) ?? ask(atenaNumber);
  asked.set(atenaNumber, answer);
  return answer;
}

async function ask(atenaNumber: string) {
  return Promise.all(
    UNDER.map(async (under) => {
      const { text } = await gateway.as('clerk', { ...under, query: QUERY, variables: { id: atenaNumber } });
      const { data, extensions } = JSON.parse(text) as {
        readonly data: { readonly resident: Resident };
        readonly extensions: {
          readonly sekisho: {
            readonly withheld: readonly Told[];
            readonly setAside?: readonly Told[];
            readonly warnings?: readonly { readonly code: string; readonly column?: string }[];
          };
        };
      };
      return { resident: data.resident, ...extensions.sekisho };
    }),
  );
}

/** The place, or what holds it. */
const reaches = (told: readonly Told[], place: Path): readonly Told[] =>
  told.filter(({ path }) => path.every((step, at) => step === ['resident', ...place][at]));

const valueAt = (resident: Resident, place: Path): unknown =>
  place.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null)?.[step], resident);

/** What would be taken for "none": of a date that nothing is known of it, of a sex that it is unknown. */
const isEmpty = (value: unknown): boolean =>
  value == null ||
  value === '' ||
  value === 'UNKNOWN' ||
  (typeof value === 'object' && 'iso' in value && value.iso === null);

test.each(SHOWN)(
  'whatever stands in %s is shown, or its place says that it cannot be read',
  async (column) => {
    let told = 0;
    let open = 0;
    for (const { atenaNumber, place } of planted.get(column) ?? [])
      for (const { resident, withheld, setAside = [], warnings = [] } of await answers(atenaNumber)) {
        // Of places in the answer alone: what is closed says nothing of what stands there.
        const columns = warnings.map(({ column: warned }) => warned).sort();
        expect(columns).toEqual([...new Set(setAside.map((entry) => entry.column))].sort());
        const at = place(resident);
        if (reaches(withheld, at).length > 0) continue;
        open += 1;
        const said = reaches(setAside, at).some((entry) => entry.column === column);
        if (said) {
          told += 1;
          expect(warnings).toContainEqual(expect.objectContaining({ code: 'SET_ASIDE', column }));
        } else expect([at, isEmpty(valueAt(resident, at))]).toEqual([at, false]);
      }
    expect(open).toBeGreaterThan(0);
    expect(told).toBeGreaterThan(0);
  },
);

test('an answer in which all can be read says nothing of the kind', async () => {
  const [[untouched = ''] = []] = city.households(1, 1);
  for (const { setAside, warnings } of await answers(untouched))
    expect([setAside, warnings]).toEqual([undefined, undefined]);
});
